"""A council with a statement, loaded once for these files."""

from __future__ import annotations

import pytest

from accounts.models import Council, Role
from placements.models import Statement

from ...conftest import person
from ..statement_cast import a_council_with_homes


@pytest.fixture(scope="package")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), a_council_with_homes(tmp_path_factory.mktemp("homes")):
        yield


@pytest.fixture
def nottingham(loaded_once, db):
    return Council.objects.select_related("area").get(slug="nottingham")


@pytest.fixture
def statement(nottingham):
    found = Statement.objects.select_related("council__area").get(council=nottingham)
    # Nobody lays the words of the example under suspicion here: single tests write others.
    found.introduction = "Homes near their schools and friends."
    found.save()
    return found


@pytest.fixture
def commissioner(nottingham):
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")
