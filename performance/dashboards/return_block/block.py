"""All that the template of one figure receives."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from performance.checking import EntryCheck
from performance.domain.cumulative import Outlook
from performance.domain.printing import MISSING, target_text
from performance.domain.status import Status, ends
from performance.domain.vocabulary import Frequency, Polarity, Unit
from performance.models import Entry
from reference.domain.rounding import plain

from .offered import OfferPanel
from .shapes import Box, Conflict, Earlier, Option, Signed, Version
from .words import COUNTS, VALUE, change_in_words, rest_of_year, text_of, typed_in_words


@dataclass(frozen=True)
class Block:
    """All that the template of one figure receives."""

    check: EntryCheck
    is_main: bool
    when: str
    target: str
    earlier: tuple[Earlier, ...]
    boxes: dict[str, Box]
    mode: str
    has_counts: bool
    unit_words: str
    only_value: str
    outcome: str
    outcome_note: str
    comment_hint: str
    covering: tuple[Option, ...]
    directions: tuple[Option, ...]
    conflict: Conflict | None
    offer: OfferPanel | None
    history: tuple[Version, ...]
    signed: tuple[Signed, ...]
    problems: tuple[tuple[str, str], ...]

    @property
    def pk(self) -> int:
        return self.check.entry.pk

    @property
    def id(self) -> str:
        return f"e{self.pk}"

    @property
    def heading(self) -> str:
        return self.check.name

    @property
    def entry(self) -> Entry:
        return self.check.entry

    @property
    def needs_date(self) -> bool:
        return bool(self.check.indicator.frequency == Frequency.DATED)

    @property
    def is_removable(self) -> bool:
        """Added by an officer, or no longer asked for."""
        return not self.check.is_asked

    @property
    def no_longer_asked(self) -> bool:
        return bool(self.entry.asked) and not self.check.is_asked

    @property
    def wrong(self) -> tuple[str, ...]:
        """Errors of the figure, each once, as they stand above the boxes."""
        messages = {one.message for one in self.check.checked.errors}
        return tuple(dict.fromkeys(words for _, words in self.problems if words in messages))

    @property
    def surprises(self) -> tuple[SafeString, ...]:
        """The questions, each with what it asks in bold."""
        checked = self.check.checked
        parts = (one.message.partition("?") for one in (*checked.surprises, *checked.settled))
        return tuple(format_html("<b>{}{}</b>{}", *part) for part in parts)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.check.checked.settled)

    @property
    def shows_comment(self) -> bool:
        """The box stands open where words are due, there or offered; else it is folded away."""
        offered = self.is_main and self.check.offered.strip()
        return bool(self.asks_comment or self.entry.comment.strip() or offered)

    @property
    def asks_comment(self) -> bool:
        required = self.check.checked.comment_required and not self.check.shares_comment
        return required or self.entry.comment_on_id is not None

    @property
    def is_unchanged(self) -> bool:
        return self.check.is_unchanged

    @property
    def has_more(self) -> bool:
        """Something stands in the folded part, or is wrong there: it opens by itself."""
        entry = self.entry
        said = entry.reported_direction or entry.source_note or entry.final_due_on
        return bool(entry.provisional or said or self.must_be_provisional)

    @property
    def must_be_provisional(self) -> bool:
        return any(one.field == "provisional" for one in self.check.checked.errors)

    @property
    def decimals(self) -> int:
        return self.check.indicator.decimals

    @property
    def js_unit(self) -> str:
        return "%" if self.check.unit is Unit.PERCENT else ""

    @property
    def figure_problem(self) -> str:
        """A figure that is missing, said above its boxes as in the summary."""
        boxes = ("numerator", "value", "unavailable_reason")
        return next((self.boxes[box].error for box in boxes if self.boxes[box].error), "")

    @property
    def judged(self) -> bool:
        return self.check.checked.judgement.status is not Status.NO_TARGET

    @property
    def counts_outcome(self) -> str:
        return self.outcome if self.mode == COUNTS else ""

    @property
    def counts_note(self) -> str:
        return self.outcome_note if self.mode == COUNTS else ""

    @property
    def value_outcome(self) -> str:
        return self.outcome if self.mode == VALUE else ""

    @property
    def value_note(self) -> str:
        return self.outcome_note if self.mode == VALUE else ""

    @property
    def count_beside(self) -> bool:
        """A rate may stand without its population, with the count beside it: one box for both."""
        return self.check.unit is Unit.RATE

    @property
    def rest_of_year(self) -> str:
        """ "from 1 October to 31 March", where the officer says what is expected in it."""
        return rest_of_year(self.check)

    @property
    def outlook(self) -> Outlook | None:
        return self.check.checked.outlook

    @property
    def year_target(self) -> dict[str, str]:
        """What script needs to set the sum beside the target, as plain numbers."""
        goal = self.check.goal
        low, high = ends(goal, Polarity(self.check.indicator.polarity)) if goal else (None, None)
        numbers = {"low": low, "high": high}
        return {name: f"{one.normalize():f}" for name, one in numbers.items() if one is not None}

    @property
    def year_target_words(self) -> str:
        """ "25", "up to 10"; nothing where there is none."""
        words = target_text(
            self.check.goal, self.check.unit, Polarity(self.check.indicator.polarity)
        )
        return "" if words == MISSING else words

    @property
    def population_hint(self) -> str:
        """ "66,943 in mid-2020 (ONS mid-2024, in DfE 2025 release)", and if it is filled in."""
        one = self.check.estimate
        if one is None:
            return ""
        words = f"{one.population:,} in mid-{one.year} ({one.vintage})"
        return f"Filled in: {words}. You can change it" if self.prefilled else words

    @property
    def prefilled(self) -> str:
        """The population that stands in its box though nobody typed it; empty where none does."""
        one = self.check.prefill
        return str(one.population) if one else ""

    @property
    def other_population(self) -> str:
        """That another population is used than the one that was filled in, for who checks."""
        one = self.check.other_population
        if one is None:
            return ""
        words = f"The reference data have {one.population:,} ({one.words})."
        if self.entry.source_note.strip():
            return words
        return f"{words} “Where the figure comes from” can say why another is used."

    @property
    def population_used(self) -> str:
        """The population of a rate with its estimate, for who reads and signs."""
        population = self.check.checked.denominator
        if population is None or not self.check.vintage:
            return ""
        if self.check.vintage == "not stated":
            return f"{plain(population)}, an estimate that is not among those known here"
        return f"{plain(population)}, {self.check.vintage}"

    @property
    def counts_words(self) -> str:
        """The counts behind the figure: "143 out of 232", "684 children in care" beside a rate."""
        checked, words = self.check.checked, self.check.indicator.numerator
        if checked.numerator is None:
            return ""
        if checked.denominator is not None:
            return f"{plain(checked.numerator)} out of {plain(checked.denominator)}"
        count = plain(checked.numerator)
        return f"{count} {words[:1].lower()}{words[1:]}" if self.count_beside else ""

    @property
    def typed(self) -> str:
        return typed_in_words(self.entry, self.check.unit)

    @property
    def before_text(self) -> str:
        """The newest signed-off version of this very figure."""
        before = self.check.before
        if before is None:
            return ""
        return "not available" if before.value is None else text_of(self.check, before)

    @property
    def differs(self) -> bool:
        return self.check.changes_figure

    @property
    def left_alone(self) -> str:
        """Why what stands here is not what is signed off."""
        if not self.check.is_superseded:
            return ""
        return (
            "Another return signed off this newer version. This return leaves it as it is, "
            "unless you change what stands here."
        )

    @property
    def since(self) -> str:
        """The change against the last comparable figure: "up 3.1 points from 62.2%"."""
        return change_in_words(self.check)

    @property
    def since_when(self) -> str:
        return self.check.previous.period.name if self.check.previous else ""
