"""The pack as a Word document: what it holds, what the public one hides, and where it is found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from accounts.models import Council, User
from boards.services.word_template import set_word_template
from performance.models import Pack
from performance.packs import quarterly_pack
from performance.packs.word import council_template, pack_docx
from performance.services import publish_pack
from reporting.models import Edition, EditionFile
from reporting.services import open_edition_file
from reporting.word import MEDIA_TYPE
from tests.boards.cast import a_board
from tests.boards.test_word_template import a_template
from tests.performance.figures import NOON
from tests.performance.test_packs import Q4, told
from tests.performance.test_published_handouts import SECRETS

__all__ = ["told"]
SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def read(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def said(data: bytes) -> str:
    """All text of all parts, with that of attributes: words for pictures and tables too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if ".xml" in name]
    held = [re.findall(r'>([^<]+)<|(?:descr|w:val)="([^"]*)"', part) for part in parts]
    return " ".join(a or b for found in held for a, b in found)


def made(council: Council, audience: str) -> bytes:
    return pack_docx(quarterly_pack(council, Q4, audience))


def headings(document: Any, level: int = 1) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def test_it_holds_the_cover_every_section_and_the_annexes(told: Council) -> None:
    Pack.objects.create(council=told, quarter="2020-21-Q4", meeting_on=NOON.date(), item="4")
    document = read(made(told, "board"))
    assert document.core_properties.title == "Performance pack, 2020-21 quarter 4"
    assert headings(document) == [
        "How our children are doing",
        "The quarter at a glance",
        "Seen, heard and planned for",
        "Our staff, carers and homes",
        "Beside our neighbours and England",
        "What changed since the last pack",
        "Definitions",
        "Notes on the data",
    ]
    facts = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert facts["Quarter"] == "2020-21 quarter 4, January to March 2021"
    assert facts["Edition"] == "Board edition, draft"
    assert facts["Meeting"].endswith("item 4")
    assert "Visits are late in two teams." in [one.text for one in document.paragraphs]


def test_a_measure_is_told_in_words_below_a_marked_header_row(told: Council) -> None:
    document = read(made(told, "board"))
    table = document.tables[1]
    head, row = table.rows
    assert [cell.text for cell in head.cells] == [
        "Measure", "Now", "Target", "Status", "Change", "Neighbours, median", "England",
    ]  # fmt: skip
    assert row.cells[0].text.startswith("Children seen on time\n")
    assert [cell.text for cell in row.cells[1:4]] == [
        "83.3%",
        "95",
        "Off target\n11.7 points short",
    ]
    for each in document.tables[1:]:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in each.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_charts_are_pictures_that_say_what_they_show(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    charts = [*pack.glance.charts, *(chart for page in pack.themes for chart in page.charts)]
    shapes = read(pack_docx(pack)).inline_shapes
    assert [one._inline.docPr.get("descr") for one in shapes] == [chart.alt for chart in charts]
    assert charts


def test_the_public_one_says_nothing_that_the_public_pack_hides(told: Council) -> None:
    public, board = said(made(told, "public")), said(made(told, "board"))
    assert [secret for secret in SECRETS if secret in public] == []
    assert [secret for secret in ("45.5%", "10 of 22", "Sam’s") if secret not in board] == []
    assert "Hidden (c)" in public
    assert "Not for publication" in board
    assert "Not for publication" not in public


def test_the_boards_is_marked_on_every_page(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    footer = read(pack_docx(pack)).sections[0].footer
    assert footer.paragraphs[0].text == pack.exempt


def test_it_bears_the_councils_own_template(told: Council, governance_officer: User) -> None:
    assert council_template(told) is None
    set_word_template(
        board=a_board(told), data=a_template(), name="Letter.docx", by=governance_officer
    )
    pack = quarterly_pack(told, Q4, "public")
    document = read(pack_docx(pack, council_template(told)))
    assert document.sections[0].header.paragraphs[0].text == "Somewhere City Council"
    assert document.paragraphs[0].text == "Before"
    assert "Definitions" in headings(document)


@pytest.fixture
def published(told: Council, governance_officer: User) -> Callable[[str], Edition]:
    def publishing(audience: str) -> Edition:
        return publish_pack(
            council=told, quarter=Q4, audience=audience, by=governance_officer, at=NOON
        )

    return publishing


def test_it_is_frozen_with_the_edition_and_everybody_finds_the_public_one(
    published: Callable[[str], Edition], client: Client, councillor: User, client_of: SignIn
) -> None:
    public, board = published("public"), published("board")
    assert public.word is not None
    assert board.word is not None
    assert public.word.name == "nottingham-2020-21-q4-performance-pack.docx"
    assert board.word.name == "nottingham-2020-21-q4-performance-pack-board.docx"
    assert public.word.words.startswith("Word, ")
    facts = read(open_edition_file(public.word)).tables[0].rows
    assert facts[1].cells[1].text == "Public edition 1"
    listed = client.get(reverse("reporting:published_list", args=["nottingham"])).content.decode()
    address = reverse("reporting:edition_file", args=["nottingham", public.pk, public.word.name])
    assert f'href="{address}"' in listed
    assert board.word.name not in listed
    answer = client.get(address)
    assert answer["Content-Type"] == MEDIA_TYPE
    assert read(b"".join(answer) if answer.streaming else answer.content).tables
    packs = reverse("performance:pack_list", args=["nottingham"])
    own = reverse("reporting:board_edition_file", args=["nottingham", board.pk, board.word.name])
    assert f'href="{own}"' in client_of(councillor).get(packs).content.decode()
    assert client.get(own).status_code == 302


def test_a_draft_is_made_for_who_reads_the_pack(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    client = client_of(councillor)
    page = reverse("performance:pack_detail", args=["nottingham", "2020-21-Q4"])
    own = reverse("performance:pack_word", args=["nottingham", "2020-21-Q4"])
    assert f'href="{own}?audience=public"' in client.get(f"{page}?audience=public").content.decode()
    answer = client.get(own, {"audience": "public"})
    assert answer["Content-Type"] == MEDIA_TYPE
    assert "nottingham-2020-21-q4-performance-pack-draft.docx" in answer["Content-Disposition"]
    assert "45.5" not in said(answer.content)


def run(out: Path, *more: str) -> None:
    call_command(
        "build_pack",
        *("--council", "nottingham", "--period", "2020-21-Q4", "--audience", "public"),
        *("--as", "word", "--out", str(out), *more),
    )


def test_the_command_writes_a_draft_and_the_published_one(
    published: Callable[[str], Edition], tmp_path: Path
) -> None:
    draft, frozen = tmp_path / "draft.docx", tmp_path / "pack.docx"
    run(draft)
    assert read(draft.read_bytes()).tables[0].rows[1].cells[1].text == "Public edition, draft"
    edition = published("public")
    run(frozen, "--published")
    assert edition.word is not None
    assert frozen.read_bytes() == open_edition_file(edition.word)
    EditionFile.objects.filter(pk=edition.word.pk).delete()
    with pytest.raises(CommandError, match="has no Word file: it was published before"):
        run(frozen, "--published")
