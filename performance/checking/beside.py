"""An entry beside what was computed of its figure: is it that, is it another, was it said why."""

from __future__ import annotations

from dataclasses import dataclass

from performance.domain.checks import Checked
from performance.domain.offers import (
    DIFFERS,
    Offered,
    Stand,
    note_of,
    same_numbers,
    stand_of,
    taken_version,
)
from performance.domain.vocabulary import Source, Unit
from performance.models import Entry


@dataclass(frozen=True)
class Beside:
    """An entry and every version of the offer of its figure, oldest first; none where nothing was
    computed. `stand` is against the newest one.
    """

    entry: Entry
    checked: Checked
    versions: tuple[Offered, ...]
    stand: Stand

    @property
    def offer(self) -> Offered | None:
        return self.versions[-1] if self.versions else None

    @property
    def taken(self) -> Offered | None:
        """The version that says what is entered."""
        available = self.checked.value is not None
        found = self.checked.complete and bool(self.versions)
        return taken_version(self.checked, self.versions, available=available) if found else None

    @property
    def answered(self) -> Offered | None:
        """The version of which the officer's reason speaks."""
        said = self.entry.override_of_id if self.entry.override_reason.strip() else None
        return next((one for one in self.versions if one.offer_id == said), None)

    @property
    def is_explained(self) -> bool:
        """Whether the reason for another figure speaks of the computation as it is now. Who says
        why there is no figure has said it.
        """
        if self.checked.value is None:
            return True
        answered, offer = self.answered, self.offer
        return answered is not None and offer is not None and same_numbers(answered, offer)

    @property
    def lacks_reason(self) -> bool:
        return self.stand in DIFFERS and not self.is_explained

    @property
    def source(self) -> Source:
        """What sign-off writes. What was computed anew and not answered yet is as computed then."""
        if self.stand is Stand.COMPUTED:
            return Source.COMPUTED
        if self.stand is Stand.CHANGED and self.answered is None:
            return Source.COMPUTED
        return Source.OVERRIDDEN if self.stand in DIFFERS else Source.ENTERED

    @property
    def of(self) -> Offered | None:
        """The version that the figure takes, or in the place of which it stands."""
        if self.source is Source.COMPUTED:
            return self.taken
        return (self.answered or self.offer) if self.source is Source.OVERRIDDEN else None

    @property
    def reason(self) -> str:
        """Why the figure is another than the computed one; nothing where it is not."""
        if self.source is not Source.OVERRIDDEN:
            return ""
        entry = self.entry
        return entry.unavailable_reason if self.checked.value is None else entry.override_reason

    @property
    def note(self) -> str:
        """Where the figure comes from: the officer's own words, else what there is to say."""
        return self.entry.source_note or note_of(self.source, self.of)


def beside(entry: Entry, checked: Checked, versions: list[Offered]) -> Beside:
    entered = checked if checked.complete else None
    unit, available = Unit(entry.indicator.unit), checked.value is not None
    stand = stand_of(entered, versions, unit, available=available)
    return Beside(entry, checked, tuple(versions), stand)
