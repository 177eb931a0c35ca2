"""A person has a figure shown that is hidden only to protect another, or takes it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.measures import measures_of
from performance.packs import KIND
from performance.packs.cells import cells_of
from performance.packs.told_by import named, what_it_tells
from reference.domain.periods import Period
from reporting.domain.disclosure import Answer, Judged, judge_showing
from reporting.models import FigureOverride
from reporting.packs import past_cells, shown_by_decision

LONGEST = 1000
REFUSED = {
    Answer.UNKNOWN: "There is no such figure. Go back to the list and choose again.",
    Answer.SHOWN: "The figure is shown already.",
    Answer.PRIMARY: "The figure is a small number of people. Nobody may show it.",
    Answer.WITHHELD: "An earlier public edition hid this figure, or showed a number that differs "
    "by one to five people. It stays hidden: a reader may hold both editions.",
    Answer.UNREAD: "Nothing can prove that this figure gives no small number away, because the "
    "counts behind it are not held. It stays hidden.",
    Answer.NOT_PROVEN: "There was not enough time to prove that this figure gives no small number "
    "away. It stays hidden. Try again when the server is less busy.",
}


class OverrideError(Exception):
    """A decision that cannot be taken; the message says why and what to do."""


def show_figure(
    *,
    council: Council,
    quarter: Period,
    key: str,
    reason: str,
    by: User,
    at: dt.datetime | None = None,
) -> FigureOverride:
    """Has the public see a figure that is hidden only to protect another, in every document.

    The auditor is asked before anything is locked, and again each time a document is built. Raises
    OverrideError without a right or a reason, for a small number, and where the figure would tell.
    """
    _check(council, by)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise OverrideError(f"Say why it is shown, in {LONGEST:,} characters or fewer.")
    label = _label_of_allowed(council, key)
    with transaction.atomic():
        Council.objects.select_for_update().get(pk=council.pk)  # one decision at a time
        standing = FigureOverride.objects.for_council(council).standing()
        if standing.filter(key=key).exists():
            raise OverrideError("Somebody has decided meanwhile that this figure is shown.")
        made = FigureOverride.objects.create(
            council=council,
            kind=KIND,
            subject=quarter.key,
            key=key,
            label=label,
            reason=reason,
            by=by,
            at=at or timezone.now(),
        )
        _record(made, by, "figure.shown_by_decision", {"key": key, "reason": reason})
    return made


def _check(council: Council, by: User) -> None:
    if not by.has_perm("performance.publish_pack", council):
        raise OverrideError("A governance officer or an approver decides what is shown.")


def _label_of_allowed(council: Council, key: str) -> str:
    """The figure in words, if the auditor allows it."""
    cells = cells_of(measures_of(council, off_too=True))
    judged = judge_showing(
        key,
        [cell for _, _, cell in cells.values()],
        past_cells(council),
        shown=shown_by_decision(council),
    )
    names = {one: named(measure, held) for one, (measure, held, _) in cells.items()}
    if not judged.may:
        raise OverrideError(_refusal(judged, names))
    return names[key][:240]


def _refusal(judged: Judged, names: dict[str, str]) -> str:
    if judged.answer is not Answer.TELLS:
        return REFUSED[judged.answer]
    told = "; ".join(what_it_tells(judged.tells, names))
    return f"It stays hidden. Shown, it would let a reader work out a small number: {told}."


@transaction.atomic
def hide_figure_again(
    *, council: Council, key: str, by: User, at: dt.datetime | None = None
) -> FigureOverride:
    """Takes such a decision back. What was published meanwhile stays told. Raises OverrideError."""
    _check(council, by)
    standing = FigureOverride.objects.for_council(council).standing().filter(key=key)
    found = standing.select_for_update(of=("self",)).first()
    if found is None:
        raise OverrideError("That decision has been taken back already.")
    found.withdrawn_at, found.withdrawn_by = at or timezone.now(), by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(found, by, "figure.hidden_again", {"key": key})
    return found


def _record(found: FigureOverride, by: User, action: str, detail: dict[str, str]) -> None:
    record_event(
        council=found.council,
        by=by,
        action=action,
        subject=found.label,
        detail={**detail, "override": found.pk},
    )
