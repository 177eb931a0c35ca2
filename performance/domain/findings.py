"""Titles and sentences that say what a chart shows: only where a rule holds, else the plain name.

Names of measures are printed as they are, never bent into a sentence: the rule cannot know
whether "Dental check up to date" is one thing or many.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from reference.domain.periods import Kind

from .change import Change
from .headline import joined
from .printing import amount, with_unit
from .status import Judgement, Status
from .vocabulary import Unit

# The worst measure stands apart when its gap is at least this many times the next one's.
APART = 2


def trend_title(name: str, change: Change | None) -> str:
    """ "Same home for two years or more: up 3.1 points"; the name where nothing is compared."""
    if change is None or change.difference is None or change.before is None:
        return name
    if not change.difference:
        found = "no change"
    else:
        found = f"{'up' if change.difference > 0 else 'down'} {change.amount}"
    if change.before.period.kind is not Kind.QUARTER or change.words.startswith("since"):
        found += f" since {change.before.period.short_name}"
    signals = change.usual.newest if change.usual is not None else ()
    return f"{name}: {found}" + (f", {signals[0].words}" if signals else "")


def glance_sentence(gaps: Sequence[tuple[str, Judgement]]) -> str:
    """What the scale of distances shows. `gaps`: names and judgements of percentages with a target.

    "All but one of 12 measures are within 15 points of target. One stands apart: Dental check up
    to date, 41 points short." only where the worst gap is at least twice the next one.
    """
    short = sorted(
        ((judged.shortfall, name, judged.words) for name, judged in gaps if judged.shortfall),
        key=lambda one: one[0],
        reverse=True,
    )
    total = sum(judged.status is not Status.NO_TARGET for _, judged in gaps)
    if not total:
        return ""
    if not short:
        return "The one target is met." if total == 1 else f"All {total} targets are met."
    worst, name, words = short[0]
    if total == 1:
        return f"{name}: {words}."
    second = short[1][0] if len(short) > 1 else Decimal(0)
    if total >= 3 and worst >= APART * second:
        rest = f"within {_whole(second)} of target" if second else "on target"
        return f"All but one of {total} measures are {rest}. One stands apart: {name}, {words}."
    both = "Both" if total == 2 else f"All {total}"
    return f"{both} measures are within {_whole(worst)} of target. Furthest: {name}, {words}."


def theme_sentence(judged: Sequence[Judgement], changes: Sequence[Change]) -> str:
    """ "2 of 3 targets are met. Of 4 measures with an earlier figure, 3 got better and 1 fell."

    Empty where the theme has neither targets nor earlier figures.
    """
    due = [one.status for one in judged if one.status is not Status.NO_TARGET and not one.planned]
    parts = [_met(due.count(Status.ON_TARGET), len(due))] if due else []
    running = [one.status is Status.ON_TARGET for one in judged if one.planned]
    parts += [_as_planned(sum(running), len(running))] if running else []
    compared = [change.meaning for change in changes if change.compared]
    if compared:
        words = {
            "better": "got better",
            "worse": "got worse",
            "no change": "did not change",
            "higher": "rose",
            "lower": "fell",
        }
        counted = [
            f"{compared.count(key)} {said}" for key, said in words.items() if key in compared
        ]
        if len(compared) == 1:
            parts.append(f"The one measure with an earlier figure {words[compared[0]]}.")
        else:
            found = f"Of {len(compared)} measures with an earlier figure, {joined(counted)}."
            parts.append(found)
    return " ".join(parts)


def told_apart(names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The names without the words that all of them begin or end with, and those words.

    >>> told_apart(["Case audits good, in care", "Case audits inadequate, in care"])
    (('Good', 'Inadequate'), 'Case audits, in care')

    One name, and names that would lose all their words, stay as they are.
    """
    words = [name.split() for name in names]
    if len(words) < 2:
        return tuple(names), ""
    first, last = _shared(words), _shared([one[::-1] for one in words])
    if (not first and not last) or any(len(one) <= first + last for one in words):
        return tuple(names), ""
    rest = [" ".join(one[first : len(one) - last]).rstrip(",") for one in words]
    shared = " ".join(words[0][:first]) + ("," if first and last else "")
    ending = " ".join(words[0][len(words[0]) - last :])
    return tuple(one[:1].upper() + one[1:] for one in rest), f"{shared} {ending}".strip()


def _shared(names: Sequence[Sequence[str]]) -> int:
    """How many words all names begin with."""
    together = zip(*names, strict=False)
    return next((n for n, words in enumerate(together) if len(set(words)) > 1), 0)


def share_title(name: str, shares: Sequence[tuple[str, Decimal]], *, decimals: int = 1) -> str:
    """ "Foster care: 70%, the largest share"; the name of the whole where two are equal.

    `shares` are labels and percentages. One share alone is no largest.
    """
    ranked = sorted(shares, key=lambda share: share[1], reverse=True)
    if len(ranked) < 2:
        return name
    (label, first), (_, second) = ranked[:2]
    top = with_unit(first, Unit.PERCENT, decimals=decimals)
    if top == with_unit(second, Unit.PERCENT, decimals=decimals):
        return name
    return f"{label}: {top}, the largest share"


def _met(met: int, total: int) -> str:
    if total == 1:
        return f"The one target is {'met' if met else 'not met'}."
    return f"{met or 'None'} of {total} targets {'is' if met == 1 else 'are'} met."


def _as_planned(met: int, total: int) -> str:
    """Of counts through the year, whose targets are not due before 31 March."""
    if total == 1:
        return f"The one count through the year is {'on' if met else 'not on'} plan."
    are = "is" if met == 1 else "are"
    return f"{met or 'None'} of {total} counts through the year {are} on plan."


def _whole(points: Decimal) -> str:
    """Rounded up, so that "within" stays true."""
    return amount(points.to_integral_value(ROUND_CEILING), Unit.PERCENT, decimals=0)
