"""What is damaged, strange or does not fit is refused in words, and nothing is changed."""

from __future__ import annotations

import csv
import io
import json

import pytest

from accounts.models import AuditEvent, Council, User
from config.leaving import LeavingError, export_council, import_council
from performance.models import Figure

from .conftest import contents

pytestmark = pytest.mark.django_db
FIGURES = "tables/performance.figure.csv"


@pytest.fixture
def path(council, tmp_path):
    return export_council(council=council, path=tmp_path / "first.zip").path


@pytest.fixture(autouse=True)
def nothing_changes(path):
    """Whatever a test here does to the file, the database stays as it was."""

    def state():
        return (
            Council.objects.count(),
            Figure.objects.count(),
            User.objects.count(),
            AuditEvent.objects.count(),
        )

    before = state()
    yield
    assert state() == before


def refused(path, **options):
    with pytest.raises(LeavingError) as refusal:
        import_council(path, **{"slug": "notts", **options})
    return str(refusal.value)


def test_a_slug_that_is_taken_or_kept(path):
    assert "has the address /nottingham/ here already" in refused(path, slug="nottingham")
    assert "--slug NEW" in refused(path, slug="")
    assert "kept for the product" in refused(path, slug="account")
    assert "cannot stand in an address" in refused(path, slug="Not A Slug")


def test_a_file_that_is_no_export(tmp_path):
    (tmp_path / "text.zip").write_text("not a ZIP file")
    assert "is not an export of a council" in refused(tmp_path / "text.zip")
    assert "is not an export of a council" in refused(tmp_path / "missing.zip")
    assert "cannot be read" in refused(tmp_path / "missing.zip", sha256="0" * 64)


def test_a_byte_changed_a_file_taken_out_a_file_put_in(path, changed):
    figures = contents(path)[FIGURES]
    wrong = figures.replace(b"final", b"FINAL", 1)
    assert f"{FIGURES} is not the file that was exported" in refused(
        changed(path, {FIGURES: wrong})
    )
    longer = changed(path, {FIGURES: figures + b"x" * 5_000_000})
    assert f"{FIGURES} is not the file" in refused(longer)
    assert f"differ at {FIGURES}" in refused(changed(path, {FIGURES: None}))
    assert "differ at ../outside" in refused(changed(path, {"../outside": b"x"}))


def test_a_file_cut_short_or_scratched(path, tmp_path):
    data = path.read_bytes()
    short = tmp_path / "short.zip"
    short.write_bytes(data[: len(data) // 2])
    assert "or it is damaged" in refused(short)
    middle = len(data) // 2
    short.write_bytes(data[:middle] + bytes(40) + data[middle + 40 :])
    assert "damaged" in refused(short)


def test_a_version_or_a_format_that_nobody_here_knows(path, changed):
    assert "version 2 of the format" in refused(changed(path, {}, version=2))
    assert "its manifest says other" in refused(changed(path, {}, format="something"))
    assert "manifest is not complete" in refused(changed(path, {}, files={"a": 1}))
    assert "manifest is not complete" in refused(changed(path, {}, rows=[]))


def test_a_table_or_a_column_of_a_newer_version(path, changed):
    newer = changed(path, {"tables/boards.meeting.csv": b"title\n"}, honest=True)
    assert "made by a newer version" in refused(newer)
    figures = contents(path)[FIGURES].decode("utf-8-sig").replace("period,", "moon,period,", 1)
    assert "column “moon”" in refused(changed(path, {FIGURES: figures.encode()}, honest=True))


def test_a_column_that_every_row_needs(path, changed):
    lines = contents(path)["tables/performance.target.csv"].decode("utf-8-sig").splitlines()
    short = "\n".join(line.split(",", 1)[1] for line in lines).encode()
    words = refused(changed(path, {"tables/performance.target.csv": short}, honest=True))
    assert "lacks the column “indicator”" in words


def test_a_table_and_a_column_that_were_added_since_stay_as_they_are_made(path, changed):
    """An export of last year, from before there were notes and vintages of the population."""
    notes = "tables/performance.seriesnote.csv"
    head, *lines = csv.reader(io.StringIO(contents(path)[FIGURES].decode("utf-8-sig"), newline=""))
    place = head.index("population_vintage")
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*row[:place], *row[place + 1 :]] for row in (head, *lines))
    told = json.loads(contents(path)["manifest.json"])["rows"]
    del told[notes]
    older = changed(path, {notes: None, FIGURES: out.getvalue().encode()}, honest=True, rows=told)
    done = import_council(older, slug="notts", dry_run=True)
    assert done.rows[FIGURES] == len(lines)
    assert notes not in done.rows


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        (FIGURES, "2021-03-31", "31 March", "column ends_on: “31 March” is not a date"),
        (FIGURES, ",final,", ",perhaps,", "column standing: “perhaps” is none of"),
        (FIGURES, "officer@nottingham.example", "x@y.example", "is not in this export"),
        ("tables/accounts.auditevent.csv", "Z,", ",", "is not a moment"),
        ("tables/accounts.auditevent.csv", '"{', '"(', "is not a JSON"),
        ("tables/performance.entry.csv", ",yes,", ",maybe,", "“maybe” is not a yes or no"),
        ("tables/performance.commentary.csv", '"[', '"', "is not a list of keys"),
        ("tables/performance.pack.csv", "2020-21-Q4", "x" * 41, "longer than 40 characters"),
        ("tables/reporting.edition.csv", ",1,Perf", ",one,Perf", "“one” is not a whole number"),
        ("tables/performance.target.csv", ",95,", ",NaN,", "“NaN” is not a number"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_named(table, old, new, words, path, changed):
    text = contents(path)[table].decode("utf-8-sig")
    assert old in text
    wrong = changed(path, {table: text.replace(old, new, 1).encode()}, honest=True)
    assert words in refused(wrong)


def without_last_row(table):
    """Rows, not lines: a text may go over several."""
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    fewer = io.StringIO(newline="")
    csv.writer(fewer).writerows(rows[:-1])
    return fewer.getvalue().encode()


def test_fewer_rows_than_the_manifest_says_and_a_torn_table(path, changed):
    fewer = changed(path, {FIGURES: without_last_row(contents(path)[FIGURES])}, honest=True)
    assert "and the manifest says" in refused(fewer)
    torn = changed(path, {FIGURES: contents(path)[FIGURES] + b'"open'}, honest=True)
    assert "cannot be read as a table" in refused(torn)
    bytes_ = changed(path, {FIGURES: b"\xff\xfe\x00"}, honest=True)
    assert "cannot be read as a table" in refused(bytes_)


def test_what_only_the_database_can_see(path, changed):
    """Two rows for one figure."""
    lines = contents(path)[FIGURES].decode("utf-8-sig").splitlines(keepends=True)
    twice = "".join([lines[0], lines[1], lines[1], *lines[3:]]).encode()
    assert "The database refused" in refused(changed(path, {FIGURES: twice}, honest=True))


def test_a_place_that_is_not_known_here(path, council, changed):
    council_file = "tables/accounts.council.csv"
    text = contents(path)[council_file].replace(b"E06000018", b"E06000999")
    areas = [{"code": "E06000999", "name": "Newtown", "kind": "authority"}]
    words = refused(changed(path, {council_file: text}, honest=True, areas=areas))
    assert "E06000999 (Newtown)" in words
    assert "manage.py load_reference" in words


def test_a_measure_that_is_not_known_here(path, changed):
    files = contents(path)
    new = {
        name: data.replace(b"visits-on-time", b"visits-in-time")
        for name, data in files.items()
        if name.startswith("tables/")
    }
    words = refused(changed(path, new, honest=True))
    assert "measures of the export are not known here: visits-in-time" in words
    assert "manage.py load_catalogue" in words


def test_a_file_that_the_tables_name_and_nobody_sent(path, changed):
    name = next(name for name in contents(path) if name.startswith("editions/"))
    assert "is not in this export" in refused(changed(path, {name: None}, honest=True))


def test_a_council_that_an_import_would_not_give_back_equal(path, changed):
    """Somebody who rewrote a number so that it is read as another text: 95 as 95.0."""
    text = contents(path)["tables/performance.target.csv"].decode("utf-8-sig")
    assert ",95," in text
    other = text.replace(",95,", ",95.0,", 1).encode()
    words = refused(changed(path, {"tables/performance.target.csv": other}, honest=True))
    assert "would not have come in as it is" in words
