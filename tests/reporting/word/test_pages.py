"""One of our pages as blocks of a Word document."""

from __future__ import annotations

import base64

from reporting.word import (
    Run,
    WordHeading,
    WordList,
    WordParagraph,
    WordPicture,
    WordTable,
    plain,
)
from reporting.word.pages import page_blocks
from tests.accounts.conftest import png


def test_headings_paragraphs_and_lists_keep_order_and_level() -> None:
    page = """<head><title>No</title></head><body><h2>Homes</h2><div>
      <p>Near <b>home</b>,
        mostly.</p>loose <a href="/">words</a><ol><li>One</li><li>Two</li></ol><h3>Far</h3></div>
      <script>no</script><svg><title>no</title></svg><p> </p></body>"""
    assert page_blocks(page) == [
        WordHeading("Homes", level=1),
        WordParagraph([Run("Near "), Run("home", True), Run(", mostly.")]),
        WordParagraph([Run("loose "), Run("words")]),
        WordList([plain("One"), plain("Two")], True),
        WordHeading("Far", level=2),
    ]


def test_a_table_has_its_caption_its_heads_and_lines_within_cells() -> None:
    page = """<table><caption class="visually-hidden">Visits</caption>
      <thead><tr><th scope="col">Measure</th><th scope="col" class="number">Now</th></tr></thead>
      <tbody><tr><th scope="row">On time<span class="second">of all</span></th>
        <td class="number">83% <svg aria-hidden="true"><title>up</title></svg></td></tr></tbody>
      </table>"""
    [table] = page_blocks(page)
    assert isinstance(table, WordTable)
    assert table.caption == "Visits"
    assert [[run.text for run in cell] for cell in table.heads] == [["Measure"], ["Now"]]
    assert ["".join(run.text for run in cell) for cell in table.rows[0]] == [
        "On time\nof all",
        "83%",
    ]
    assert list(table.numeric) == [False, True]


def test_a_chart_is_a_picture_with_its_words_and_other_pictures_are_left_out() -> None:
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    page = f"""<img src="{address}" alt="Logo"><figure><figcaption><h3>Up</h3><p>Percent</p>
      </figcaption><div><img src="{address}" alt="A &lt; B" width="400"></div></figure>"""
    assert page_blocks(page) == [WordPicture(png(), "A < B", 85.0, "Up. Percent")]


def test_a_part_may_be_left_out() -> None:
    page = '<section class="cover big"><h1>No</h1></section><p>Yes</p>'
    assert page_blocks(page, without=["cover"]) == [WordParagraph(plain("Yes"))]
