"""A council leaves and comes in equal: in another installation, and beside itself."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent, Council, Membership, Role, User
from boards.models import AgendaItem, WorkItemMove
from config.leaving import LeavingError, export_council, import_council
from performance.held import held_figures
from performance.models import Commentary, EntryRevision, Figure, Indicator, QuarterlyReturn
from reference.models import Area
from reporting.models import Edition, PublishedCell
from reporting.services import open_edition_file
from reporting.services.files import edition_path

from .conftest import PDF, SLIDES, TRICKY, contents, erase

pytestmark = pytest.mark.django_db


def rows(files, table):
    return list(csv.DictReader(io.StringIO(files[f"tables/{table}.csv"].decode("utf-8-sig"))))


def but_the_manifest(files):
    return {name: data for name, data in files.items() if name != "manifest.json"}


def counts(council):
    return {
        "figures": council.figures.count(),
        "commentaries": council.commentaries.count(),
        "targets": council.targets.count(),
        "uses": council.indicators.count(),
        "breaks": council.series_breaks.count(),
        "notes": council.series_notes.count(),
        "packs": council.packs.count(),
        "returns": council.returns.count(),
        "events": council.events.count(),
        "members": council.memberships.count(),
    } | counts_of_board(council)


def counts_of_board(council):
    board = council.board
    return {
        "seats": board.members.count(),
        "standing items": board.standing_items.count(),
        "sections": board.sections.count(),
        "priorities": board.priorities.count(),
        "closure days": board.closure_days.count(),
        "meetings": board.meetings.count(),
        "agenda": AgendaItem.objects.filter(meeting__board=board).count(),
        "work": board.work_items.count(),
        "recurring": board.work_items.exclude(repeats_from=None).count(),
        "deferrals": WorkItemMove.objects.filter(item__board=board).count(),
    }


def test_it_comes_back_equal_where_nothing_of_it_was(council, tmp_path):
    before = counts(council)
    first = export_council(council=council, path=tmp_path / "first.zip")
    erase(council)
    assert not User.objects.exists()
    assert not Figure.objects.exists()
    done = import_council(first.path)
    assert (done.slug, done.new_people) == ("nottingham", 7)
    back = Council.objects.get(slug="nottingham")
    assert counts(back) == before
    assert all(n > 0 for n in before.values()), before
    second = export_council(council=back, path=tmp_path / "second.zip")
    assert but_the_manifest(contents(first.path)) == but_the_manifest(contents(second.path))
    told = [json.loads(contents(one.path)["manifest.json"]) for one in (first, second)]
    assert [one.pop("made_at") != "" for one in told] == [True, True]
    assert told[0] == told[1]


def test_what_matters_is_there_again(council, tmp_path):
    first = export_council(council=council, path=tmp_path / "first.zip")
    erase(council)
    kept = [edition_path(name[9:]) for name in contents(first.path) if name[:9] == "editions/"]
    for path in kept:
        path.unlink()
    assert len(kept) == 2
    import_council(first.path)
    back = Council.objects.get(slug="nottingham")
    own = Indicator.objects.get(council=back)
    assert (own.code, own.tells, own.aliases) == ("own-measure", TRICKY, ["ä", "=x"])
    assert back.logo_type == "image/png"
    assert bytes(back.logo).startswith(b"\x89PNG")
    assert back.figures.filter(version=2, version_reason="A late count", expected=9).count() == 1
    overridden = back.figures.exclude(offer=None).get()
    assert overridden.override_reason == TRICKY
    assert overridden.offer.files == [["903-episodes-2021.csv", "3f5a" * 16]]
    assert back.targets.filter(by_q1=1, by_q2=2, by_q3=3).count() == 1
    assert EntryRevision.objects.get(outcome="conflict").period == "31/3/2021 at 100%"
    both = Commentary.objects.filter(council=back).order_by("pk")
    assert all(one.indicators.exists() for one in both)
    edition = Edition.objects.get(council=back)
    assert open_edition_file(edition.pdf) == PDF
    assert [(file.form, open_edition_file(file)) for file in edition.handouts] == [
        ("slides", SLIDES)
    ]
    hidden = PublishedCell.objects.get(edition=edition, state="primary")
    assert hidden.shown is None
    assert hidden.key.startswith("nottingham/E06000018/")
    # Who left the council is still the one who did what they did.
    former = User.objects.get(email="approver@nottingham.example")
    assert not former.memberships.exists()
    assert Area.objects.get(code="X10000001").kind == Area.Kind.AGENCY


def test_people_come_without_passwords_and_keep_the_account_that_they_have(council, tmp_path):
    path = export_council(council=council, path=tmp_path / "first.zip").path
    assert b"md5$" not in b"".join(contents(path).values())
    erase(council)
    known = User.objects.create_user("Officer@nottingham.example", "a phrase", name="My own name")
    done = import_council(path)
    assert done.new_people == 6
    known.refresh_from_db()
    assert (known.name, known.check_password("a phrase")) == ("My own name", True)
    assert known.memberships.get().role == Role.OFFICER
    approver = User.objects.get(email="approver@nottingham.example")
    assert not approver.has_usable_password()
    assert Figure.objects.filter(signed_by=approver).exists()


def test_beside_itself_under_another_address_its_figures_are_its_own(council, tmp_path):
    path = export_council(council=council, path=tmp_path / "first.zip").path
    import_council(path, slug="notts")
    other = Council.objects.get(slug="notts")
    assert counts(other) | {"events": 0} == counts(council) | {"events": 0}
    keys = [one.key for series in held_figures(other).values() for one in series]
    assert keys
    assert all(key.startswith("notts/") for key in keys)
    [cell, _] = PublishedCell.objects.filter(edition__council=other).order_by("pk")
    assert cell.key == "notts/E06000018/visits-on-time/all/2020-21-Q3/period_end"
    again = export_council(council=other, path=tmp_path / "second.zip").path
    one, two = contents(path), contents(again)
    differ = {name for name in one if one[name] != two[name]} - {"manifest.json"}
    assert differ == {"tables/accounts.council.csv"}


def test_its_dashboard_shows_the_same(council, tmp_path, client_of):
    path = export_council(council=council, path=tmp_path / "first.zip").path
    import_council(path, slug="notts")
    other = Council.objects.get(slug="notts")
    reader = User.objects.get(email="councillor@nottingham.example")
    assert set(Membership.objects.filter(user=reader).values_list("council__slug", flat=True)) == {
        "nottingham",
        "notts",
    }
    pages = [
        plain(client_of(reader).get(reverse("performance:dashboard", args=[slug, "2020-21-Q4"])))
        for slug in (council.slug, other.slug)
    ]
    assert "Children seen on time" in pages[0]
    assert pages[0] == pages[1].replace("/notts/", "/nottingham/")


def plain(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    return re.sub(r'(nonce|value)="[^"]{16,}"', "", text)


def test_the_files_are_open_documented_and_safe_in_a_spreadsheet(council, tmp_path):
    files = contents(export_council(council=council, path=tmp_path / "first.zip").path)
    said = {(row["table"], row["column"]): row for row in rows_of_dictionary(files)}
    for name in (one for one in files if one.startswith("tables/")):
        text = files[name].decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(text))
        assert {(name, column) for column in head} <= said.keys()
        cells = [cell for line in lines for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
        assert f"`{name}`" in files["README.md"].decode()
    assert all(row["meaning"] and row["kind"] for row in said.values())
    figures = rows(files, "performance.figure")
    assert {row["reported_in"].count("/") for row in figures} == {1}
    assert "@nottingham.example" in figures[0]["signed_by"]
    own = next(row for row in rows(files, "performance.indicator"))
    assert own["tells"] == f"'{TRICKY}"
    assert not [one for one in figures if "nottingham/" in "".join(one.values())]


def rows_of_dictionary(files):
    return csv.DictReader(io.StringIO(files["dictionary.csv"].decode("utf-8-sig")))


def test_nothing_of_another_council_goes_along(council, exampleshire, outsider, tmp_path):
    QuarterlyReturn.objects.create(
        council=exampleshire, theme_id="seen", quarter="2020-21-Q4",
        ends_on="2021-03-31", due_on="2021-04-30",
    )  # fmt: skip
    everything = b"".join(
        contents(export_council(council=council, path=tmp_path / "first.zip").path).values()
    )
    assert b"exampleshire" not in everything.lower()


def test_a_row_that_points_at_another_council_stops_the_export(council, exampleshire, tmp_path):
    theirs = Indicator.objects.get(council=council)
    Indicator.objects.filter(pk=theirs.pk).update(council=exampleshire)
    with pytest.raises(LeavingError, match="belongs to another council"):
        export_council(council=council, path=tmp_path / "first.zip")
    assert not list(tmp_path.iterdir())


def test_an_export_is_in_the_audit_and_never_writes_over_a_file(council, tmp_path):
    path = tmp_path / "first.zip"
    done = export_council(council=council, path=path)
    event = AuditEvent.objects.filter(council=council, action="export_council").get()
    assert event.detail == {"sha256": done.sha256, "rows": done.rows}
    before = path.read_bytes()
    with pytest.raises(LeavingError, match="is there already"):
        export_council(council=council, path=path)
    with pytest.raises(LeavingError, match="cannot be written: No such file"):
        export_council(council=council, path=tmp_path / "no" / "folder.zip")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["first.zip"]


def test_a_missing_published_file_stops_the_export_in_words(council, tmp_path):
    edition = Edition.objects.get(council=council)
    path = edition_path(edition.pdf.sha256)
    data = path.read_bytes()
    path.unlink()
    try:
        with pytest.raises(LeavingError, match="missing from the store"):
            export_council(council=council, path=tmp_path / "first.zip")
    finally:
        path.write_bytes(data)
    assert not list(tmp_path.iterdir())


def test_a_dry_run_tells_and_keeps_nothing(council, tmp_path, capsys):
    path = export_council(council=council, path=tmp_path / "first.zip").path
    before = (Council.objects.count(), Figure.objects.count(), AuditEvent.objects.count())
    call_command("import_council", str(path), "--slug", "notts", "--dry-run")
    assert "could be imported as /notts/. Nothing was kept" in capsys.readouterr().out
    after = (Council.objects.count(), Figure.objects.count(), AuditEvent.objects.count())
    assert before == after


def test_the_commands_say_what_they_did_or_what_to_do(council, tmp_path, capsys):
    path = tmp_path / "first.zip"
    call_command("export_council", council="nottingham", out=path)
    out = capsys.readouterr().out
    sha256 = re.search(r"SHA-256 ([0-9a-f]{64})", out)[1]
    call_command("import_council", str(path), "--slug", "notts", "--sha256", sha256.upper())
    assert "is at /notts/, the same as in the export" in capsys.readouterr().out
    assert AuditEvent.objects.get(action="import_council").council is None
    with pytest.raises(CommandError, match="no council /nowhere/"):
        call_command("export_council", council="nowhere", out=tmp_path / "x.zip")
    with pytest.raises(CommandError, match="its SHA-256 is another"):
        call_command("import_council", str(path), "--slug", "two", "--sha256", "0" * 64)
    assert zipfile.is_zipfile(path)
