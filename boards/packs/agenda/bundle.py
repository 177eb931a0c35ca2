"""A published edition with its papers as one ZIP, for another committee system.

`meeting.json` speaks OParl 1.1 (https://schema.oparl.org/1.1/): a Meeting with its AgendaItems and
Files, each file with its SHA-256. A paper that was made here is a web page of its own too, with the
site's style sheet within it. The bytes are the same for the same edition and style sheet.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from boards.models import AgendaItem, Meeting
from reporting.frozen import with_own_styles
from reporting.models import Edition
from reporting.services import open_edition_file, read_kept_file
from reporting.word import MEDIA_TYPE

from .building import KIND, SUPPLEMENT
from .word_papers import word_papers

MINUTES = "minutes"
SCHEMA = "https://schema.oparl.org/1.1/"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def bundle(meeting: Meeting, audience: str) -> bytes | None:
    """The newest editions of agenda and supplement for an audience, or None where there is none.
    Raises MissingStaticFileError where no style sheet has been built.
    """
    editions = [found for kind in (KIND, SUPPLEMENT) if (found := _newest(meeting, kind, audience))]
    if not editions:
        return None
    files: dict[str, bytes] = {}
    items = []
    held = meeting.items.select_related("report__body", "report__board__council").in_bulk()
    for edition in editions:
        for file in edition.files.all():
            files[file.name] = open_edition_file(file)
        pages = {
            paper["key"]: _page(paper, meeting)
            for paper in edition.beside.get("papers", [])
            if paper.get("page")
        }
        files |= {_name(key, "html"): page for key, page in pages.items()}
        items += [
            _item(item, edition, files, audience, held.get(item["item"]))
            for item in edition.beside.get("items", [])
        ]
    minutes = _minutes(meeting, audience, files)
    files["meeting.json"] = _json(meeting, editions, items, files, minutes)
    return _zipped(files)


def _minutes(meeting: Meeting, audience: str, files: dict[str, bytes]) -> list[dict[str, Any]]:
    """The files of the newest published minutes, if any are."""
    edition = _newest(meeting, MINUTES, audience)
    if edition is None:
        return []
    told = []
    for file in edition.files.all():
        name = f"minutes/{file.name}"
        files[name] = open_edition_file(file)
        told.append(_file(name, files[name], edition.title))
    return told


def _newest(meeting: Meeting, kind: str, audience: str) -> Edition | None:
    found = Edition.objects.for_council(meeting.board.council).of(kind, meeting.slug).standing()
    return found.filter(audience=audience).order_by("-number").prefetch_related("files").first()


def _item(
    item: Mapping[str, Any],
    edition: Edition,
    files: dict[str, bytes],
    audience: str,
    held: AgendaItem | None,
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": f"{SCHEMA}AgendaItem",
        "number": item["number"],
        "name": item["title"],
        "public": "Exempt" not in item["note"] and "Confidential" not in item["note"],
        "auxiliaryFile": [],
    }
    papers = [paper for paper in edition.beside["papers"] if paper["item"] == item["item"]]
    for paper in papers:
        made["auxiliaryFile"] += _paper(paper, files)
    for called, word in word_papers(held, papers, audience):
        files[f"items/{called}"] = word
        made["auxiliaryFile"].append(_file(f"items/{called}", word, item["title"]))
    return made


def _paper(paper: Mapping[str, Any], files: dict[str, bytes]) -> list[dict[str, Any]]:
    """A paper's files with their checksums; of a withheld one only what the public may know."""
    if not paper.get("sha256"):
        withheld = {
            "type": f"{SCHEMA}File",
            "name": paper["title"],
            "withheld": paper["ground"],
            "pages": paper["pages"],
        }
        return [withheld]
    name, page = _name(paper["key"], "pdf"), _name(paper["key"], "html")
    files[name] = read_kept_file(paper["sha256"], f"The file of {paper['label']}")
    pdf = {**_file(name, files[name], paper["title"]), "pages": paper["pages"]}
    return [pdf, _file(page, files[page], paper["title"])] if page in files else [pdf]


def _name(key: str, ending: str) -> str:
    return f"items/item-{key}.{ending}"


def _page(paper: Mapping[str, Any], meeting: Meeting) -> bytes:
    """The frozen piece of a page as a page of its own. It was made here by our own templates, so it
    is safe as it is.
    """
    piece = read_kept_file(paper["page"], f"The page of {paper['label']}").decode()
    context = {**paper, "text": SafeString(piece), "meeting": meeting}
    context["council"] = meeting.board.council
    html = render_to_string("boards/published/paper_alone.html", context)
    return with_own_styles(html).encode()


def _file(name: str, data: bytes, title: str) -> dict[str, Any]:
    return {
        "type": f"{SCHEMA}File",
        "name": title,
        "fileName": name,
        "mimeType": _kind(name),
        "size": len(data),
        "sha256Checksum": hashlib.sha256(data).hexdigest(),
    }


KINDS = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": MEDIA_TYPE,
}


def _kind(name: str) -> str:
    return KINDS.get(name.rpartition(".")[2], "application/octet-stream")


def _json(
    meeting: Meeting,
    editions: list[Edition],
    items: list[Any],
    files: Mapping[str, bytes],
    minutes: list[dict[str, Any]],
) -> bytes:
    begins = timezone.make_aware(dt.datetime.combine(meeting.day, meeting.time))
    packs = [file.name for edition in editions for file in edition.files.all()]
    made: dict[str, Any] = {
        "type": f"{SCHEMA}Meeting",
        "id": f"{meeting.board.council.slug}-{meeting.slug}",
        "name": f"{meeting.board.name}, {meeting.day.isoformat()}",
        "organization": [{"type": f"{SCHEMA}Organization", "name": meeting.board.name}],
        "body": {"type": f"{SCHEMA}Body", "name": meeting.board.council.name},
        "start": begins.isoformat(),
        "cancelled": meeting.status == Meeting.Status.CANCELLED,
        "location": {"type": f"{SCHEMA}Location", "description": meeting.place},
        "agendaItem": items,
        "auxiliaryFile": [
            *(_file(name, files[name], editions[0].title) for name in packs[1:]),
            *minutes,
        ],
        "modified": max(edition.published_at for edition in editions).isoformat(),
    }
    if packs:
        made["invitation"] = _file(packs[0], files[packs[0]], editions[0].title)
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()
