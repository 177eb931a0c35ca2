"""Who is kept from the exempt papers of a report, or let in besides the roles that read them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from boards.models import NamedReader, Report

from .changing import locked, noted
from .refusals import NotYoursError, ReportError


@transaction.atomic
def name_reader(
    *,
    report: Report,
    user: User,
    kind: str,
    reason: str,
    by: User,
    at: dt.datetime | None = None,
) -> NamedReader:
    """Puts somebody on the list, or changes what it says of them; also when the report has been
    signed off. Raises ReportError.
    """
    found = _governed(report, user, by)
    if not reason.strip():
        raise ReportError("Give the reason: it is kept with the list.")
    if kind == NamedReader.Kind.ALSO and not user.has_perm(
        "boards.see_reports", found.board.council
    ):
        raise ReportError(
            f"{user} cannot open reports here: their role does not. Give them another role first."
        )
    named, _ = NamedReader.objects.update_or_create(
        report=found,
        user=user,
        defaults={
            "kind": kind,
            "reason": reason.strip(),
            "added_by": by,
            "added_at": at or timezone.now(),
        },
    )
    noted(found, by, "report.reader_named", {"who": user.pk, "kind": kind})
    return named


@transaction.atomic
def unname_reader(*, reader: NamedReader, by: User) -> None:
    """Takes somebody off the list."""
    found = _governed(reader.report, reader.user, by)
    NamedReader.objects.filter(pk=reader.pk).delete()
    noted(found, by, "report.reader_unnamed", {"who": reader.user_id, "kind": reader.kind})


def _governed(report: Report, user: User, by: User) -> Report:
    """The report, locked, for a governance officer who does not decide about themselves."""
    found = locked(report)
    if not by.has_perm("boards.run_meetings", found.board.council):
        raise NotYoursError("A governance officer decides who is kept from exempt papers.")
    if user == by:
        raise NotYoursError("Nobody decides this about themselves: ask another officer.")
    return found
