"""Beginning a report and writing it, section by section."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from boards.models import Board, Report, ReportAuthor, ReportSection, WorkItem

from .changing import changed, noted, writable
from .refusals import DetailsConflict, NotYoursError, ReportError, SectionConflict

DETAILS = frozenset({"title", "author", "director", "wards", "priority", "period"})


@transaction.atomic
def begin_report(
    *,
    board: Board,
    title: str,
    author: str,
    by: User,
    kind: str = Report.Kind.WRITTEN,
    work_item: WorkItem | None = None,
    at: dt.datetime | None = None,
    **details: Any,
) -> Report:
    """A draft in the board's template, for an entry of the work programme or on its own.

    `details` are director, wards, priority and period. Raises ReportError.
    """
    if not by.has_perm("boards.write_reports", board.council):
        raise NotYoursError("Your role does not write reports to the board.")
    if not title.strip():
        raise ReportError("Give the report a title.")
    # Whoever begins another of this board waits: its address and its entry may be the same ones.
    Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if work_item is not None and Report.objects.filter(work_items=work_item).exists():
        raise ReportError("Somebody has begun a report for this entry of the work programme.")
    report = Report(
        board=board,
        title=title.strip(),
        author=author.strip(),
        kind=kind,
        created_by=by,
        created_at=at or timezone.now(),
        **_known(details),
    )
    save_at_free_address(report, title)
    if kind == Report.Kind.WRITTEN:
        _sections_of_template(report)
    if work_item is not None:
        WorkItem.objects.filter(pk=work_item.pk).update(report=report)
    noted(report, by, "report.begun", {"kind": kind})
    return report


def _known(details: dict[str, Any]) -> dict[str, Any]:
    unknown = set(details) - DETAILS
    if unknown:
        raise TypeError(f"A report has no {', '.join(sorted(unknown))}")
    return details


def free_slug(board: Board, title: str, report: Report | None = None) -> str:
    """An address part that no other report of the board has."""
    stem = slugify(title)[:70].strip("-") or "report"
    others = board.reports.exclude(pk=report.pk) if report else board.reports.all()
    taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken.add("new")  # the address of the page that begins a report
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}-{number}", number + 1
    return found


TRIES = 5


def save_at_free_address(report: Report, title: str) -> None:
    """Saves a report under an address made of a title; where another report took it in the same
    instant, under the next one. Raises ReportError after several tries.
    """
    for _ in range(TRIES):
        report.slug = free_slug(report.board, title, report)
        try:
            with transaction.atomic():
                report.save()
        except IntegrityError as error:
            if not _is_taken(report):
                raise error
        else:
            return
    raise ReportError("Others are changing reports of the same name. Nothing is lost: save again.")


def _is_taken(report: Report) -> bool:
    return report.board.reports.filter(slug=report.slug).exclude(pk=report.pk).exists()


def _sections_of_template(report: Report) -> None:
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            order=one.order,
            key=one.key,
            heading=one.heading,
            wording=one.wording,
            required=one.required,
            reviewer=one.reviewer,
        )
        for one in report.board.sections.all()
    )


@transaction.atomic
def change_details(
    *,
    report: Report,
    revision: int,
    by: User,
    authors: Iterable[User] | None = None,
    **details: Any,
) -> Report:
    """Title, author as printed, director, wards, priority, period, and who else writes it, read at
    `revision` of the details. Says what became of them. Raises DetailsConflict when somebody saved
    others meanwhile: then nothing is changed.
    """
    found = writable(report, by)
    new = {name: value for name, value in _known(details).items() if value != getattr(found, name)}
    writers = None if authors is None else {user.pk: user for user in authors}
    others = writers is not None and set(writers) != _writers(found)
    if not new and not others:
        return found
    if revision != found.details_revision:
        raise DetailsConflict(found)
    for name, value in new.items():
        setattr(found, name, value)
    found.details_revision += 1
    found.save(update_fields=[*new, "details_revision"])
    if new:
        changed(found, by, "report.details_changed", {"changed": sorted(new)})
    if others and writers is not None:
        set_authors(report=found, users=writers.values(), by=by)
    found.refresh_from_db()
    return found


def _writers(report: Report) -> set[int]:
    return set(report.authors.values_list("user", flat=True))


@transaction.atomic
def set_authors(*, report: Report, users: Iterable[User], by: User) -> None:
    """Who else writes the report: members of the council whose role writes reports."""
    found, users = writable(report, by), list(users)
    for user in users:
        if not user.has_perm("boards.write_reports", found.board.council):
            raise ReportError(f"{user} may not write reports to this board.")
    found.authors.exclude(user__in=users).delete()
    for user in users:
        ReportAuthor.objects.get_or_create(report=found, user=user)
    noted(found, by, "report.authors_set", {"authors": [user.pk for user in users]})


@transaction.atomic
def save_section(
    *,
    section: ReportSection,
    text: str,
    revision: int,
    by: User,
    at: dt.datetime | None = None,
) -> ReportSection:
    """Saves a section that was read at `revision`. Raises SectionConflict when somebody saved
    other words meanwhile; nothing of either version is lost.
    """
    report = writable(section.report, by)
    now = ReportSection.objects.select_for_update(of=("self",)).get(pk=section.pk)
    text = text.replace("\r\n", "\n").strip()
    if text == now.text:
        return now
    if revision != now.revision:
        raise SectionConflict(now, text)
    now.text, now.updated_by, now.updated_at = text, by, at or timezone.now()
    now.revision += 1
    now.save(update_fields=["text", "updated_by", "updated_at", "revision"])
    changed(report, by, "report.section_saved", {"section": now.key, "revision": now.revision})
    return now
