"""Folders of a test's own, for keys and for returns on their way in."""

from __future__ import annotations

import pandas as pd
import pytest

from accounts.models import Role
from placements.services.intake import securing

from ..conftest import person
from .returns import year_one, year_two


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.COHORT_KEYS_DIR = tmp_path / "keys"
    settings.INTAKES_DIR = tmp_path / "intakes"


@pytest.fixture(autouse=True)
def known_places(monkeypatch):
    """Two postcodes, as the directory has them: it takes seconds to open."""
    known = pd.DataFrame(
        {
            "east": [457_317.0, 435_311.0],
            "north": [339_991.0, 336_423.0],
            "district": ["E06000018", "E06000015"],
        },
        index=["NG12DT", "DE12FS"],
    )
    monkeypatch.setattr(securing, "positions", lambda postcodes, tell: known)


@pytest.fixture
def two_years():
    return [*year_one(), *year_two()]


@pytest.fixture
def their_analyst(exampleshire):
    return person(exampleshire, Role.ANALYST, name="Their analyst")
