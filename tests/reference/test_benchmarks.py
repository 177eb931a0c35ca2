"""Benchmarks from the figures that come with the product."""

import datetime as dt
from decimal import Decimal

import pytest
import pytest_django

from reference.benchmarks import Benchmark, Place, benchmarks, published_years
from reference.models import Area, PublishedSeries, PublishedStatistic, StatisticalNeighbour

pytestmark = pytest.mark.django_db

ENGLAND_2025 = {
    "cla-31-march": 81_770,
    "cla-rate": 67,
    "three-or-more-placements": 10,
    "same-carer-two-years": 69,
    "over-20-miles-and-outside": 18,
    "not-at-a-distance": 82,
    "health-assessment": 90,
    "dental-check": 81,
    "immunisations": 84,
    "sdq-received": 78,
    "sdq-average-score": Decimal("14.9"),
    "care-leavers-19-21-eet": 54,
    "care-leavers-19-21-suitable": 89,
}
# Value, count, total.
NOTTINGHAM_2021 = {
    "cla-31-march": (684, 684, None),
    "cla-rate": (102, 684, 66_943),
    "three-or-more-placements": (10, 68, 684),
    "same-carer-two-years": (62, 143, 232),
    "care-leavers-19-21-suitable": (90, 249, 276),
    "care-leavers-19-21-eet": (63, 179, 283),
    "dental-check": (53, 256, 484),
    "health-assessment": (88, 424, 484),
    "sdq-average-score": (Decimal("14.8"), None, None),
}


@pytest.fixture
def area() -> Area:
    return Area.objects.get(code="E06000018")


def one(area: Area, series: str, **asked: int) -> Benchmark:
    return benchmarks(area, series=[series], **{"year": 2025, "release": 2025} | asked)[series]


def test_england_2025(area: Area) -> None:
    found = benchmarks(area, year=2025, release=2025)
    values = {code: found[code].england for code in ENGLAND_2025}
    assert {code: cell and cell.value for code, cell in values.items()} == ENGLAND_2025


def test_nottingham_2021(area: Area) -> None:
    found = benchmarks(area, year=2021, release=2025)
    for code, expected in NOTTINGHAM_2021.items():
        own = found[code].own
        assert own
        assert (own.value, own.count, own.total) == expected, code


def test_neighbours_are_worked_out_by_hand(area: Area) -> None:
    # The rates of Nottingham's ten neighbours (2025 model) on 31 March 2025, as DfE prints them.
    codes = area.neighbour_links.filter(model=2025).values_list("neighbour_id", flat=True)
    rates = PublishedStatistic.objects.filter(
        release=2025, year=2025, area__in=codes, breakdown__startswith="Children looked after on"
    ).values_list("value", flat=True)
    ordered = sorted(rate for rate in rates if rate is not None)
    assert len(ordered) == 10
    found = one(area, "cla-rate")
    assert found.neighbours_median == (ordered[4] + ordered[5] + 1) // 2
    assert found.neighbours_mean == Decimal(sum(ordered) / 10).quantize(Decimal("0.1"))
    assert (found.neighbours_used, found.neighbours_of) == (10, 10)
    assert (found.region_name, found.neighbour_model) == ("East Midlands", 2025)


def test_the_neighbours_are_those_of_the_release(area: Area) -> None:
    assert one(area, "same-carer-two-years", year=2024).neighbour_model == 2025
    older = one(area, "same-carer-two-years", year=2024, release=2024)
    assert older.neighbour_model == 2021
    newer = StatisticalNeighbour.objects.filter(area=area, model=2025)
    assert set(newer.values_list("neighbour_id")) != set(
        area.neighbour_links.filter(model=2021).values_list("neighbour_id")
    )


def test_hidden_neighbours_are_left_out(area: Area) -> None:
    codes = list(area.neighbour_links.filter(model=2025).values_list("neighbour_id", flat=True))
    rows = PublishedStatistic.objects.filter(
        release=2025, year=2025, breakdown="Living with the same carer for at least 2 years"
    )
    rows.filter(area__in=codes[2:]).update(value=None, value_symbol="c")
    rows.filter(area=codes[0]).update(value=None, value_symbol="k")
    rows.filter(area=codes[1]).update(value=61)
    found = one(area, "same-carer-two-years")
    assert (found.neighbours_median, found.neighbours_mean) == (31, Decimal("30.5"))
    assert (found.neighbours_used, found.neighbours_of) == (2, 10)


def test_a_hidden_own_figure_is_its_symbol(area: Area) -> None:
    PublishedStatistic.objects.filter(area=area, year=2025).update(
        value=None, value_symbol="c", count=None, count_symbol="c"
    )
    own = one(area, "dental-check").own
    assert own
    assert (own.value, own.symbol, own.count, own.total) == (None, "c", None, None)


def test_what_a_year_does_not_have_is_absent(area: Area) -> None:
    found = benchmarks(area, year=2021, release=2025)
    assert "foster-placements" not in found
    assert "cla-rate" in found
    assert benchmarks(area, year=1999, release=2025) == {}
    assert benchmarks(area, year=2025, release=2025, series=["no-such-series"]) == {}


def test_a_fictional_area_has_england_alone() -> None:
    nowhere = Area.objects.create(code="X99000008", name="Nowhere", kind=Area.Kind.FICTIONAL)
    found = one(nowhere, "cla-rate")
    assert found.england
    assert found.england.value == 67
    assert (found.own, found.region, found.neighbours_median) == (None, None, None)
    assert (found.neighbours_of, found.neighbour_model) == (0, None)


def test_london_is_compared_with_its_half() -> None:
    found = one(Area.objects.get(name="Camden"), "cla-rate")
    assert found.region_name == "Inner London"


def test_three_queries_whatever_the_number_of_series(
    area: Area, django_assert_num_queries: pytest_django.DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        every = benchmarks(area, year=2025, release=2025)
    with django_assert_num_queries(3):
        few = benchmarks(area, year=2025, release=2025, series=["cla-rate"])
    assert len(every) > 40
    assert every["cla-rate"] == few["cla-rate"]


def test_a_series_through_the_years_with_each_area(django_assert_num_queries):
    nottingham = Area.objects.get(pk="E06000018")
    series = PublishedSeries.objects.get(code="cla-rate")
    with django_assert_num_queries(2):
        years = published_years(nottingham, series)
    assert [year.benchmark.year for year in years] == [2021, 2022, 2023, 2024, 2025]
    last = years[-1]
    assert last.ends_on == dt.date(2025, 3, 31)
    assert last.benchmark == benchmarks(nottingham, year=2025, series=["cla-rate"])["cla-rate"]
    assert [one.place for one in last.areas].count(Place.NEIGHBOUR) == 10
    assert (last.areas[0].name, last.areas[0].published.value) == ("Nottingham", 93)
    assert (last.areas[-1].place, last.areas[-1].published.value) == (Place.ENGLAND, 67)
