"""The dashboard's builder: sentence, groups, themes, questions, and how many queries it takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Council, User
from performance.dashboards import latest_quarter, quarter_dashboard
from performance.models import Commentary, Indicator, Pack
from reference.domain.periods import quarter
from reporting.models import Edition
from tests.performance.figures import NOON, a_figure, a_return, a_target, indicator, switch_on

Q4 = quarter(2020, 4)
pytestmark = pytest.mark.django_db


def comment(council: Council, code: str, text: str, version: int = 1) -> Commentary:
    measure = indicator(code)
    said = Commentary.objects.create(
        council=council,
        reported_in=a_return(council, measure.theme_id, Q4.key),
        indicator=measure,
        version=version,
        text=text,
        signed_at=NOON,
    )
    said.indicators.set([measure])
    return said


def test_the_sentence_counts_targets_and_changes(nottingham: Council) -> None:
    for code, value in (("visits-on-time", "83.3"), ("reviews-on-time", "95.9")):
        a_figure(nottingham, code, "2020-21-Q4", value)
    a_figure(nottingham, "reviews-on-time", "2020-21-Q3", "95")
    a_target(nottingham, "visits-on-time", "95")
    a_target(nottingham, "reviews-on-time", "95")
    board = quarter_dashboard(nottingham, Q4)
    assert board.headline.text == (
        "1 of 2 targets was met and 1 was missed; "
        "the one measure with an earlier figure got better."
    )
    assert [group.count for group in board.groups] == [1, 0, 1]


def test_what_officers_report_as_falling_does_not_hide(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49", reported_direction="worsening")
    text = quarter_dashboard(nottingham, Q4).headline.text
    assert "Officers report that “Dental check up to date” is" in text


def test_the_newest_words_stand_and_withdrawn_ones_go(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    comment(nottingham, "dental-check", "First words.")
    comment(nottingham, "dental-check", "Better words.", version=2)
    section = next(s for s in quarter_dashboard(nottingham, Q4).sections if s.comments)
    assert [said.text for said in section.comments] == ["Better words."]
    comment(nottingham, "dental-check", "", version=3)
    assert not any(s.comments for s in quarter_dashboard(nottingham, Q4).sections)


def test_questions_come_from_what_went_wrong(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "99")
    a_target(nottingham, "visits-on-time", "95")
    a_figure(nottingham, "reviews-on-time", "2020-21-Q4", "50")
    a_target(nottingham, "reviews-on-time", "95")
    section = next(s for s in quarter_dashboard(nottingham, Q4).sections if s.rows)
    assert section.questions
    assert set(section.questions) <= set(indicator("reviews-on-time").questions)


def test_a_theme_without_figures_says_so_and_names_what_is_missing(nottingham: Council) -> None:
    switch_on(nottingham, "visits-on-time")
    board = quarter_dashboard(nottingham, Q4)
    assert board.is_empty
    assert board.sections[0].without_figure == ("Children seen on time",)
    assert board.headline.text.startswith("No figures for this quarter yet")


def test_the_latest_quarter_is_the_newest_signed_off(nottingham: Council) -> None:
    assert latest_quarter(nottingham) is None
    a_return(nottingham, "seen", "2020-21-Q3")
    a_return(nottingham, "seen", "2020-21-Q4", status="open", signed_off_times=0)
    assert latest_quarter(nottingham) == quarter(2020, 3)


@pytest.mark.parametrize("measures", [3, 45])
def test_twelve_queries_whatever_the_number_of_measures(
    nottingham: Council,
    councillor: User,
    client_of: Callable[[User], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    measures: int,
) -> None:
    codes = Indicator.objects.filter(council=None, frequency="quarter", unit="percent")
    for code in codes.values_list("code", flat=True)[:measures]:
        for period in ("2020-21-Q2", "2020-21-Q3", "2020-21-Q4"):
            a_figure(nottingham, code, period, of=(60, 100))
    client = client_of(councillor)
    url = reverse("performance:dashboard", args=["nottingham", Q4.key])
    client.get(url)
    with django_assert_max_num_queries(12):
        answer = client.get(url)
    assert answer.status_code == 200


def test_a_quarter_that_is_half_signed_off_says_so(
    nottingham: Council, councillor: User, client_of: Callable[[User], Client]
) -> None:
    a_figure(nottingham, "visits-on-time", Q4.key, "83.3")
    a_return(nottingham, "healthy", Q4.key, status="draft", signed_off_times=0)
    board = quarter_dashboard(nottingham, Q4)
    assert (board.is_partial, board.signed_off, board.opened) == (True, 1, 2)
    url = reverse("performance:dashboard", args=["nottingham", Q4.key])
    page = client_of(councillor).get(url).content.decode()
    assert "So far 1 of 2 themes are signed off" in page


def test_a_correction_after_publication_is_told(nottingham: Council, administrator: User) -> None:
    a_figure(nottingham, "visits-on-time", Q4.key, "83.3")
    Pack.objects.create(council=nottingham, quarter=Q4.key)
    Edition.objects.create(
        council=nottingham,
        kind="performance-pack",
        subject=Q4.key,
        audience="public",
        number=1,
        title="Pack",
        published_at=NOON + dt.timedelta(days=1),
        published_by=administrator,
        pages=1,
    )
    board = quarter_dashboard(nottingham, Q4)
    assert (board.is_published, board.is_changed) == (True, False)
    later = NOON + dt.timedelta(days=2)
    a_figure(nottingham, "visits-on-time", Q4.key, "84", version_reason="Late", signed_at=later)
    assert quarter_dashboard(nottingham, Q4).is_changed


def test_a_long_group_names_eight_and_folds_the_rest(nottingham: Council) -> None:
    codes = Indicator.objects.filter(council=None, unit="percent", polarity="high")
    for code in codes.values_list("code", flat=True)[:10]:
        a_figure(nottingham, code, Q4.key, "50", basis="not_stated")
        a_target(nottingham, code, "95")
    missed = quarter_dashboard(nottingham, Q4).groups[-1]
    assert (len(missed.named), len(missed.more)) == (8, 2)
