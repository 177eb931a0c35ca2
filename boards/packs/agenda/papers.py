"""The papers of a meeting as an edition may know them.

The public edition asks the database for no more of a restricted paper than the number of its pages,
its ground and its public title: its title, its file and its author never reach the builder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from boards.models import Appendix, Openness, PaperFile, Paragraph, Report

from .parts import OpenPaper, Paper, WithheldPaper

CONFIDENTIAL = "Confidential: publication is forbidden (Local Government Act 1972, section 100A(3))"
EXEMPT = "Local Government Act 1972, Schedule 12A, paragraph "
DECIDED = "Proper officer, before publication; the board is asked to confirm by resolution"


@dataclass(frozen=True)
class Numbered:
    """An item that has a paper, and its number; `report` is None where it comes by itself."""

    item: int
    number: str
    title: str
    report: int | None


def ground_of(openness: str, paragraph: int | None) -> str:
    """The ground in words: "Local Government Act 1972, Schedule 12A, paragraph 3: financial …"."""
    if openness == Openness.CONFIDENTIAL:
        return CONFIDENTIAL
    return EXEMPT + str(Paragraph(paragraph).label) if paragraph else "No ground is given yet"


def mark_of(openness: str, paragraph: int | None) -> str:
    """What stands on each page: "Not for publication: Schedule 12A, paragraph 3"."""
    if openness == Openness.CONFIDENTIAL:
        return "Not for publication: confidential"
    return f"Not for publication: Local Government Act 1972, Schedule 12A, paragraph {paragraph}"


OPEN = Q(openness=Openness.OPEN)
SIGNED = Q(status=Report.Status.SIGNED_OFF)


def papers_of(items: Sequence[Numbered], *, for_public: bool) -> list[Paper]:
    """Bodies and appendices of signed-off reports, in the order of the items. A report that is not
    signed off has no pages yet.
    """
    wanted = {one.report for one in items if one.report is not None}
    reports = Report.objects.filter(SIGNED, pk__in=wanted)
    appendices = Appendix.objects.filter(report__in=reports).order_by("report_id", "order")
    if for_public:
        # An appendix of a restricted report is as restricted as the report.
        whole = OPEN & Q(report__openness=Openness.OPEN)
        bodies = _open_bodies(reports.filter(OPEN)) | _withheld_bodies(reports.exclude(OPEN))
        behind = _open_appendices(appendices.filter(whole)) + _withheld_appendices(
            appendices.exclude(whole)
        )
    else:
        bodies = _open_bodies(reports)
        behind = _open_appendices(appendices)
    return list(_in_order(items, bodies, sorted(behind, key=lambda row: row["order"])))


def _in_order(
    items: Iterable[Numbered], bodies: Mapping[int, Any], behind: Sequence[dict[str, Any]]
) -> Iterator[Paper]:
    for item in items:
        if item.report is None or item.report not in bodies:
            continue
        key = item.number.replace(".", "_")
        body = bodies[item.report]
        yield body["kind"](key=key, item=item.item, label=f"Item {item.number}", **body["fields"])
        for row in behind:
            if row["report"] == item.report:
                letter = Appendix(order=row["order"]).letter
                label = f"Item {item.number}, Appendix {letter}"
                fields = row["fields"]
                yield row["kind"](key=f"{key}-{letter}", item=item.item, label=label, **fields)


def _open_bodies(reports: Any) -> dict[int, Any]:
    found = {}
    for report in reports.select_related("body", "file", "page"):
        paper = report.body or report.file
        if paper is not None:
            fields = {
                "title": report.title,
                "director": report.director or report.author,
                "ground": _mark(report),
                "page": report.page.sha256 if report.page else "",
                **_file_fields(paper),
            }
            found[report.pk] = {"kind": OpenPaper, "fields": fields}
    return found


def _open_appendices(appendices: Any) -> list[dict[str, Any]]:
    rows, held = [], list(appendices.select_related("file", "report"))
    pages = PaperFile.objects.pages_of(one.file for one in held)
    for one in held:
        fields = {
            "title": one.title,
            "director": one.report.director or one.report.author,
            "ground": _mark(one) or _mark(one.report),
            "page": pages.get(one.file_id, ""),
            **_file_fields(one.file),
        }
        row = {"kind": OpenPaper, "fields": fields, "order": one.order, "report": one.report_id}
        rows.append(row)
    return rows


def _mark(paper: Any) -> str:
    return "" if paper.is_open else mark_of(paper.openness, paper.paragraph)


def _file_fields(file: Any) -> dict[str, Any]:
    return {
        "pages": max(1, file.pages),
        "sha256": file.sha256,
        "uploaded": not file.made_here,
        "described": file.description,
        "tagged": file.tagged,
    }


KNOWN = ("openness", "paragraph", "public_interest", "public_title")


def _withheld_bodies(reports: Any) -> dict[int, Any]:
    """Counts and grounds as values: no report, so no title and no file, is ever made of them."""
    rows = reports.annotate(length=Coalesce("body__pages", "file__pages")).values(
        "pk", "length", *KNOWN
    )
    return {
        row["pk"]: {"kind": WithheldPaper, "fields": _withheld(row)}
        for row in rows
        if row["length"] is not None
    }


def _withheld_appendices(appendices: Any) -> list[dict[str, Any]]:
    of_report = [f"report__{name}" for name in KNOWN]
    rows = appendices.values("order", "report_id", "file__pages", *KNOWN, *of_report)
    found = []
    for row in rows:
        own = row["openness"] != Openness.OPEN
        known = {name: row[name if own else f"report__{name}"] for name in KNOWN}
        fields = _withheld({**known, "length": row["file__pages"]})
        found.append(
            {
                "kind": WithheldPaper,
                "fields": fields,
                "order": row["order"],
                "report": row["report_id"],
            }
        )
    return found


def _withheld(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": row["public_title"],
        "pages": max(1, row["length"]),
        "ground": ground_of(row["openness"], row["paragraph"]),
        "public_interest": row["public_interest"],
        "decided": DECIDED,
    }
