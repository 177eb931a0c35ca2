"""Names of files that go out hold no sign that means something to a system."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boards.domain.file_names import in_file_names


def test_as_boards_write_their_prefix() -> None:
    assert [in_file_names(one) for one in ("CPB", "CPB/21", "C & P", "../", "")] == [
        "CPB", "CPB-21", "C-P", "", "",
    ]  # fmt: skip


@given(st.text(max_size=12))
def test_nothing_but_letters_digits_and_hyphens(prefix: str) -> None:
    found = in_file_names(prefix)
    assert all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in found)
