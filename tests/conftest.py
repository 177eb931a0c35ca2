"""The named cast, on the product's own reference data and catalogue.

Nottingham is the council that most tests speak of; Exampleshire is the other one, whose people must
see nothing of Nottingham. Reference data and the catalogue are loaded once into the test database.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.apps import apps
from django.core.cache import BaseCache, caches
from django.db import connection, transaction
from django.test import Client

from accounts.models import Council, Membership, Role, User
from reference.models import Area
from tests.database_once import Once, one_at_a_time

PASSWORD = "an unlikely phrase for tests"
OFFICERS_OF_ALL_KINDS = (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)


PUBLIC_APPS = ("reference", "performance")
DATABASE = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="leave out tests that ask for no database: they answer alike beside each",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--only-database"):
        return
    without = [item for item in items if not _asks_for_database(item)]
    config.hook.pytest_deselected(items=without)
    left_out = set(map(id, without))
    items[:] = [item for item in items if id(item) not in left_out]


def _asks_for_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(DATABASE)


def _public_tables() -> list[str]:
    configs = [apps.get_app_config(label) for label in PUBLIC_APPS]
    models = [model for config in configs for model in config.get_models(include_auto_created=True)]
    return [model._meta.db_table for model in models]


def _load_public_data() -> None:
    """What a fresh installation holds before its first council; with a copy of every table."""
    # Imported here: tests of calculations start without it.
    from performance.services import load_catalogue
    from reference.services import load_reference

    load_reference()
    load_catalogue()
    with connection.cursor() as cursor:
        for table in _public_tables():
            cursor.execute(f'DROP TABLE IF EXISTS "kept_{table}"')
            cursor.execute(f'CREATE TABLE "kept_{table}" AS SELECT * FROM "{table}"')


@transaction.atomic
def _bring_public_data_back() -> None:
    """From the copies: in a blink, where loading takes seconds."""
    with connection.cursor() as cursor:
        for table in _public_tables():
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM "kept_{table}"')


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What processes of one run hand to each other; the runs of one script/test share it too."""
    base = tmp_path_factory.getbasetemp()
    folder = Path(
        os.environ.get("SHARED_BY_TESTS")
        or (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-by-tests"
    )
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Where a copy of the database may be there before the tests. On a PostgreSQL of somebody's own
    nothing is left lying about.
    """
    return connection.vendor != "postgresql" or "SHARED_BY_TESTS" in os.environ


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    shared_folder: Path,
    django_db_keepdb: bool,
    django_db_use_migrations: bool,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> None:
    once = Once(shared_folder, "migrated" if django_db_use_migrations else "synced")
    with one_at_a_time(shared_folder):
        with django_db_blocker.unblock():
            brought = django_db_keepdb and once.bring()
        # pytest-django's own, which finds nothing left to migrate in a copy.
        request.getfixturevalue("django_db_setup")
        if not brought:
            with django_db_blocker.unblock():
                _load_public_data()
                if django_db_keepdb:
                    once.keep()


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or bool({"transactional_db", "live_server"} & set(request.fixturenames))


@pytest.fixture(autouse=True)
def _papers_once(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    shared_folder: Path,
) -> None:
    """Papers that other tests printed before are not laid out again, but where it is laying out
    that is tested.
    """
    of_laying_out = request.node.nodeid.startswith(("tests/reporting/", "tests/documents/"))
    if not of_laying_out and "laid_out_anew" not in request.fixturenames:
        from reporting import pdf
        from tests.papers_once import laid_out_once

        folder = shared_folder / "papers-once"
        folder.mkdir(exist_ok=True)
        monkeypatch.setattr(pdf, "_laid_out", laid_out_once(folder))


@pytest.fixture
def laid_out_anew() -> None:
    """For a test of what is told while a paper is laid out: one that is kept has no steps."""


EMPTIED = pytest.StashKey[pytest_django.DjangoDbBlocker]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test with real transactions empties every table when it ends. Before the next one, and
    before any fixture that it shares with others, public data comes back.
    """
    blocker = item.config.stash.get(EMPTIED, None)
    if blocker is not None:
        del item.config.stash[EMPTIED]
        with blocker.unblock():
            if not Area.objects.exists():
                _bring_public_data_back()


@pytest.fixture(autouse=True)
def _empties_every_table(request: pytest.FixtureRequest) -> None:
    if _is_transactional(request):
        request.getfixturevalue("transactional_db")
        request.config.stash[EMPTIED] = request.getfixturevalue("django_db_blocker")


@pytest.fixture
def nottingham(db: None) -> Council:
    area, _ = Area.objects.get_or_create(
        code="E06000018",
        defaults={"name": "Nottingham", "dfe_code": "892", "kind": Area.Kind.AUTHORITY},
    )
    return Council.objects.create(slug="nottingham", name="Nottingham City Council", area=area)


@pytest.fixture
def exampleshire(db: None) -> Council:
    """Another council, in an area that does not exist."""
    area, _ = Area.objects.get_or_create(
        code="X99000001", defaults={"name": "Exampleshire", "kind": Area.Kind.FICTIONAL}
    )
    return Council.objects.create(slug="exampleshire", name="Exampleshire Council", area=area)


def person(council: Council, *roles: Role, name: str) -> User:
    """A member of a council in these roles; the name is the role, nobody is a real person."""
    address = f"{name.lower().replace(' ', '.')}@{council.slug}.example"
    user = User.objects.create_user(address, PASSWORD, name=name, job_title=name)
    Membership.objects.bulk_create(
        Membership(user=user, council=council, role=role) for role in roles
    )
    return user


@pytest.fixture
def kept_pages(settings: Any, tmp_path: Path) -> BaseCache:
    """Pages are kept as a server keeps them, in a folder of the test's own."""
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    pages = {"BACKEND": backend, "LOCATION": tmp_path / "kept-pages"}
    settings.CACHES = {**settings.CACHES, "kept": pages}
    return caches["kept"]


@pytest.fixture
def officer(nottingham: Council) -> User:
    return person(nottingham, Role.OFFICER, name="Performance officer")


@pytest.fixture
def approver(nottingham: Council) -> User:
    return person(nottingham, Role.APPROVER, name="Head of service")


@pytest.fixture
def governance_officer(nottingham: Council) -> User:
    return person(nottingham, Role.GOVERNANCE, name="Governance officer")


@pytest.fixture
def councillor(nottingham: Council) -> User:
    return person(nottingham, Role.COUNCILLOR, name="Board member")


@pytest.fixture
def analyst(nottingham: Council) -> User:
    return person(nottingham, Role.ANALYST, name="Data analyst")


@pytest.fixture
def administrator(nottingham: Council) -> User:
    return person(nottingham, Role.ADMINISTRATOR, name="System administrator")


@pytest.fixture
def outsider(exampleshire: Council) -> User:
    """May do everything in Exampleshire and nothing in Nottingham."""
    return person(exampleshire, *OFFICERS_OF_ALL_KINDS, name="Outsider")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(officer).get(...)`: a test client in which that person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
