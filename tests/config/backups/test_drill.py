"""The drill: build, back up, destroy, restore, compare. On SQLite a file, on PostgreSQL a database
of its own beside that of the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from config.backups.databases import PROGRAMS
from tests.config.leaving.conftest import contents

DRILL = Path(__file__).with_name("drill.py")
NAME = "corporate_parenting_drill"


@dataclass
class Machine:
    """Where the drill lives: its folder, its database, and how all of that is lost."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, half: str) -> str:
        environment = {
            **os.environ,
            **self.environment,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(settings.BASE_DIR),
            "VAR_DIR": str(self.folder / "var"),
            "EDITIONS_DIR": str(self.folder / "var" / "editions"),
            "SECRET_KEY": "the key of the drill, which protects nothing at all",
        }
        done = subprocess.run(
            [sys.executable, str(DRILL), half, str(self.folder)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def destroy(self) -> None:
        shutil.rmtree(self.folder / "var")
        if connection.vendor == "postgresql":
            _sql(f"DROP DATABASE {NAME}", f"CREATE DATABASE {NAME}")


def _sql(*statements: str) -> None:
    """Outside any transaction, on the server of the tests."""
    import psycopg

    with psycopg.connect(_where("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def _where(database: str) -> str:
    told = connection.get_connection_params()
    parts = {"dbname": database, "host": told.get("host"), "user": told.get("user")}
    parts["port"] = told.get("port")
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)


@pytest.fixture
def machine(tmp_path: Path, db) -> Iterator[Machine]:
    if connection.vendor == "sqlite":
        yield Machine(tmp_path, {"DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'drill.sqlite3'}"})
        return
    if not (shutil.which("pg_dump") or list(PROGRAMS.glob("*/bin/pg_dump"))):
        pytest.skip("the drill needs pg_dump, which is not installed (apt: postgresql-client)")
    told = connection.get_connection_params()
    _sql(f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME}")
    address = f"postgres://{told.get('user', '')}@/{NAME}?host={told.get('host', '')}"
    yield Machine(tmp_path, {"DATABASE_URL": address})
    _sql(f"DROP DATABASE {NAME}")


def test_what_was_lost_comes_back(machine: Machine) -> None:
    said = machine.run("before")
    assert "THE SECRET KEY IS IN THIS BACKUP" in said
    machine.destroy()
    said = machine.run("after")
    assert "1 councils, 1 people, 1 files of editions" in said
    before, after = (contents(machine.folder / f"{half}.zip") for half in ("before", "after"))
    for files in (before, after):
        manifest = json.loads(files.pop("manifest.json"))
        assert manifest["rows"]["tables/reporting.editionfile.csv"] == 1
    assert before == after
    assert any(name.startswith("editions/") for name in after)
    assert not list(machine.folder.glob("*.part")) + list(machine.folder.glob(".*.part"))
