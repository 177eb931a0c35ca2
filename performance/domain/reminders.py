"""What a person is told by e-mail, and when: due, overdue, provisional, to sign off, signed off,
published; as it happens, in a digest of the day or of the week, or not at all.

Every line has a key that names the occasion: what was said once of an occasion is not said again,
whoever asks and however often the worker starts anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reference.domain.calendar import add_working_days
from reference.domain.periods import long_date

from .vocabulary import Labelled

# Working days before a return or a final figure falls due.
AHEAD = 5
DAY = dt.timedelta(days=1)
# An e-mail that did not leave is tried again after a quarter of an hour, then after twice as long
# each time but no longer than this; after three days it is given up.
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=15), dt.timedelta(hours=4)
GIVEN_UP_AFTER = dt.timedelta(days=3)


class Occasion(Labelled):
    DUE = "due", "Returns that fall due"
    OVERDUE = "overdue", "Returns that are overdue"
    PROVISIONAL = "provisional", "Provisional figures whose final ones are due"
    TO_SIGN = "to_sign", "Returns that wait for sign-off"
    SIGNED_OFF = "signed_off", "Returns that were signed off"
    PUBLISHED = "published", "Packs that were published"


# Of these a person chooses themes; the others concern who has the work.
CHOSEN_BY_THEME = frozenset({Occasion.SIGNED_OFF, Occasion.PUBLISHED})


class Rhythm(Labelled):
    NOW = "now", "As it happens"
    DAILY = "daily", "In the digest of the day"
    WEEKLY = "weekly", "In the digest of the week"
    NEVER = "never", "No e-mail"


class Weekday(Labelled):
    """The day of a weekly digest, in the order in which `date.weekday()` counts."""

    MONDAY = "monday", "Monday"
    TUESDAY = "tuesday", "Tuesday"
    WEDNESDAY = "wednesday", "Wednesday"
    THURSDAY = "thursday", "Thursday"
    FRIDAY = "friday", "Friday"
    SATURDAY = "saturday", "Saturday"
    SUNDAY = "sunday", "Sunday"


@dataclass(frozen=True)
class Line:
    """One thing to be told: `key` names the occasion, `path` leads to it on the site."""

    occasion: Occasion
    key: str
    words: str
    path: str


@dataclass(frozen=True)
class News:
    """A line with the heading that it stands under, the themes that it concerns, and whose deed it
    was (a person's key): nobody is told of their own.
    """

    line: Line
    heading: str
    themes: frozenset[str]
    by: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A return as reminders see it."""

    pk: int
    name: str
    due_on: dt.date
    path: str


def due_lines(
    waiting: Iterable[Waiting], today: dt.date, *, holidays: Collection[dt.date] = ()
) -> list[Line]:
    """Returns not submitted: from five working days before they fall due; overdue, once a week.

    >>> lines = due_lines([Waiting(1, "Healthy", dt.date(2021, 4, 23), "/")], dt.date(2021, 4, 19))
    >>> [line.words for line in lines]
    ['Healthy is due on 23 April 2021']
    """
    found = []
    for one in waiting:
        if today > one.due_on:
            week = (today - one.due_on).days // 7
            key = f"overdue:{one.pk}:{one.due_on}:{week}"
            words = f"{one.name} was due on {long_date(one.due_on)}"
            found.append(Line(Occasion.OVERDUE, key, words, one.path))
        elif today >= _from(one.due_on, holidays):
            key = f"due:{one.pk}:{one.due_on}"
            words = f"{one.name} is due on {long_date(one.due_on)}"
            found.append(Line(Occasion.DUE, key, words, one.path))
    return found


@dataclass(frozen=True)
class Unfinished:
    """A provisional figure as reminders see it."""

    key: str
    name: str
    final_due_on: dt.date
    path: str


def provisional_lines(
    unfinished: Iterable[Unfinished], today: dt.date, *, holidays: Collection[dt.date] = ()
) -> list[Line]:
    """Final figures that fall due or are late; late ones once a week."""
    found = []
    for one in unfinished:
        late = (today - one.final_due_on).days
        if today < _from(one.final_due_on, holidays):
            continue
        week = late // 7 if late > 0 else -1
        verb = "was" if late > 0 else "is"
        words = f"{one.name}: the final figure {verb} due on {long_date(one.final_due_on)}"
        key = f"provisional:{one.key}:{one.final_due_on}:{week}"
        found.append(Line(Occasion.PROVISIONAL, key, words, one.path))
    return found


def _from(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    return add_working_days(day, -AHEAD, holidays=holidays)


def rhythms_due(today: dt.date, last_digest: dt.date | None, weekday: Weekday) -> frozenset[Rhythm]:
    """What goes out at a look of the worker: news at every look, digests at the first of a day.

    `last_digest` is the day on which digests were last finished, None before the first. A chosen
    day on which no worker ran is made good at the first look after it.

    >>> monday, tuesday = dt.date(2021, 4, 26), dt.date(2021, 4, 27)
    >>> sorted(rhythms_due(tuesday, monday - DAY, Weekday.MONDAY))
    [<Rhythm.DAILY: 'daily'>, <Rhythm.NOW: 'now'>, <Rhythm.WEEKLY: 'weekly'>]
    >>> sorted(rhythms_due(tuesday, monday, Weekday.MONDAY))
    [<Rhythm.DAILY: 'daily'>, <Rhythm.NOW: 'now'>]
    >>> sorted(rhythms_due(tuesday, tuesday, Weekday.TUESDAY))
    [<Rhythm.NOW: 'now'>]
    """
    if last_digest is not None and last_digest >= today:
        return frozenset({Rhythm.NOW})
    since = today - DAY if last_digest is None else last_digest
    missed = min((today - since).days, 7)
    days = {list(Weekday)[(today - n * DAY).weekday()] for n in range(missed)}
    weekly = {Rhythm.WEEKLY} if weekday in days else set()
    return frozenset({Rhythm.NOW, Rhythm.DAILY, *weekly})


def wait_after(tries: int) -> dt.timedelta:
    """How long after that many tries an e-mail is tried again.

    >>> [str(wait_after(tries)) for tries in (1, 3, 60)]
    ['0:15:00', '1:00:00', '4:00:00']
    """
    wait = FIRST_WAIT
    for _ in range(1, tries):
        wait = min(wait * 2, LONGEST_WAIT)
    return wait
