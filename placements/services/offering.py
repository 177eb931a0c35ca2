"""Figures of the cohort on their way to the returns: worked out for every quarter, and offered."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts.models import Council, User
from performance.domain.offers import ComputedFrom
from performance.domain.slots import asked
from performance.domain.vocabulary import Basis, Frequency
from performance.models import CouncilIndicator, Figure, Offer
from performance.services import OfferedFigure, OfferOutcome, offer_figures
from performance.services.turns import take_turn
from placements.dashboards.held import held_cohort
from placements.dashboards.returns import OFFERING
from placements.domain.coverage import spans
from placements.domain.indicators import Computed
from placements.measures import computed_figures, registry
from placements.models import Return903
from reference.domain.periods import Period, parse, quarter_of
from reporting.models import Build
from reporting.services import ask_build

SOURCE = "903 return"
# The newest quarters, five years of them: what boards look back at.
MOST_QUARTERS = 20
YEAR = 12
ATTEMPTS = 3
NOBODY = "By the 903 return there is nobody whom this figure could be about."
# What an offer is of: measure, period, basis.
Key = tuple[str, str, str]


class StillLoading(RuntimeError):
    """Returns were loaded faster than figures could be worked out of them."""


@dataclass(frozen=True)
class Offering:
    """What was offered: figures of so many quarters. `changed` of them had other numbers before."""

    figures: int = 0
    quarters: int = 0
    new: int = 0
    changed: int = 0

    @property
    def words(self) -> str:
        """ "152 figures offered for 8 quarters, 3 changed"."""
        if not self.figures:
            return (
                "No figure is offered: no quarter of the council’s returns lies in the days that "
                "are loaded, or no measure that they answer is switched on"
            )
        figures = f"{self.figures:,} figure{'s' * (self.figures != 1)}"
        quarters = f"{self.quarters} quarter{'s' * (self.quarters != 1)}"
        return f"{figures} offered for {quarters}, {self.new:,} new, {self.changed:,} changed"


def ask_offering(*, council: Council, by: User, subject: str = "again") -> Build:
    """Has the figures worked out in the background, once this transaction is through. `subject`
    tells one occasion from another: each return that is accepted is one.
    """
    return ask_build(council=council, kind=OFFERING, subject=subject, by=by)


def offer_for_build(build: Build) -> Offering:
    """The work of `ask_offering`; what came of it is the build's last stage."""
    found = offer_cohort_figures(council=build.council, by=build.asked_by)
    Build.objects.filter(pk=build.pk).update(stage=found.words[:120])
    return found


def offer_cohort_figures(
    *, council: Council, by: User | None, quarters: int | None = None
) -> Offering:
    """Works out every indicator for the newest `quarters` that the returns answer and the council
    uses, and offers those of the measures that are switched on. The same again changes nothing.

    Raises OfferError, and StillLoading where other returns were loaded at each attempt.
    """
    for _ in range(ATTEMPTS):
        returns = list(Return903.objects.for_council(council))
        used = used_quarters(council, returns, quarters or MOST_QUARTERS)
        figures = _worked_out(council, used) if used else []
        offers = list(_offers(council, used, figures, returns))
        outcome = _offer_unchanged(council, offers, returns, by)
        if outcome is not None:
            periods = {quarter_of(one.as_at) for one in offers}
            return Offering(len(offers), len(periods), outcome.new, outcome.other_numbers)
    raise StillLoading("Other returns were loaded meanwhile. Offer the figures again.")


@transaction.atomic
def _offer_unchanged(
    council: Council, offers: Sequence[OfferedFigure], returns: list[Return903], by: User | None
) -> OfferOutcome | None:
    """None where other returns are held by now: who comes later must not offer what was before."""
    take_turn(council)
    if _stamp(Return903.objects.for_council(council)) != _stamp(returns):
        return None
    return offer_figures(council=council, offers=offers, by=by) if offers else OfferOutcome()


def _stamp(returns: Iterable[Return903]) -> set[tuple[int, int, dt.datetime, bool]]:
    return {(one.pk, one.version, one.loaded_at, one.to_point) for one in returns}


def used_quarters(council: Council, returns: Sequence[Return903], most: int) -> list[Period]:
    """Quarters of which the council has a return or a figure, and whose last day the 903 returns
    hold; the newest ones, oldest first.
    """
    opened = council.returns.order_by().values_list("quarter", flat=True).distinct()
    ends = Figure.objects.for_council(council).order_by().values_list("ends_on", flat=True)
    known = {parse(key) for key in opened} | {quarter_of(day) for day in ends.distinct()}
    held = spans([one.value for one in returns])
    inside = [one for one in known if any(begin <= one.ends_on <= end for begin, end in held)]
    return sorted(inside, key=lambda one: one.ends_on)[-most:]


def _worked_out(council: Council, used: Sequence[Period]) -> list[Computed]:
    """In one pass, whatever the number of quarters."""
    return computed_figures(council, held_cohort(council), [one.ends_on for one in used])


def _offers(
    council: Council,
    used: Sequence[Period],
    figures: Sequence[Computed],
    returns: Sequence[Return903],
) -> Iterator[OfferedFigure]:
    uses = CouncilIndicator.objects.filter(council=council, on=True, indicator__council=None)
    switched_on = {use.indicator.code: use for use in uses.select_related("indicator")}
    before = _offered_numbers(council, used)
    checksums = {one.pk: files_of(one) for one in returns}
    quarters = {one.ends_on: one for one in used}
    months = {one.code: one.months for one in registry().definitions}
    for one in figures:
        use = switched_on.get(one.code)
        if use is None:
            continue
        files = _files(one, returns, checksums)
        for period, basis in _places(one, use, quarters[one.day], months[one.code]):
            known = (one.code, period.key, basis.value) in before
            if _is_worth_offering(one, known=known):
                yield _offered(one, period, basis, files)


def _places(
    figure: Computed, use: CouncilIndicator, quarter: Period, months: int
) -> list[tuple[Period, Basis]]:
    """The period and the basis that a figure of the quarter's last day is of. Its basis is that of
    the computation, whatever the measure's own is: twelve months are no quarter.

    The twelve months that end with the financial year are its outturn; where a return asks for
    that, it is offered as such too.
    """
    outturn_too = use.indicator.outturn_too or use.usual_basis is Basis.OUTTURN
    slots = asked(
        quarter,
        frequency=Frequency(use.indicator.frequency),
        basis=Basis(figure.basis),
        outturn_too=outturn_too and months == YEAR,
    )
    found = [(one.period, one.basis) for one in slots if one.period is not None]
    return [(period, basis) for period, basis in found if period.ends_on == figure.day]


def _is_worth_offering(figure: Computed, *, known: bool) -> bool:
    """A number; that there is nobody to count; that an earlier number can be had no more. That the
    returns do not reach back, or tell something in March only, would be noise on every return.
    """
    if figure.numerator is None:
        return known
    return figure.numerator >= 0


def _offered(
    figure: Computed, period: Period, basis: Basis, files: tuple[ComputedFrom, ...]
) -> OfferedFigure:
    nobody = figure.denominator == 0
    counts = figure.numerator is not None and not nobody
    return OfferedFigure(
        indicator=figure.code,
        period=period,
        basis=basis,
        source=SOURCE,
        files=files,
        rule=figure.rule,
        rule_version=figure.rule_version,
        as_at=figure.day,
        numerator=_decimal(figure.numerator) if counts else None,
        denominator=_decimal(figure.denominator) if counts else None,
        unavailable_reason="" if counts else figure.unavailable or NOBODY,
        completeness=figure.completeness_words,
    )


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _offered_numbers(council: Council, used: Sequence[Period]) -> set[Key]:
    """What stands offered with a number, so far. One query."""
    days = [one.ends_on for one in used]
    standing = (
        Offer.objects.for_council(council)
        .current()
        .filter(
            ends_on__in=days, source=SOURCE, value__isnull=False, area=council.area_id, group="all"
        )
    )
    return set(standing.values_list("indicator__code", "period", "basis"))


def _files(
    figure: Computed,
    returns: Sequence[Return903],
    checksums: Mapping[int, tuple[ComputedFrom, ...]],
) -> tuple[ComputedFrom, ...]:
    """Of the returns of its days, and of every later one: a later return says the past anew."""
    return tuple(file for one in returns if one.as_at >= figure.first for file in checksums[one.pk])


def files_of(held: Return903) -> tuple[ComputedFrom, ...]:
    """The file of a return with its checksum. Several are told as one: its checksum is that of the
    lines "checksum  name" in order, as `sha256sum * | sort | sha256sum` prints it. None where the
    return was loaded before checksums were kept.
    """
    files = {(name, sha256) for name, sha256 in filter(None, held.files.values())}
    if len(files) <= 1:
        return tuple(ComputedFrom(name, sha256) for name, sha256 in files)
    lines = sorted(f"{sha256}  {name}\n" for name, sha256 in files)
    together = hashlib.sha256("".join(lines).encode()).hexdigest()
    return (ComputedFrom(f"{held.label}, {len(files)} files", together),)
