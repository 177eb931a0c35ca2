"""Why a figure that was told differs from the published one: a new version each time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.dashboards.told import told_line
from performance.models import GapExplanation, Indicator

LONGEST = 2000


class ExplanationError(Exception):
    """An explanation that cannot be kept; the message says why and what to do."""


class ExplanationChanged(ExplanationError):
    """Somebody wrote after this person had opened the page; `newest` is what they wrote."""

    def __init__(self, newest: GapExplanation) -> None:
        super().__init__(
            "Somebody else has written since you opened this page. Read their words below, "
            "change yours if need be, and save again."
        )
        self.newest = newest


@transaction.atomic
def explain_gap(
    *,
    council: Council,
    indicator: Indicator,
    year: int,
    text: str,
    seen: int,
    by: User | None,
    at: dt.datetime | None = None,
) -> GapExplanation | None:
    """Keeps what officers say of a measure's gap on 31 March of a year, as the next version.

    `seen` is the version that the writer had before them (0: none). An empty text withdraws the
    words and keeps them in the history. Returns None where nothing would change. Raises
    ExplanationChanged when another version came in between, ExplanationError when the text is too
    long or the year has no told and published figure of the measure.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise ExplanationError(f"The explanation must be {LONGEST:,} characters or fewer.")
    if told_line(council, indicator.code, year) is None:
        raise ExplanationError(f"No figure for 31 March {year} was both told and published.")
    Council.objects.select_for_update().get(pk=council.pk)  # one version at a time
    newest = _newest(council, indicator, year)
    if (newest.version if newest else 0) != seen and newest is not None:
        raise ExplanationChanged(newest)
    if text == (newest.text if newest else ""):
        return None
    return _add(council, indicator, year, text, newest, by, at or timezone.now())


def _newest(council: Council, indicator: Indicator, year: int) -> GapExplanation | None:
    said = GapExplanation.objects.for_council(council).filter(indicator=indicator, year=year)
    return said.order_by("-version").first()


def _add(
    council: Council,
    indicator: Indicator,
    year: int,
    text: str,
    newest: GapExplanation | None,
    by: User | None,
    at: dt.datetime,
) -> GapExplanation:
    made = GapExplanation.objects.create(
        council=council,
        indicator=indicator,
        year=year,
        version=newest.version + 1 if newest else 1,
        text=text,
        written_by=by,
        written_at=at,
    )
    record_event(
        council=council,
        by=by,
        action="explain_gap" if text else "withdraw_explanation",
        subject=f"{indicator}, 31 March {year}",
        detail={"was": newest.text if newest else "", "now": text},
        at=at,
    )
    return made
