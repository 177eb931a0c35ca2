"""What one release of the product made is not shown by the next."""

from __future__ import annotations

import os

import pytest

from reporting.releases import release_mark


@pytest.fixture
def product(tmp_path, settings):
    """A product of two folders, with a file in each."""
    for name in ("app/page.html", "app/rules.py", "var/page.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("as it was")
    settings.BASE_DIR, settings.OWN_FOLDERS = tmp_path, ["app"]
    release_mark.cache_clear()
    yield tmp_path
    release_mark.cache_clear()


def mark():
    release_mark.cache_clear()
    return release_mark()


def test_the_same_files_are_the_same_release(product):
    (product / "var" / "page.html").write_text("not the product's")
    (product / "app" / "notes.txt").write_text("draws nothing")
    before = mark()
    assert mark() == before


@pytest.mark.parametrize("name", ["app/page.html", "app/more/new.py"])
def test_a_file_that_differs_is_another(product, name):
    before = mark()
    (product / name).parent.mkdir(exist_ok=True)
    (product / name).write_text("as it will be")
    assert mark() != before


def test_so_is_one_of_the_same_length_written_later(product):
    before = mark()
    os.utime(product / "app" / "rules.py", ns=(1, 1))
    assert mark() != before
