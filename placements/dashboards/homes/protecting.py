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
from placements.dashboards.profile.counting import DISTRICT
from placements.dashboards.profile.earlier import cell_key as children_key
from placements.dashboards.profile.parts import Cell
from placements.dashboards.profile.protecting import (
    TOTAL,
    Numbers,
    Shown,
    key_of,
    shielded,
    year_key,
)
from placements.domain.profile import DIMENSIONS
from placements.domain.supply.market import children_by_grade, concentration, counted
from reporting.domain.disclosure import PastCell
from reporting.packs import past_cells, proof_rules_of

from .children import FOSTER, HOMES, INTERNAL, LOCAL, SUPPORTED, Children, group_names
from .crossing import OF_PROFILES, cross
from .found import LEAST_PLACES, Found

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
        _of_months(numbers, found.children)
        _of_internal(numbers, found.children)
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
    on = children.day.isoformat()
    where = {key_of(on, DISTRICT, name): number for name, number in children.by_district.items()}
    numbers.add(key_of(on, TOTAL), where)
    for view in PROFILE_VIEWS:
        groups = Counter(str(one) for one in DIMENSIONS[view](children.here))
        numbers.add(key_of(on, TOTAL), {key_of(on, view, g): n for g, n in groups.items()})


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


def _of_months(numbers: Numbers, children: Children) -> None:
    """Who started and who ceased in each of the twelve months, and in all."""
    months = children.months
    if months is None:
        return
    for what in ("started", "ceased"):
        pairs = zip(months["month"], months[what], strict=True)
        parts = {key_of(what, f"{month:%Y-%m}"): int(number) for month, number in pairs}
        numbers.add(year_key(what, children.day), parts)


def _of_internal(numbers: Numbers, children: Children) -> None:
    """Our own share of a kind of placement and the rest of it; of the newest day in `_joint`."""
    names = group_names(children)
    for group, code in INTERNAL.items():
        for day in children.days[:-1]:
            figure = children.figures[code, day]
            own, whole = figure.numerator or 0, figure.denominator or 0
            parts = {"own": own, "not": whole - own}
            total = key_of(day.isoformat(), "placement", names[group])
            keyed = {key_of(day.isoformat(), code, which): n for which, n in parts.items()}
            numbers.add(total, keyed)


def _of_needs(numbers: Numbers, found: Found) -> None:
    """Cells of the gap table; the children of the newest return as their whole, where all of them
    and no others are in it.
    """
    needs, day = found.needs, found.day.isoformat()
    bands = found.bands.positions(needs["age"].to_numpy())
    for row in sorted(set(needs["row"])):
        at = Counter(bands[(needs["row"] == row).to_numpy()].tolist())
        cells = {key_of(day, "needs", row, str(band)): number for band, number in at.items()}
        numbers.add(key_of(day, "needs", row), cells)
    if found.children and len(needs) == found.children.total:
        cross(numbers, found, found.children)


def _of_register(numbers: Numbers, found: Found) -> None:
    """Children in the register's homes by kind, each by route; by whether the home is our own, and
    is one whose occupancy the public is told; by judgement; by owner.
    """
    day, placed = found.day.isoformat(), found.placed
    kinds = counted(placed, ["kind"])
    whole = key_of(REGISTER, day, TOTAL)
    numbers.add(whole, {key_of(REGISTER, day, kind): n for (kind,), n in kinds.items()})
    pairs = counted(placed, ["kind", "route"])
    for (kind,) in kinds:
        parts = {
            key_of(REGISTER, day, k, "route", v): n for (k, v), n in pairs.items() if k == kind
        }
        numbers.add(key_of(REGISTER, day, kind), parts)
    _of_places(numbers, found, day)
    _of_grades(numbers, found, day)
    _of_owners(numbers, found, day)


def _of_places(numbers: Numbers, found: Found, day: str) -> None:
    told = set(found.open_places["setting"])
    placed = found.placed.assign(told=found.placed["setting"].isin(told))
    combined = counted(placed, ["kind", "own", "told"])
    keyed = {key_of(REGISTER, day, "at", *marks): n for marks, n in combined.items()}
    numbers.unprinted |= set(keyed)
    for kind in dict.fromkeys(marks[0] for marks in combined):
        # Of this kind, of those told alone, and of our own that are told.
        for side, wanted in ((), ()), (("told",), ("True",)), (("own",), ("True", "True")):
            parts = {
                key_of(REGISTER, day, "at", *marks): n
                for marks, n in combined.items()
                if marks[0] == kind and marks[len(marks) - len(wanted) :] == wanted
            }
            numbers.add(key_of(REGISTER, day, kind, *side), parts)


def _of_grades(numbers: Numbers, found: Found, day: str) -> None:
    grades = children_by_grade(found.register, found.placed, found.day)
    kinds = counted(found.placed, ["kind"])
    alone = key_of(REGISTER, day, "inspected")
    parts = {key_of(REGISTER, day, kind): n for (kind,), n in kinds.items() if kind != "foster"}
    numbers.add(alone, parts)
    numbers.add(alone, {key_of(REGISTER, day, "grade", key): n for key, n in grades.items()})


def _of_owners(numbers: Numbers, found: Found, day: str) -> None:
    market = concentration(found.placed)
    parts = {"largest": market.largest, "others": market.of - market.largest}
    whole = key_of(REGISTER, day, "owners")
    numbers.add(whole, {key_of(whole, which): n for which, n in parts.items()})
    own = len(found.placed) - market.of
    numbers.add(
        key_of(REGISTER, day, TOTAL), {whole: market.of, key_of(REGISTER, day, "ours"): own}
    )


def shown_to_public(council: Council, numbers: Numbers) -> Shown:
    keys = {
        cell_key(council, key): key
        for key in numbers.people
        if key not in numbers.unprinted or key.split("|")[1] in OF_PROFILES
    }
    past: dict[str, list[PastCell]] = {}
    for old in past_cells(council, keys):
        past.setdefault(keys[old.key], []).append(old)
    return shielded(numbers, past, proof_rules_of(council))


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


def holds_small(found: Found) -> bool:
    """Whether the board's page has numbers of one to five children."""
    cells = [cell.needed for row in found.gap for cell in (*row.cells, row.whole)]
    kinds = counted(found.placed, ["kind", "route"]).values()
    return any(0 < number < LEAST_PLACES for number in (*cells, *kinds))
