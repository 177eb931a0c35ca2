"""Papers read as text: what each kind of file gives, and what is refused."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest

from reporting.documents import UnreadableFile, read_document, read_file
from reporting.domain.documents import Block, Kind
from reporting.pdf import render_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, head: str = "") -> bytes:
    """A Word file with this body."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        text = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{text}')
    return data.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def blocks(name: str, data: bytes) -> tuple[Block, ...]:
    return read_document(name, data).blocks


def shape(found: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.text, block.place) for block in found]


def test_plain_text() -> None:
    text = (
        "Health\n\nDental checks are at 49%.\nIt fell.\n- One item\n- Another item\n\n"
        "A | B\nx | 5\n"
    )
    assert shape(blocks("a.txt", text.encode())) == [
        ("heading", "Health", "line 1"),
        ("paragraph", "Dental checks are at 49%. It fell.", "line 3"),
        ("item", "- One item", "line 5"),
        ("item", "- Another item", "line 6"),
        ("cell", "A", "line 8"),
        ("cell", "B", "line 8"),
        ("cell", "x", "line 9"),
        ("cell", "5", "line 9"),
    ]


def test_each_table_of_a_text_has_its_own_number() -> None:
    text = "a | b\n1 | 2\n\nc | d\n3 | 4\nWords under it.\n\ne | f\n5 | 6\n"
    found = [(one.table, one.text) for one in blocks("a.txt", text.encode()) if one.table]
    assert found == list(zip([1] * 4 + [2] * 4 + [3] * 4, "ab12cd34ef56", strict=True))


def test_a_place_is_that_of_the_line() -> None:
    [block] = blocks("a.txt", b"One line that is long.\nAnd another that goes on.")
    assert block.place_at(block.text.index("another")) == "line 2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_as_programs_write_it(encoding: str) -> None:
    [block] = blocks("a.txt", "It costs £5 at the children’s home.".encode(encoding))
    assert "£5" in block.text


def test_a_web_page() -> None:
    page = (
        "<html><head><title>No</title><style>p{width:9%}</style></head><body><h2>Health</h2>"
        "<p>Dental <b>checks</b> at 49%.<script>var x = 7</script></p><ul><li>Item</li></ul>"
        "<table><tr><th>Measure</th><th>Q4</th></tr><tr><td>Visits</td><td>83%</td></tr></table>"
    )
    found = blocks("a.html", page.encode())
    assert shape(found)[:3] == [
        ("heading", "Health", "paragraph 1"),
        ("paragraph", "Dental checks at 49%.", "paragraph 2"),
        ("item", "Item", "paragraph 3"),
    ]
    cell = found[-1]
    assert (cell.text, cell.row, cell.column, cell.heading) == ("83%", "Visits", "Q4", "Health")
    assert cell.place == "table 1, row 2"


@pytest.mark.parametrize(
    ("span", "column"), [("2", "Q4"), ("0", "Q3"), ("all", "Q3"), ("9" * 5_000, "Q3")]
)
def test_a_cell_over_several_columns(span: str, column: str) -> None:
    table = (
        "<table><tr><th>Measure<th>Q3<th>Q4</tr>"
        f"<tr><td colspan='{span}'>Visits</td><td>83%</td></tr></table>"
    )
    assert blocks("a.html", table.encode())[-1].column == column


def told(found: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    """(row, column, text) of the cells with a row's head."""
    return [(one.row, one.column, one.text) for one in found if one.row]


def test_heads_over_several_columns_and_rows() -> None:
    table = (
        "<table><tr><td rowspan=2>Measure<td colspan=2>Actual<td rowspan=2>Target</tr>"
        "<tr><td>2019/20<td>Q4</tr><tr><td>Visits<td>85<td>83.3<td>95</tr></table>"
    )
    assert told(blocks("a.html", table.encode())) == [
        ("Visits", "Actual 2019/20", "85"),
        ("Visits", "Actual Q4", "83.3"),
        ("Visits", "Target", "95"),
    ]


def test_a_row_that_has_nothing_is_no_head() -> None:
    text = "Measure | Q3 | Q4\nReviews | – | –\nVisits | 85% | 83%\n"
    assert ("Visits", "Q4", "83%") in told(blocks("a.txt", text.encode()))


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>CP1<td>Visits<td>83%</tr><tr><td>CP2<td>Reviews<td>95%</tr>",
        "<tr><td>Safe<td>Visits<td>83%</tr><tr><td><td>Reviews<td>95%</tr>",
        "<tr><td rowspan=2>Safe<td>Visits<td>83%</tr><tr><td>Reviews<td>95%</tr>",
    ],
)
def test_a_name_stands_behind_a_reference_or_the_name_of_a_group(rows: str) -> None:
    head = "<tr><td>Theme<td>Measure<td>Q4</tr>"
    found = told(blocks("a.html", f"<table>{head}{rows}</table>".encode()))
    assert [(row, text) for row, column, text in found if column == "Q4"] == [
        ("Visits", "83%"),
        ("Reviews", "95%"),
    ]


def test_a_year_is_the_head_of_its_row() -> None:
    found = told(blocks("a.txt", b"Year | In care\n2019 | 628\n2019/20 | 656\n"))
    assert found == [("2019", "In care", "628"), ("2019/20", "In care", "656")]


def test_a_row_of_one_cell_is_a_heading_of_those_below() -> None:
    text = "# Plans\n\nMeasure | Q3 | Q4\nCare leavers | | \nIn date | 87% | 92%\n"
    assert blocks("a.txt", text.encode())[-1].heading == "Care leavers: Plans"


def test_a_title_right_above_its_text_is_a_heading() -> None:
    found = blocks("a.txt", b"Health checks\nDental checks are at 49%.\n")
    assert shape(found) == [
        ("heading", "Health checks", "line 1"),
        ("paragraph", "Dental checks are at 49%.", "line 2"),
    ]


@pytest.mark.parametrize("section", ["<![what]>", "<![]>"])
def test_a_section_that_no_parser_knows_is_answered(section: str) -> None:
    # Newer versions of Python read on behind it.
    with contextlib.suppress(UnreadableFile):
        assert blocks("a.html", f"<p>Visits</p>{section}<p>83%</p>".encode())


def test_a_word_file() -> None:
    table = (
        f"<w:tbl><w:tr><w:tc>{p('Measure')}</w:tc><w:tc>{p('Q4')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('Visits')}</w:tc><w:tc>{p('83%')}</w:tc></w:tr></w:tbl>"
    )
    body = (
        p("Health", '<w:pStyle w:val="Heading1"/>')
        + p("Dental checks at 49%.")
        + p("Item", "<w:numPr/>")
        + table
        + "<w:p><w:del><w:r><w:delText>59%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Put in</w:t></w:r></w:ins></w:p>"
    )
    found = blocks("a.docx", word(body))
    assert [(one.kind, one.text) for one in found if one.kind is not Kind.CELL] == [
        (Kind.HEADING, "Health"),
        (Kind.PARAGRAPH, "Dental checks at 49%."),
        (Kind.ITEM, "Item"),
        (Kind.PARAGRAPH, "Put in"),
    ]
    cells = [one for one in found if one.kind is Kind.CELL]
    assert (cells[-1].text, cells[-1].row, cells[-1].column) == ("83%", "Visits", "Q4")


def test_a_cell_of_a_word_file_over_several_columns() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    rows = [
        [p("Measure"), wide + p("2019-20"), p("Target")],
        [p(""), p("Q3"), p("Q4"), p("")],
        [p("Visits"), p("85"), p("83.3"), p("95")],
    ]
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    assert told(blocks("a.docx", word(f"<w:tbl>{table}</w:tbl>"))) == [
        ("Visits", "2019-20 Q3", "85"),
        ("Visits", "2019-20 Q4", "83.3"),
        ("Visits", "Target", "95"),
    ]


def test_a_pdf_by_page_and_line() -> None:
    long = "Dental checks stand at 49 per cent, which is far below what we want. " * 4
    html = f"<!doctype html><html lang=en><title>x</title><p>{long}</p>"
    found = blocks("a.pdf", render_pdf(html, title="x").data)
    block = found[0]
    assert " ".join(one.text for one in found).startswith(" ".join(long.split()))
    assert block.kind is Kind.PARAGRAPH
    assert block.place == "page 1, line 1"
    assert block.place_at(len(block.text) - 1) != block.place


LOL = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.exe", b"MZ", "no kind of file"),
        ("a", b"text", "no kind of file"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\x00\x01\x02", "is not text"),
        ("a.html", b"no markup", "no markup"),
        ("a.docx", b"no archive", "not what its name says"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", word(p("x"))[:-40], "damaged"),
        ("a.docx", word("<w:p>"), "damaged"),
        ("a.docx", word("&b;", LOL), "definitions"),
        ("a.docx", word("<w:p/>" + " " * 9_000_000), "too large"),
        ("a.docx", word("<w:p>" + "<w:r>" * 3_000 + "</w:r>" * 3_000 + "</w:p>"), "damaged"),
        ("a.docx", word("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000), "damaged"),
        ("a.pdf", b"no pdf", "not what its name says"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
    ],
)
def test_what_is_refused_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refused:
        read_document(name, data)
    assert f"“{name}”" in str(refused.value)


def test_elements_are_counted_before_they_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.spreadsheets.archive.MOST_ELEMENTS", 1_000)
    monkeypatch.setattr(
        "reporting.documents.word.ElementTree.fromstring", lambda *given, **how: pytest.fail("kept")
    )
    with pytest.raises(UnreadableFile, match="Send it in parts"):
        read_document("a.docx", word("<w:p/>" * 1_000))


def test_files_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    assert read_file(tmp_path / "a.txt").name == "a.txt"
    with pytest.raises(UnreadableFile, match="could not be opened"):
        read_file(tmp_path / "b.txt")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_file(tmp_path)


def test_deep_nesting_is_answered() -> None:
    assert blocks("a.html", b"<div>" * 5000 + b"Words" + b"</div>" * 5000)
    with pytest.raises(UnreadableFile):
        read_document("a.docx", word("<w:sdt>" * 200_000))
