"""What figures of packs tell of the children whom a profile counts: both are public together.

"In foster care: 71%" stands in the pack, and the profile's tables hide a number that hangs together
with it. So each figure that the public may read is told to the auditor, as a rounded share of the
same cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from accounts.models import Council
from performance.measures import measures_of
from performance.packs.cells import Shown
from performance.packs.shields import council_shield
from placements.domain.cohort import Cohort
from placements.domain.indicators import Computed
from placements.domain.scene import Surroundings
from placements.measures import computed_figures, registry
from reference.domain.rounding import round_half_up
from reporting.domain.disclosure import PastCell, Ratio
from reporting.packs import past_cells

from .protecting import Numbers, year_key
from .shares import TrueFigure

# What is counted of those who came and went, by the table that counts them too.
COMINGS = {"started-care": "started", "ceased-care": "ceased"}
PERCENT = "percent"

Told = Mapping[tuple[str, dt.date], frozenset[Decimal]]
Telling = dict[tuple[str, dt.date], set[Decimal]]


def public_figures(
    council: Council, days: Collection[dt.date], shown: Mapping[str, Shown] | None
) -> Told:
    """By measure and day, the values that readers know: of the council's own figures that the
    public may read, and that earlier editions printed.

    `shown` is what disclosure control says of all figures; None asks it.
    """
    if shown is None:
        shown = council_shield(council, measures_of(council, off_too=True)).shown
    here = answered(council, days, shown)
    values = printed_before(here, past_cells(council, here) if here else ())
    for one in here.values():
        if not one.shielded.is_hidden:
            tell(values, one, one.held.value)
    return frozen(values)


def answered(
    council: Council, days: Collection[dt.date], shown: Mapping[str, Shown]
) -> dict[str, Shown]:
    """Of all figures the council's own of these days, of measures that the returns answer."""
    codes = {one.code for one in registry().definitions}
    return {
        key: one
        for key, one in shown.items()
        if one.measure.code in codes
        and one.held.period.ends_on in days
        and (one.held.area, one.held.group) == (council.area_id, "all")
    }


def printed_before(here: Mapping[str, Shown], past: Iterable[PastCell]) -> Telling:
    """What editions printed of these figures, whatever was corrected since."""
    values: Telling = {}
    for old in past:
        if old.part == "value" and old.key in here:
            tell(values, here[old.key], old.shown)
    return values


def tell(values: Telling, one: Shown, value: Decimal | None) -> None:
    if value is not None:
        values.setdefault(at_day(one), set()).add(round_half_up(value))


def at_day(one: Shown) -> tuple[str, dt.date]:
    return one.measure.code, one.held.period.ends_on


def frozen(values: Mapping[tuple[str, dt.date], Collection[Decimal]]) -> Told:
    return {at: frozenset(found) for at, found in values.items()}


def true_figures(
    council: Council, cohort: Cohort, told: Told, counted: Told, around: Surroundings
) -> tuple[TrueFigure, ...]:
    """Of what readers were told, all that says of the children looked after on a day what the
    returns say: a figure that says otherwise tells nothing of them.

    `told` are values as packs print them, `counted` plain numbers of a figure's children.
    """
    codes = {code for code, _ in (*told, *counted)} & _on_a_day()
    days = sorted({day for _, day in (*told, *counted)})
    if not codes:
        return ()
    found = computed_figures(council, cohort, days, codes=codes, around=around)
    shares = [_with_children(one) for one in found if _is_told(one, told)]
    exact = [_with_children(one) for one in found if _is_counted(one, counted)]
    return (*shares, *(replace(one, whole=None) for one in exact))


def tells_of_a_day(code: str) -> bool:
    """Whether a measure says anything of a profile's numbers: of children looked after on its day,
    or of who came and went in the year to it.
    """
    return code in COMINGS or code in _on_a_day()


@cache
def _on_a_day() -> frozenset[str]:
    return frozenset(one.code for one in registry().definitions if not one.months)


def _is_counted(one: Computed, counted: Told) -> bool:
    numbers = counted.get((one.code, one.day), ())
    return one.numerator is not None and Decimal(one.numerator) in numbers


def _is_told(one: Computed, told: Told) -> bool:
    if one.numerator is None or one.unit not in (PERCENT, "count"):
        return False
    if one.denominator is None:
        true = Decimal(one.numerator)
    elif not one.denominator:
        return False
    else:
        true = Ratio("", "", "").value(one.numerator, one.denominator)
    return true in told.get((one.code, one.day), ())


def _with_children(one: Computed) -> TrueFigure:
    whole = None if one.denominator is None else frozenset(one.whole.tolist())
    return TrueFigure(one.code, one.day, frozenset(one.members.tolist()), whole)


def tell_of_comings(numbers: Numbers, told: Told) -> None:
    """Who started and ceased in twelve months, where a pack prints it as a figure."""
    for (code, day), values in told.items():
        key = year_key(COMINGS.get(code, code), day)
        if Decimal(numbers.people.get(key, -1)) in values:
            numbers.known.add(key)
