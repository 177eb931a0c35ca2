"""What a statement says to whom: figures and words, nothing of a home or of a few children."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from placements.models import Intention, MarkResponse, Setting
from placements.packs.statement import MARKET, SUFFICIENCY, statement_pack
from placements.packs.statement.intended import line_of
from placements.packs.statement.rendering import statement_html, statement_pdf
from tests.documents.checks import assert_pdf_ua

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(statement):
    return statement_pack(statement, SUFFICIENCY, "public")


@pytest.fixture
def board(statement):
    return statement_pack(statement, SUFFICIENCY, "board")


def names_of_homes(council):
    return list(Setting.objects.for_council(council).values_list("name", flat=True))


def test_the_twelve_marks_stand_with_answer_evidence_and_actions(board):
    assert [one.number for one in board.marks] == list(range(1, 13))
    assert sum(count for _, _, count in board.verdict_counts) == 12
    html = statement_html(board, "edition")
    for mark in board.marks:
        assert mark.title in html
        for one in mark.evidence:
            assert f'id="{one.anchor}"' in html, one.anchor
    sixth = board.marks[5]
    assert sixth.verdict_words == "Not met"
    assert sixth.evidence
    assert [one.owner for one in sixth.actions] == ["Head of fostering"]


def test_no_edition_for_everybody_names_a_home_or_tells_a_hidden_number(public, statement):
    html = statement_html(public, "edition")
    assert not [name for name in names_of_homes(statement.council) if name in html]
    hidden = [one for one in public.page.cells if one.state != "shown"]
    assert hidden
    assert all(one.shown is None for one in hidden)
    assert not [one for one in public.page.cells if one.shown in range(1, 6)]
    assert "Not for publication" not in html


def test_a_board_edition_with_small_numbers_is_marked(board):
    assert board.page.holds_small_numbers
    assert "Not for publication" in statement_html(board, "paper")


def test_the_market_position_tells_of_demand_and_intentions_and_of_no_price(statement, nottingham):
    pack = statement_pack(statement, MARKET, "board")
    assert pack.is_public
    html = statement_html(pack, "edition")
    assert "£" not in html
    assert not pack.marks
    assert {one.key for one in pack.sections} <= {"happened", "forecast", "enough"}
    assert {one.name for one in pack.ways} == {
        "Framework of the four councils",
        "Supported accommodation, dynamic purchasing",
        "Block of places in children’s homes",
    }
    assert all(one.kind for one in pack.intentions)
    assert "Head of commissioning" in html


def test_what_became_of_last_years_intentions_is_told(board):
    states = {one.what: one.state for one in board.became}
    assert any(state.startswith("Done on ") for state in states.values())
    assert "Under way" in states.values()
    newest = "Review the price of every residential placement above the framework’s"
    assert newest not in states
    assert newest in {one.what for one in board.intentions}


def test_an_intention_past_its_day_is_late_and_later_progress_is_not_told(statement):
    one = Intention.objects.for_council(statement.council).filter(done_on=None).first()
    day = statement.as_at
    one.due_on = day.replace(day=1)
    line = line_of(one, day)
    assert (line.state, line.is_late) == ("Late", True)
    assert not line_of(one, one.made_on).progress


def test_words_are_looked_through_for_homes_and_few_children(statement):
    home = Setting.objects.for_council(statement.council).first()
    answer = MarkResponse.objects.get(statement=statement, mark=1)
    answer.response = f"All is well. Two children moved from {home.name.upper()}."
    answer.save()
    pack = statement_pack(statement, SUFFICIENCY, "public")
    assert home.name in pack.naming
    assert any("Two children moved" in one for one in pack.to_read)
    assert "All is well." not in pack.to_read


def test_the_market_position_is_short(statement):
    told = {
        view.key
        for section in statement_pack(statement, MARKET, "public").sections
        for view in section.views
    }
    assert {"mix", "gap", "districts"} <= told
    assert told.isdisjoint({"entries", "time-in-care", "numbers", "places", "week", "owners"})


@pytest.mark.parametrize("kind", [SUFFICIENCY, MARKET])
def test_the_pdf_is_accessible(statement, kind):
    """One section and one mark stand for all: they are made alike."""
    pack = statement_pack(statement, kind, "public")
    enough = tuple(
        replace(one, views=one.views[:3]) for one in pack.sections if one.key == "enough"
    )
    short = replace(pack, sections=enough, marks=tuple(m for m in pack.marks if m.number == 6))
    assert_pdf_ua(statement_pdf(short).data)


def test_the_same_statement_makes_the_same_page(public, statement):
    again = statement_pack(statement, SUFFICIENCY, "public")
    assert again.beside == public.beside
    strip = re.compile(r"\s+")
    first, second = (strip.sub("", statement_html(one, "edition")) for one in (public, again))
    assert first == second
