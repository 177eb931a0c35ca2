"""Importing the register: what is kept, what is told, what is refused and with which words."""

import csv
import datetime as dt
import gzip
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from openpyxl import Workbook

from reference.models import Area, OfstedRelease, OfstedSetting
from reference.services import Outcome, RegisterRefused, RegisterReport, import_ofsted
from reference.services.ofsted import files
from reference.signals import public_data_changed

from .conftest import HOME, SUPPORTED, WriteRegister, lines_of

pytestmark = pytest.mark.django_db
AS_AT = dt.date(2025, 3, 31)


def do(path: Path, as_at: dt.date | None = None) -> RegisterReport:
    return import_ofsted(path=path, as_at=as_at)


def refused(path: Path) -> str:
    """The words with which a file is refused; nothing of it may be held."""
    with pytest.raises(RegisterRefused) as caught:
        do(path)
    assert not OfstedRelease.objects.exists()
    assert path.name in str(caught.value)
    return str(caught.value)


def told(report: RegisterReport) -> str:
    return "\n".join(map(str, report.problems))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_a_register_is_taken_in_any_encoding(register: WriteRegister, encoding: str) -> None:
    cafe = {**SUPPORTED, "Name": "Café Stones’ Flats"}
    report = do(register([HOME, cafe], encoding=encoding))
    assert (report.outcome, report.as_at, report.rows) == (Outcome.NEW, AS_AT, 2)
    assert report.by_type == {"childrens-home": 1, "supported-accommodation": 1}
    assert report.problems == report.warnings == ()
    home, flats = OfstedSetting.objects.order_by("-urn")
    assert (home.urn, home.area_id, home.authority) == ("SC000101", "E06000047", "Durham")
    assert (home.region, home.sector, home.status) == ("North East", "private", "active")
    assert (home.places, home.overall, home.helped) == (3, "good", "requires-improvement")
    assert (home.registered_on, home.published_on) == (dt.date(2020, 6, 25), dt.date(2025, 1, 14))
    assert (flats.name, flats.premises, flats.supported_outcome) == (
        "Café Stones’ Flats",
        4,
        "inconsistent",
    )
    release = OfstedRelease.objects.get()
    assert (release.rows, release.file_name, len(release.sha256)) == (2, "provider.csv", 64)


def test_nothing_tells_where_a_home_is_or_how_it_is_called(register: WriteRegister) -> None:
    open_words = {"Address 1": "1 Rose Lane", "Town": "Rosetown", "Postcode": "NG1 1RS"}
    kinds = (
        "Children's home",
        "Children's Home",
        "Secure children's home",
        "Residential special school (registered as a children's home)",
        "A kind of home that is new",
    )
    rows = [
        {**HOME, **open_words, "URN": f"270000{at}", "Provision type": kind, "Name": "Rose House"}
        for at, kind in enumerate(kinds)
    ]
    do(register([*rows, {**SUPPORTED, **open_words, "URN": "2800000"}]))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {OfstedSetting._meta.db_table}")
        held = " ".join(map(str, cursor.fetchall()))
    assert "Rose" not in held
    assert "NG1" not in held
    assert "Stepping Stones" in held
    names = {field.name for field in OfstedSetting._meta.get_fields()}
    assert not [name for name in names if "post" in name or "town" in name or "address" in name]


def test_renamed_columns_are_known_and_absent_ones_told(register: WriteRegister) -> None:
    report = do(
        register(
            [HOME],
            renamed={
                "Organisation which owns the provider": "Organisation name",
                "Latest full inspection date": "Inspection date",
                "Places": "Registered places",
            },
            without=["Supported accommodation premises", "Government Office Region"],
        )
    )
    home = OfstedSetting.objects.get()
    assert (home.owner, home.inspected_on) == ("Hearth Care Ltd", dt.date(2024, 11, 5))
    assert (home.places, home.region) == (3, "North East, Yorkshire and the Humber")
    assert report.warnings == ("Not in this file, left blank: Supported accommodation premises",)


def test_a_required_column_that_is_missing_is_named(register: WriteRegister) -> None:
    message = refused(register([HOME], without=["Places", "Local authority"]))
    assert "“Local authority” or “Local authority name”; “Places” or " in message
    assert "Found: Web link, URN" in message


def test_the_day_is_told_where_no_title_does(register: WriteRegister) -> None:
    path = register([HOME], as_at=None)
    assert "--as-at 2025-03-31" in refused(path)
    assert do(path, dt.date(2024, 3, 31)).as_at == dt.date(2024, 3, 31)
    report = do(register([HOME]), dt.date(2023, 3, 31))
    assert report.warnings == ("The title says 31/03/2025; taken as at 31/03/2023, as told",)


def test_what_is_odd_is_told_by_line_and_column_and_the_row_kept(register: WriteRegister) -> None:
    odd = {
        **HOME,
        "Local authority": "Atlantis",
        "Places": "many",
        "Registration date": "31/02/2024",
        "Registration status": "Dormant",
    }
    report = do(register([HOME, {**odd, "URN": "2700009"}]))
    # Three titles, a header whose five line breaks count as lines of the file, and a row before it.
    assert {one.line for one in report.problems} == {3 + 1 + 5 + 2}
    assert {one.column for one in report.problems} == {
        "Local authority",
        "Places",
        "Registration date",
        "Registration status",
    }
    kept = OfstedSetting.objects.get(urn="2700009")
    assert (kept.area, kept.authority, kept.status) == (None, "Atlantis", "Dormant")
    assert (kept.places, kept.registered_on) == (None, None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Bristol", "E06000023"),
        ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("Southend on Sea", "E06000033"),
        ("St Helens", "E08000013"),
        ("Kingston upon Hull", "E06000010"),
        ("City of London", "E09000001"),
    ],
)
def test_authorities_are_known_as_ofsted_calls_them(
    register: WriteRegister, words: str, code: str
) -> None:
    do(register([{**HOME, "Local authority": words}]))
    assert OfstedSetting.objects.get().area_id == code


def test_an_authority_is_the_one_of_its_day(register: WriteRegister) -> None:
    rows = [{**HOME, "Local authority": "Dorset"}]
    for year in (2018, 2025):
        do(register(rows, as_at=f"31 March {year}"))
    old, new = OfstedSetting.objects.order_by("release__as_at")
    assert (old.area_id, new.area_id) == ("E10000009", "E06000059")


def test_the_same_file_twice_changes_nothing(register: WriteRegister) -> None:
    path = register([HOME, SUPPORTED])
    do(path)
    loaded_at, told_of = OfstedRelease.objects.get().loaded_at, []
    public_data_changed.connect(lambda **_: told_of.append(1), weak=False, dispatch_uid="twice")
    try:
        report = do(path)
    finally:
        public_data_changed.disconnect(dispatch_uid="twice")
    assert report.outcome == Outcome.UNCHANGED
    assert OfstedRelease.objects.get().loaded_at == loaded_at
    assert not told_of


def test_another_file_of_a_release_takes_its_place_and_tells_where(register: WriteRegister) -> None:
    do(register([HOME, SUPPORTED]))
    kept = OfstedSetting.objects.get(urn="SC000101").pk
    revised = [{**HOME, "Places": "4"}, {**HOME, "URN": "2700002"}]
    report = do(register(revised, "revised.csv"))
    assert report.outcome == Outcome.REPLACED
    assert report.difference is not None
    assert (report.difference.added, report.difference.removed) == (("2700002",), ("2700001",))
    assert report.difference.changed == {"SC000101": ("places",)}
    assert OfstedRelease.objects.get().file_name == "revised.csv"
    assert dict(OfstedSetting.objects.values_list("urn", "places")) == {"SC000101": 4, "2700002": 3}
    assert OfstedSetting.objects.get(urn="SC000101").pk == kept


def test_releases_are_kept_side_by_side_with_joiners_and_leavers(register: WriteRegister) -> None:
    first = do(register([HOME, SUPPORTED], as_at="31 March 2024"))
    assert first.movement is None
    second = do(register([HOME, {**HOME, "URN": "2700002"}]))
    assert second.earlier == dt.date(2024, 3, 31)
    assert second.movement is not None
    assert [one.urn for one in second.movement.joiners] == ["2700002"]
    assert [one.urn for one in second.movement.leavers] == ["2700001"]
    assert OfstedRelease.objects.count() == 2


def test_far_fewer_settings_than_before_bring_a_question(register: WriteRegister) -> None:
    do(register([{**HOME, "URN": f"27000{at}"} for at in range(10, 20)], as_at="31 March 2024"))
    assert "Only 1 settings, where 10 are held" in do(register([HOME])).warnings[0]


def test_a_setting_that_stands_twice(register: WriteRegister) -> None:
    assert "other words" in refused(register([HOME, {**HOME, "Places": "4"}]))
    report = do(register([HOME, HOME]))
    assert report.rows == 1
    assert "kept once" in told(report)


def test_notes_below_the_table_are_no_settings_but_rows_without_urn_are_refused(
    register: WriteRegister,
) -> None:
    assert do(register([HOME, {"Web link": "Source: Ofsted"}])).rows == 1
    OfstedRelease.objects.all().delete()
    assert "column URN: there is no URN" in refused(register([HOME, {**HOME, "URN": ""}]))


def _workbook(path: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Children's social care data in England as at 31 March 2024"])
    sheet = book.create_sheet("Provider_level")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_says_the_same_as_the_csv_file(register: WriteRegister, tmp_path: Path) -> None:
    rows: list[list[object]] = [list(line) for line in lines_of([HOME, SUPPORTED])]
    at = rows[3].index("Places")
    rows[4][at], rows[4][3] = 3, dt.datetime(2020, 6, 25)
    while rows[4] and not rows[4][-1]:
        rows[4].pop()
    do(_workbook(tmp_path / "provider.xlsx", rows))
    assert do(register([HOME, SUPPORTED])).outcome == Outcome.UNCHANGED


def test_the_day_may_stand_on_the_cover(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(line) for line in lines_of([HOME], as_at=None)]
    assert do(_workbook(tmp_path / "provider.xlsx", rows)).as_at == dt.date(2024, 3, 31)


def test_a_packed_file_says_the_same(register: WriteRegister, tmp_path: Path) -> None:
    plain = register([HOME])
    packed = tmp_path / "provider.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    do(packed)
    assert do(plain).outcome == Outcome.UNCHANGED


def test_a_download_that_was_cut(register: WriteRegister) -> None:
    path = register([HOME, {**SUPPORTED, "Name": "Stones, Stepping"}])
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"Nottingham,")])
    assert "columns where the header has 26: is the download complete?" in refused(path)
    path.write_bytes(whole[: whole.index(b", Stepping")])
    assert "no whole CSV file" in refused(path)
    path.write_bytes(whole[: whole.index(b"Ofsted Social Care Provider")])
    assert "no rows" in refused(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "no register of Ofsted"),
        (b"%PDF-1.7", "PDF"),
        (b"<!doctype html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1", ".xls"),
        (b"PK\x03\x04 broken", "cannot be read"),
        (b"\x1f\x8b broken", "cannot be unpacked"),
        (b"URN,Places\n1,\x002\n", "line 2: There are NUL bytes"),
        (b"URN\n\x81\n", "line 2: byte 0x81"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    assert words in refused(path)


def test_other_archives_folders_and_nothing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert "OpenDocument" in refused(path)
    assert "no file" in refused(tmp_path)
    assert "no file" in refused(tmp_path / "nowhere.csv")
    assert "no register" in refused(_workbook(tmp_path / "other.xlsx", [["a", "b"]]))


def test_a_file_of_millions_of_rows_is_not_read(
    register: WriteRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = register([{**HOME, "URN": f"27000{at}"} for at in range(10, 40)])
    monkeypatch.setattr(files, "MOST_ROWS", 20)
    assert "More than 20 rows" in refused(path)
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    assert "more than 0 MB are not read" in refused(path)
    packed = path.with_suffix(".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert "are not read" in refused(packed)


def test_without_areas_the_reader_is_sent_to_load_them(register: WriteRegister) -> None:
    Area.objects.filter(kind=Area.Kind.AUTHORITY).update(kind=Area.Kind.FICTIONAL)
    assert "Run load_reference first" in refused(register([HOME]))


def test_half_an_import_leaves_nothing(
    register: WriteRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("reference.services.ofsted.importing.store", fail)
    with pytest.raises(RuntimeError):
        do(register([HOME]))
    assert not OfstedRelease.objects.exists()


def test_columns_without_a_heading_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    rows = lines_of([HOME])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*row, "x"] if len(row) > 1 else row for row in rows])
    assert do(path).rows == 1
