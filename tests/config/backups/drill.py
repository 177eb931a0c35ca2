"""The two halves of the drill, each in a process of its own, on a database and folders that belong
to it alone: `python drill.py before|after FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django
import pytest

CELL = "testshire/X99000001/visits-on-time/all/2020-21-Q4/period_end"
WORDS = "=an awkward name, “quoted”"


def before(folder: Path) -> None:
    """Builds an installation, exports its council, backs it up."""
    from django.core.management import call_command

    from accounts.models import Council, Membership, User
    from reference.models import Area

    call_command("migrate", verbosity=0)
    area = Area.objects.create(code="X99000001", name="Testshire", kind="fictional")
    council = Council.objects.create(slug="testshire", name=WORDS, area=area)
    person = User.objects.create_user("officer@testshire.example", "a phrase", name="Officer")
    Membership.objects.create(user=person, council=council, role="officer")
    _publish(council, person)
    call_command("export_council", council="testshire", out=folder / "before.zip")
    call_command("backup", out=folder / "backup", with_secret_key=True)


def _publish(council, person):
    from reporting.services import CellRow, EditionFigureRow, NewFile, publish_edition

    publish_edition(
        council=council,
        kind="performance-pack",
        subject="2020-21-Q4",
        audience="public",
        title="Performance pack",
        files=[NewFile("application/pdf", "pack.pdf", b"%PDF-1.7 of the drill")],
        pages=1,
        figures=[EditionFigureRow(CELL, 1, "Visits", "9")],
        cells=[CellRow(CELL, "value", "shown", 1, shown=9)],
        by=person,
    )


def after(folder: Path) -> None:
    """All is lost; restores it, and is asked to write over what is there."""
    from django.core.management import CommandError, call_command

    from accounts.models import AuditEvent, Council, User
    from config.backups.databases import load_database

    call_command("restore", str(folder / "backup"))
    AuditEvent.objects.filter(action="export_council").delete()
    call_command("export_council", council="testshire", out=folder / "after.zip")
    assert User.objects.get().check_password("a phrase")
    # What came later is gone after the next restore, and only when that is wanted.
    Council.objects.update(name="Another name")
    _a_table_of_a_later_version()
    with pytest.raises(CommandError, match="This database is not empty"):
        call_command("restore", str(folder / "backup"))
    assert Council.objects.get().name == "Another name"
    _nothing_half_done(folder, load_database)
    assert Council.objects.get().name == "Another name"
    call_command("restore", str(folder / "backup"), "--replace")
    assert Council.objects.get().name == WORDS
    assert "later_version" not in _tables()


def _a_table_of_a_later_version() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE later_version (council_id bigint REFERENCES accounts_council (id))"
        )


def _tables() -> list[str]:
    from django.db import connection

    return connection.introspection.table_names()


def _nothing_half_done(folder: Path, load_database) -> None:
    """A file of the database that breaks off in the middle."""
    from config.backups import BackupError

    whole = next((folder / "backup").glob("database.*"))
    broken = folder / whole.name
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with pytest.raises(BackupError):
        load_database(broken)


if __name__ == "__main__":
    django.setup()
    {"before": before, "after": after}[sys.argv[1]](Path(sys.argv[2]))
