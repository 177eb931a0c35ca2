"""Figures that are printed after the profile of their day: none tells what the profile hides."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.section_keys import section_key
from performance.measures import measures_of
from performance.models import CouncilIndicator
from performance.packs.cells import proven_shield
from placements.dashboards.profile import cohort_profile, later
from placements.dashboards.profile.known import found_on
from placements.dashboards.profile.later import figures_that_tell
from placements.domain.cohort import ReturnYear
from placements.measures import computed_figures, surroundings
from reporting.domain.disclosure import DEFAULT_PROOF_RULES, PastCell
from reporting.models import Audience
from reporting.waiting import reader_waits

from ...performance.figures import a_figure
from ..synthetic import LAST, made_cohort

pytestmark = pytest.mark.django_db

# Beside what the profile hides, how many live with our own foster carers tells; girls do not.
TELLS, HARMLESS = "own-foster-carers", "girls"


@pytest.fixture
def cohort(nottingham, tmp_path):
    return made_cohort(nottingham, tmp_path / "returns")


@pytest.fixture
def told(nottingham, cohort):
    """What a public edition with the profile alone told and hid."""
    page = cohort_profile(nottingham, LAST, Audience.PUBLIC, cohort=cohort)
    cells = [
        PastCell(one.key, "value", one.state, None if one.shown is None else Decimal(one.shown), 1)
        for one in page.cells
    ]
    assert any(one.shown is None for one in cells)
    return cells


@pytest.fixture
def figures(nottingham, cohort):
    """Both figures as the returns have them, by code."""
    found = computed_figures(nottingham, cohort, [LAST], codes=[TELLS, HARMLESS])
    for one in found:
        a_figure(nottingham, one.code, "2020-21-Q4", of=(one.numerator, one.denominator))
    return {one.code: one for one in found}


def shown_now(council):
    shown = proven_shield(measures_of(council, off_too=True)).shown
    return {key: one for key, one in shown.items() if not one.shielded.is_hidden}


def codes(tells):
    return {key.split("/")[2] for key in tells}


def printed(council, code, value):
    (key,) = (
        key
        for key, one in shown_now(council).items()
        if one.measure.code == code and one.held.period.ends_on == LAST
    )
    return PastCell(key, "value", "shown", Decimal(value), 1)


def test_a_figure_that_would_tell_is_named_and_another_is_not(nottingham, cohort, told, figures):
    tells = figures_that_tell(nottingham, shown_now(nottingham), told, cohort)
    assert codes(tells) == {TELLS}
    assert set(tells.values()) == {
        frozenset(["nottingham/E06000018/section/cohort/2021-03-31"]),
    }


def test_it_is_what_the_profile_would_have_hidden_more_for(nottingham, cohort, told, figures):
    """Known beforehand, the figure stays and the profile of the same day hides other cells."""
    hidden = {one.key for one in told if one.shown is None}
    page = cohort_profile(
        nottingham, LAST, Audience.PUBLIC, cohort=cohort, figures=shown_now(nottingham)
    )
    assert {one.key for one in page.cells if one.shown is None} - hidden


def test_what_an_edition_printed_is_not_asked_again(nottingham, cohort, told, figures):
    one = figures[TELLS]
    value = round(100 * one.numerator / one.denominator)
    past = [*told, printed(nottingham, TELLS, value)]
    assert figures_that_tell(nottingham, shown_now(nottingham), past, cohort) == {}
    corrected = [*told, printed(nottingham, TELLS, value + 2)]
    assert codes(figures_that_tell(nottingham, shown_now(nottingham), corrected, cohort)) == {TELLS}


def test_what_editions_printed_of_another_day_is_no_matter(nottingham, cohort, told, figures):
    """A figure of a year before is judged beside the tables of its own day."""
    before = LAST.replace(year=LAST.year - 1)
    (then,) = computed_figures(nottingham, cohort, [before], codes=[HARMLESS])
    a_figure(nottingham, HARMLESS, "2019-20-Q4", of=(then.numerator, then.denominator))
    printed_now = [
        printed(nottingham, code, round(100 * one.numerator / one.denominator))
        for code, one in figures.items()
    ]
    tells = figures_that_tell(nottingham, shown_now(nottingham), [*told, *printed_now], cohort)
    assert not any("2020-21" in key for key in tells)


def test_a_figure_that_says_otherwise_than_the_returns_tells_nothing(nottingham, cohort, told):
    a_figure(nottingham, TELLS, "2020-21-Q4", of=(20, 80))
    assert figures_that_tell(nottingham, shown_now(nottingham), told, cohort) == {}


def test_a_measure_that_no_pack_prints_is_not_asked_about(nottingham, cohort, told, figures):
    CouncilIndicator.objects.filter(indicator__code=TELLS).update(on=False)
    assert TELLS in codes(shown_now(nottingham))
    assert figures_that_tell(nottingham, shown_now(nottingham), told, cohort) == {}


def test_figures_of_other_days_and_without_a_profile_cost_no_query(
    nottingham, told, figures, django_assert_num_queries
):
    shown = shown_now(nottingham)
    with django_assert_num_queries(0):
        assert figures_that_tell(nottingham, shown, []) == {}
        assert figures_that_tell(nottingham, {}, told) == {}


def test_without_the_returns_of_the_day_nobody_can_say_that_it_is_safe(
    nottingham, cohort, told, figures
):
    gone = dataclasses.replace(cohort, returns=(ReturnYear(2017, dt.date(2018, 3, 31)),))
    tells = figures_that_tell(nottingham, shown_now(nottingham), told, gone)
    assert codes(tells) == {TELLS, HARMLESS}


def test_a_hidden_month_brings_the_days_of_its_years(nottingham, told):
    months = [one for one in told if "/started/" in one.key or "/ceased/" in one.key]
    hidden = [one for one in months if one.shown is None]
    assert hidden
    assert LAST in later._days_told(nottingham, later._sections(months))
    shown = [one for one in months if one.shown is not None]
    assert later._days_told(nottingham, later._sections(shown)) == frozenset()


def test_a_hidden_need_of_a_statement_brings_its_day(nottingham):
    def told(*parts):
        key = section_key(nottingham.slug, nottingham.area_id, "homes", *parts)
        return PastCell(key, "value", "primary", None, 1)

    needs, register = told("2021-03-31", "needs", "homes", "2"), told("register", "2021-03-31", "h")
    assert later._days_told(nottingham, later._sections([needs])) == {LAST}
    assert later._days_told(nottingham, later._sections([register])) == frozenset()


def test_tables_that_no_edition_printed_hide_nothing(nottingham, cohort, told, figures):
    """Of a day of which a statement told a few numbers, the others are nobody's hidden cells."""
    few = [one for one in told if "/placement/" in one.key or one.key.endswith("/total")]
    assert any(one.shown is None for one in few)
    judge = later._Judge(nottingham, cohort, later._sections(few), {}, DEFAULT_PROOF_RULES)
    publication = judge._publication(found_on(cohort, LAST, surroundings(nottingham)), ())
    printed = {one.key.split("|")[1] for one in publication.quantities if one.printing != "nowhere"}
    assert printed == {"placement", "total"}


class TestWhatIsKept:
    @pytest.fixture(autouse=True)
    def held(self, cohort, monkeypatch, kept_pages):
        monkeypatch.setattr(later, "held_cohort", lambda council: cohort)

    @pytest.fixture
    def proofs(self, monkeypatch):
        """How often the auditor was asked."""
        asked = []

        def audit(*args, **options):
            asked.append(options["seconds"])
            return real(*args, **options)

        real = later.audit
        monkeypatch.setattr(later, "audit", audit)
        return asked

    def test_the_same_is_judged_once(self, nottingham, told, figures, proofs):
        shown = shown_now(nottingham)
        first = figures_that_tell(nottingham, shown, told)
        many = len(proofs)
        assert many
        assert figures_that_tell(nottingham, shown, told) == first
        assert len(proofs) == many
        figures_that_tell(nottingham, shown, [*told, printed(nottingham, TELLS, 1)])
        assert len(proofs) > many

    def test_out_of_time_everything_new_tells_and_is_asked_again(
        self, nottingham, told, figures, proofs
    ):
        shown = shown_now(nottingham)
        with reader_waits(0):
            assert codes(figures_that_tell(nottingham, shown, told)) == {TELLS, HARMLESS}
        assert codes(figures_that_tell(nottingham, shown, told)) == {TELLS}
