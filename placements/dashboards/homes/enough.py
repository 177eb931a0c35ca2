"""Is there enough: the gap table, places and vacancies by kind, age and district, plans."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.ages import by_band
from placements.domain.supply.gap import Cell, Enough, GapRow
from placements.domain.supply.places import summed
from reference.domain.periods import long_date

from .areas import area_view, planned_view, vacant_view
from .found import Found
from .parts import GapCell, GapLine, HomesView
from .saying import Saying
from .unknown import ALL_AGES, supply_view, use_words
from .words import COUNTED, REGISTER, SHARED_OUT, kind_name

STATUS = {
    Enough.NOTHING: "",
    Enough.ENOUGH: "on_target",
    Enough.SHORT: "close",
    Enough.FAR_SHORT: "off_target",
}
NO_REGISTER = (
    "The register holds no homes yet. This part fills when a commissioner has entered the first "
    "one, or has loaded a spreadsheet of them."
)
NEEDED = (
    "Needed is a place for each child, by the kind of home in the child’s plan where the register "
    "has one, else by where the child lives. A child who should be fostered and is not counts as "
    "needing one of our own carers."
)
IN_USE = (
    "In use are places of children whom the register has placed. A child whose placement nobody "
    "has entered leaves a place that looks empty."
)
NO_AGES = "The ages of {number} children are not known here; they count under all ages only."
NO_AGE = "The register does not know how old children are: by age places alone are told."


def gap_lines(found: Found, saying: Saying) -> tuple[GapLine, ...]:
    return tuple(_line(row, found, saying) for row in found.gap)


def _line(row: GapRow, found: Found, saying: Saying) -> GapLine:
    day = found.day.isoformat()
    cells = [
        _cell(cell, band, key_of(day, "needs", row.key, str(at)), saying)
        if found.knows_ages
        else _of_age(cell, band)
        for at, (cell, band) in enumerate(zip(row.cells, found.bands.names, strict=True))
    ]
    whole = _cell(row.whole, ALL_AGES, key_of(day, "needs", row.key), saying)
    return GapLine(row.key, row.name, tuple(cells), whole)


def _cell(cell: Cell, band: str, key: str, saying: Saying) -> GapCell:
    if cell.state is Enough.NOTHING:
        return GapCell(band, "", NONE, "")
    if not saying.may(key, cell.needed):
        return GapCell(band, "", HIDDEN, f"{cell.places:,} for {HIDDEN}")
    return GapCell(band, STATUS[cell.state], words(cell), f"{cell.places:,} for {cell.needed:,}")


def _of_age(cell: Cell, band: str) -> GapCell:
    """Of an age while nobody knows how old the children are."""
    return GapCell(band, "", NONE, f"{cell.places:,} for {NONE}" if cell.places else "")


def words(cell: Cell) -> str:
    """ "22 short", "5 spare", "Just enough"."""
    if cell.short == 0:
        return "Just enough"
    return f"{cell.short:,} short" if cell.short > 0 else f"{-cell.short:,} spare"


def gap_view(found: Found, saying: Saying) -> HomesView:
    title = "Are there enough homes of the right kind?"
    if found.places.empty:
        return HomesView("gap", title, sentence=NO_REGISTER)
    if not found.knows_children:
        return supply_view(found, saying)
    lines = gap_lines(found, saying)
    bands = (*found.bands.names, ALL_AGES)
    head = ["Type of home"]
    for band in bands:
        head += [f"{band}: places", f"{band}: needed", f"{band}: difference"]
    notes = [NEEDED, COUNTED, SHARED_OUT, *_about_ages(found, saying)]
    return HomesView(
        key="gap",
        title=title,
        subtitle="Places for children who need them, by age",
        sentence=_gap_sentence(found, saying),
        head=tuple(head),
        rows=tuple((line.name, *_flat(line)) for line in lines),
        notes=tuple(notes),
        source=_gap_source(found),
    )


def _flat(line: GapLine) -> list[str]:
    cells = []
    for one in (*line.cells, line.whole):
        places, _, needed = one.beside.partition(" for ")
        cells += [places or NONE, needed or NONE, one.words]
    return cells


def _about_ages(found: Found, saying: Saying) -> list[str]:
    if not found.knows_ages:
        return [NO_AGE]
    needs = found.needs[found.needs["row"] != ""]
    lost = int((found.bands.positions(needs["age"].to_numpy()) < 0).sum())
    return [NO_AGES.format(number=saying.few(lost))] if lost else []


def _gap_source(found: Found) -> str:
    children = found.children
    said = f"SSDA903 at {long_date(children.day)}" if children else "placements in the register"
    return f"Children: {said}. Places: the register at {long_date(found.day)}"


def _gap_sentence(found: Found, saying: Saying) -> str:
    """The shortest cell that may be told, and the row with most to spare."""
    told = _told_cells(found, saying)
    short = [one for one in told if one[0].short > 0]
    if not told:
        return "Too few children are in each group to tell."
    if not short:
        age = "No age is short in any kind of home" if found.knows_ages else "No kind is short"
        return f"{age}, of those that may be shown."
    cell, name, ages = max(short, key=lambda one: one[0].short)
    also = len(short) - 1
    said = (
        f"Most is lacking in “{name}”{ages}: {cell.places:,} places for {cell.needed:,} children."
    )
    return said + (
        f" {also} other {'groups are' if also > 1 else 'group is'} short." if also else ""
    )


def _told_cells(found: Found, saying: Saying) -> list[tuple[Cell, str, str]]:
    """Cell, name of its row, and its ages in words; whole rows where no age is known."""
    return [
        (cell, row.name, ages)
        for row in found.gap
        for key, cell, ages in _cells_of(row, found)
        if saying.may(key, cell.needed) and cell.state is not Enough.NOTHING
    ]


def _cells_of(row: GapRow, found: Found) -> list[tuple[str, Cell, str]]:
    whole = key_of(found.day.isoformat(), "needs", row.key)
    if not found.knows_ages:
        return [(whole, row.whole, "")]
    return [
        (key_of(whole, str(at)), cell, f" for ages {band}")
        for at, (cell, band) in enumerate(zip(row.cells, found.bands.names, strict=True))
    ]


def worst_cell(found: Found, saying: Saying) -> tuple[Cell, str, str] | None:
    """The cell that is short by most, of those that may be told."""
    short = [one for one in _told_cells(found, saying) if one[0].short > 0]
    return max(short, key=lambda one: one[0].short, default=None)


def enough(found: Found, saying: Saying) -> tuple[HomesView, ...]:
    views = [gap_view(found, saying)]
    if found.places.empty:
        return tuple(views)
    views.append(places_view(found, saying))
    if found.knows_use:
        views.append(ages_view(found, saying))
    views.append(area_view(found, saying))
    if found.knows_use and not saying.public:
        views.append(vacant_view(found))
    if not found.register.planned.empty:
        views.append(planned_view(found))
    return tuple(views)


def places_view(found: Found, saying: Saying) -> HomesView:
    """By kind: registered, usable, reserved and blocked, in use by us, vacant."""
    there = found.told_places(public=saying.public)
    rows = tuple(_places_row(one, found, saying) for one in _by_kind(there))
    notes = [COUNTED, IN_USE] if found.knows_use else [COUNTED]
    if saying.public:
        notes.append("Homes with fewer than six places are left out here: see the districts.")
    return HomesView(
        key="places",
        title="Places, and those in use",
        subtitle=f"The council’s own homes and those under contract, {long_date(found.day)}",
        sentence=_use_sentence(found, saying, there, rows),
        head=("Kind", "Homes", "Registered", "Usable", "Reserved", "Blocked", "Ours", "In use",
              "Vacant", "Occupancy"),
        rows=rows,
        notes=tuple(notes),
        source=REGISTER,
    )  # fmt: skip


def _use_sentence(
    found: Found, saying: Saying, there: pd.DataFrame, rows: Sequence[tuple[str, ...]]
) -> str:
    if not found.knows_use:
        return use_words(found, saying)
    if _any_hidden(rows) or not rows:
        return "Too few children live in these homes to tell."
    vacant, fillable = int(there["vacant"].sum()), int(there["fillable"].sum())
    return f"{vacant:,} of {fillable:,} places that our children may take are empty."


def _places_row(one: object, found: Found, saying: Saying) -> tuple[str, ...]:
    """Ours: places that our children may take."""
    number = {name: int(getattr(one, name)) for name in (
        "homes", "registered", "usable", "reserved", "blocked", "fillable", "occupied", "vacant"
    )}  # fmt: skip
    kind = str(one.kind)  # type: ignore[attr-defined]
    key = key_of("register", found.day.isoformat(), kind, "told")
    hidden = not saying.may(key, number["occupied"])
    inside = number["occupied"], number["fillable"]
    share = f"{round(100 * inside[0] / inside[1])}%" if inside[1] else NONE
    told = ("homes", "registered", "usable", "reserved", "blocked", "fillable")
    use = (HIDDEN,) * 3 if hidden else (f"{inside[0]:,}", f"{number['vacant']:,}", share)
    use = use if found.knows_use else (NONE,) * 3
    return (kind_name(kind), *(f"{number[name]:,}" for name in told), *use)


def _by_kind(places: pd.DataFrame) -> list[object]:
    return list(summed(places, ["kind"]).itertuples(index=False))


def _any_hidden(rows: Sequence[tuple[str, ...]]) -> bool:
    return any(HIDDEN in row for row in rows)


def ages_view(found: Found, saying: Saying) -> HomesView:
    """Vacancies by kind and age band, shared out as in the gap table."""
    there = found.told_places(public=saying.public)
    free = by_band(there, "vacant", "kind", found.bands)
    rows = tuple(
        (kind_name(kind), *(f"{number:,}" for number in numbers), f"{sum(numbers):,}")
        for kind, numbers in free.items()
    )
    total = sum(sum(numbers) for numbers in free.values())
    if saying.public and _any_hidden([_places_row(o, found, saying) for o in _by_kind(there)]):
        rows = ()
    return HomesView(
        key="vacancies",
        title="Empty places by age",
        subtitle=f"Places that our children may take and that are empty, {long_date(found.day)}",
        sentence=f"{total:,} empty places for children under 18." if rows else
        "Not shown: too few children live in some of these homes.",
        head=("Kind", *found.bands.names, ALL_AGES),
        rows=rows,
        notes=(SHARED_OUT,),
        source=REGISTER,
    )  # fmt: skip
