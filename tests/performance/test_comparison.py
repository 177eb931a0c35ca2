"""Any published measure across councils, from the releases that come with the product."""

from __future__ import annotations

from decimal import Decimal

import pytest
import pytest_django

from accounts.models import Council
from performance.dashboards.comparison import Asked, Comparison, comparison, comparison_csv
from performance.dashboards.comparison import series_groups as groups
from performance.models import Indicator
from reference.models import PublishedSeries, PublishedStatistic
from reporting.domain.charts import ChartKind, Role

pytestmark = pytest.mark.django_db


def page(council: Council, series: str, **asked: object) -> Comparison:
    found = comparison(
        council,
        PublishedSeries.objects.get(code=series),
        Asked(**asked),  # type: ignore[arg-type]
    )
    assert found is not None
    return found


def test_ours_among_all_authorities(nottingham: Council) -> None:
    """Nottingham's 93 of dental checks in 2025: 17 authorities printed more."""
    found = page(nottingham, "dental-check")
    values = PublishedStatistic.objects.filter(
        release=2025, year=2025, area__kind="authority", value__isnull=False,
        breakdown="Had their teeth checked by a dentist",
    )  # fmt: skip
    better, same = values.filter(value__gt=93).count(), values.filter(value=93).count()
    assert (better, same > 1) == (17, True)
    assert found.own is not None
    assert found.own.place is not None
    assert found.own.place.words == f"joint 18th of {values.count()}"
    assert (found.own.text, found.own.counts) == ("93%", "434 of 466")
    assert (found.release, found.year, found.ranked) == (2025, 2025, 151)
    assert found.quartile == "in the best quartile"


def test_the_rank_begins_at_the_lowest_where_that_is_better(nottingham: Council) -> None:
    found = page(nottingham, "three-or-more-placements")
    places = [row.place.rank for row in found.rows if row.place]
    texts = [row.text for row in found.rows if row.place]
    assert places == sorted(places)
    assert (texts[0], texts[-1]) == ("0%", "18%")
    assert found.order == "counted from the lowest, which is better"


def test_symbols_have_no_place_and_stand_last(nottingham: Council) -> None:
    found = page(nottingham, "three-or-more-placements")
    unranked = [row for row in found.rows if row.place is None]
    assert {row.text for row in unranked} <= {"c", "z", "x", "k"}
    assert found.rows[-len(unranked) :] == tuple(unranked)
    assert found.chart is not None
    assert len([row for row in found.chart.rows if row.role is not Role.ENGLAND]) == found.ranked


@pytest.mark.parametrize("symbol", ["c", "z", "x", "k"])
def test_our_own_symbol_is_no_place(nottingham: Council, symbol: str) -> None:
    PublishedStatistic.objects.filter(area=nottingham.area_id, year=2025).update(
        value=None, value_symbol=symbol, count=None, count_symbol=symbol
    )
    found = page(nottingham, "dental-check")
    assert found.own is not None
    assert (found.own.text, found.own.place, found.quartile) == (symbol, None, "")
    assert found.ranked == 150


def test_no_quartiles_without_a_better_side(nottingham: Council) -> None:
    assert page(nottingham, "cla-rate").bands == ()
    assert page(nottingham, "cla-rate").quartile == ""
    assert len(page(nottingham, "dental-check").bands) == 4
    Indicator.objects.filter(published="dental-check").update(polarity="none")
    assert page(nottingham, "dental-check").bands == ()


def test_the_bands_hold_every_ranked_authority_once(nottingham: Council) -> None:
    found = page(nottingham, "dental-check")
    assert sum(band.authorities for band in found.bands) == found.ranked
    assert [band.own for band in found.bands] == [True, False, False, False]


def test_among_neighbours_and_the_region(nottingham: Council) -> None:
    near = page(nottingham, "cla-rate", among="neighbours")
    assert len(near.rows) == 11
    assert sum(row.neighbour for row in near.rows) == 10
    assert near.own is not None
    assert near.own.place is not None
    assert near.own.place.words == "5th of 11"
    assert near.bands == ()
    assert near.chart is not None
    assert near.chart.kind is ChartKind.DOTS
    region = page(nottingham, "cla-rate", among="region")
    assert region.whom == "the authorities of East Midlands"
    assert {row.name for row in region.rows} >= {"Nottingham", "Derby", "Leicester", "Rutland"}


def test_the_neighbours_are_those_of_the_release(nottingham: Council) -> None:
    names = [
        {row.name for row in page(nottingham, "cla-rate", among="neighbours", release=one).rows}
        for one in (2024, 2025)
    ]
    assert names[0] != names[1]


def test_what_was_revised_between_releases(nottingham: Council) -> None:
    found = page(nottingham, "cla-31-march", year=2024)
    row = found.revised_year
    assert row is not None
    assert (row.changed, row.compared) == (74, 155)
    assert (row.own_changed, row.own_was, row.own_now) == (True, "674", "675")
    assert [(one.year, one.changed) for one in found.revised] == [
        (2024, 74), (2023, 14), (2022, 6), (2021, 6),
    ]  # fmt: skip
    assert page(nottingham, "cla-31-march", year=2025).revised_year is None
    assert page(nottingham, "dental-check").revised == ()


def test_an_older_release_is_read_as_it_was(nottingham: Council) -> None:
    found = page(nottingham, "cla-31-march", year=2024, release=2024)
    assert found.own is not None
    assert found.own.text == "674"
    assert found.years == (2024, 2023, 2022, 2021, 2020)


def test_a_series_of_the_older_release_alone(nottingham: Council) -> None:
    found = page(nottingham, "adopted")
    assert (found.release, found.year, found.releases) == (2024, 2024, (2024,))


def test_over_the_years(nottingham: Council) -> None:
    found = page(nottingham, "dental-check")
    first = found.over_years[-1]
    assert (first.year, first.own, first.england) == (2021, "53%", "40%")
    assert first.place == "joint 33rd of 149"
    assert found.trend is not None
    assert found.trend.x == ("2021", "2022", "2023", "2024", "2025")
    assert found.trend.series[0].y[0] == Decimal(53)
    assert "Nottingham: 2021 53%" in found.trend.alt


def test_england_is_no_scale_for_numbers_of_children(nottingham: Council) -> None:
    found = page(nottingham, "cla-31-march", among="region")
    assert found.chart is not None
    assert found.trend is not None
    assert Role.ENGLAND not in {row.role for row in found.chart.rows}
    assert Role.ENGLAND not in {line.role for line in found.trend.series}


def test_what_is_not_held_is_answered_with_the_nearest(nottingham: Council) -> None:
    found = page(nottingham, "foster-placements", year=2021, release=2024, among="nobody")
    assert (found.year, found.release, found.among) == (2025, 2025, "all")
    assert found.asked_in_vain == "the 2024 release and 31 March 2021"
    assert page(nottingham, "foster-placements", year=2024).asked_in_vain == ""


def test_a_fictional_council_sees_the_others_and_no_place(exampleshire: Council) -> None:
    found = page(exampleshire, "dental-check", among="neighbours")
    assert (found.own, found.among) == (None, "all")
    assert [choice.value for choice in found.amongst] == ["all"]
    assert found.ranked == 151


def test_nothing_held_of_a_series(nottingham: Council) -> None:
    PublishedStatistic.objects.filter(table="school_moves").delete()
    series = PublishedSeries.objects.get(code="school-moves-in-year")
    assert comparison(nottingham, series, Asked()) is None


def test_every_published_series_can_be_compared(nottingham: Council) -> None:
    listed = {series.code for group in groups() for series in group.series}
    assert listed == set(PublishedSeries.objects.values_list("code", flat=True))
    for code in listed:
        assert page(nottingham, code).ranked > 20, code


def test_the_file_has_every_authority_of_the_page(nottingham: Council) -> None:
    head, *rows = comparison_csv(page(nottingham, "dental-check"))
    found = {row[7]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(found) == len(page(nottingham, "dental-check").rows)
    own = found["E06000018"]
    assert (own["rank"], own["value"], own["numerator"], own["ours"]) == (18, 93, 434, "yes")
    hidden = next(row for row in found.values() if row["symbol"])
    assert (hidden["rank"], hidden["value"]) == (None, None)


def test_queries_do_not_grow(
    nottingham: Council, django_assert_num_queries: pytest_django.DjangoAssertNumQueries
) -> None:
    series = PublishedSeries.objects.get(code="cla-rate")
    nottingham.refresh_from_db()
    assert nottingham.area.region
    with django_assert_num_queries(5):
        comparison(nottingham, series, Asked())
