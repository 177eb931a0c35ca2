"""Folders of a test's own, for keys and for returns on their way in."""

from __future__ import annotations

import pytest

from accounts.models import Role

from ..conftest import person
from .returns import year_one, year_two


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.COHORT_KEYS_DIR = tmp_path / "keys"
    settings.INTAKES_DIR = tmp_path / "intakes"


@pytest.fixture
def two_years():
    return [*year_one(), *year_two()]


@pytest.fixture
def their_analyst(exampleshire):
    return person(exampleshire, Role.ANALYST, name="Their analyst")
