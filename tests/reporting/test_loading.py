"""What pages import must not load what only the making of a file needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LATE = ["pikepdf", "pypdfium2", "weasyprint", "matplotlib"]


@pytest.mark.parametrize(
    "module",
    ["reporting.documents", "reporting.grafting.plan", "reporting.grafting.uploads"],
)
def test_slow_libraries_wait_until_a_file_is_made(module: str) -> None:
    asked = f"import sys, {module}; print([name for name in {LATE} if name in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
