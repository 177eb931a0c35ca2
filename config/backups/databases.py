"""A copy of the database as of one moment, while others work, and the way back in one transaction.

SQLite by its online backup, PostgreSQL by the programs that come with it. Each way back replaces
everything or changes nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.db import connection

from .refusals import BackupError

# Where Debian and its kin keep PostgreSQL's programs.
PROGRAMS = Path("/usr/lib/postgresql")
BUSY = 5.0  # seconds that the way back waits for others to let go of an SQLite file


def dump_name() -> str:
    return {"sqlite": "database.sqlite3", "postgresql": "database.dump"}[connection.vendor]


def dump_database(target: Path) -> None:
    """Writes the database as it stands at this moment into a new file."""
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        _run("pg_dump", [*options, f"--schema={_schema()}"])


def load_database(source: Path) -> None:
    """Makes the database what the file holds; all that was in it is gone."""
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        _load_postgres(source)
    connection.close()


# --- SQLite ------------------------------------------------------------------------------
def _dump_sqlite(target: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        # A file of its own: the copy needs no write-ahead log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        _check_sqlite(copy, target)


def _load_sqlite(source: Path) -> None:
    """Through the online backup as well: others see the old database until the new one is whole."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            _check_sqlite(copy, source)
            with closing(sqlite3.connect(name, timeout=BUSY)) as database:
                copy.backup(database)
    except sqlite3.Error as error:
        raise BackupError(
            f"The database could not be replaced, and is as it was: {error}. Stop the web server "
            "and the worker, then restore again."
        ) from error


def _check_sqlite(database: sqlite3.Connection, path: Path) -> None:
    [found] = database.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise BackupError(f"{path.name} is damaged: {found}. Use another backup.")


# --- PostgreSQL --------------------------------------------------------------------------
def _load_postgres(source: Path) -> None:
    """The old tables go and the new ones come in one transaction: tables that the backup does not
    know, of a later version, must not be left behind.
    """
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "database.sql"
        _run("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(source)])
        schema = _quoted(_schema())
        again = f"DROP SCHEMA {schema} CASCADE;"
        if f"CREATE SCHEMA {_schema()};" not in script.read_text(encoding="utf-8"):
            again += f" CREATE SCHEMA {schema};"
        connection.close()
        options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        _run("psql", [*options, f"--command={again}", f"--file={script}"])


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        [name] = cursor.fetchone()
    return str(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(program: str, arguments: Iterable[str]) -> None:
    command = [_found(program), *arguments]
    try:
        done = subprocess.run(
            command, env=os.environ | _where(), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise BackupError(f"{program} could not be started: {error.strerror}.") from error
    if done.returncode:
        raise BackupError(f"{program} failed, and the database is as it was: {_last(done.stderr)}")


def _last(words: str) -> str:
    """The end of a program's complaint, where it says what was wrong."""
    lines = [line for line in words.splitlines() if line.strip()]
    return " ".join(lines[-3:]) or "it did not say why"


def _where() -> dict[str, str]:
    """The database for PostgreSQL's programs; in the environment, so that no list of running
    programs shows the password.
    """
    settings = connection.settings_dict
    names = {
        "PGDATABASE": "NAME",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
    }
    told = {name: str(settings.get(key) or "") for name, key in names.items()}
    host = (settings.get("OPTIONS") or {}).get("host")
    return {
        name: value
        for name, value in {**told, "PGHOST": told["PGHOST"] or str(host or "")}.items()
        if value
    }


def _found(program: str) -> str:
    """On the path, or the newest that the machine has; a newer one reads an older server."""
    if found := shutil.which(program):
        return found
    versions = sorted(PROGRAMS.glob(f"*/bin/{program}"), key=_version, reverse=True)
    if not versions:
        raise BackupError(
            f"{program} is not on this machine. Install PostgreSQL's client programs (Debian: "
            "postgresql-client)."
        )
    return str(versions[0])


def _version(path: Path) -> int:
    name = path.parts[-3]
    return int(name) if name.isdigit() else 0
