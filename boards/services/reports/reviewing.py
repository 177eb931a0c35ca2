"""Asking finance, legal, equality and others about a report, and their answers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from boards.models import Report, Review
from boards.report_access import is_author, may_answer

from .changing import locked, noted, writable
from .refusals import NotYoursError, ReportError


@transaction.atomic
def ask_reviewer(
    *,
    report: Report,
    role: str,
    due_on: dt.date,
    by: User,
    reviewer: User | None = None,
    at: dt.datetime | None = None,
) -> Review:
    """Asks somebody by a day, or asks again: an earlier answer is then void.

    Raises ReportError for an author, or somebody who cannot open the report.
    """
    found = writable(report, by)
    role = role.strip()
    if not role:
        raise ReportError("Say what the reviewer answers for, for example Finance.")
    if reviewer is not None:
        _check_reviewer(found, reviewer)
    at = at or timezone.now()
    asked = {
        "reviewer": reviewer,
        "asked_by": by,
        "asked_at": at,
        "due_on": due_on,
        "answer": "",
        "comment": "",
        "answered_by": None,
        "answered_at": None,
        "revision": 0,
    }
    known = found.reviews.filter(role__iexact=role).first()
    role = known.role if known else role
    review, new = Review.objects.update_or_create(report=found, role=role, defaults=asked)
    if found.status == Report.Status.DRAFT:
        Report.objects.filter(pk=found.pk).update(status=Report.Status.IN_REVIEW)
    action = "report.review_asked" if new else "report.review_asked_again"
    noted(found, by, action, {"role": role, "due_on": due_on})
    return review


def _check_reviewer(report: Report, reviewer: User) -> None:
    if not reviewer.has_perm("boards.see_reports", report.board.council):
        raise ReportError(f"{reviewer} may not open reports of this board.")
    if is_author(reviewer, report):
        raise ReportError(f"{reviewer} wrote this report, so somebody else answers for it.")


@transaction.atomic
def answer_review(
    *,
    review: Review,
    answer: str,
    by: User,
    comment: str = "",
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Review:
    """Cleared, no implications, or not cleared with the reason. Silence is no answer.

    `revision` is that of the report as it was read: an answer to an older one is refused.
    """
    report = locked(review.report)
    now = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not may_answer(by, now):
        raise NotYoursError("Somebody else was asked for this answer.")
    if report.status == Report.Status.SIGNED_OFF:
        raise ReportError("The report has been signed off. It must be reopened before you answer.")
    if answer not in Review.Answer.values or not answer:
        raise ReportError("Choose an answer: cleared, no implications, or not cleared.")
    comment = comment.strip()
    if answer == Review.Answer.REFUSED and not comment:
        raise ReportError("Say why it is not cleared, so that the author can put it right.")
    if revision is not None and revision != report.revision:
        raise ReportError(
            "The report was changed while you were reading. Your answer stands below; read what "
            "is new and send it again."
        )
    now.answer, now.comment, now.answered_by = answer, comment, by
    now.answered_at, now.revision = at or timezone.now(), report.revision
    now.save()
    noted(report, by, "report.review_answered", {"role": now.role, "answer": answer})
    return now


@transaction.atomic
def withdraw_review(*, review: Review, by: User) -> None:
    """Takes a question back that nobody has answered yet."""
    report = writable(review.report, by)
    now = report.reviews.filter(pk=review.pk).first()
    if now is None:
        return
    if now.answer:
        raise ReportError("An answer that was given stays with the report.")
    now.delete()
    noted(report, by, "report.review_withdrawn", {"role": now.role})
