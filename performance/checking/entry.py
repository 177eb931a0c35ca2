"""One entry, checked: what is made of it, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

from performance.changed import changed_since
from performance.domain.checks import Checked
from performance.domain.points import Point
from performance.domain.population import Estimate
from performance.domain.series import Held
from performance.domain.status import Goal
from performance.domain.typed import same_words
from performance.domain.vocabulary import Unit
from performance.models import Entry, EntryRevision, Indicator
from reference.domain.periods import Period

from .beside import Beside

STATES = {
    "two_versions": "Two versions",
    "problem": "Problem",
    "confirm": "Confirm",
    "reason": "Reason needed",
    "comment": "Comment needed",
    "done": "Done",
    "empty": "Not started",
}


@dataclass(frozen=True)
class EntryCheck:
    """One entry, what is made of it, and what it is compared with.

    `before` is the newest signed-off version of the very figure, `previous` the last comparable
    one. `waiting` is a version that lost a race and waits for a choice, `saved` the one that won.
    `measure` is the council's name for it, `name` says also of whom: "Children matched with
    adopters, Adoption East Midlands". `is_asked`: the catalogue asks for it today, whatever it
    asked when the return was opened.
    """

    entry: Entry
    indicator: Indicator
    measure: str
    name: str
    period: Period | None
    checked: Checked
    goal: Goal | None
    earlier: tuple[Held, ...]
    previous: Point | None
    before: Held | None
    waiting: EntryRevision | None
    saved: EntryRevision | None
    revisions: tuple[EntryRevision, ...]
    covered: bool
    is_on: bool
    is_asked: bool
    quarter: str
    # What was computed of the figure, and how the entry stands to it.
    beside: Beside
    # Of whom and of where, unless it is the measure's own group in the council's own area.
    about: str = ""
    # What was said of the measure last quarter, as it stands today.
    offered: str = ""
    # Of a rate: the population that it is worked out with, and of which estimate the typed one is.
    estimate: Estimate | None = None
    vintage: str = ""
    # Every population that the reference data hold for the area.
    populations: frozenset[int] = frozenset()

    @property
    def prefill(self) -> Estimate | None:
        """The population that stands in a box in which nobody typed anything; never in the place
        of what is kept, nor beside a count that is.
        """
        entry = self.entry
        kept = (entry.numerator, entry.denominator, entry.value)
        return None if any(text.strip() for text in kept) else self.estimate

    @property
    def other_population(self) -> Estimate | None:
        """The population of the reference data where the figure is worked out with another one."""
        used = self.checked.denominator
        if self.estimate is None or used is None or self.is_as_signed:
            return None
        return self.estimate if used != self.estimate.population else None

    @property
    def is_ready(self) -> bool:
        """Nothing stands in the way of submission."""
        return self.state == "done"

    @property
    def state(self) -> str:
        """two_versions, problem, confirm, reason, comment, done, empty."""
        if self.waiting or self.rival:
            return "two_versions"
        if self.is_superseded:
            return "done"
        if self.checked.errors:
            return "problem"
        if not self.checked.complete:
            return "empty"
        if self.checked.surprises:
            return "confirm"
        if self.lacks_reason:
            return "reason"
        return "comment" if self.lacks_comment else "done"

    @property
    def is_touched(self) -> bool:
        """Somebody saved something in it, or added it."""
        return bool(self.entry.revision) or not self.entry.asked

    @property
    def is_as_signed(self) -> bool:
        """As this return last signed it off: nothing new is made of it."""
        return self.entry.signed_revision == self.entry.revision

    @property
    def changes_figure(self) -> bool:
        """Whether sign-off makes a version of it."""
        return not self.is_as_signed and changed_since(
            self.before, self.checked, self.entry, self.beside
        )

    @property
    def lacks_reason(self) -> bool:
        """Another figure than the computed one is to be signed off, and nobody has said why."""
        return self.beside.lacks_reason and self.changes_figure

    @property
    def takes_offer(self) -> bool:
        """A figure was computed, and nothing is typed in its place."""
        offer, one = self.beside.offer, self.entry
        boxes = (one.mode, one.numerator, one.denominator, one.value, one.unavailable_reason)
        typed = any(text.strip() for text in boxes)
        return offer is not None and offer.value is not None and not (typed or self.waiting)

    @property
    def newer(self) -> Held | None:
        """A version that another return signed off since this return's officers saw the figure."""
        before = self.before
        if before is None or before.reported_in == self.quarter:
            return None
        return before if before.figure_id != self.entry.base_id else None

    @property
    def is_superseded(self) -> bool:
        """What this return signed off was replaced by another return, and is left alone here."""
        return self.is_as_signed and self.newer is not None

    @property
    def rival(self) -> Held | None:
        """The newer version that this return would replace: a person chooses between the two."""
        return self.newer if self.checked.complete and self.changes_figure else None

    @property
    def is_unchanged(self) -> bool:
        """Last quarter's words once more, however they are spaced."""
        return same_words(self.entry.comment, self.offered)

    @property
    def state_name(self) -> str:
        return STATES[self.state]

    @property
    def lacks_comment(self) -> bool:
        return self.checked.comment_required and not self.covered

    @property
    def shares_comment(self) -> bool:
        """Another figure of its measure in this return has the words, or asks for them."""
        own = self.entry.comment.strip() or self.entry.comment_on_id is not None
        return self.covered and not own

    @property
    def unit(self) -> Unit:
        return Unit(self.indicator.unit)
