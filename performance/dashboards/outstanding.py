"""What is outstanding: returns that are not signed off, by quarter, and what is chased."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Council, User
from performance.asked import Asking, asking_of, themes_due
from performance.checking import EntryCheck, check_returns
from performance.domain.due import due_in_words
from performance.domain.printing import with_unit
from performance.domain.series import Held
from performance.domain.vocabulary import Unit
from performance.held import held_figures
from performance.models import CouncilIndicator, QuarterlyReturn, Theme, ThemeOfficer
from performance.rules import to_sign_off
from reference.calendar import england_bank_holidays
from reference.domain.periods import Period, long_date, parse, quarter_of

Status = QuarterlyReturn.Status
# A year and a half; a council that comes late is not shown a hundred lines.
UNOPENED_SHOWN = 6


@dataclass(frozen=True)
class ReturnRow:
    """One theme of one quarter. `link` names the page that it leads to: enter or review."""

    quarterly_return: QuarterlyReturn
    status: str
    officers: tuple[str, ...]
    due: str
    is_overdue: bool
    asked: int
    missing: int
    nothing: str
    link: str
    action: str

    @property
    def quarter(self) -> Period:
        return parse(self.quarterly_return.quarter)

    @property
    def missing_in_words(self) -> str:
        if self.quarterly_return.status == Status.SIGNED_OFF:
            return ""
        if not self.asked:
            return self.nothing
        if not self.missing:
            return "Nothing is missing"
        return f"{self.missing} of {self.asked} {'figure' if self.asked == 1 else 'figures'}"


@dataclass(frozen=True)
class QuarterRows:
    """The returns of a quarter, the themes that have none yet, and those that need none."""

    quarter: Period
    rows: tuple[ReturnRow, ...]
    unopened: tuple[Theme, ...]
    idle: tuple[Theme, ...]


@dataclass(frozen=True)
class Unopened:
    """A quarter that is over and not among those shown, and the themes nobody opened in it."""

    quarter: Period
    themes: tuple[Theme, ...]
    is_whole: bool


@dataclass(frozen=True)
class Chased:
    """A provisional figure whose final one is due."""

    name: str
    when: str
    figure: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class Outstanding:
    """All that the list of returns receives."""

    council: Council
    quarters: tuple[QuarterRows, ...]
    known_quarters: tuple[Period, ...]
    chosen: Period | None
    unopened: tuple[Unopened, ...]
    older_unopened: int
    to_sign: tuple[ReturnRow, ...]
    chased: tuple[Chased, ...]
    themes: tuple[Theme, ...]
    has_own_themes: bool

    @property
    def is_empty(self) -> bool:
        return not self.known_quarters


def outstanding(
    council: Council, *, viewer: User, today: dt.date, quarter: Period | None = None
) -> Outstanding:
    """Returns by quarter, newest first; those that wait for this viewer's sign-off apart.

    Without a `quarter`, signed-off quarters older than the newest are left out. About 17 queries.
    """
    every = list(QuarterlyReturn.objects.for_council(council).select_related("theme"))
    known = tuple(sorted({parse(one.quarter) for one in every}, reverse=True))
    shown = [one for one in every if _is_shown(one, quarter, known)]
    drafts = [one for one in shown if one.status != Status.SIGNED_OFF]
    checks = check_returns(council, drafts)
    officers = _officers(council)
    asking = asking_of(council)
    rows = [_row(one, checks.get(one.pk, []), officers, viewer, today, asking) for one in shown]
    themes = _themes(council)
    unopened = _unopened(every, shown, themes, asking, today) if quarter is None else []
    return Outstanding(
        council=council,
        quarters=_by_quarter(rows, themes, quarter, asking),
        known_quarters=known,
        chosen=quarter,
        unopened=tuple(unopened[:UNOPENED_SHOWN]),
        older_unopened=len(unopened[UNOPENED_SHOWN:]),
        to_sign=tuple(_waiting_for(viewer, council, rows)),
        chased=chased_figures(council, today=today),
        themes=themes,
        has_own_themes=any(viewer in people for people in officers.values()),
    )


def _unopened(
    every: Sequence[QuarterlyReturn],
    shown: Sequence[QuarterlyReturn],
    themes: Sequence[Theme],
    asking: Asking,
    today: dt.date,
) -> list[Unopened]:
    """The quarters since the first return that are over, not shown, and lack returns; newest first.

    What is shown names its own themes that nobody opened.
    """
    opened = {(one.quarter, one.theme_id) for one in every}
    seen = {one.quarter for one in shown}
    first = min((parse(one.quarter) for one in every), default=None)
    found = []
    quarter = quarter_of(today).previous() if first else None
    while quarter is not None and first is not None and quarter >= first:
        due, _ = themes_due(asking, quarter, themes)
        lacking = tuple(one for one in due if (quarter.key, one.pk) not in opened)
        if lacking and quarter.key not in seen:
            found.append(Unopened(quarter, lacking, len(lacking) == len(due)))
        quarter = quarter.previous()
    return found


def _is_shown(one: QuarterlyReturn, quarter: Period | None, known: Sequence[Period]) -> bool:
    if quarter is not None:
        return one.quarter == quarter.key
    return one.status != Status.SIGNED_OFF or one.quarter == known[0].key


def _themes(council: Council) -> tuple[Theme, ...]:
    """The themes in which the council has a measure switched on."""
    used = CouncilIndicator.objects.filter(council=council, on=True)
    return tuple(Theme.objects.filter(pk__in=used.values("indicator__theme")))


def _officers(council: Council) -> dict[str, list[User]]:
    by_theme: dict[str, list[User]] = defaultdict(list)
    for one in ThemeOfficer.objects.filter(council=council).select_related("user"):
        by_theme[one.theme_id].append(one.user)
    return by_theme


def _row(
    one: QuarterlyReturn,
    checks: Sequence[EntryCheck],
    officers: dict[str, list[User]],
    viewer: User,
    today: dt.date,
    asking: Asking,
) -> ReturnRow:
    own = viewer in officers.get(one.theme_id, [])
    enters = own and one.is_editable
    begun = any(check.entry.revision for check in checks)
    words = one.get_status_display()
    is_open = one.status == Status.OPEN
    return ReturnRow(
        quarterly_return=one,
        status="Not started" if is_open and not begun else words,
        officers=tuple(str(person) for person in officers.get(one.theme_id, [])),
        due=_due(one, today),
        is_overdue=one.is_editable and one.due_on < today,
        asked=len(checks),
        missing=sum(not check.is_ready for check in checks),
        nothing=_nothing(one, asking),
        link="performance:return_enter" if enters else "performance:return_review",
        action=("Continue" if begun else "Start") if enters else "View",
    )


def _nothing(one: QuarterlyReturn, asking: Asking) -> str:
    """What is said of a return without entries."""
    if asking.of(one.theme_id, parse(one.quarter)):
        return "Figures can be added"
    return asking.why_nothing(one.theme_id).removesuffix(".")


def _due(one: QuarterlyReturn, today: dt.date) -> str:
    if not one.is_editable:
        return long_date(one.due_on)
    words = due_in_words(one.due_on, today, holidays=england_bank_holidays())
    return words[:1].upper() + words[1:]


def _by_quarter(
    rows: Sequence[ReturnRow], themes: Sequence[Theme], quarter: Period | None, asking: Asking
) -> tuple[QuarterRows, ...]:
    found: dict[Period, list[ReturnRow]] = {quarter: []} if quarter else {}
    for row in rows:
        found.setdefault(parse(row.quarterly_return.quarter), []).append(row)
    return tuple(
        _quarter_rows(one, found[one], themes, asking) for one in sorted(found, reverse=True)
    )


def _quarter_rows(
    quarter: Period, rows: Sequence[ReturnRow], themes: Sequence[Theme], asking: Asking
) -> QuarterRows:
    there = {row.quarterly_return.theme_id for row in rows}
    due, idle = themes_due(asking, quarter, [one for one in themes if one.pk not in there])
    return QuarterRows(quarter=quarter, rows=tuple(rows), unopened=tuple(due), idle=tuple(idle))


def _waiting_for(viewer: User, council: Council, rows: Sequence[ReturnRow]) -> list[ReturnRow]:
    submitted = [row for row in rows if row.quarterly_return.status == Status.SUBMITTED]
    theirs = to_sign_off(viewer, council, [row.quarterly_return.pk for row in submitted])
    return [row for row in submitted if row.quarterly_return.pk in theirs]


def chased_figures(council: Council, *, today: dt.date) -> tuple[Chased, ...]:
    """Provisional figures that wait for their final one, the longest overdue first."""
    uses = CouncilIndicator.objects.filter(council=council, on=True).select_related("indicator")
    held = held_figures(council, indicators=[use.indicator_id for use in uses])
    waiting = [
        (one.final_due_on or dt.date.max, _chased(use, one, today))
        for use in uses
        for one in held.get(use.indicator_id, [])
        if one.provisional
    ]
    return tuple(chased for _, chased in sorted(waiting, key=lambda pair: (pair[0], pair[1].name)))


def _chased(use: CouncilIndicator, one: Held, today: dt.date) -> Chased:
    due = "no day was given"
    if one.final_due_on is not None:
        due = due_in_words(one.final_due_on, today, holidays=england_bank_holidays())
    unit = Unit(use.indicator.unit)
    return Chased(
        name=str(use),
        when=one.period.name,
        figure=with_unit(one.value, unit, decimals=use.indicator.decimals, held=one.decimals_held),
        due=due[:1].upper() + due[1:],
        is_overdue=one.final_due_on is not None and one.final_due_on < today,
    )
