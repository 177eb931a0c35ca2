"""The page of homes as it was made last, for every process, until something that it tells changes.

Making it anew takes tens of times as long as reading it. So it lies in a folder that web servers
and the worker share, and the worker makes it again after deeds in the register and at the beginning
of a day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.core.cache import caches
from django.template.loader import render_to_string

from accounts.changes import Mark, mark_of, mark_since
from accounts.models import Council
from placements.domain.supply.irregular import Irregular
from reporting.domain.charts import ChartSpec, spec_hash
from reporting.models import Audience
from reporting.releases import release_mark

from .building import homes_page
from .parts import HomesPage

# Deeds of meetings, and of returns that are being filled in: the page tells nothing of them. What
# was signed off it does tell.
ELSEWHERE = (
    "action.",
    "agenda.",
    "ask_build",
    "board.",
    "figures.offered",
    "meeting.",
    "minutes.",
    "report.",
    "return.asked",
    "return.carried_forward",
    "return.conflict_settled",
    "return.draft_saved",
    "return.entry_",
    "return.offers_used",
    "return.opened",
    "return.spreadsheet_saved",
    "series_note.",
    "work.",
)
# After more events, which are read each time, the page is given a new mark.
MOST_EVENTS = 200
# Whoever reads it on Fridays alone finds it made.
READ_WITHIN = dt.timedelta(days=7)


@dataclass(frozen=True)
class KeptHomes:
    """The page's content as markup; `mark` is how far the council had come before it was made on
    the day `made_on`. Another day may be another page. `read_on` is the day on which somebody last
    asked for it.
    """

    mark: Mark
    content: str
    irregular: Irregular | None
    made_on: dt.date
    read_on: dt.date


def kept_homes(
    council: Council, day: dt.date | None, audience: str, *, today: dt.date
) -> KeptHomes:
    """As it was made last, where it would be the same today; else made anew. No query where nothing
    changed, one where only meetings and drafts did. Raises what `homes_page` raises.
    """
    key = _key(council, day, audience)
    kept, mark = _still_true(key, council, today)
    if kept is None:
        return _made(key, mark, council, day, audience, today)
    if mark.event - kept.mark.event > MOST_EVENTS or kept.read_on != today:
        caches["kept"].set(key, replace(kept, mark=mark, read_on=today))
    return kept


def _still_true(key: str, council: Council, today: dt.date) -> tuple[KeptHomes | None, Mark]:
    """The page that is kept, None where it would be another now; and how far the council is."""
    kept: KeptHomes | None = caches["kept"].get(key)
    if kept is None:
        return None, mark_of(council)
    mark, holds = mark_since(council, kept.mark, ELSEWHERE)
    return kept if holds and kept.made_on == today else None, mark


def refresh_homes(council: Council, *, today: dt.date) -> bool:
    """Makes the board's page of the newest day anew, where somebody has read it in the last week
    and it is no longer what it was, or is of another day; says whether it did.
    """
    audience = Audience.BOARD.value
    key = _key(council, None, audience)
    before: KeptHomes | None = caches["kept"].get(key)
    if before is None or before.read_on < today - READ_WITHIN:
        return False
    council = Council.objects.get(pk=council.pk)
    kept, mark = _still_true(key, council, today)
    if kept is None:
        _made(key, mark, council, None, audience, today, read_on=before.read_on)
    return kept is None


def chart_of(
    council: Council,
    day: dt.date | None,
    audience: str,
    view: str,
    *,
    named: str,
    today: dt.date,
) -> tuple[ChartSpec | None, bool]:
    """The chart of a view of a page that was read, and whether it is the one that the page named,
    by the beginning of its `spec_hash`. Where it is not, the page has changed since, and the chart
    is that of the page made anew; None where the page has none. Raises what `homes_page` raises.
    """
    found: ChartSpec | None = (caches["kept"].get(_charts_key(council, day, audience)) or {}).get(
        view
    )
    if found is None or not _is_named(found, named):
        found = _keep_charts(homes_page(council, day, audience, today=today)).get(view)
    return found, found is not None and _is_named(found, named)


def _is_named(spec: ChartSpec, named: str) -> bool:
    return bool(named) and spec_hash(spec).startswith(named)


def _keep_charts(page: HomesPage) -> dict[str, ChartSpec]:
    """Under the day that the page shows, which its pictures ask for, whatever was asked of it."""
    charts = {key: view.chart for key, view in page.views.items() if view.chart}
    caches["kept"].set(_charts_key(page.council, page.day, page.audience), charts)
    return charts


def _charts_key(council: Council, day: dt.date | None, audience: str) -> str:
    return f"homes-charts:{release_mark()}:{council.pk}:{day}:{audience}"


def _key(council: Council, day: dt.date | None, audience: str) -> str:
    return f"homes:{release_mark()}:{council.pk}:{day}:{audience}"


def _made(
    key: str,
    mark: Mark,
    council: Council,
    day: dt.date | None,
    audience: str,
    today: dt.date,
    read_on: dt.date | None = None,
) -> KeptHomes:
    page = homes_page(council, day, audience, today=today)
    content = render_to_string("placements/homes/_page.html", {"page": page, "council": council})
    made = KeptHomes(mark, content, page.irregular, today, read_on or today)
    _keep_charts(page)
    if page.is_proven:  # what was not proven in time may be, the next time
        caches["kept"].set(key, made)
    return made
