"""A person has a figure shown that is hidden only to protect another, or takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.measures import measures_of
from performance.packs import KIND
from performance.packs.cells import Shown, cells_of
from performance.packs.shields import telling_of_sections
from performance.packs.told_by import named, what_it_tells
from reference.domain.periods import Period
from reporting.domain.disclosure import Answer, Judged, judge_showing, shown_to_public
from reporting.models import FigureOverride, HiddenInstead
from reporting.packs import decided, past_cells, proof_rules_of

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
    """A decision that cannot be taken; the message says why and what to do.

    `instead` has key and name of the figures that would have to be hidden in its place.
    """

    def __init__(self, words: str, instead: Mapping[str, str] | None = None) -> None:
        super().__init__(words)
        self.instead = dict(instead or {})


def show_figure(
    *,
    council: Council,
    quarter: Period,
    key: str,
    reason: str,
    by: User,
    instead: Collection[str] = (),
    at: dt.datetime | None = None,
) -> FigureOverride:
    """Has the public see a figure that is hidden only to protect another, in every document; the
    figures `instead` are hidden in its place.

    The auditor is asked before anything is locked, and again each time a document is built. Raises
    OverrideError without a right or a reason, for a small number, and where the figure would tell.
    """
    _check(council, by)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise OverrideError(f"Say why it is shown, in {LONGEST:,} characters or fewer.")
    names = _names_if_allowed(council, key, instead)
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
            label=names[key][:240],
            reason=reason,
            by=by,
            at=at or timezone.now(),
        )
        HiddenInstead.objects.bulk_create(
            HiddenInstead(override=made, key=one, label=names[one][:240]) for one in set(instead)
        )
        told = {"key": key, "reason": reason, "instead": sorted(names[one] for one in instead)}
        _record(made, by, "figure.shown_by_decision", told)
    return made


def _check(council: Council, by: User) -> None:
    if not by.has_perm("performance.publish_pack", council):
        raise OverrideError("A governance officer or an approver decides what is shown.")


def _names_if_allowed(council: Council, key: str, instead: Collection[str]) -> dict[str, str]:
    """Every figure in words by key, if the auditor allows it."""
    cells = cells_of(measures_of(council, off_too=True))
    rules, decisions, past = proof_rules_of(council), decided(council), past_cells(council)
    judged = judge_showing(
        key,
        [cell for _, _, cell in cells.values()],
        past,
        shown=decisions.shown,
        hidden=decisions.hidden.union(instead),
        min_width=rules.min_width,
        seconds=rules.seconds,
    )
    names = {one: named(measure, held) for one, (measure, held, _) in cells.items()}
    if judged.answer in (Answer.MAY, Answer.SHOWN):
        measure, held, cell = cells[key]
        one = Shown(measure, held, shown_to_public(cell))
        if tells := telling_of_sections(council, {key: one}, past).get(key):
            raise OverrideError(_refusal(Judged(Answer.TELLS, tells), names))
    if not judged.may or not names.keys() >= set(instead):
        others = {one: names[one] for one in (*instead, *judged.instead) if one in names}
        raise OverrideError(_refusal(judged, names), others if judged.instead else None)
    return names


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


def _record(found: FigureOverride, by: User, action: str, detail: dict[str, Any]) -> None:
    record_event(
        council=found.council,
        by=by,
        action=action,
        subject=found.label,
        detail={**detail, "override": found.pk},
    )
