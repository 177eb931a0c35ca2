"""The pages around packs: which quarters have one, which editions, what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Council
from performance.measures import measures_of
from performance.models import QuarterlyReturn
from performance.packs import KIND, quarterly_pack
from performance.packs.told_by import ToldBy, named, told_by
from reference.domain.periods import Period, parse
from reporting.models import Audience, Build, Edition, FigureOverride
from reporting.packs import longer_than_a_page, past_cells


@dataclass(frozen=True)
class QuarterLine:
    """A quarter with its returns and its editions."""

    quarter: Period
    signed_off: int
    returns: int
    editions: tuple[Edition, ...]

    @property
    def outstanding(self) -> int:
        return self.returns - self.signed_off


def pack_lines(council: Council) -> tuple[QuarterLine, ...]:
    """Every quarter that has a return, newest first. Three queries."""
    returns = list(QuarterlyReturn.objects.for_council(council).values_list("quarter", "status"))
    editions = editions_of(council)
    quarters = sorted({parse(quarter) for quarter, _ in returns}, reverse=True)
    return tuple(_line(quarter, returns, editions) for quarter in quarters)


def _line(
    quarter: Period, returns: Sequence[tuple[str, str]], editions: Sequence[Edition]
) -> QuarterLine:
    states = [status for key, status in returns if key == quarter.key]
    return QuarterLine(
        quarter=quarter,
        signed_off=states.count(QuarterlyReturn.Status.SIGNED_OFF),
        returns=len(states),
        editions=tuple(one for one in editions if one.subject == quarter.key),
    )


def editions_of(council: Council, quarter: Period | None = None) -> list[Edition]:
    editions = Edition.objects.for_council(council).filter(kind=KIND)
    if quarter is not None:
        editions = editions.filter(subject=quarter.key)
    ordered = editions.order_by("-subject", "audience", "-number")
    return list(ordered.prefetch_related("files").select_related("published_by"))


@dataclass(frozen=True)
class PublishPage:
    """What a person sees before publishing a quarter."""

    quarter: Period
    outstanding: tuple[QuarterlyReturn, ...]
    editions: tuple[Edition, ...]
    under_way: tuple[Build, ...]
    to_read: tuple[str, ...]
    told_before: tuple[str, ...]
    told_by: ToldBy
    # Seconds that the proof may take in the background; 0 where this page took as long.
    goes_on: int

    @property
    def may_be_proven(self) -> bool:
        """It is proven, or may be once nobody waits for it."""
        return self.told_by.is_proven or bool(self.goes_on)

    @property
    def newest(self) -> dict[str, Edition]:
        return {a: e for a in Audience.values for e in reversed(self.editions) if e.audience == a}


def overrides_of(council: Council) -> list[FigureOverride]:
    standing = FigureOverride.objects.for_council(council).standing()
    return list(standing.select_related("by").prefetch_related("instead"))


def figure_name(council: Council, key: str) -> str | None:
    """A figure in words, without its number; None where the council holds no such figure."""
    return next(
        (
            named(measure, held)
            for measure in measures_of(council, off_too=True)
            for held in measure.held
            if held.key == key
        ),
        None,
    )


def publish_page(council: Council, quarter: Period) -> PublishPage:
    returns = QuarterlyReturn.objects.for_council(council).filter(quarter=quarter.key)
    builds = Build.objects.for_council(council).filter(
        kind=KIND, subject=quarter.key, status__in=[Build.Status.WAITING, Build.Status.RUNNING]
    )
    public = quarterly_pack(council, quarter, Audience.PUBLIC)
    past = past_cells(council, public.hidden_keys)
    return PublishPage(
        quarter=quarter,
        outstanding=tuple(returns.outstanding().select_related("theme")),
        editions=tuple(editions_of(council, quarter)),
        under_way=tuple(builds),
        to_read=public.to_read,
        told_before=public.told_before,
        told_by=told_by(public.shield, public.hidden_keys, overrides_of(council), past),
        goes_on=longer_than_a_page(council),
    )
