"""Every authority's published values, from the releases that come with the product."""

from __future__ import annotations

from decimal import Decimal

import pytest
import pytest_django

from reference.authorities import (
    authorities,
    exact_share,
    own_values,
    values_of_year,
    values_over_years,
)
from reference.domain.ranking import revised
from reference.domain.statistics import ENGLAND
from reference.models import Area, PublishedSeries, PublishedStatistic

pytestmark = pytest.mark.django_db
NOTTINGHAM = "E06000018"


def series(code: str) -> PublishedSeries:
    return PublishedSeries.objects.get(code=code)


def test_74_of_155_authorities_counts_of_2024_changed_in_the_release_of_2025() -> None:
    known = authorities()
    every = values_over_years(series("cla-31-march"))
    was, now = (
        {code: cell for code, cell in every[release, 2024].items() if code in known}
        for release in (2024, 2025)
    )
    found = revised(was, now)
    assert (len(found.changed), found.compared) == (74, 155)
    assert NOTTINGHAM in found.changed
    assert (was[NOTTINGHAM].value, now[NOTTINGHAM].value) == (674, 675)


def test_both_releases_and_all_their_years_are_there() -> None:
    found = values_over_years(series("cla-rate"))
    assert set(found) == {
        *((2024, year) for year in range(2020, 2025)),
        *((2025, year) for year in range(2021, 2026)),
    }
    assert found[2025, 2025][ENGLAND].value == 67
    assert found[2025, 2021][NOTTINGHAM].value == 102


def test_a_year_has_counts_and_totals_of_authorities_alone() -> None:
    found = values_of_year(series("same-carer-two-years"), 2025, 2021)
    assert ENGLAND not in found
    own = found[NOTTINGHAM]
    assert (own.value, own.count, own.total) == (62, 143, 232)


def test_a_complement_is_turned_round_in_both_readings() -> None:
    one = series("not-at-a-distance")
    printed = PublishedStatistic.objects.get(
        release=2025, year=2025, area=NOTTINGHAM, table=one.table, heading=one.heading,
        breakdown=one.breakdown,
    ).value  # fmt: skip
    assert printed is not None
    for found in (values_over_years(one)[2025, 2025], values_of_year(one, 2025, 2025)):
        assert found[NOTTINGHAM].value == 100 - printed


def test_all_that_was_published_of_an_area(
    django_assert_num_queries: pytest_django.DjangoAssertNumQueries,
) -> None:
    asked = [series("cla-rate"), series("dental-check")]
    with django_assert_num_queries(1):
        found = own_values(Area(code=NOTTINGHAM), asked)
    assert set(found["cla-rate", 2023]) == {2024, 2025}
    assert [found["cla-rate", 2023][release].value for release in (2024, 2025)] == [107, 108]
    assert [found["cla-rate", 2023][release].total for release in (2024, 2025)] == [66_975, 66_706]
    assert set(found["dental-check", 2021]) == {2025}
    assert ("dental-check", 2020) not in found


def test_nothing_is_published_of_a_fictional_area() -> None:
    nowhere = Area.objects.create(code="X99000007", name="Nowhere", kind=Area.Kind.FICTIONAL)
    assert own_values(nowhere, [series("cla-rate")]) == {}


def test_the_share_before_rounding() -> None:
    own = values_of_year(series("care-leavers-19-21-suitable"), 2025, 2021)[NOTTINGHAM]
    share = exact_share(own)
    assert share is not None
    assert share.quantize(Decimal("0.001")) == Decimal("90.217")
    hidden = values_of_year(series("cla-31-march"), 2025, 2021)[NOTTINGHAM]
    assert exact_share(hidden) is None
