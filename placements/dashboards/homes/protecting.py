"""What the public may see of the page: every number of children goes through the auditor.

Numbers of children in care have the keys of the children's profile, so that what one document hid
no other shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.text import slugify

from accounts.models import Council
from performance.domain.section_keys import section_key
from placements.dashboards.profile.building import cell_key as children_key
from placements.dashboards.profile.parts import Cell
from placements.dashboards.profile.protecting import TOTAL, Numbers, Shown, key_of, shielded
from placements.domain.profile import DIMENSIONS
from placements.domain.supply.market import counted
from reporting.domain.disclosure import PastCell
from reporting.packs import past_cells

from .children import FOSTER, HOMES, LOCAL, SUPPORTED, Children
from .found import Found

REGISTER = "register"
PROFILE_VIEWS = ("provider", "duration", "placement")
# Placements by the measure that counts them; the names are those of the profile's groups.
MIX = {"foster": (FOSTER,), "residential": (HOMES,), "supported": SUPPORTED}
REST = "rest"


def numbers_of(found: Found) -> Numbers:
    """All numbers of children that the page prints, and how they hang together."""
    numbers = Numbers()
    if found.children:
        _of_returns(numbers, found.children)
    _of_needs(numbers, found)
    _of_register(numbers, found)
    return numbers


def _of_returns(numbers: Numbers, children: Children) -> None:
    for day in children.days:
        total = key_of(day.isoformat(), TOTAL)
        numbers.people[total] = _numerator(children, "children-in-care", day)
        if day != children.day:
            numbers.add(total, _mix(children, day))
        for code in LOCAL:
            figure = children.figures[code, day]
            if figure.numerator is not None and figure.denominator:
                near = figure.numerator
                parts = {"near": near, "not": figure.denominator - near}
                keyed = {key_of(day.isoformat(), code, which): n for which, n in parts.items()}
                numbers.add(total, keyed)
    day = children.day.isoformat()
    for view in PROFILE_VIEWS:
        groups = Counter(str(one) for one in DIMENSIONS[view](children.here))
        numbers.add(key_of(day, TOTAL), {key_of(day, view, g): n for g, n in groups.items()})


def _numerator(children: Children, code: str, day: object) -> int:
    return children.figures[code, day].numerator or 0  # type: ignore[index]


def _mix(children: Children, day: object) -> dict[str, int]:
    names = group_names(children)
    parts = {
        key_of(str(day), "placement", names[group]): sum(
            _numerator(children, code, day) for code in codes
        )
        for group, codes in MIX.items()
    }
    rest = _numerator(children, "children-in-care", day) - sum(parts.values())
    return parts | {key_of(str(day), "placement", REST): rest}


def group_names(children: Children) -> dict[str, str]:
    """Name of each commissioning group, by key."""
    return {one.key: one.name for one in children.around.codes["commissioning"]}


def _of_needs(numbers: Numbers, found: Found) -> None:
    """Cells of the gap table; with the children of the newest return as their whole, where all
    of them are in it.
    """
    needs, day = found.needs, found.day.isoformat()
    bands = found.bands.positions(needs["age"].to_numpy())
    row_total: Counter[str] = Counter(needs["row"])
    for row, of_row in row_total.items():
        at = Counter(bands[(needs["row"] == row).to_numpy()].tolist())
        cells = {key_of(day, "needs", row, str(band)): number for band, number in at.items()}
        numbers.add(key_of(day, "needs", row), cells)
        assert sum(at.values()) == of_row
    if found.children and len(needs) == found.children.total:
        parts = {key_of(day, "needs", row): number for row, number in row_total.items()}
        numbers.add(key_of(found.children.day.isoformat(), TOTAL), parts)
        _joint(numbers, found)


def _joint(numbers: Numbers, found: Found) -> None:
    """Kinds of placement and rows of needs are sums of the same children."""
    assert found.children is not None
    names = group_names(found.children)
    needs, day = found.needs, found.day.isoformat()
    pairs = Counter(zip(needs["group"].map(names).fillna("Not known"), needs["row"], strict=True))
    keyed = {key_of(day, "pair", group, row): n for (group, row), n in pairs.items()}
    numbers.unprinted |= set(keyed)
    on = found.children.day.isoformat()
    for group in {group for group, _ in pairs}:
        own = {key_of(day, "pair", g, r): n for (g, r), n in pairs.items() if g == group}
        numbers.add(key_of(on, "placement", group), own)
    for row in {row for _, row in pairs}:
        own = {key_of(day, "pair", g, r): n for (g, r), n in pairs.items() if r == row}
        numbers.add(key_of(day, "needs", row), own)


def _of_register(numbers: Numbers, found: Found) -> None:
    """Children in the register's homes: by kind, route, and whether the home is our own."""
    day, placed = found.day.isoformat(), found.placed
    kinds = counted(placed, ["kind"])
    whole = key_of(REGISTER, day, TOTAL)
    numbers.add(whole, {key_of(REGISTER, day, kind): n for (kind,), n in kinds.items()})
    for by in ("route", "own"):
        pairs = counted(placed, ["kind", by])
        for (kind,) in kinds:
            parts = {key_of(REGISTER, day, k, by, v): n for (k, v), n in pairs.items() if k == kind}
            numbers.add(key_of(REGISTER, day, kind), parts)


def shown_to_public(council: Council, numbers: Numbers) -> Shown:
    keys = {cell_key(council, key): key for key in numbers.people if key not in numbers.unprinted}
    past: dict[str, list[PastCell]] = {}
    for old in past_cells(council, keys):
        past.setdefault(keys[old.key], []).append(old)
    return shielded(numbers, past)


def cell_key(council: Council, key: str) -> str:
    """Numbers of the returns are remembered as the profile remembers them."""
    if "needs" not in key.split("|") and not key.startswith(REGISTER):
        return children_key(council, key)
    parts = (slugify(part) or "all" for part in key.split("|"))
    return section_key(council.slug, council.area_id, "homes", *parts)


def cells_of(council: Council, numbers: Numbers, shown: Shown) -> tuple[Cell, ...]:
    people: Mapping[str, int] = numbers.people
    return tuple(
        Cell(cell_key(council, key), state.value, people[key] if shown.may(key) else None)
        for key, state in shown.states.items()
    )


def small(numbers: Numbers) -> bool:
    """Whether any number counts one to five children."""
    return any(0 < number < 6 for number in numbers.people.values())


