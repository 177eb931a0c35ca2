"""What a council holds beside the entries of its returns, read once for any number of returns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.models import Council
from performance.asked import Asking
from performance.council_rules import rules_of
from performance.domain.offers import Offered
from performance.domain.population import Estimate
from performance.domain.reading import read_period
from performance.domain.series import Held
from performance.domain.vocabulary import Unit
from performance.held import FigureKey, held_figures
from performance.models import (
    Commentary,
    CouncilIndicator,
    Entry,
    EntryRevision,
    SeriesBreak,
    Target,
)
from performance.offered import Offers, offers_of
from reference.domain.periods import Kind, Period, parse
from reference.models import PopulationEstimate


@dataclass(frozen=True)
class Known:
    """What a council holds beside the entries: seven queries for any number of returns."""

    held: dict[int, list[Held]]
    targets: dict[int, list[Target]]
    breaks: dict[int, list[dt.date]]
    names: dict[int, str]
    on: frozenset[int]
    waiting: dict[int, EntryRevision]
    saved: dict[int, EntryRevision]
    revisions: dict[int, list[EntryRevision]]
    asking: Asking
    last_words: dict[tuple[str, int], str]
    estimates: dict[str, list[Estimate]]
    offers: Offers

    def offers_for(self, entry: Entry, period: Period | None, quarter: str) -> list[Offered]:
        """Every version of the offer for an entry's figure, oldest first. Of a dated figure whose
        date nobody has typed yet: for the latest day of the quarter.
        """
        of = (entry.indicator_id, str(entry.area_id), str(entry.group_id))
        if entry.period.strip() and period is not None:
            return self.offers.get((*of, period.key, entry.basis), [])
        inside = parse(quarter)
        dated: list[tuple[FigureKey, list[Offered]]] = [
            (key, versions)
            for key, versions in self.offers.items()
            if (*key[:3], key[4]) == (*of, entry.basis)
            and versions[-1].period.kind is Kind.DAY
            and versions[-1].period.ends_on in inside
        ]
        return max(dated, key=lambda one: one[0][3])[1] if dated else []


def known_of(council: Council, entries: Sequence[Entry], quarters: Collection[str]) -> Known:
    indicators = {entry.indicator_id for entry in entries}
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(council=council, indicator__in=indicators):
        targets[target.indicator_id].append(target)
    breaks: dict[int, list[dt.date]] = defaultdict(list)
    for pk, from_on in (
        SeriesBreak.objects.filter(council=council, indicator__in=indicators)
        .exclude(kind=SeriesBreak.Kind.LIMITS)
        .values_list("indicator_id", "from_on")
    ):
        breaks[pk].append(from_on)
    uses = CouncilIndicator.objects.filter(council=council, indicator__in=indicators)
    used = list(uses.select_related("indicator", "council__reporting_rules"))
    kept = EntryRevision.objects.filter(entry__in=entries).select_related("by", "comment_on")
    revisions: dict[int, list[EntryRevision]] = defaultdict(list)
    for one in kept:
        revisions[one.entry_id].append(one)
    outcome = EntryRevision.Outcome
    held = held_figures(council, indicators=indicators)
    switched_on = [use for use in used if use.on]
    return Known(
        held=held,
        targets=targets,
        breaks=breaks,
        names={use.indicator_id: use.name for use in used if use.name},
        on=frozenset(use.indicator_id for use in switched_on),
        waiting={one.entry_id: one for one in kept if one.outcome == outcome.CONFLICT},
        saved={one.entry_id: one for one in kept if one.outcome == outcome.SAVED},
        revisions=revisions,
        asking=Asking(
            area=council.area_id,
            rules=rules_of(used[0].council if used else council),
            uses=tuple(switched_on),
            held=held,
        ),
        last_words=last_words(council, quarters, indicators),
        estimates=_estimates(entries),
        offers=offers_of(
            council,
            indicators=indicators,
            periods={key for entry in entries if (key := _key(entry.period))},
            quarters=[parse(quarter) for quarter in quarters],
        ),
    )


def _key(typed: str) -> str:
    period, _ = read_period(typed)
    return period.key if period else ""


def _estimates(entries: Sequence[Entry]) -> dict[str, list[Estimate]]:
    """The populations of the areas of which a rate is entered. One query, where there is a rate."""
    areas = {entry.area_id for entry in entries if entry.indicator.unit == Unit.RATE}
    found: dict[str, list[Estimate]] = defaultdict(list)
    for one in PopulationEstimate.objects.filter(area__in=areas) if areas else ():
        found[str(one.area_id)].append(Estimate(one.year, one.vintage, one.population))
    return found


def last_words(
    council: Council, quarters: Collection[str], indicators: Collection[int]
) -> dict[tuple[str, int], str]:
    """The comments of the quarter before each of these quarters, in their newest version, by the
    quarter to which they are offered and the measure. One query.
    """
    offered_to = {
        before.key: quarter for quarter in quarters if (before := parse(quarter).previous())
    }
    said = Commentary.objects.filter(
        council=council, reported_in__quarter__in=offered_to, indicator__in=indicators
    ).order_by("version")
    rows = said.values_list("reported_in__quarter", "indicator", "text")
    return {(offered_to[quarter], indicator): text for quarter, indicator, text in rows}
