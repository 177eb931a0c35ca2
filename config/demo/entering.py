"""Takes a quarterly return from opening to sign-off through the services that people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from accounts.models import Council
from performance.checking import EntryCheck, check_return
from performance.models import Entry, Indicator, QuarterlyReturn, Theme
from performance.services.returns import (
    TypedEntry,
    add_entry,
    open_return,
    save_draft,
    sign_off_return,
    submit_return,
)
from reference.domain.periods import Period, parse
from reference.models import Area

from .people import People

LONDON = ZoneInfo("Europe/London")
SAID = (
    "mode",
    "numerator",
    "denominator",
    "value",
    "expected",
    "unavailable_reason",
    "provisional",
    "final_due_on",
    "reported_direction",
    "source_note",
    "comment",
    "period",
)
# What an officer types into an entry, given what the check says of it; None leaves it alone.
Answer = Callable[[EntryCheck], TypedEntry | None]


@dataclass(frozen=True)
class Line:
    """A figure to be entered. Empty text where the source says nothing."""

    code: str
    period: str
    basis: str
    group: str = "all"
    area: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    expected: str = ""
    not_available: str = ""
    final_due_on: str = ""
    reported_direction: str = ""
    source_note: str = ""

    @property
    def mode(self) -> str:
        if self.not_available:
            return Entry.Mode.UNAVAILABLE.value
        return Entry.Mode.VALUE.value if self.value else Entry.Mode.COUNTS.value


@dataclass(frozen=True)
class Days:
    """When a return was opened, submitted and signed off."""

    opened: dt.date
    submitted: dt.date
    signed: dt.date


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), LONDON)


def typed(entry: Entry, line: Line, **more: object) -> TypedEntry:
    """What the officer types for a line, on top of the entry's newest revision."""
    written = TypedEntry(
        entry_id=entry.pk,
        revision=entry.revision,
        mode=line.mode,
        numerator=line.numerator,
        denominator=line.denominator,
        value=line.value,
        expected=line.expected,
        unavailable_reason=line.not_available,
        provisional=bool(line.final_due_on),
        final_due_on=line.final_due_on,
        reported_direction=line.reported_direction,
        source_note=line.source_note,
        period=line.period,
    )
    return replace(written, **more)  # type: ignore[arg-type]


def opened_return(
    council: Council, theme: Theme, quarter: Period, people: People, days: Days
) -> QuarterlyReturn:
    return open_return(
        council=council, theme=theme, quarter=quarter, by=people.officer, at=moment(days.opened)
    )


def entry_of(
    quarterly_return: QuarterlyReturn, line: Line, people: People, taken: Collection[int] = ()
) -> Entry:
    """The entry that the return asks for, its blank dated one, or one that is added.

    `taken` are entries that other lines will fill.
    """
    own = not line.area or line.area == quarterly_return.council.area_id
    if own and line.group == "all":
        asked = quarterly_return.entries.filter(
            asked=True, indicator__code=line.code, basis=line.basis, period__in=["", line.period]
        )
        # The very period comes before the blank one.
        found = asked.exclude(pk__in=taken).order_by("-period").first()
        if found is not None:
            return found
    known = Indicator.objects.known_to(quarterly_return.council)
    return add_entry(
        quarterly_return=quarterly_return,
        indicator=known.get(code=line.code),
        period=parse(line.period),
        basis=line.basis,
        group=line.group,
        area=Area.objects.get(code=line.area) if line.area else None,
        by=people.officer,
    )


def answer_checks(
    quarterly_return: QuarterlyReturn, people: People, days: Days, answer: Answer
) -> None:
    """Lets the officer answer what the check page asks: confirm a surprise, write a comment."""
    answers = [answer(check) for check in check_return(quarterly_return)]
    save(quarterly_return, [one for one in answers if one is not None], people, days)


def confirmed(check: EntryCheck) -> TypedEntry | None:
    """What the officer says of a surprising figure that stands as the source prints it: yes."""
    entry = check.entry
    if not check.checked.surprises:
        return None
    said = {name: getattr(entry, name) for name in SAID}
    return TypedEntry(
        entry_id=entry.pk,
        revision=entry.revision,
        comment_on=entry.comment_on_id,
        confirmed=check.checked.to_confirm,
        **said,
    )


def save(
    quarterly_return: QuarterlyReturn, written: Sequence[TypedEntry], people: People, days: Days
) -> None:
    at = moment(days.submitted, 10)
    outcome = save_draft(quarterly_return=quarterly_return, typed=written, by=people.officer, at=at)
    if outcome.conflicts:
        raise RuntimeError(f"{quarterly_return}: an entry was saved on top of an older revision")


def hand_over(quarterly_return: QuarterlyReturn, people: People, days: Days) -> None:
    """The officer submits, the approver signs off."""
    submit_return(
        quarterly_return=quarterly_return, by=people.officer, at=moment(days.submitted, 11)
    )
    sign_off_return(quarterly_return=quarterly_return, by=people.approver, at=moment(days.signed))
