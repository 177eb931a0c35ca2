"""The register's figures on their way to the quarterly returns: one figure, one source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from performance.domain.vocabulary import Basis
from performance.models import CouncilIndicator, Figure
from performance.services import OfferedFigure, offer_figures
from performance.services.offers import OfferError
from performance.services.turns import take_turn
from placements.dashboards.returns import REGISTER_FIGURES
from placements.models import Provider, Setting
from reference.domain.periods import Period, parse, quarter_of
from reference.fixtures import fixture_rows
from reporting.models import Build
from reporting.services import ask_build

from .figures import FUNCTIONS, Counted

SOURCE = "register of homes"
MOST_QUARTERS = 8

__all__ = [
    "OfferError",
    "Offered",
    "ask_offering_register",
    "offer_register_figures",
    "offer_register_for_build",
]


@dataclass(frozen=True)
class Offered:
    figures: int
    quarters: int
    new: int
    changed: int

    @property
    def words(self) -> str:
        if not self.figures:
            return (
                "No figure is offered: no quarter of the returns has ended, no measure that the "
                "register answers is switched on, or the register holds nothing of them yet."
            )
        figures = f"{self.figures} figure{'s' * (self.figures != 1)}"
        quarters = f"{self.quarters} quarter{'s' * (self.quarters != 1)}"
        return f"{figures} offered for {quarters}, {self.new} new, {self.changed} changed."


def ask_offering_register(*, council: Council, by: User | None) -> None:
    """Has the register's figures offered in the background, once this transaction is through: when
    a return is opened, and whenever something changes that figures are counted of. Nothing where
    the council has no register or no return yet, or where nobody is signed in.
    """
    is_kept = Provider.objects.for_council(council).exists() and council.returns.exists()
    if by is None or not is_kept:
        return
    # What is being counted already may have missed this change.
    running = Build.objects.for_council(council).filter(
        kind=REGISTER_FIGURES, status=Build.Status.RUNNING
    )
    before = running.order_by("-pk").values_list("pk", flat=True).first()
    ask_build(
        council=council,
        kind=REGISTER_FIGURES,
        subject="register" if before is None else f"register after {before}",
        by=by,
    )


def offer_register_for_build(build: Build) -> Offered:
    """The work of `ask_offering_register`; what came of it is the build's last stage."""
    found = offer_register_figures(
        council=build.council, by=build.asked_by, today=timezone.localdate()
    )
    Build.objects.filter(pk=build.pk).update(stage=found.words[:120])
    return found


def offer_after_a_list(*, today: dt.date) -> tuple[Council, ...]:
    """Offers the figures of every council whose register has homes with a URN, after Ofsted's list
    has come; answers for which there was something to offer.
    """
    known = Setting.objects.exclude(urn="").values("provider__council")
    councils = Council.objects.filter(pk__in=known).order_by("slug")
    done = [(one, offer_register_figures(council=one, by=None, today=today)) for one in councils]
    return tuple(council for council, offered in done if offered.figures)


@transaction.atomic
def offer_register_figures(*, council: Council, by: User | None, today: dt.date) -> Offered:
    """Counts each figure for the newest quarters that have ended, and offers it where its measure
    is switched on. The same again changes nothing. Raises OfferError.
    """
    take_turn(council)
    quarters = _quarters(council, today)
    offers = list(_offers(council, quarters))
    if not offers:
        return Offered(0, 0, 0, 0)
    outcome = offer_figures(council=council, offers=offers, by=by)
    periods = {one.period.key for one in offers}
    return Offered(len(offers), len(periods), outcome.new, outcome.other_numbers)


def _quarters(council: Council, today: dt.date) -> Sequence[Period]:
    """Quarters of which the council has a return or a figure, that have ended; oldest first."""
    opened = council.returns.order_by().values_list("quarter", flat=True).distinct()
    ends = Figure.objects.for_council(council).order_by().values_list("ends_on", flat=True)
    known = {parse(key) for key in opened} | {quarter_of(day) for day in ends.distinct()}
    ended = [one for one in known if one.ends_on < today]
    return sorted(ended, key=lambda one: one.ends_on)[-MOST_QUARTERS:]


def _offers(council: Council, quarters: Sequence[Period]) -> Iterator[OfferedFigure]:
    uses = CouncilIndicator.objects.filter(council=council, on=True, indicator__council=None)
    switched_on = set(uses.values_list("indicator__code", flat=True))
    for row in fixture_rows("register_indicators.csv"):
        if row["indicator"] not in switched_on:
            continue
        for quarter in quarters:
            counted = FUNCTIONS[row["function"]](council, quarter)
            if counted is not None:
                yield _offered(row, quarter, counted)


def _offered(row: dict[str, str], quarter: Period, counted: Counted) -> OfferedFigure:
    counts = not counted.unavailable
    share = counts and counted.denominator is not None
    return OfferedFigure(
        indicator=row["indicator"],
        period=quarter,
        basis=Basis(row["basis"]),
        source=SOURCE,
        files=(),
        rule=row["rule"],
        rule_version=row["version"],
        as_at=quarter.ends_on,
        numerator=Decimal(counted.numerator) if counts else None,
        denominator=Decimal(counted.denominator or 0) if share else None,
        unavailable_reason=counted.unavailable,
    )
