"""One page of the shell becomes several: each with its own number and nothing of the others."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from reporting.grafting import Graft, GraftError, graft
from reporting.grafting.content import scan
from reporting.grafting.plain import marks
from reporting.pdf import render_pdf
from tests.documents.checks import assert_pdf_ua

from .checks import graft_problems, texts_of
from .papers import body

STYLE = """<style>@page { size: A4; margin: 24mm 18mm; @top-left { content: "Item 4" } }
body { font: 11pt "DejaVu Sans"; margin: 0 } .sheet { break-before: page }
.sheet div { position: relative; top: 252mm; height: 0; color: #456 }
.sheet p { height: 0; margin: 0; text-align: right }</style>"""


@pytest.fixture(scope="module")
def shell() -> bytes:
    numbers = "".join(f"<p>Page {n} of 5</p>" for n in (2, 3, 4))
    html = (
        f"<html lang='en-GB'><head>{STYLE}</head><body><h1>Agenda</h1>"
        "<p><a href='#four'>Item 4</a>, <a href='#five'>Item 5</a></p>"
        f"<section id='four' class='sheet'><div>{numbers}</div></section>"
        "<section id='five' class='sheet'><div><p>Page 5 of 5</p></div></section></body></html>"
    )
    return render_pdf(html, title="Agenda", style_sheet="none.css").data


def pack(shell: bytes, **more: Any) -> bytes:
    out = io.BytesIO()
    parts = [
        Graft(body("Placements", pages=3), 2, 3, "Placements", "i4"),
        Graft(body("Health", pages=1), 5, 1, "Health", "i5"),
    ]
    graft(shell, parts, out, **more)
    return out.getvalue()


def test_each_page_keeps_its_own_number(shell: bytes) -> None:
    data = pack(shell, spreads={2: 3})
    assert_pdf_ua(data)
    assert graft_problems(data) == []
    texts = texts_of(data)
    assert len(texts) == 5
    for number, text in enumerate(texts[1:], 2):
        assert text.count("Page") == 1
        assert f"Page {number} of 5" in text
        assert "Item 4" in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        assert (pages[names["four"][0].objgen], pages[names["five"][0].objgen]) == (2, 5)


def test_colours_of_a_number_that_is_dropped_stay(shell: bytes) -> None:
    """The first number alone says which colour all of them have."""
    with pikepdf.open(io.BytesIO(pack(shell, spreads={2: 3}))) as pdf:
        for page in pdf.pages[1:4]:
            [*_, running] = page.obj.Contents
            data = running.read_bytes()
            assert b"0.266667 0.333333 0.4 rg" in data
            assert data.count(b"BT") == 2  # the header and one number


@pytest.mark.parametrize(
    ("spreads", "words"),
    [({2: 4}, "prints 3 numbers, not 4"), ({9: 2}, "no page 9"), ({0: 2}, "no page 0")],
)
def test_a_page_that_prints_other_numbers_is_refused(
    shell: bytes, spreads: dict[int, int], words: str
) -> None:
    with pytest.raises(GraftError, match=words):
        pack(shell, spreads=spreads)


WATCHED = frozenset({b"BDC", b"BMC", b"EMC", b"TJ", b"Do"})


def test_a_plain_stream_is_read_by_itself() -> None:
    data = b"q /P <</MCID 3>> BDC [<00ff>12<01>] TJ EMC /Artifact BMC /x1 Do EMC Q"
    assert list(marks(data, WATCHED) or ()) == [
        ("BDC", "/P", 3),
        ("TJ", "", None),
        ("EMC", "", None),
        ("BMC", "/Artifact", None),
        ("Do", "", None),
        ("EMC", "", None),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"(BDC) Tj",
        b"% EMC",
        b"/P /MC0 BDC",
        b"/P <</MCID 3/Lang<00>>> BDC",
        b"/P <</MCID 3>>BDC",
        b"/Artifact <</Type /Pagination>> BDC",
        b"BI /W 1 ID x EI",
        b"[<00>]TJ",
        b"BMC",
        b"<</MCID 3>> BDC",
        b"0]f[0",
        b"1 0 0 rg\x00EMC",
    ],
)
def test_any_other_is_one_for_the_parser(data: bytes) -> None:
    assert marks(data, WATCHED) is None


def test_both_ways_of_reading_find_the_same() -> None:
    """A comment sends the second to the parser."""
    streams = [
        b"/P <</MCID 3>> BDC BT [<00>] TJ ET EMC q Q",
        b"/P <</MCID 3>> BDC /Artifact BMC EMC EMC",
        b"/Artifact BMC /P <</MCID 3>> BDC EMC EMC",
        b"/P <</MCID 3>> BDC q",
        b"EMC Q",
        b"BT BT ET /x1 Do",
    ]
    with pikepdf.new() as pdf:
        for data in streams:
            assert scan(pdf, data) == scan(pdf, data + b"\n%\n"), data
