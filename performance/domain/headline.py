"""The dashboard's lead sentence, built by rule from counts; the same on the pack's cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .change import TESTED, Change, Verdict
from .status import Status
from .vocabulary import Reported

# Two-sided tests at 95 percent: 1 in 20 looks like more than chance by luck alone.
ONE_IN = 20
OUTCOMES = {Status.ON_TARGET: "met", Status.CLOSE: "close", Status.OFF_TARGET: "missed"}
FOR_CHANCE = frozenset({Verdict.MORE_THAN_CHANCE, Verdict.COULD_BE_CHANCE})


@dataclass(frozen=True)
class Headline:
    """`parts` are (text, strong), to be printed one after the other without spaces added."""

    parts: tuple[tuple[str, bool], ...]
    caveat: str

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


def headline(
    statuses: Sequence[Status],
    changes: Sequence[Change],
    reported: Sequence[tuple[str, str, Change]] = (),
    provisional: int = 0,
    planned: int = 0,
) -> Headline:
    """The sentence for the measures that have a figure in the quarter (give no others).

    A measure that officers report as worsening and that has no earlier figure is named, so that
    it does not hide behind "none got worse". `reported`: name, direction (Reported), change.
    `provisional` counts figures whose final value is still to come, `planned` those of a year's
    target that is not due yet: they are measured to what was planned by now.
    """
    compared = [change for change in changes if change.compared]
    said = officers_report(reported)
    if not statuses:
        return Headline((("No figures for this quarter yet.", True), *_plain(said)), "")
    parts = [*_targets(statuses), *_changes(compared), *_plain(said)]
    waits = f"{provisional} {_is(provisional)} provisional." if provisional else ""
    said_of_it = (caveat(compared), waits, _not_due(planned))
    return Headline(tuple(parts), " ".join(part for part in said_of_it if part))


def _targets(statuses: Sequence[Status]) -> list[tuple[str, bool]]:
    judged = [status for status in statuses if status is not Status.NO_TARGET]
    total, met = len(judged), judged.count(Status.ON_TARGET)
    if not judged:
        some = len(statuses)
        none = "with no target" if some == 1 else "none with a target"
        return [(f"{_measures(some)} {_were(some)} reported, {none}", True)]
    if len(set(judged)) == 1:
        which = {1: "The one target set", 2: "Both targets"}.get(total, f"All {total} targets")
        return [(f"{which} {_were(total)} {OUTCOMES[judged[0]]}", True)]
    close, missed = judged.count(Status.CLOSE), judged.count(Status.OFF_TARGET)
    rest = joined(
        [f"{n} {_were(n)} {word}" for n, word in ((close, "close"), (missed, "missed")) if n]
    )
    lead = f"{met or 'None'} of {total} targets {_were(met)} met"
    return [(lead, True), (f", {rest}" if " and " in rest else f" and {rest}", False)]


def _changes(compared: Sequence[Change]) -> list[tuple[str, bool]]:
    total = len(compared)
    if not total:
        return [("; no measure has an earlier figure to compare with.", False)]
    meanings = [change.meaning for change in compared]
    if total == 1:
        moved = {"higher": "rose", "lower": "fell", "no change": "did not change"}
        became = moved.get(meanings[0], f"got {meanings[0]}")
        return [("; the one measure with an earlier figure ", False), (became, True), (".", False)]
    better, worse, same = (meanings.count(word) for word in ("better", "worse", "no change"))
    other = total - better - worse - same
    clauses = [f"{worse or 'none'} got worse"]
    clauses += [f"{same} did not change"] if same else []
    clauses += [f"{other} changed, neither for better nor for worse"] if other else []
    lead = f"{better or 'none'} got better"
    rest = joined([lead, *clauses])[len(lead) :]
    return [
        (f"; of the {_measures(total)} with an earlier figure, ", False),
        (lead, True),
        (f"{rest}.", False),
    ]


def _not_due(planned: int) -> str:
    """Counts through the year before 31 March: nobody shall read them as a year's target met."""
    if not planned:
        return ""
    whose = "its target is" if planned == 1 else "their targets are"
    return f"{planned} {_is(planned)} measured to what was planned by now: {whose} for the year."


def officers_report(reported: Sequence[tuple[str, str, Change]]) -> str:
    """ "Officers report that “Dental check up to date” is getting worse.", or nothing."""
    names = [
        f"“{name}”"
        for name, direction, change in reported
        if direction == Reported.WORSENING and not change.compared
    ]
    return f"Officers report that {joined(names)} {_is(len(names))} getting worse." if names else ""


def caveat(compared: Sequence[Change]) -> str:
    """How far chance was ruled out: what luck alone would show, and what could not be tested."""
    tested = sum(change.verdict in FOR_CHANCE for change in compared)
    ranged = sum(change.verdict in TESTED for change in compared) - tested
    if not compared:
        return ""
    if not tested and not ranged:
        return _untested(compared)
    more = sum(change.verdict is Verdict.MORE_THAN_CHANCE for change in compared)
    parts = [_luck(tested, more)] if tested else []
    if ranged:
        parts.append(f"{ranged} {_were(ranged)} compared with the usual range.")
    left = len(compared) - tested - ranged
    if left:
        parts.append(f"{left} could not be tested.")
    return " ".join(parts)


def _luck(tested: int, more: int) -> str:
    found = f"{more or 'none'} {'are' if more > 1 else 'is'} more than chance"
    if tested < ONE_IN:
        was = "1 change was" if tested == 1 else f"{tested} changes were"
        return f"{was} tested for chance: {found}; 1 in {ONE_IN} would look so by luck alone."
    by_luck = (2 * tested + ONE_IN) // (2 * ONE_IN)
    return f"Of {tested} changes tested, {found}; about {by_luck} would look so by luck alone."


def _untested(compared: Sequence[Change]) -> str:
    one = len(compared) == 1
    end = "this change could not be tested" if one else "none of these changes could be tested"
    if all(change.verdict is Verdict.NOT_TESTED_NO_COUNTS for change in compared):
        return f"Counts are missing on one side or both, so {end} for chance."
    reasons = {
        Verdict.NOT_TESTED_NO_COUNTS: "counts are missing",
        Verdict.SMALL_GROUP: "groups are small",
        Verdict.NOT_TESTED_OVERLAP: "periods overlap",
        Verdict.NOT_TESTED_FEW: "there are fewer than eight figures",
        Verdict.NOT_TESTED_TOTAL: "totals run through the year",
        Verdict.NOT_TESTED_HIDDEN: "earlier figures are hidden",
    }
    held = {change.verdict for change in compared}
    given = [words for verdict, words in reasons.items() if verdict in held]
    return f"{end[0].upper()}{end[1:]} for chance: {joined(given, 'or')}."


def joined(words: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _plain(sentence: str) -> list[tuple[str, bool]]:
    return [(f" {sentence}", False)] if sentence else []


def _measures(n: int) -> str:
    return "1 measure" if n == 1 else f"{n} measures"


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


def _is(n: int) -> str:
    return "is" if n == 1 else "are"
