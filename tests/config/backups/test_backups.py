"""What a backup refuses, on the database of the tests: never half done, always in words."""

from __future__ import annotations

import json
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Council
from config.backups import BackupError, databases, make_backup, restore_backup
from reporting.services import keep_file
from reporting.services.files import edition_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def dumped(monkeypatch):
    """The database's own programs are tried in the drill; here a file stands in for their work."""
    loaded = []
    monkeypatch.setattr("config.backups.making.dump_database", lambda p: p.write_bytes(b"data"))
    monkeypatch.setattr("config.backups.restoring.load_database", loaded.append)
    return loaded


@pytest.fixture
def backup(dumped, tmp_path):
    keep_file(b"%PDF of a backup")
    return make_backup(tmp_path / "backup").folder


def refused(folder, **options):
    with pytest.raises(BackupError) as refusal:
        restore_backup(folder, **options)
    return str(refusal.value)


def rewrite(folder, **told):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | told))


def test_a_backup_lists_every_file_and_leaves_the_key_at_home(backup):
    told = json.loads((backup / "manifest.json").read_text())
    there = {str(p.relative_to(backup)) for p in backup.rglob("*") if p.is_file()}
    assert there == {"manifest.json", *told["files"]}
    assert "accounts.0001_initial" in told["migrations"]
    assert not (backup / "secret-key").exists()
    assert settings.SECRET_KEY not in (backup / "manifest.json").read_text()
    assert backup.stat().st_mode & 0o077 == 0


def test_a_folder_with_something_in_it_is_never_written_into(backup, tmp_path, capsys):
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", out=backup)
    (tmp_path / "empty").mkdir()
    call_command("backup", out=tmp_path / "empty")
    assert "The secret key is not in it" in capsys.readouterr().out


def test_a_dump_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fails(path):
        path.write_bytes(b"half")
        raise BackupError("pg_dump failed")

    monkeypatch.setattr("config.backups.making.dump_database", fails)
    with pytest.raises(BackupError, match="pg_dump failed"):
        make_backup(tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_edition_is_backed_up_told_and_not_restored(dumped, tmp_path, capsys):
    sha256 = keep_file(b"%PDF that a disk will scratch")
    path = edition_path(sha256)
    path.chmod(0o644)
    path.write_bytes(b"%PDF scratched")
    try:
        call_command("backup", out=tmp_path / "backup")
    finally:
        path.unlink()
    assert f"DAMAGED: {sha256}" in capsys.readouterr().err
    restore_backup(tmp_path / "backup", replace=True)
    assert not path.exists()


def test_a_changed_missing_or_strange_file_stops_the_restore(backup, dumped, tmp_path):
    assert "is not a backup" in refused(tmp_path)
    shutil.copytree(backup, tmp_path / "other")
    next((tmp_path / "other").glob("database.*")).write_bytes(b"date")
    assert "database." in refused(tmp_path / "other", replace=True)
    shutil.rmtree(tmp_path / "other" / "editions")
    assert "is damaged" in refused(tmp_path / "other", replace=True)
    rewrite(backup, version=2)
    assert "version 2 of the format" in refused(backup)
    rewrite(backup, version=1, files={})
    assert "its manifest.json is not complete" in refused(backup)
    rewrite(backup, format="something")
    assert "says other" in refused(backup)
    assert dumped == []


def test_another_kind_of_database_and_a_newer_version_are_refused(backup, dumped):
    told = json.loads((backup / "manifest.json").read_text())
    rewrite(backup, migrations=[*told["migrations"], "boards.0009_minutes"])
    assert "newer version of the product, which knows boards.0009_minutes" in refused(backup)
    rewrite(backup, database={"vendor": "oracle", "file": "x"})
    assert f"is of oracle and DATABASE_URL names {connection.vendor}" in refused(backup)
    rewrite(backup, database={"vendor": connection.vendor, "file": "../../etc/passwd"})
    assert "names no file of the database" in refused(backup)
    assert dumped == []


def test_a_database_with_somebody_in_it_is_replaced_only_when_told(backup, dumped, nottingham):
    assert "restore with --replace" in refused(backup)
    assert dumped == []
    call_command("restore", str(backup), "--replace")
    assert len(dumped) == 1
    assert Council.objects.get() == nottingham


def test_pages_made_of_the_database_that_is_gone_are_not_shown(backup, dumped, kept_pages):
    kept_pages.set("homes", "as they were")
    restore_backup(backup, replace=True)
    assert kept_pages.get("homes") is None


def test_the_key_comes_back_when_both_want_it(dumped, tmp_path, settings):
    folder = make_backup(tmp_path / "backup", secret_key=True).folder
    assert (folder / "secret-key").read_text() == settings.SECRET_KEY
    settings.VAR_DIR = tmp_path / "var"
    was, settings.SECRET_KEY = settings.SECRET_KEY, "another key than the one of the backup"
    assert restore_backup(folder).other_key
    assert not settings.VAR_DIR.exists()
    restore_backup(folder, secret_key=True)
    assert (settings.VAR_DIR / "secret-key").read_text() == was
    without = make_backup(tmp_path / "without").folder
    assert "holds no secret key" in refused(without, secret_key=True)


def test_a_program_that_is_missing_or_fails_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(databases, "PROGRAMS", tmp_path)
    monkeypatch.setattr(databases.shutil, "which", lambda name: None)
    with pytest.raises(BackupError, match="Install PostgreSQL's client programs"):
        databases._run("pg_dump", [])
    monkeypatch.setattr(databases.shutil, "which", lambda name: "/bin/false")
    with pytest.raises(BackupError, match="it did not say why"):
        databases._run("pg_dump", [])
