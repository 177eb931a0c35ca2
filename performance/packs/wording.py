"""What officers wrote beside figures, as the public edition may print it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from performance.domain.series import Held
from performance.domain.wording import doubtful_sentences, for_everybody
from performance.measures import Gap, Measure

from .parts import ThemePage


def worded_for_everybody(measure: Measure) -> Measure:
    """The measure with every reason, note and word of a break that could count a few people
    replaced by where to read it. What counts no people stays as it is.
    """
    if not measure.indicator.counts_people:
        return measure
    return replace(
        measure,
        held=tuple(_worded(held) for held in measure.held),
        own=tuple(_worded(held) for held in measure.own),
        interruptions=tuple(_reworded(gap) for gap in measure.interruptions),
    )


def _reworded(gap: Gap) -> Gap:
    words = (for_everybody(words) for words in (gap.before, gap.after, gap.reason))
    return Gap(gap.from_on, gap.kind, *words)


def _worded(held: Held) -> Held:
    if not held.unavailable_reason and not held.source_note:
        return held
    return replace(
        held,
        unavailable_reason=for_everybody(held.unavailable_reason),
        source_note=for_everybody(held.source_note),
    )


def sentences_to_read(pages: Iterable[ThemePage]) -> tuple[str, ...]:
    """Sentences of the comments that a pack prints in which a small number or a decimal stands, in
    the order of the pack, each once.
    """
    found = (
        sentence
        for page in pages
        for comment in page.section.comments
        for sentence in doubtful_sentences(comment.text)
    )
    return tuple(dict.fromkeys(found))
