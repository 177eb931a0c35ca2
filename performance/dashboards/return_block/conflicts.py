"""Two versions of a figure side by side: neither is chosen beforehand.

Two officers saved one entry, or another return signed off a newer version of the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from accounts.models import User
from performance.checking import EntryCheck
from performance.domain.offers import own_note
from performance.domain.series import Held
from performance.domain.vocabulary import Reported
from performance.models import EntryRevision
from reference.domain.periods import long_date, parse
from reference.domain.rounding import plain

from .said import SHOWN_APART, said_of
from .shapes import Conflict, Version
from .words import text_of, typed_in_words, version_of


def conflict_of(check: EntryCheck, viewer: User) -> Conflict | None:
    if check.waiting is not None:
        return _of_two_officers(check, check.waiting, viewer)
    return _of_two_returns(check, check.rival) if check.rival is not None else None


def _of_two_officers(check: EntryCheck, waiting: EntryRevision, viewer: User) -> Conflict:
    saved, unit = check.saved, check.unit
    is_mine = waiting.by_id == viewer.pk
    title = "Yours, not saved" if is_mine else f"{waiting.by}’s, not saved"
    first = version_of(waiting, unit, viewer, title)
    # Nobody has saved yet where the waiting version stands against the empty entry.
    stood = Version("As it stood", typed_in_words(check.entry, unit), check.entry.comment)
    second = version_of(saved, unit, viewer, _saved_title(saved, viewer)) if saved else stood
    covered = str(waiting.comment_on or "")
    by_saved = str((saved or check.entry).comment_on or "")
    said = said_of(waiting, unit, covered), said_of(saved or check.entry, unit, by_saved)
    return Conflict(
        heading=_heading(waiting, saved, viewer),
        waiting_id=waiting.pk,
        rival_id=0,
        against=check.entry.revision,
        versions=_differing((first, second), said),
        mine_label="Keep mine" if is_mine else f"Keep {waiting.by}’s",
        theirs_label="Keep theirs"
        if is_mine and saved and saved.by_id != viewer.pk
        else "Keep the saved one",
        error=f"{check.name}: choose which version to keep",
        after="The other version stays in the history.",
    )


def _heading(waiting: EntryRevision, saved: EntryRevision | None, viewer: User) -> str:
    """Who saved while who was working, as the viewer sees it."""
    if saved is None or saved.by_id == waiting.by_id:
        whose = "You" if waiting.by_id == viewer.pk else str(waiting.by)
        return f"{whose} saved this measure in another window"
    if waiting.by_id == viewer.pk:
        return "A colleague saved this measure while you were working"
    if saved.by_id == viewer.pk:
        return f"{waiting.by} worked on this measure when you saved it"
    return f"{saved.by} saved this measure while {waiting.by} was working"


def _saved_title(saved: EntryRevision, viewer: User) -> str:
    at = timezone.localtime(saved.at)
    by = "you" if saved.by_id == viewer.pk else str(saved.by)
    return f"Saved at {at:%H:%M} on {at.day} {at:%B} by {by}"


def _of_two_returns(check: EntryCheck, rival: Held) -> Conflict:
    entry, unit = check.entry, check.unit
    told = parse(rival.reported_in).name if rival.reported_in else "another return"
    mine = Version("In this return", typed_in_words(entry, unit), entry.comment)
    theirs = Version(f"Version {rival.version}, signed off in {told}", _figure(check, rival))
    said = said_of(entry, unit), _said_of_held(rival)
    return Conflict(
        heading=f"{told} signed off a newer version of this figure",
        waiting_id=0,
        rival_id=rival.figure_id,
        against=entry.revision,
        versions=_differing((mine, theirs), said),
        mine_label="Replace it by this return’s",
        theirs_label=f"Keep version {rival.version}",
        error=f"{check.name}: choose which version to keep",
        after="Every signed-off version stays in the history.",
    )


def _figure(check: EntryCheck, held: Held) -> str:
    if held.value is None:
        return f"Not available: {held.unavailable_reason}"
    return text_of(check, held)


def _said_of_held(held: Held) -> dict[str, str]:
    due = held.final_due_on
    return {
        "Expected in the rest of the year": "" if held.expected is None else plain(held.expected),
        "Standing": ("Provisional" if held.provisional else "Final")
        + (f", final figure due on {long_date(due)}" if held.provisional and due else ""),
        "Officers report": Reported(held.reported_direction).label
        if held.reported_direction
        else "",
        "Source": own_note(held.source, held.source_note),
        "Why another figure than the computed one": held.override_reason,
    }


def _differing(
    versions: tuple[Version, Version], said: tuple[Mapping[str, str], Mapping[str, str]]
) -> tuple[Version, Version]:
    """Beside figure and comment, all that the two do not say alike."""
    one, other = said
    labels = [
        label
        for label in one
        if label in other and label not in SHOWN_APART and one[label] != other[label]
    ]
    first, second = (
        replace(version, also=tuple((label, words[label] or "–") for label in labels))
        for version, words in zip(versions, said, strict=True)
    )
    return first, second
