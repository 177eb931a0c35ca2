"""Files that strangers send: read whatever form they come in, or refused in words."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest

from placements.services import IntakeRefused
from placements.services.intake.files import delimited, raw_tables, sent_files, xml
from reporting.spreadsheets import Sheet, workbook

from ..returns import EPISODES, HEADER, episodes, header, told

LINE = "A1,1,02/05/2010,WBRI,,,"


def tables(*sources):
    """Headings and cells of every table that was found."""
    with sent_files(sources) as files:
        found = [raw for file in files for raw in raw_tables(file, told().tables)]
        return [
            (raw.headings, [line for piece in raw.pieces() for line in piece.cells.values.tolist()])
            for raw in found
        ]


def refused(*sources, words):
    with pytest.raises(IntakeRefused, match=words):
        tables(*sources)


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        header(LINE),
        codecs.BOM_UTF8 + header(LINE),
        header(LINE).replace(b"\r\n", b"\n"),
        header(LINE).replace(b",", b";"),
        header(LINE).decode().encode("utf-16"),
        header(LINE.replace(",,,", ",,,,,")),
    ],
    ids=["plain", "mark", "unix", "semicolons", "utf-16", "blank cells"],
)
def test_a_csv_however_it_was_written(data):
    ((headings, cells),) = tables(("a.csv", data))
    assert [one.strip("\ufeff") for one in headings] == HEADER.split(",")
    assert cells == [LINE.split(",")]


def test_windows_letters():
    ((_, cells),) = tables(("a.csv", header("Zoë,1,02/05/2010,WBRI,,,").decode().encode("cp1252")))
    assert cells[0][0] == "Zoë"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"CHILD,SEX\x00\r\n", "bytes that are not text"),
        ("a.csv", b"PK\x03\x04", "is not a CSV file, whatever"),
        ("a.csv", header(LINE)[:-8], "stops in the middle of row 2"),
        ("a.csv", header('A1,"1,02/05/2010,WBRI,,,'), "quotation mark"),
        ("a.csv", header(LINE).decode().encode("utf-16")[:-1], "in the middle of a letter"),
        ("a.csv", codecs.BOM_UTF8 + header(LINE)[:-2] + "é".encode()[:1], "middle of a letter"),
        ("a.csv", codecs.BOM_UTF8 + header(LINE) + b"\xe9,", "bytes that are not text"),
        ("a.csv", b"A" * 200_000, "a line that is longer than any row"),
        ("a.csv", header(LINE + "," * 200_000), "a line that is longer than any row"),
        ("a.docx", b"PK\x03\x04", "is not a CSV file, a ZIP file"),
        ("a.zip", b"no archive", "is not a CSV file, a ZIP file"),
        ("a.zip", packed(a_csv=header(LINE))[:60], "damaged or cut short"),
        ("a.zip", packed(**{"b.zip": b"x"}), "holds another ZIP file"),
        ("a.zip", packed(**{"b.ZIP": b"x"}), "holds another ZIP file"),
        ("a.zip", packed(a_csv=b"0" * 5_000_000), "far too large when unpacked"),
        ("a.xlsx", packed(a_csv=b"x"), "is not an Excel workbook"),
        ("a.xml", b"<EXPSSDA903><CHILD><HEADER>", "damaged or cut short"),
        ("a.xml", b"<x/>", "no element CHILD"),
        (
            "a.xml",
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><CHILD>&b;</CHILD></x>',
            "holds definitions",
        ),
        ("a.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "holds definitions"),
    ],
    ids=lambda told: told if isinstance(told, str) else "data",
)
def test_hostile_and_damaged_files_are_refused_in_words(name, data, words):
    refused((name, data), words=words)


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"], ids=["both", "feed", "return"])
def test_too_many_rows_are_refused_before_they_are_read(monkeypatch, end):
    monkeypatch.setattr(delimited, "MOST_ROWS", 10)
    monkeypatch.setattr(delimited, "piece_of", None)
    data = header(*[LINE] * 20).replace(b"\r\n", end)
    refused(("a.csv", data), words="more than 10 rows")


def test_a_letter_of_windows_at_the_very_end_is_no_cut():
    data = header(LINE).replace(b"\r\n", b"\n")[:-1] + "é".encode("cp1252")
    ((_, cells),) = tables(("a.csv", data))
    assert cells[0][-1] == "é"


@pytest.mark.parametrize(
    "data", [b"<x>" * 30, b"<x><CHILD>" + b"<a/>" * 30, b"<x>" + b"<a/>" * 30], ids=str
)
def test_elements_without_end_are_not_held(monkeypatch, data):
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 20)
    refused(("a.xml", data), words="more elements outside its children")


def test_elements_of_children_that_were_read_are_held_no_more(monkeypatch):
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 10)
    child = (
        b"<CHILD><HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>02/05/2010</DOB>"
        b"<ETHNIC>WBRI</ETHNIC></HEADER></CHILD>"
    )
    ((_, cells),) = tables(("2020.xml", b"<x>" + child * 30 + b"</x>"))
    assert len(cells) == 30


def test_rows_come_in_pieces(monkeypatch):
    monkeypatch.setattr(delimited, "ROWS_AT_ONCE", 2)
    with sent_files([("a.csv", header(*[LINE] * 5))]) as (file,):
        (raw,) = raw_tables(file, told().tables)
        assert [list(piece.rows) for piece in raw.pieces()] == [[2, 3], [4, 5], [6]]


def test_a_cell_too_many_or_too_few_makes_a_row_ragged():
    with sent_files([("a.csv", header(LINE + ",x", "A1,1", LINE))]) as (file,):
        (raw,) = raw_tables(file, told().tables)
        (piece,) = raw.pieces()
    assert piece.ragged.tolist() == [True, True, False]


def test_an_archive_with_folders(tmp_path):
    data = packed(**{"2019__header_csv": header(LINE), "2020__header_csv": header(LINE)})
    (tmp_path / "all.zip").write_bytes(data)
    with sent_files([tmp_path / "all.zip"]) as files:
        assert [(one.name, one.group) for one in files] == [
            ("header.csv", "all.zip/2019"), ("header.csv", "all.zip/2020"),
        ]  # fmt: skip


def test_a_folder(tmp_path):
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "episodes.csv").write_bytes(episodes())
    (tmp_path / "2020" / "notes.docx").write_bytes(b"x")
    ((headings, _),) = tables(tmp_path)
    assert ",".join(headings) == EPISODES


def test_a_workbook_with_a_sheet_for_each_table():
    rows = [["A1", Decimal(1), dt.date(2010, 5, 2), "WBRI", "", "", ""]]
    data = workbook([Sheet("Header", HEADER.split(","), rows)], title="Return")
    ((headings, cells),) = tables(("2020.xlsx", data))
    assert list(headings) == HEADER.split(",")
    assert cells == [["A1", "1", "2010-05-02", "WBRI", "", "", ""]]


def test_the_xml_form():
    data = b"""<?xml version="1.0"?><EXPSSDA903><CHILD>
      <HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>02/05/2010</DOB><ETHNIC>WBRI</ETHNIC>
        <AREVIEW><REVIEW>01/06/2020</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
        <AREVIEW><REVIEW>01/12/2020</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW></HEADER>
      <EPISODE><DECOM>05/05/2020</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL>
        <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC/><REC/></EPISODE></CHILD></EXPSSDA903>"""
    found = {headings[-1]: cells for headings, cells in tables(("2020.xml", data))}
    assert found["MC_DOB"] == [["A1", "1", "02/05/2010", "WBRI", "", "", ""]]
    assert found["REVIEW_CODE"] == [
        ["A1", "02/05/2010", "01/06/2020", "PN1"], ["A1", "02/05/2010", "01/12/2020", "PN2"],
    ]  # fmt: skip
    assert found["URN"][0][:6] == ["A1", "05/05/2020", "S", "C2", "N1", "U6"]


def test_the_xml_form_says_of_a_child_what_files_say_in_tables():
    data = b"""<?xml version="1.0"?><EXPSSDA903><CHILD>
      <HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>02/05/2003</DOB><ETHNIC>WBRI</ETHNIC>
        <UASC>1</UASC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>U1</ACCOM>
        <DATE_INT>01/02/2020</DATE_INT><DATE_MATCH>01/03/2020</DATE_MATCH>
        <FOSTER_CARE>0</FOSTER_CARE><SEX_ADOPTR>MF</SEX_ADOPTR>
        <OC2><CONVICTED>0</CONVICTED><HEALTH_CHECK/><IMMUNISATIONS>1</IMMUNISATIONS>
          <TEETH_CHECK>1</TEETH_CHECK><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT>
          <SUBSTANCE_MISUSE>0</SUBSTANCE_MISUSE></OC2>
        <AD_PLACED><DATE_PLACED>05/04/2020</DATE_PLACED></AD_PLACED></HEADER></CHILD>
      <CHILD><HEADER><CHILDID>A2</CHILDID><SEX>2</SEX><DOB>02/05/2010</DOB><ETHNIC>WBRI</ETHNIC>
        <UASC>0</UASC></HEADER></CHILD></EXPSSDA903>"""
    by_last = {headings[-1]: cells for headings, cells in tables(("2020.xml", data))}
    assert by_last["DUC"] == [["A1", "1", "02/05/2003", ""]]
    assert by_last["ACCOM"] == [["A1", "02/05/2003", "YES", "F1", "U1"]]
    assert by_last["LS_ADOPTR"][0][2:4] == ["01/02/2020", "01/03/2020"]
    assert len(by_last["INTERVENTION_OFFERED"]) == 1
    assert by_last["REASON_PLACED_CEASED"][0][2] == "05/04/2020"
    assert [line[0] for line in by_last["MC_DOB"]] == ["A1", "A2"]
