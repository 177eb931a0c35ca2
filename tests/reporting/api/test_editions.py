"""Editions and their files: the very bytes, to whoever may have them, every look recorded."""

from __future__ import annotations

import hashlib

import pytest

from accounts.models import AuditEvent
from reporting.models import Audience, Edition
from tests.access_samples import OWNED, PDF, SPECIAL
from tests.callers import PUBLIC, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions(nottingham, administrator):
    board = OWNED["edition"](nottingham)
    public = SPECIAL["reporting:edition_file", "edition"](nottingham)
    return {Audience.BOARD: board, Audience.PUBLIC: public}


def test_editions_come_with_their_checksums_and_files(nottingham, administrator, editions):
    ours = caller(nottingham, administrator)
    told = {one["audience"]: one for one in ours.items("editions")}
    assert {audience: one["id"] for audience, one in told.items()} == editions
    [file] = told["public"]["files"]
    assert file["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (file["size"], file["form"]) == (len(PDF), "document")
    answer = ours.get(file["address"])
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["ETag"] == f'"{file["sha256"]}"'
    assert answer["Content-Disposition"] == 'attachment; filename="pack.pdf"'


def test_editions_are_chosen(nottingham, administrator, editions):
    ours = caller(nottingham, administrator)
    assert len(ours.items("editions", subject="2020-21-Q4", kind="performance-pack")) == 2
    assert ours.items("editions", subject="2019-20-Q4") == []
    assert [one["audience"] for one in ours.items("editions", audience="board")] == ["board"]
    assert ours.get("editions", {"audience": "king"}).status_code == 422


def test_the_public_finds_public_editions_only(nottingham, administrator, editions):
    theirs = caller(nottingham, administrator, PUBLIC)
    assert [one["id"] for one in theirs.items("editions")] == [editions[Audience.PUBLIC]]
    assert theirs.items("editions", audience="board") == []
    board = editions[Audience.BOARD]
    for path in (f"editions/{board}", f"editions/{board}/files/pack.pdf"):
        assert theirs.get(path).status_code == 404
    public = editions[Audience.PUBLIC]
    assert theirs.get(f"editions/{public}/files/pack.pdf").content == PDF


def test_a_look_at_a_board_edition_is_recorded_with_the_token(nottingham, administrator, editions):
    ours = caller(nottingham, administrator, name="Data warehouse")
    ours.get(f"editions/{editions[Audience.PUBLIC]}/files/pack.pdf")
    assert not AuditEvent.objects.filter(action="read_board_edition").exists()
    ours.get(f"editions/{editions[Audience.BOARD]}/files/pack.pdf")
    look = AuditEvent.objects.get(action="read_board_edition")
    assert look.by == administrator
    assert look.detail["token"].startswith("Data warehouse (cpt_")


def test_another_councils_edition_is_not_there(nottingham, exampleshire, administrator, outsider):
    theirs = OWNED["edition"](exampleshire)
    ours = caller(nottingham, administrator)
    assert ours.get(f"editions/{theirs}").status_code == 404
    assert ours.get(f"editions/{theirs}/files/pack.pdf").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("editions/999999", 404),
        ("editions/0", 422),
        (f"editions/{10**30}", 422),
        ("editions/1/files/%00", 404),
        ("editions/one", 404),
    ],
)
def test_absurd_numbers_and_names_do_no_harm(path, status, nottingham, administrator):
    assert caller(nottingham, administrator).get(path).status_code == status


def test_a_damaged_file_is_not_given_out(nottingham, administrator, editions, settings, tmp_path):
    settings.EDITIONS_DIR = tmp_path
    ours = caller(nottingham, administrator)
    edition = Edition.objects.get(pk=editions[Audience.PUBLIC])
    answer = ours.get(f"editions/{edition.pk}/files/pack.pdf")
    assert (answer.status_code, "damaged" in answer.json()["detail"]) == (500, True)
