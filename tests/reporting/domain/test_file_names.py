"""How a sentence shows the name of a file."""

from __future__ import annotations

import doctest

import pytest

from reporting.domain import file_names
from reporting.domain.file_names import quoted


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("paper.pdf", "“paper.pdf”"),
        ("\u202epaper\x00.pdf", "“paper.pdf”"),
        (" ", "“The file”"),
        ("a" * 60, f"“{'a' * 60}”"),
        ("a" * 61, f"“{'a' * 59}…”"),
    ],
)
def test_a_name_is_short_and_printable(name: str, shown: str) -> None:
    assert quoted(name) == shown


def test_the_example_in_words() -> None:
    assert doctest.testmod(file_names).failed == 0
