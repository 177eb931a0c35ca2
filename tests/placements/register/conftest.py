"""A commissioner, and a small register."""

from __future__ import annotations

import pytest

from accounts.models import Role
from tests.conftest import person

from .cast import stand_of


@pytest.fixture
def commissioner(nottingham):
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")


@pytest.fixture
def stand(nottingham):
    return stand_of(nottingham)


@pytest.fixture
def client(commissioner, client_of):
    return client_of(commissioner)


@pytest.fixture
def told_why(client):
    """Somebody who has said why within the hour."""
    client.post("/nottingham/homes/register/placements/", {"look-reason": "Planning a move"})
    return client
