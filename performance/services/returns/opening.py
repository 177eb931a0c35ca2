"""Opening a return: what the catalogue asks of a theme in a quarter becomes empty entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import Council, User
from accounts.services import record_event
from performance.asked import asking_of, lacking_entries, themes_due
from performance.checking import check_return
from performance.held import newest_versions
from performance.models import (
    Entry,
    QuarterlyReturn,
    ReturnStep,
    Theme,
)
from reference.calendar import england_bank_holidays
from reference.domain.calendar import add_working_days
from reference.domain.periods import Kind, Period

from .placing import place_entries
from .refusals import NotAllowed, ReturnError


@transaction.atomic
def open_return(
    *,
    council: Council,
    theme: Theme,
    quarter: Period,
    by: User | None,
    at: dt.datetime | None = None,
) -> QuarterlyReturn:
    """Opens a theme's return of a quarter, or finds the one that is open already.

    It falls due the council's number of working days after the quarter ends.
    Raises ReturnError when `quarter` is not a financial quarter.
    """
    if quarter.kind is not Kind.QUARTER:
        raise ReturnError(f"A return is for a financial quarter, not for {quarter.name}")
    at = at or timezone.now()
    due_on = add_working_days(
        quarter.ends_on, council.due_working_days, holidays=england_bank_holidays()
    )
    opened, new = QuarterlyReturn.objects.get_or_create(
        council=council,
        theme=theme,
        quarter=quarter.key,
        defaults={"ends_on": quarter.ends_on, "due_on": due_on},
    )
    if not new:
        return opened
    ask_again(quarterly_return=opened, by=by, at=at)
    ReturnStep.objects.create(quarterly_return=opened, kind=ReturnStep.Kind.OPENED, by=by, at=at)
    record_event(
        council=council, by=by, action="return.opened", subject=str(opened), detail={}, at=at
    )
    _tell_opened(council, quarter, by)
    return opened


def _tell_opened(council: Council, quarter: Period, by: User | None) -> None:
    """Floors above offer what they know to a return that somebody opened."""
    for path in settings.RETURN_OPENED if by is not None else ():
        import_string(path)(council=council, quarter=quarter, by=by)


@transaction.atomic
def open_due_returns(
    *, council: Council, themes: Sequence[Theme], quarter: Period, by: User | None
) -> list[QuarterlyReturn]:
    """Opens, of these themes, those for which something falls due; the others need no return.

    Raises ReturnError when nothing falls due for any of them.
    """
    due, _ = themes_due(asking_of(council), quarter, themes)
    if not due:
        raise ReturnError(f"Nothing falls due for {quarter.name}, so no return was opened.")
    return [open_return(council=council, theme=one, quarter=quarter, by=by) for one in due]


@transaction.atomic
def remove_return(*, quarterly_return: QuarterlyReturn, by: User) -> None:
    """Takes back a return that was opened though nothing is in it. Nothing typed is ever lost.

    Raises ReturnError when it has a figure, a comment or a sign-off behind it.
    """
    locked = (
        QuarterlyReturn.objects.select_for_update(of=("self",))
        .select_related("council", "theme")
        .get(pk=quarterly_return.pk)
    )
    if not by.has_perm("performance.open_return", locked.council):
        raise NotAllowed("Who may open a return may remove an empty one.")
    if not is_removable(locked):
        raise ReturnError("Only a return in draft with nothing in it can be removed.")
    record_event(
        council=locked.council, by=by, action="return.removed", subject=str(locked), detail={}
    )
    locked.steps.all().delete()
    locked.delete()


def is_removable(quarterly_return: QuarterlyReturn) -> bool:
    """In draft, never signed off, and nothing in it."""
    one = quarterly_return
    signed = one.steps.filter(kind=ReturnStep.Kind.SIGNED_OFF)
    typed = Entry.every.filter(
        Q(revision__gt=0) | Q(asked=False, removed_at=None), quarterly_return=one
    )
    return one.is_editable and not (typed.exists() or signed.exists() or check_return(one))


@transaction.atomic
def ask_again(
    *, quarterly_return: QuarterlyReturn, by: User | None = None, at: dt.datetime | None = None
) -> int:
    """Adds the entries that the catalogue asks for and the return lacks; how many were added."""
    lacking = lacking_entries(quarterly_return)
    held = newest_versions(quarterly_return.council, {one[0] for one in lacking})
    new = [
        Entry(
            quarterly_return=quarterly_return,
            indicator_id=indicator,
            group_id=group,
            area_id=area,
            period=period,
            basis=basis,
            base_id=known.figure_id if known else None,
        )
        for indicator, group, area, period, basis in lacking
        for known in [held.get((indicator, area, group, period, basis))]
    ]
    added = place_entries(quarterly_return, new)
    if added:
        record_event(
            council=quarterly_return.council,
            by=by,
            action="return.asked",
            subject=str(quarterly_return),
            detail={"figures": [f"{one.indicator.code} {one.period}".strip() for one in added]},
            at=at,
        )
    return len(added)
