"""Submission, sign-off by somebody other than who entered, sending back, reopening.

Sign-off turns entries into figures; `making` says how.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.asked import asking_of, lacking_entries
from performance.checking import EntryCheck, check_return
from performance.models import QuarterlyReturn, ReturnStep
from performance.rules import why_not_sign
from performance.services.turns import take_turn
from reference.domain.periods import long_date

from .drafting import editable_return
from .making import make_commentary, make_figures
from .opening import ask_again
from .refusals import NotAllowed, ReturnError, ReturnNotReady

Status = QuarterlyReturn.Status


@transaction.atomic
def submit_return(
    *, quarterly_return: QuarterlyReturn, by: User, at: dt.datetime | None = None
) -> QuarterlyReturn:
    """Hands a return over for sign-off.

    A return for which nothing falls due is submitted empty, so that it does not stay outstanding;
    one of a theme without measures is removed instead. Raises ReturnNotReady with every figure
    that has an error, an unconfirmed surprise, two versions, no comment where one is required, or
    nothing in it; ReturnError for an empty one to which figures can be added.
    """
    _refuse_again(quarterly_return)
    locked = editable_return(quarterly_return, by)
    checks = check_return(locked, as_at=_day(at))
    _refuse_unasked(locked, checks)
    unready = [check for check in checks if not check.is_ready]
    if unready:
        raise ReturnNotReady(unready)
    return _step(locked, Status.SUBMITTED, ReturnStep.Kind.SUBMITTED, by, at)


@transaction.atomic
def send_back_return(
    *, quarterly_return: QuarterlyReturn, reason: str, by: User, at: dt.datetime | None = None
) -> QuarterlyReturn:
    """Gives a submitted return back to its officers with a reason."""
    locked = _submitted(quarterly_return)
    refuse_unless_may_sign(by, locked)
    reason = _reason(reason, "Say what should change, so that the officers know what to do.")
    again = Status.REOPENED if locked.signed_off_times else Status.OPEN
    return _step(locked, again, ReturnStep.Kind.SENT_BACK, by, at, reason)


@transaction.atomic
def sign_off_return(
    *, quarterly_return: QuarterlyReturn, by: User, at: dt.datetime | None = None
) -> QuarterlyReturn:
    """Makes a submitted return's entries figures, and its comments commentary, for good.

    Raises NotAllowed for somebody who entered or submitted it, and ReturnNotReady when the
    catalogue or an earlier figure changed since so that an entry no longer passes: also when
    another return signed off the same figure a moment ago.
    """
    at = at or timezone.now()
    locked = _submitted(quarterly_return)
    refuse_unless_may_sign(by, locked)
    take_turn(locked.council)
    checks = check_return(locked, as_at=_day(at))
    _refuse_unasked(locked, checks)
    unready = [check for check in checks if not check.is_ready]
    if unready:
        raise ReturnNotReady(unready)
    figures = make_figures(locked, checks, by, at)
    make_commentary(locked, checks, at)
    # Signing off that nothing was due makes no quarter one that has figures.
    locked.signed_off_times += bool(checks)
    detail = {"figures": [figure.pk for figure in figures]}
    return _step(locked, Status.SIGNED_OFF, ReturnStep.Kind.SIGNED_OFF, by, at, detail=detail)


@transaction.atomic
def reopen_return(
    *, quarterly_return: QuarterlyReturn, reason: str, by: User, at: dt.datetime | None = None
) -> QuarterlyReturn:
    """Opens a signed-off return again. Its figures stand until a new version is signed off."""
    locked = _locked(quarterly_return)
    if not by.has_perm("performance.reopen_return", locked.council):
        raise NotAllowed("An approver reopens a signed-off return.")
    if locked.status != Status.SIGNED_OFF:
        raise ReturnError(f"Only a signed-off return is reopened; this one is {_status(locked)}.")
    locked.reopened_reason = _reason(reason, "Say why: the new versions will carry the reason.")
    reopened = _step(locked, Status.REOPENED, ReturnStep.Kind.REOPENED, by, at, reason)
    ask_again(quarterly_return=reopened, by=by, at=at)
    return reopened


def refuse_unless_may_sign(user: User, quarterly_return: QuarterlyReturn) -> None:
    """Sign-off is by an approver, or in a small team by an officer as deputy; never by somebody
    who entered a figure of the return, chose between two versions or submitted it.
    """
    refusal = why_not_sign(user, quarterly_return)
    if refusal:
        raise NotAllowed(refusal)


def _refuse_again(quarterly_return: QuarterlyReturn) -> None:
    """A second press of the button, or a colleague who was first: nothing is wrong."""
    locked = _locked(quarterly_return)
    last = locked.steps.filter(kind=ReturnStep.Kind.SUBMITTED).select_related("by").last()
    if locked.status == Status.SUBMITTED and last is not None:
        at = timezone.localtime(last.at)
        raise ReturnError(
            f"This return was submitted already, by {last.by} on {long_date(at.date())} at "
            f"{at:%H:%M}. It waits for sign-off."
        )


def _refuse_unasked(locked: QuarterlyReturn, checks: list[EntryCheck]) -> None:
    """An empty return says that nothing was due: it may not say so when something is."""
    if checks:
        return
    asking = asking_of(locked.council)
    if not asking.knows(locked.theme_id):
        raise ReturnError(
            "There is nothing to submit: no measure of this theme is switched on. Remove this "
            "return."
        )
    if lacking_entries(locked, asking):
        raise ReturnError(
            "This return is empty, but figures have fallen due since it was opened. Add them to "
            "the return first."
        )


def may_sign(user: User, quarterly_return: QuarterlyReturn) -> str:
    """Why this person may not sign this return off, in words; empty where they may."""
    return why_not_sign(user, quarterly_return)


def _locked(quarterly_return: QuarterlyReturn) -> QuarterlyReturn:
    return (
        QuarterlyReturn.objects.select_for_update(of=("self",))
        .select_related("council__area", "theme")
        .get(pk=quarterly_return.pk)
    )


def _submitted(quarterly_return: QuarterlyReturn) -> QuarterlyReturn:
    locked = _locked(quarterly_return)
    if locked.status != Status.SUBMITTED:
        raise ReturnError(
            f"This return is {_status(locked)}: only a submitted return can be signed off."
        )
    return locked


def _day(at: dt.datetime | None) -> dt.date:
    return timezone.localdate(at)


def _status(quarterly_return: QuarterlyReturn) -> str:
    return quarterly_return.get_status_display().lower()


def _reason(reason: str, why: str) -> str:
    if not reason.strip():
        raise ReturnError(f"A reason is missing. {why}")
    return reason.strip()[:240]


def _step(
    locked: QuarterlyReturn,
    status: str,
    kind: str,
    by: User,
    at: dt.datetime | None,
    reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> QuarterlyReturn:
    at = at or timezone.now()
    locked.status = status
    locked.save()
    ReturnStep.objects.create(quarterly_return=locked, kind=kind, by=by, at=at, reason=reason[:240])
    record_event(
        council=locked.council,
        by=by,
        action=f"return.{kind}",
        subject=str(locked),
        detail={"reason": reason, **(detail or {})},
        at=at,
    )
    return locked
