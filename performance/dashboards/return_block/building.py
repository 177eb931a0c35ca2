"""How a block is put together."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import User
from performance.checking import EntryCheck
from performance.domain.vocabulary import Reported, Unit
from performance.models import EntryRevision, Figure
from reference.domain.periods import Period

from .block import Block
from .boxes import boxes_of, comment_hint, covering, problems_of, shown_mode
from .conflicts import conflict_of
from .earlier import earlier_of
from .offered import panel_of
from .shapes import Option
from .words import is_main, outcome_of, signed_of, target_in_words, version_of, when_of

VALUE_LABELS = {
    Unit.PERCENT: ("Percentage", "%", "percentage"),
    Unit.RATE: ("Rate", "per 10,000", "rate"),
    Unit.DAYS: ("Days", "days", "number of days"),
    Unit.SCORE: ("Score", "", "score"),
    Unit.COUNT: ("Number", "", "number"),
}


def block_of(
    check: EntryCheck,
    *,
    quarter: Period,
    viewer: User,
    history: Sequence[EntryRevision],
    signed: Sequence[Figure],
    others: Sequence[EntryCheck],
    pressed: bool,
) -> Block:
    """A figure's block. `pressed`: "Check answers" was pressed, so what is missing is an error."""
    entry, unit = check.entry, check.unit
    value_label, unit_words, only = VALUE_LABELS[unit]
    outcome, note = outcome_of(check)
    problems = tuple(problems_of(check, pressed))
    return Block(
        check=check,
        is_main=is_main(check, quarter),
        when=when_of(check, quarter),
        target=target_in_words(check),
        earlier=earlier_of(check, quarter),
        boxes=boxes_of(check, value_label, dict(reversed(problems))),
        mode=shown_mode(entry, unit),
        has_counts=unit is not Unit.COUNT,
        unit_words=unit_words,
        only_value=only,
        outcome=outcome,
        outcome_note=note,
        comment_hint=comment_hint(check),
        covering=covering(check, others),
        directions=tuple(
            Option(one.value, one.label, one.value == entry.reported_direction) for one in Reported
        ),
        conflict=conflict_of(check, viewer),
        offer=panel_of(check),
        history=tuple(version_of(one, unit, viewer) for one in history),
        signed=tuple(signed_of(check, one) for one in signed),
        problems=problems,
    )
