"""What every change of a report has in common: it is locked, still a draft, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from accounts.models import User
from accounts.services import record_event
from boards.models import Report
from boards.report_access import may_write, subject_of

from .refusals import NotYoursError, ReportError


def locked(report: Report) -> Report:
    """The report as it is now, held until the transaction ends. Call it within one."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("board__council")
    return rows.get(pk=report.pk)


def writable(report: Report, by: User) -> Report:
    """The report, locked, if this person may change it now. Raises ReportError."""
    found = locked(report)
    if not may_write(by, found):
        raise NotYoursError("Only its authors and governance officers change this report.")
    if found.status == Report.Status.SIGNED_OFF:
        raise ReportError("This report has been signed off. Reopen it before you change it.")
    return found


def changed(report: Report, by: User, action: str, detail: Mapping[str, Any] | None = None) -> None:
    """Counts the change: reviewers who answered before it have not cleared it."""
    Report.objects.filter(pk=report.pk).update(revision=F("revision") + 1)
    noted(report, by, action, detail)


def noted(report: Report, by: User, action: str, detail: Mapping[str, Any] | None = None) -> None:
    record_event(
        council=report.board.council,
        by=by,
        action=action,
        subject=subject_of(report),
        detail=detail,
    )
