"""A return is loaded whole or not at all; the same again changes nothing; keys stay apart."""

from __future__ import annotations

import datetime as dt
import json
import os
from functools import partial

import pytest
from django.test import TestCase
from django.utils import timezone

from accounts.models import AuditEvent
from placements.frames import cohort_of, linked_returns
from placements.models import Child, ChildDetails, CohortKey, Episode, Intake, Return903
from placements.services import (
    IntakeRefused,
    KeyMissing,
    NothingNew,
    OutOfDate,
    StrictlyRefused,
    accept_intake,
    discard_intake,
    load_returns,
    send_return,
)
from placements.services.intake import sweep
from placements.services.keys import key_of, key_path

from ..returns import AWAY, HOME, episodes, header, year_one, year_two

pytestmark = pytest.mark.django_db


# What waits for a commit, the background's work among it, is done at the end of the block.
committed = partial(TestCase.captureOnCommitCallbacks, execute=True)


def send(council, files, by):
    with committed():
        intake = send_return(council=council, files=files, by=by)
    intake.refresh_from_db()
    return intake


def load(council, files, **options):
    return load_returns(council=council, sources=files, by=options.pop("by", None), **options)


def test_two_years_become_a_cohort(nottingham, analyst, two_years):
    prepared = load(nottingham, two_years, by=analyst)
    cohort = cohort_of(nottingham)
    assert [one.label for one in cohort.returns] == ["2019-20", "2020-21"]
    assert (len(cohort.children), len(cohort.episodes)) == (3, 4)
    assert prepared.report["children"] == 3
    assert prepared.report["unknown_postcodes"] == {"home": 0, "placement": 1}
    assert [one.rule for one in linked_returns(nottingham).repairs if one.table == "episodes"] == [
        "closed_later"
    ]
    event = AuditEvent.objects.get(action="load_return_903")
    assert (event.by, event.detail["children"]) == (analyst, 3)


def test_postcodes_become_distances_and_go(nottingham, two_years):
    """From Nottingham's council house to Derby are some 14 miles."""
    load(nottingham, two_years)
    away = Episode.objects.get(placement="U6", held_return__year=2019)
    assert 12 < away.miles < 17
    assert (away.inside, away.home_district) == (False, "E06000018")
    assert (away.placement_district, away.placement_authority) == ("E06000015", "E06000015")
    near = Episode.objects.get(placement="U4")
    assert (near.miles, near.inside) == (0.0, True)
    unknown = Episode.objects.get(placement="K2")
    assert (unknown.miles, unknown.inside, unknown.placement_district) == (None, None, "")


def everything_kept(tmp_path):
    """All that is in the database about returns, and every file, as one text."""
    rows = [
        str(list(model.objects.values()))
        for model in (Child, ChildDetails, Episode, Return903, Intake, AuditEvent)
    ]
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    return "\n".join([*rows, *files])


def test_no_case_number_upn_or_postcode_is_kept(nottingham, analyst, tmp_path):
    number = "CASE-778899"
    files = [
        ("2020-header.csv", header(f"{number},1,02/05/2010,WBRI,UPN556677,1,03/03/2020")),
        ("2020-episodes.csv", episodes(f"{number},05/05/2020,S,C2,N1,U6,PR1,,,,{HOME},{AWAY},")),
    ]
    intake = send(nottingham, files, analyst)
    accept_intake(intake=intake, by=analyst)
    kept = everything_kept(tmp_path)
    for secret in (number, "UPN556677", HOME, AWAY, HOME.replace(" ", "")):
        assert secret not in kept
    child = Child.objects.get()
    assert key_of(nottingham).opened([child.sealed_number]) == [number]


def test_the_same_again_changes_nothing(nottingham, two_years):
    load(nottingham, two_years)
    before = list(Episode.objects.values_list("pk"))
    again = load(nottingham, [(name, data) for name, data in reversed(two_years)])
    assert again.is_nothing_new
    assert list(Episode.objects.values_list("pk")) == before
    assert AuditEvent.objects.filter(action="load_return_903").count() == 1


def test_a_corrected_return_shows_what_it_changes(nottingham, two_years):
    load(nottingham, two_years)
    corrected = episodes(
        f"A1,10/06/2019,S,C2,N1,U6,PR1,01/09/2020,X1,CARPL,{HOME},{AWAY},1234567",
        f"A1,01/09/2020,P,C2,N1,U4,PR4,,,,{HOME},{AWAY},",
        f"D4,05/05/2020,S,C1,N1,U6,PR1,,,,{HOME},{HOME},",
    )
    prepared = load(nottingham, [("2020.csv", corrected)])
    (difference,) = prepared.report["difference"]
    assert difference == {
        "return": "2020-21", "table": "Episodes", "added": 1, "changed": 1, "removed": 1, "same": 1,
    }  # fmt: skip
    # The table that was not sent again stays, and so does the child whom it names.
    assert ChildDetails.objects.filter(held_return__year=2020).count() == 2
    assert Child.objects.count() == 4


def test_who_is_in_no_return_any_more_is_forgotten(nottingham):
    load(nottingham, year_two())
    only = [
        ("2020-header.csv", header("C3,2,01/01/2015,WBRI,X3,,")),
        ("2020-episodes.csv", episodes(f"C3,05/05/2020,S,C1,N1,U6,PR1,,,,{HOME},{HOME},")),
    ]
    load(nottingham, only)
    assert Child.objects.count() == 1


def test_bad_rows_are_listed_and_the_rest_loads_unless_strict(nottingham):
    files = [
        ("2020-header.csv", header("A1,1,02/05/2010,WBRI,,,")),
        (
            "2020-episodes.csv",
            episodes(
                "A1,05/05/2020,S,C2,N1,Q9,PR1,,,,,,",
                "A1,06/05/2020,S,C2,N1,U6,PR1,,,,,,",
                "B9,06/05/2020,S,C2,N1,U6,PR1,,,,,,",
                "A1,06/05/2009,S,C2,N1,U6,PR1,06/06/2009,E8,,,,",
            ),
        ),
    ]
    with pytest.raises(StrictlyRefused, match="3 problems") as refused:
        load(nottingham, files, strict=True)
    assert not Return903.objects.exists()
    report = load(nottingham, files).report
    assert report == {**refused.value.report}
    told = {(one["column"], one["rule"]): one["rows"] for one in report["problems"]}
    assert told == {
        ("PLACE", "unknown_code"): [2],
        ("CHILD", "no_header"): [4],
        ("DECOM", "before_birth"): [5],
    }
    assert Episode.objects.count() == 2
    assert "A1" not in json.dumps(report)


def test_a_refusal_half_way_leaves_nothing(nottingham, monkeypatch, two_years):
    from placements.services.intake import keeping

    def fails(council):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(keeping, "drop_unnamed_children", fails)
    with pytest.raises(RuntimeError):
        load(nottingham, two_years)
    assert not Return903.objects.exists()
    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("header.csv", year_one()[0][1])], "Say it with --return"),
        ([("2020.csv", b"Board,Chair\r\nx,y\r\n")], "first row must hold"),
        ([("2020-a.csv", header()), ("2020-b.csv", header())], "both hold the table Header"),
        ([("2020.pdf", b"%PDF")], "is not a CSV file"),
        ([("2020.csv", b"")], "is empty"),
    ],
)
def test_what_cannot_be_loaded_is_refused_in_words(nottingham, files, words):
    with pytest.raises(IntakeRefused, match=words):
        load(nottingham, files)
    assert not Return903.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "Not one row of Episodes of 2019-20 can be used, and the 2 that are held would go"),
        (("A1,10-Jun-2019,S,C2,N1,U6,PR1,,,,,,",), "Not one row of Episodes"),
        (("A1,10/06/2018,S,C2,N1,U6,PR1,31/12/2018,E4A,,,,",), "is not of 2019-20: all of its"),
    ],
    ids=["none", "no dates", "another year"],
)
def test_episodes_of_which_none_can_be_used_replace_nothing(nottingham, two_years, rows, words):
    """Nothing is lost by a file that was cut down to its headings, or named by a wrong year."""
    load(nottingham, two_years)
    with pytest.raises(IntakeRefused, match=words):
        load(nottingham, [("2019-episodes.csv", episodes(*rows))])
    assert Episode.objects.filter(held_return__year=2019).count() == 2


def test_the_year_is_taken_from_the_dates_where_no_name_tells_it(nottingham):
    load(nottingham, [(name.removeprefix("2020-"), data) for name, data in year_two()])
    assert Return903.objects.get().year == 2020


# --- Sent, shown, accepted --------------------------------------------------------------
def test_sent_read_shown_accepted_and_its_files_are_gone(nottingham, analyst, settings, two_years):
    intake = send(nottingham, two_years, analyst)
    assert intake.status == Intake.Status.READ
    assert [path.suffix for path in settings.INTAKES_DIR.iterdir()] == [".read"]
    assert not Return903.objects.exists()
    with committed():
        accept_intake(intake=intake, by=analyst)
    assert len(cohort_of(nottingham).episodes) == 4
    with pytest.raises(IntakeRefused, match="does not wait"):
        accept_intake(intake=intake, by=analyst)


def test_what_was_discarded_leaves_nothing(nottingham, analyst, settings, two_years):
    intake = send(nottingham, two_years, analyst)
    with committed():
        discard_intake(intake=intake, by=analyst)
    assert list(settings.INTAKES_DIR.iterdir()) == []
    assert not Child.objects.exists()


def test_a_difference_that_is_out_of_date_is_not_accepted(nottingham, analyst, two_years):
    intake = send(nottingham, two_years, analyst)
    load(nottingham, year_one())
    with pytest.raises(OutOfDate):
        accept_intake(intake=intake, by=analyst)
    same = send(nottingham, year_one(), analyst)
    with pytest.raises(NothingNew):
        accept_intake(intake=same, by=analyst)


def test_what_cannot_be_read_says_so_and_its_file_is_gone(nottingham, analyst, settings):
    intake = send(nottingham, [("2020.csv", b"a,b\r\n1,2\r\n")], analyst)
    assert (intake.status, "first row" in intake.refusal) == (Intake.Status.REFUSED, True)
    assert list(settings.INTAKES_DIR.iterdir()) == []


# --- Keys ---------------------------------------------------------------------------------
def test_a_councils_key_is_its_own_file_readable_by_nobody_else(nottingham, exampleshire):
    load(nottingham, year_one())
    load(exampleshire, year_one())
    ours, theirs = (CohortKey.objects.get(council=one) for one in (nottingham, exampleshire))
    assert key_path(ours.name).stat().st_mode & 0o777 == 0o600
    assert ours.mark != theirs.mark
    names = Child.objects.values_list("pseudonym", flat=True)
    assert len(set(names)) == len(names) == 4


def test_a_lost_key_is_never_replaced(nottingham, two_years):
    load(nottingham, year_one())
    path = key_path(CohortKey.objects.get().name)
    path.unlink()
    with pytest.raises(KeyMissing, match="Put the file back"):
        load(nottingham, two_years)
    path.write_bytes(b"A" * 44)
    with pytest.raises(KeyMissing):
        key_of(nottingham)
    assert Return903.objects.count() == 1


def test_files_of_nobody_are_swept(nottingham, analyst, settings):
    intake = send(nottingham, year_one(), analyst)
    stray = settings.INTAKES_DIR / "0123.read"
    stray.write_bytes(b"x")
    for path in settings.INTAKES_DIR.iterdir():
        os.utime(path, (0, 0))
    assert sweep(now=timezone.now() + dt.timedelta(days=2)) == ["0123.read"]
    assert (settings.INTAKES_DIR / f"{intake.store}.read").exists()
