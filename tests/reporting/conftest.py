from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import Council, User
from reporting.models import Edition
from reporting.services import CellRow, EditionFigureRow, NewFile, publish_edition

PDF = b"%PDF-1.7 the pack"
PAGE = b"<!DOCTYPE html><html lang='en-GB'><style>p{color:red}</style><p>The pack</p></html>"
NOON = dt.datetime(2021, 5, 17, 12, 0, tzinfo=dt.UTC)

Publish = Callable[..., Edition]


@pytest.fixture(autouse=True)
def editions_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.EDITIONS_DIR = tmp_path / "editions"
    return settings.EDITIONS_DIR


def figure(printed: str = "65%", version: int = 1) -> EditionFigureRow:
    return EditionFigureRow("k/visits/2020-21-Q4", version, "Visits", printed)


def shown(value: object = 65, version: int = 1) -> CellRow:
    number = Decimal(str(value))
    return CellRow("k/visits/2020-21-Q4", "value", "shown", version, number)


def hidden(version: int = 1) -> CellRow:
    return CellRow("k/visits/2020-21-Q4", "value", "primary", version)


@pytest.fixture
def publish(nottingham: Council, governance_officer: User) -> Publish:
    """Publishes a small public pack; every argument may be another."""

    def publishing(**changed: Any) -> Edition:
        audience = changed.get("audience", "public")
        given: dict[str, Any] = {
            "council": nottingham,
            "kind": "performance-pack",
            "subject": "2020-21-Q4",
            "audience": audience,
            "title": "Performance pack, 2020-21 quarter 4",
            "files": [NewFile("application/pdf", "pack.pdf", PDF)],
            "pages": 2,
            "figures": [figure()],
            "cells": [] if audience == "board" else [shown()],
            "by": governance_officer,
            "at": NOON,
        }
        return publish_edition(**(given | changed))

    return publishing
