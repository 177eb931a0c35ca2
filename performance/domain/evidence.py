"""The sentences of a measure's own page: what it says, and how far it may be believed.

Names of measures are never bent into a sentence; numbers come as they are printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.periods import long_date
from reference.domain.rounding import round_half_up

from .change import Change, Verdict
from .headline import joined
from .printing import amount
from .status import Judgement, Status
from .vocabulary import Unit

Parts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Resolved:
    """What a board resolved about a measure on a day: `by` is the minute in words, `period` the key
    of the period whose figure it had before it.
    """

    on: dt.date
    words: str
    by: str
    address: str
    period: str


NEEDED = 8
WORTH_ASKING = "Something changed; it is worth asking what."
VERDICTS = {
    Verdict.MORE_THAN_CHANCE: "the change is more than chance",
    Verdict.COULD_BE_CHANCE: "the change could be chance",
    Verdict.SMALL_GROUP: "the group is too small to judge by",
    Verdict.INSIDE_USUAL_RANGE: "it is inside the usual range",
    Verdict.OUTSIDE_USUAL_RANGE: "it is outside the usual range",
    Verdict.UNUSUAL_RUN: "it is part of an unusual run",
}
WHY_NOT_TESTED = {
    Verdict.NOT_TESTED_NO_COUNTS: (
        "Not tested for chance.",
        "The return gives percentages without the counts behind them.",
    ),
    Verdict.NOT_TESTED_TOTAL: (
        "Not tested for chance.",
        "A running total is set beside that of the same months a year before, and has no usual "
        "range.",
    ),
    Verdict.NOT_TESTED_OVERLAP: (
        "Not tested for chance.",
        "Each figure covers months that the one before covers too, so a test would mislead; no "
        "usual range is drawn for the same reason.",
    ),
}


def lead_sentence(
    now: str, when: str, *, target: str, judged: Judgement, change: Change, provisional: bool
) -> Parts:
    """ "83.3%, average over the quarter," is off the target of 95; then the change.

    Parts are (text, strong), printed one after the other. `now` and `target` are as printed.
    """
    against = _against(target, judged)
    parts = [(f"{now}, {when}{',' if against else ''}", True), (f"{against}.", False)]
    if provisional:
        parts.append((" It is provisional, so it is compared with no other figure yet.", False))
    else:
        parts.append((f" {change_sentence(change)}", False))
    return tuple(parts)


def _against(target: str, judged: Judgement) -> str:
    if judged.status is Status.NO_TARGET:
        return ""
    if judged.planned:
        return f" is {judged.words}"
    wanted = f"the target of {target.replace('up to', 'at most')}"
    if judged.status is Status.ON_TARGET:
        return f" meets {wanted}"
    word = "close to" if judged.status is Status.CLOSE else "off"
    return f" is {word} {wanted}: {judged.words.removesuffix(' target')}"


def change_sentence(change: Change) -> str:
    """ "It is 4.2 points higher than in Q3 2020-21, which is better; it could be chance." """
    if change.before is None or change.difference is None:
        return "There is no earlier figure to compare it with."
    since = change.before.period.short_name
    if not change.difference:
        return f"It has not changed since {since}."
    way = "higher" if change.difference > 0 else "lower"
    said = f"It is {change.amount} {way} than in {since}"
    said += f", which is {change.meaning}" if change.meaning in ("better", "worse") else ""
    verdict = VERDICTS.get(change.verdict, "")
    return f"{said}; {verdict}." if verdict else f"{said}."


def chance(change: Change, *, before: str, now: str, smallest: int | None) -> tuple[str, str]:
    """What Newcombe's interval says of the change; ("", "") where it was not asked.

    `before` and `now` are the counts in words, "640 of 684"; `smallest` the smaller group.
    """
    if change.verdict in WHY_NOT_TESTED:
        return WHY_NOT_TESTED[change.verdict]
    if change.interval is None or not change.difference:
        return "", ""
    if change.verdict is Verdict.SMALL_GROUP:
        return f"A small group, {smallest}.", one_more(smallest or 0)
    verdict = (
        "The change is more than chance."
        if change.verdict is Verdict.MORE_THAN_CHANCE
        else "The change could be chance."
    )
    found = interval_words(*change.interval)
    return verdict, (
        f"{before} before and {now} now fit {found} (95 percent interval). Many of the same "
        "children are counted both times, so the test is cautious."
    )


def one_more(size: int) -> str:
    """How far one child moves a share of a small group."""
    if size < 1:
        return ""
    step = amount(round_half_up(Decimal(100) / size, 1), Unit.PERCENT, decimals=1)
    return f"One child more or less moves the figure by {step}."


def interval_words(low: float, high: float) -> str:
    """An interval in points: "a rise of 1.9 to 6.1 points", or from a fall to a rise."""
    ends = [round_half_up(Decimal(str(abs(end))), 1) for end in (low, high)]
    if low > 0 or high < 0:
        small, large = sorted(ends)
        way = "rise" if low > 0 else "fall"
        return f"a {way} of {small.normalize():f} to {amount(large, Unit.PERCENT, decimals=1)}"
    fall, rise = (amount(end, Unit.PERCENT, decimals=1) for end in ends)
    return f"anything from a fall of {fall} to a rise of {rise}"


def outside_words(named: Sequence[tuple[str, str]], lower: str, upper: str) -> tuple[str, str]:
    """The figures outside the usual range: (period, value), oldest first; the newest three named.

    ("One figure outside the usual range.", "Q3 2021-22, 109, against 86 to 108.7. …")
    """
    count = len(named)
    if not count:
        return "No figure outside the usual range.", (
            f"Rises and falls between {lower} and {upper} need no explanation by themselves."
        )
    many = "One figure" if count == 1 else f"{count} figures"
    told = joined([f"{period} ({value})" for period, value in named[-3:]])
    last = "The newest are " if count > 3 else ""
    return f"{many} outside the usual range.", (
        f"{last}{told}; the range is {lower} to {upper}. {WORTH_ASKING}"
    )


def run_words(runs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The newest run of each kind: ("nine in a row above average", the period it reached)."""
    if not runs:
        return "No run.", "No eight in a row on one side of the average, no six in one direction."
    told = joined([f"{words}, to {reached}" for words, reached in runs])
    return "An unusual run.", f"{told[:1].upper()}{told[1:]}. That is rarely luck."


def too_few(count: int, since: dt.date | None) -> tuple[str, str]:
    """Why there is no usual range yet."""
    have = {0: "No comparable figure yet.", 1: "One comparable figure so far."}.get(
        count, f"{count} comparable figures so far."
    )
    after = f" since {long_date(since)}" if since else ""
    missing = NEEDED - count
    more = "one more is" if missing == 1 else f"{missing} more are"
    return have, f"A usual range needs eight of one kind{after}: {more} needed."


def two_sources(day: dt.date, told: str, published: str, same_count: str = "") -> str:
    """`same_count` is the count that both rates are made of, where they have one in common."""
    why = (
        f"Both count {same_count} children, so it is the population they are divided by that "
        "differs: the Department revises it, and what was told is not worked out again."
        if same_count
        else "Counting dates and definitions may differ, so ask why."
    )
    return (
        f"Two sources speak of {long_date(day)}: {told} was told to the board, {published} was "
        f"published by the Department for Education. Both are kept. {why}"
    )
