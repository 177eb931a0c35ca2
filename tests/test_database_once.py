"""The database that tests begin with is the same however it came to be."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reference.models import Area
from tests.database_once import Once, one_at_a_time

pytestmark = pytest.mark.django_db


def test_nothing_is_left_to_migrate() -> None:
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())


def test_public_data_is_there() -> None:
    assert Area.objects.filter(code="E06000018", name="Nottingham").exists()


def test_nothing_is_brought_before_anything_is_kept(tmp_path: Path) -> None:
    assert not Once(tmp_path, "migrated").bring()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL copies by templates")
def test_what_was_kept_is_what_is_here(shared_folder: Path, django_db_use_migrations: bool) -> None:
    once = Once(shared_folder, "migrated" if django_db_use_migrations else "synced")
    with sqlite3.connect(once.file) as kept:
        [(found,)] = kept.execute("SELECT count(*) FROM reference_area").fetchall()
    kept.close()
    assert found == Area.objects.count() > 150


def test_one_at_a_time_lets_go_when_something_goes_wrong(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), one_at_a_time(tmp_path):
        raise ZeroDivisionError
    with one_at_a_time(tmp_path):
        assert (tmp_path / "database.lock").exists()
