"""A council with all that one can have: the demonstration's Nottingham, and what it lacks."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import Council, User
from boards.services.programme import defer_work, plan_work
from config.leaving.tables import council_tables
from performance.models import Entry, EntryRevision, Indicator, SeriesBreak
from performance.services import offer_figures
from performance.services.returns import reopen_return
from reporting.models import Audience
from reporting.services import CellRow, EditionFigureRow, NewFile, publish_edition
from tests.access_samples import NOW, _own_indicator
from tests.accounts.conftest import png
from tests.performance.offers_cast import newest, offered

PDF = b"%PDF-1.7 the pack of a test"
SLIDES = b"%PDF-1.7 its slides"
TRICKY = "=1+1, “quoted”\r\nand a line; 'tis so"


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Nottingham, loaded once in a transaction that is rolled back when this file is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", "--no-packs", "--only", "nottingham", verbosity=0)
        _what_the_demonstration_lacks(Council.objects.get(slug="nottingham"))
        yield
        transaction.set_rollback(True)


def _what_the_demonstration_lacks(council: Council) -> None:
    """A logo, an own measure, a break, two versions of a figure, one with a forecast that stands in
    the place of a computed one, a target with a profile, a conflict, a former member, and an
    edition with hidden cells.
    """
    Council.objects.filter(pk=council.pk).update(logo=png(), logo_type="image/png")
    own: Indicator = _own_indicator(council)
    Indicator.objects.filter(pk=own.pk).update(tells=TRICKY, aliases=["ä", "=x"])
    officer = User.objects.get(email="officer@nottingham.example")
    approver = User.objects.get(email="approver@nottingham.example")
    SeriesBreak.objects.create(
        council=council, indicator=own, from_on="2020-04-01", kind="source", reason="-", by=officer
    )
    reopen_return(quarterly_return=council.returns.all()[0], reason="A late count", by=approver)
    _second_version(council)
    council.targets.filter(pk=council.targets.all()[0].pk).update(by_q1=1, by_q2=2, by_q3=3)
    entry = Entry.objects.filter(quarterly_return__council=council).all()[0]
    EntryRevision.objects.create(
        entry=entry, revision=2, outcome="conflict", period="31/3/2021 at 100%", by=officer, at=NOW
    )
    council.memberships.filter(user=approver).delete()
    _edition(council, officer)
    _board(council, officer)


def _second_version(council: Council) -> None:
    again = council.figures.filter(value__isnull=False).all()[0]
    again.pk, again.version, again.version_reason = None, again.version + 1, "A late count"
    again.expected = 9
    offer_figures(council=council, offers=[offered()], by=again.signed_by)
    again.source, again.offer, again.override_reason = "overridden", newest(), TRICKY
    again.save()


def _board(council: Council, by: User) -> None:
    """A closure day, an entry that comes back at every meeting, and a deferral."""
    board = council.board
    board.closure_days.create(day="2021-12-29", reason=TRICKY)
    first, last = board.meetings.earliest("day"), board.meetings.latest("day")
    item = plan_work(board=board, title=TRICKY[:40], meeting=first, repeats="every_meeting", by=by)
    defer_work(item=item.repeated.all()[0], to_meeting=last, reason="Ill", by=by)


def _edition(council: Council, by: User) -> None:
    keys = [f"nottingham/E06000018/visits-on-time/all/2020-21-Q{n}/period_end" for n in (3, 4)]
    publish_edition(
        council=council,
        kind="performance-pack",
        subject="2020-21-Q4",
        audience=Audience.PUBLIC,
        title="Performance pack",
        files=[
            NewFile("application/pdf", "nottingham-pack.pdf", PDF),
            NewFile("application/pdf", "nottingham-slides.pdf", SLIDES, "slides"),
        ],
        pages=1,
        figures=[
            EditionFigureRow(key, 1, "Visits", shown) for key, shown in zip(keys, "9c", strict=True)
        ],
        cells=[
            CellRow(keys[0], "value", "shown", 1, shown=9),
            CellRow(keys[1], "value", "primary", 1),
        ],
        by=by,
        at=NOW,
    )


@pytest.fixture
def council(loaded_once, db) -> Council:
    return Council.objects.get(slug="nottingham")


def erase(council: Council) -> None:
    """As if this were another installation: nothing of the council, none of its people."""
    people = set(User.objects.values_list("pk", flat=True))
    for table in reversed(council_tables()):
        if table.model not in (User, Council):
            table.model._base_manager.filter(**{table.path: council.pk}).delete()
    Council.objects.filter(pk=council.pk).delete()
    User.objects.filter(pk__in=people).delete()


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """`changed(path, {"tables/x.csv": bytes}, rows=…)`: a copy with other files, None for no file.

    With `honest` the manifest is made to fit, as somebody would who changes it by hand.
    """

    def write(
        path: Path, new: dict[str, bytes | None], *, honest: bool = False, **manifest
    ) -> Path:
        files = {**contents(path), **new}
        told = json.loads(files["manifest.json"]) | manifest
        if honest:
            told["files"] = {
                name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in files.items()
                if data is not None and name != "manifest.json"
            }
        if manifest or honest:
            files["manifest.json"] = json.dumps(told).encode()
        target = tmp_path / "changed.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in files.items():
                if data is not None:
                    archive.writestr(name, data)
        return target

    return write
