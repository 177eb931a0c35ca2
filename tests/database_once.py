"""A test database is made once in a run of script/test: migrations and public data take most of a
minute. Every other process of the run copies what the first one made.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

TEMPLATE = "made_once"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """The second process waits for the first one's database; one that dies lets go by itself."""
    with (folder / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Once:
    """The database of `connection` before its tests, in a folder that processes share.

    kind: databases made differently (by migrations, or from the models) are kept apart.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.name: str = connection.creation._get_test_db_name()
        self.postgres = connection.vendor == "postgresql"
        self.file = folder / f"{connection.vendor}-{kind}"
        self.template = f"{TEMPLATE}_{kind}"
        self._held_open: sqlite3.Connection | None = None

    def bring(self) -> bool:
        """The kept database in place of the test database; False where none is kept yet."""
        if not self.file.exists():
            return False
        if self.postgres:
            self._copy(self.template, self.name)
        else:
            # Lives in memory for as long as somebody has it open.
            self._held_open = sqlite3.connect(self.name, uri=True)
            with sqlite3.connect(self.file) as kept:
                kept.backup(self._held_open)
            kept.close()
        return True

    def keep(self) -> None:
        """The test database as it stands, for those who come later."""
        if self.postgres:
            connection.close()  # PostgreSQL copies no database that somebody uses
            self._copy(self.name, self.template)
            self.file.touch()
            return
        connection.ensure_connection()
        writing = self.file.with_suffix(".writing")
        with sqlite3.connect(writing) as kept:
            connection.connection.backup(kept)
        kept.close()
        writing.replace(self.file)

    def _copy(self, source: str, target: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
