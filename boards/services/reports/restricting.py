"""Whether the public may read a report or one of its appendices, and who decided that."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from boards.models import Appendix, Openness, Report

from .changing import changed, writable
from .refusals import ReportError
from .writing import save_at_free_address

Paper = Report | Appendix


@transaction.atomic
def set_openness(
    *,
    paper: Paper,
    openness: str,
    by: User,
    paragraph: int | None = None,
    public_interest: str = "",
    public_title: str = "",
    at: dt.datetime | None = None,
) -> Paper:
    """Opens a paper or withholds it on a ground, with reasoning and a title that tells nothing.
    Without the reasoning it can be saved, and not be signed off.

    A restricted report gets another address: its own would tell its title. Raises ReportError.
    """
    report = writable(paper if isinstance(paper, Report) else paper.report, by)
    found: Paper = report if isinstance(paper, Report) else Appendix.objects.get(pk=paper.pk)
    _check(openness, paragraph, public_title, found.title)
    found.openness = openness
    restricted = openness != Openness.OPEN
    found.paragraph = paragraph if openness == Openness.EXEMPT else None
    found.public_interest = public_interest.strip() if restricted else ""
    found.public_title = public_title.strip() if restricted else ""
    found.restricted_by = by if restricted else None
    found.restricted_at = (at or timezone.now()) if restricted else None
    if isinstance(found, Report):
        save_at_free_address(found, found.public_title if restricted else found.title)
    else:
        found.save()
        found.report = report
    detail = {"openness": openness, "paragraph": paragraph}
    what = "report" if isinstance(found, Report) else "appendix"
    changed(report, by, f"report.{what}_openness_set", detail)
    return found


def _check(openness: str, paragraph: int | None, public_title: str, title: str) -> None:
    if openness not in Openness.values:
        raise ReportError("Choose whether the public may read it.")
    if openness == Openness.OPEN:
        return
    if not public_title.strip():
        raise ReportError("Give a public title: it stands in its place wherever the public reads.")
    if public_title.strip().casefold() == title.strip().casefold():
        raise ReportError("The public title must differ from the title: it may tell nothing of it.")
    if openness == Openness.EXEMPT and paragraph is None:
        raise ReportError("Choose the paragraph of Schedule 12A under which it is exempt.")
