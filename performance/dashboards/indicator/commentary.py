"""What has been said of a measure, newest first; quarters of silence are named too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from accounts.models import Council
from performance.models import Commentary, Indicator
from reference.domain.periods import Period, parse

from .parts import Said
from .people import Names


def said_of(
    council: Council, indicator: Indicator, quarters: Sequence[Period], names: Names
) -> tuple[Said, ...]:
    """The newest version of each comment that speaks of the measure. `quarters` have a signed-off
    return of its theme, newest first. Two queries.
    """
    told = _by_quarter(council, indicator, names)
    found: list[Said] = []
    for silent, run in groupby(quarters, key=lambda quarter: quarter.key not in told):
        if silent:
            found.append(_silence(list(run)))
        else:
            found += [said for quarter in run for said in told[quarter.key]]
    return tuple(found)


def _by_quarter(council: Council, indicator: Indicator, names: Names) -> dict[str, list[Said]]:
    comments = (
        Commentary.objects.filter(council=council, reported_in__theme=indicator.theme_id)
        .select_related("reported_in", "written_by")
        .prefetch_related("indicators")
        .order_by("reported_in", "indicator__order", "indicator__code", "version")
    )
    # Versions come in order, so the last one read of a box is the newest. A newer one may speak of
    # other measures, and an empty one withdraws what was said.
    newest = {(one.reported_in_id, one.indicator_id): one for one in comments}
    told: dict[str, list[Said]] = {}
    for one in newest.values():
        # Words taken back stand in the list with their reason, so that nobody wonders.
        if indicator in one.indicators.all() and (one.text or one.version_reason):
            quarter = parse(one.reported_in.quarter)
            told.setdefault(quarter.key, []).append(_said(one, quarter, indicator, names))
    return told


def _said(one: Commentary, quarter: Period, indicator: Indicator, names: Names) -> Said:
    others = (other.name for other in one.indicators.all() if other.pk != indicator.pk)
    return Said(
        when=quarter.name,
        text=one.text,
        by=names.of(one.written_by),
        signed_on=one.signed_at.date(),
        unchanged=one.unchanged,
        also=tuple(others),
        version=one.version,
        again=one.version_reason,
    )


def _silence(quarters: Sequence[Period]) -> Said:
    newest, oldest = quarters[0], quarters[-1]
    when = newest.name if newest == oldest else f"{oldest.name} to {newest.name}"
    return Said(when=when)
