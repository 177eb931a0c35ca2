"""What a reader could work out of a public edition: the auditor's verdict, figure by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from performance.domain.section_keys import is_of_section
from performance.domain.series import Held
from performance.measures import Measure
from reporting.domain.disclosure import PastCell, State
from reporting.models import FigureOverride

from .cells import Shield

MOST_NAMED = 5
OTHERS, BETWEEN = "those of no part of a whole", "people between two days"


@dataclass(frozen=True)
class HiddenFigure:
    """A figure that the public edition hides, in words. `tells` names what readers could have
    worked out of it; `may_ask` says whether a person may ask to have it shown.
    """

    key: str
    name: str
    tells: tuple[str, ...] = ()
    may_ask: bool = False


@dataclass(frozen=True)
class Decision:
    """A standing decision to show a figure; one that the auditor refuses now does `holds` not."""

    override: FigureOverride
    holds: bool


@dataclass(frozen=True)
class ToldBy:
    """What the page before publication says of disclosure control."""

    is_proven: bool
    small: tuple[HiddenFigure, ...]
    protecting: tuple[HiddenFigure, ...]
    further: tuple[HiddenFigure, ...]
    decisions: tuple[Decision, ...]

    @property
    def hidden(self) -> int:
        return len(self.small) + len(self.protecting) + len(self.further)


def told_by(
    shield: Shield,
    keys: Collection[str],
    overrides: Sequence[FigureOverride],
    past: Iterable[PastCell],
) -> ToldBy:
    """Of the figures `keys` that a document hides: why each is hidden, and what may be done."""
    names = {key: named(one.measure, one.held) for key, one in shield.shown.items()}
    hidden_before = _hidden_before(past)
    by_reason: dict[str, list[HiddenFigure]] = {"small": [], "protecting": [], "further": []}
    for key in sorted(keys, key=lambda key: names[key]):
        reason = _reason(key, shield)
        by_reason[reason].append(
            HiddenFigure(
                key,
                names[key],
                what_it_tells(shield.because.get(key, ()), names),
                may_ask=reason == "protecting"
                and (key, shield.shown[key].held.version) not in hidden_before,
            )
        )
    return ToldBy(
        is_proven=shield.proof.is_proven,
        small=tuple(by_reason["small"]),
        protecting=tuple(by_reason["protecting"]),
        further=tuple(by_reason["further"]),
        decisions=tuple(Decision(one, one.key in shield.by_decision) for one in overrides),
    )


def _hidden_before(past: Iterable[PastCell]) -> set[tuple[str, int]]:
    """Key and version of what editions hid and none showed."""
    past = list(past)
    shown = {(old.key, old.version) for old in past if old.state == State.SHOWN}
    return {(old.key, old.version) for old in past} - shown


def _reason(key: str, shield: Shield) -> str:
    if shield.shown[key].shielded.state is State.PRIMARY:
        return "small"
    return "further" if key in shield.because else "protecting"


def named(measure: Measure, held: Held) -> str:
    """ "Foster care, Boys, 2020-21 quarter 4": the figure without its number."""
    whose = [held.area_name] if held.area != measure.area else []
    whose += [held.group_name] if held.group != "all" else []
    return ", ".join((measure.name, *whose, held.period.name, held.basis.label))


def what_it_tells(quantities: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The quantities that the auditor refused, in words, each once, at most five.

    >>> what_it_tells(["a#n", "a#rest"], {"a": "Foster care, 2020-21"})
    ('Foster care, 2020-21', 'those who are not in: Foster care, 2020-21')
    """
    found = list(dict.fromkeys(_in_words(one, names) for one in sorted(quantities)))
    more = len(found) - MOST_NAMED
    return (*found[:MOST_NAMED], *([f"and {more} more"] if more > 0 else []))


def _in_words(quantity: str, names: Mapping[str, str]) -> str:
    if is_of_section(quantity):
        return "numbers of children that an earlier edition hides"
    key, _, part = quantity.partition("#")
    if key not in names:
        return (
            "those of no part of a whole" if part.endswith("others") else "people between two days"
        )
    if part == "rest":
        return f"those who are not in: {names[key]}"
    if part == "around":
        return f"people elsewhere than here: {names[key]}"
    return f"the change of: {names[key]}" if part.startswith("since") else names[key]
