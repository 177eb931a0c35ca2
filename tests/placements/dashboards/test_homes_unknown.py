"""Need and use of places where returns, or placements in the register, or both, are lacking: what
is unknown is no nought.
"""

from __future__ import annotations

import datetime as dt

import pytest

from placements.dashboards.homes import homes_page, view_lines
from placements.models import Child, Placement, Places, Provider, Setting, Statement
from placements.packs.statement import SUFFICIENCY, statement_pack
from placements.packs.statement.rendering import statement_html
from reporting.models import Audience

from ..homes import LAST, load_made_returns

pytestmark = pytest.mark.django_db
BOTH = (Audience.BOARD, Audience.PUBLIC)


@pytest.fixture
def homes(nottingham):
    """Three lines of a register, each for several homes, and nobody who lives there."""
    own = Provider.objects.create(council=nottingham, name="The council", sector="own")
    return [
        home(own, "Children’s homes", "home", 19),
        home(own, "Short breaks", "short-breaks", 11),
        home(own, "Semi-independent homes", "supported", 23),
    ]


def home(provider, name, kind, number, **ages):
    made = Setting.objects.create(provider=provider, name=name, kind=kind, **ages)
    Places.objects.create(setting=made, from_on=LAST, registered=number, usable=number)
    return made


def place(council, setting, number, on=LAST, ends_on=None):
    for each in range(number):
        name = f"{setting.pk}-{each}-{on}"
        child = Child.objects.create(council=council, pseudonym=name)
        Placement.objects.create(
            child=child, setting=setting, route="in-house", starts_on=on, ends_on=ends_on,
            ending="planned" if ends_on else "",
        )  # fmt: skip


def told(page):
    """Every sentence, cell and question."""
    views = page.views.values()
    words = [page.sentence, page.lead, *page.questions]
    words += [text for view in views for text in (view.title, view.sentence, *view.notes)]
    return " ".join((*words, *(cell for view in views for row in view.rows for cell in row)))


@pytest.mark.parametrize("audience", BOTH)
def test_without_returns_and_placements_places_alone_are_told(nottingham, homes, audience):
    page = homes_page(nottingham, LAST, audience)
    assert page.sentence == "The register has 53 places that our children may take."
    assert page.lead == " How many of our children need these places is not known yet."
    assert page.gap == ()
    assert page.questions == ()
    gap = page.views["gap"]
    assert gap.title == "Places by kind"
    assert gap.head == ("Type of home", "All ages")
    assert gap.rows == (("Children’s homes", "19"), ("Supported accommodation", "23"))
    assert "need these places is not known yet" in gap.sentence
    # The lead counts short breaks, which have no row here.
    assert "11 more of them are of other kinds" in gap.notes[-1]
    places = page.views["places"]
    assert {row[-3:] for row in places.rows} == {("–", "–", "–")}
    assert [row[2] for row in places.rows] == ["19", "11", "23"]
    assert "How many are in use is not known yet" in places.sentence
    assert page.views["use"].is_empty
    assert "not known yet" in page.views["use"].sentence
    assert "vacancies" not in page.views
    assert page.views["districts"].head == ("District", "Homes", "Registered places")
    assert page.views["forecast"].sentence.endswith("none holds this day.")
    assert not [word for word in ("spare", "for 0", "empty", "is there") if word in told(page)]
    assert page.is_proven


def test_what_to_do_is_said_to_those_who_can(nottingham, homes):
    board, public = (homes_page(nottingham, LAST, audience) for audience in BOTH)
    for key, words in (("gap", "loads a return"), ("places", "spreadsheet of placements")):
        assert words in board.views[key].sentence
        assert words not in public.views[key].sentence


def test_files_tell_what_the_page_tells(nottingham, homes):
    page = homes_page(nottingham, LAST, Audience.BOARD)
    assert list(view_lines(page, page.views["gap"])) == [
        ("day", "Type of home", "All ages"),
        ("2021-03-31", "Children’s homes", 19),
        ("2021-03-31", "Supported accommodation", 23),
    ]
    lines = list(view_lines(page, page.views["places"]))
    assert [line[-3:] for line in lines[1:]] == [("–", "–", "–")] * 3


def test_ages_stand_there_once_somebody_has_said_them(nottingham, homes):
    own = homes[0].provider
    home(own, "For the older ones", "home", 4, age_from=10)
    gap = homes_page(nottingham, LAST, Audience.BOARD).views["gap"]
    assert gap.title == "Places by kind and age"
    assert len(gap.head) == 6
    assert gap.rows[0][-1] == "23"


def test_households_of_whom_nobody_knows_who_lives_there(nottingham, homes):
    home(homes[0].provider, "A household", "foster", 2)
    told_of = dict(homes_page(nottingham, LAST, Audience.BOARD).views["fostering"].rows)
    assert (told_of["In use"], told_of["Empty"]) == ("–", "–")
    assert told_of["Approved places"] == "2"


@pytest.mark.parametrize("audience", BOTH)
def test_children_of_returns_need_places_whose_use_nobody_knows(
    nottingham, homes, tmp_path, audience
):
    """The short homes are asked about, and not why our own places are empty."""
    load_made_returns(nottingham, tmp_path / "returns")
    page = homes_page(nottingham, LAST, audience)
    assert page.gap
    assert any(line.whole.words.endswith("short") for line in page.gap)
    assert "with foster carers" in page.sentence
    assert {row[-3:] for row in page.views["places"].rows} == {("–", "–", "–")}
    assert "vacancies" not in page.views
    assert not [one for one in page.questions if "places empty" in one]


def test_placements_alone_tell_use_and_need_but_no_age(nottingham, homes):
    place(nottingham, homes[0], 7)
    page = homes_page(nottingham, LAST, Audience.BOARD)
    lines = {line.key: line for line in page.gap}
    assert (lines["homes"].whole.words, lines["homes"].whole.beside) == ("12 spare", "19 for 7")
    assert page.sentence == (
        "Every child whom the register has placed has a place of the right kind."
    )
    assert page.lead == " No SSDA903 return says whether those are all of our children."
    assert {cell.words for cell in lines["homes"].cells} == {"–"}
    assert {cell.beside.partition(" for ")[2] for cell in lines["homes"].cells} == {"–"}
    assert "No kind is short" in page.views["gap"].sentence
    assert any("does not know how old" in note for note in page.views["gap"].notes)
    row = page.views["places"].rows[0]
    assert row[-3:] == ("7", "12", "37%")
    assert page.views["places"].sentence.startswith("46 of 53 places")
    assert "vacancies" in page.views


def test_a_kind_that_is_short_is_told_without_an_age(nottingham, homes):
    place(nottingham, homes[0], 32)
    page = homes_page(nottingham, LAST, Audience.BOARD)
    assert page.sentence == "Most is lacking in “Children’s homes”:"
    said = page.views["gap"].sentence
    assert said == "Most is lacking in “Children’s homes”: 19 places for 32 children."
    assert page.questions[0] == ("What would it take to find 13 more places in “Children’s homes”?")


def test_a_few_children_without_an_age_are_small_numbers_all_the_same(nottingham, homes):
    place(nottingham, homes[0], 3)
    assert homes_page(nottingham, LAST, Audience.BOARD).holds_small_numbers
    gap = homes_page(nottingham, LAST, Audience.PUBLIC).gap
    assert "19 for c" in {line.whole.beside for line in gap}


def test_days_before_the_first_placement_are_unknown_and_after_the_last_one_use_is_known(
    nottingham, homes
):
    later = LAST + dt.timedelta(days=30)
    place(nottingham, homes[0], 7, on=later, ends_on=later + dt.timedelta(days=10))
    before = homes_page(nottingham, LAST, Audience.BOARD)
    assert "not known yet" in before.views["places"].sentence
    after = homes_page(nottingham, later + dt.timedelta(days=20), Audience.BOARD)
    assert after.views["places"].sentence.startswith("53 of 53 places")
    assert "not known yet" in after.views["gap"].sentence  # who needs them now nobody has said


def test_a_statement_says_that_need_is_unknown_where_its_table_would_stand(nottingham, homes):
    statement = Statement.objects.create(council=nottingham, as_at=LAST)
    for audience in BOTH:
        pack = statement_pack(statement, SUFFICIENCY, audience)
        evidence = [one for mark in pack.marks for one in mark.evidence]
        assert "Empty places by age" not in {one.title for one in evidence}
        assert {one.sentence for one in evidence if one.anchor == "view-gap"} == {
            pack.page.views["gap"].sentence
        }
        html = statement_html(pack, "edition")
        assert html.count('id="view-gap"') == 1
        assert "How many of our children need these places is not known yet." in html
        assert " spare" not in html
