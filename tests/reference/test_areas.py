"""The public data that comes with the product."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reference.fixtures import fixture_rows
from reference.models import (
    Area,
    PopulationEstimate,
    PublishedSeries,
    PublishedStatistic,
    StatisticalNeighbour,
)
from reference.services import load_reference
from reference.signals import public_data_changed

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 3, 31)
# Born on 1 April 2023, after the 2021 model.
WITHOUT_2021_NEIGHBOURS = {"Cumberland", "Westmorland and Furness"}


def test_153_authorities_are_open_and_each_has_a_region_and_a_dfe_code() -> None:
    found = Area.objects.authorities().open_on(TODAY).select_related("region")
    assert len(found) == 153
    assert all(area.region and area.region.kind == Area.Kind.REGION for area in found)
    assert len({area.dfe_code for area in found}) == 153
    assert all(len(area.dfe_code) == 3 for area in found)


def test_england_has_nine_regions_and_london_two_parts() -> None:
    regions = Area.objects.filter(kind=Area.Kind.REGION)
    assert len(regions) == 11
    assert {area.name for area in regions if area.code.startswith("E13")} == {
        "Inner London",
        "Outer London",
    }
    camden, barnet = Area.objects.get(name="Camden"), Area.objects.get(name="Barnet")
    assert (camden.region_id, barnet.region_id) == ("E13000001", "E13000002")


def test_every_open_authority_has_ten_neighbours_in_the_2025_model() -> None:
    codes = set(Area.objects.authorities().open_on(TODAY).values_list("code", flat=True))
    links = StatisticalNeighbour.objects.filter(model=2025)
    assert Counter(links.values_list("area_id", flat=True)) == dict.fromkeys(codes, 10)
    assert set(links.values_list("neighbour_id", flat=True)) <= codes
    assert not links.filter(closeness="").exists()


def test_ten_neighbours_in_the_2021_model_save_for_two() -> None:
    without = Area.objects.authorities().open_on(TODAY).exclude(neighbour_links__model=2021)
    assert {area.name for area in without} == WITHOUT_2021_NEIGHBOURS
    links = StatisticalNeighbour.objects.filter(model=2021)
    assert set(Counter(links.values_list("area_id", flat=True)).values()) == {10}


def test_nobody_is_their_own_neighbour() -> None:
    links = StatisticalNeighbour.objects.values_list("area_id", "neighbour_id")
    assert all(area != neighbour for area, neighbour in links)


def test_abolished_authorities_name_their_successors() -> None:
    closed = Area.objects.authorities().filter(closed_on__isnull=False)
    assert {area.code for area in closed} == {
        "E06000028",
        "E06000029",
        "E10000002",
        "E10000006",
        "E10000009",
        "E10000021",
        "E10000023",
        "E10000027",
    }
    for area in closed:
        opened = set(area.successors.values_list("opened_on", flat=True))
        assert opened == {area.closed_on}, area
    cumbria = Area.objects.get(code="E10000006")
    assert cumbria.closed_on == dt.date(2023, 4, 1)
    assert {area.code for area in cumbria.successors.all()} == {"E06000063", "E06000064"}


def test_population_of_nottingham() -> None:
    found = PopulationEstimate.objects.get(area="E06000018", year=2020)
    assert found.population == 66_943
    assert "mid-2024" in found.vintage


def test_a_rate_is_worked_out_with_the_population_of_the_year_before() -> None:
    populations = dict(
        PopulationEstimate.objects.filter(year=2024).values_list("area_id", "population")
    )
    rows = PublishedStatistic.objects.filter(
        release=2025, table="number_and_rate", year=2025, population__isnull=False
    )
    assert rows.count() > 3 * 150
    assert all(populations[row.area_id] == row.population for row in rows)


def test_the_codes_of_series_are_slugs_and_their_rows_are_there() -> None:
    held = set(
        PublishedStatistic.objects.filter(release=2025).values_list("table", "heading", "breakdown")
    )
    # Only the condensed release of 2024 holds these; see the test below.
    elsewhere = {"adopted", "special-guardianship"}
    for series in PublishedSeries.objects.exclude(code__in=elsewhere):
        series.full_clean()
        assert (series.table, series.heading, series.breakdown) in held, series.code
        if series.total:
            assert (series.table, series.heading, series.total) in held, series.code


def test_the_release_of_2024_holds_its_three_tables_and_nothing_else() -> None:
    held = PublishedStatistic.objects.filter(release=2024)
    tables = set(held.order_by().values_list("table", flat=True).distinct())
    assert tables == {"number_and_rate", "placement_stability", "ceased_adoption_and_sgo"}
    assert set(held.order_by().values_list("year", flat=True).distinct()) == set(range(2020, 2025))
    england = held.get(area="E92000001", year=2024, breakdown__startswith="Children looked after")
    assert (england.count, england.value, england.population) == (83_630, 70, 11_998_646)
    adopted = held.get(area="E06000018", year=2024, heading="Adopted")
    assert adopted.breakdown == "Total"


def test_tables_of_series_are_tables_that_can_be_imported() -> None:
    known = {row["table"] for row in fixture_rows("statistics_tables.csv")}
    assert set(PublishedSeries.objects.values_list("table", flat=True)) <= known


def test_loading_again_changes_nothing_and_mends_what_was_changed() -> None:
    before = PublishedStatistic.objects.count()
    Area.objects.filter(code="E06000018").update(name="Somewhere")
    link = StatisticalNeighbour.objects.filter(area="E06000018", model=2025, rank=1).first()
    assert link
    link.delete()
    loaded = load_reference()
    assert loaded.statistics_added == 0
    assert PublishedStatistic.objects.count() == before == loaded.statistics
    assert Area.objects.get(code="E06000018").name == "Nottingham"
    assert StatisticalNeighbour.objects.filter(area="E06000018", model=2025).count() == 10


@pytest.fixture
def told() -> Iterator[list[object]]:
    """Who said that public data changed."""
    heard: list[object] = []

    def hear(sender: object, **sent: object) -> None:
        heard.append(sender)

    public_data_changed.connect(hear)
    yield heard
    public_data_changed.disconnect(hear)


def test_loading_what_is_there_tells_nobody_and_writes_nothing(told: list[object]) -> None:
    with CaptureQueriesContext(connection) as asked:
        load_reference()
    assert told == []
    assert [
        one["sql"] for one in asked if not one["sql"].startswith(("SELECT", "SAVE", "REL"))
    ] == []


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lambda: Area.objects.filter(code="E06000018").update(name="Somewhere"), "Nottingham"),
        (lambda: Area.successors.through.objects.all().delete(), "successors"),
        (lambda: StatisticalNeighbour.objects.filter(rank=1).delete(), "neighbours"),
        (lambda: PopulationEstimate.objects.update(population=1), "population"),
        (lambda: PublishedSeries.objects.filter(decimals=1).update(name="Old"), "series"),
        (lambda: PublishedStatistic.objects.filter(year=2021).delete(), "statistics"),
    ],
)
def test_loading_tells_once_whatever_was_another_before(
    told: list[object], change: Callable[[], object], right: str
) -> None:
    change()
    load_reference()
    assert len(told) == 1, right
    load_reference()
    assert len(told) == 1


def test_loading_fills_gaps_and_leaves_imported_figures_and_fictional_areas() -> None:
    Area.objects.create(code="X99000009", name="Nowhere", kind=Area.Kind.FICTIONAL)
    rows = PublishedStatistic.objects.filter(release=2025, area="E06000018", year=2025)
    first, second = rows[:2]
    PublishedStatistic.objects.filter(pk=first.pk).update(count=1)
    second.delete()
    assert load_reference().statistics_added == 1
    assert PublishedStatistic.objects.get(pk=first.pk).count == 1
    assert Area.objects.filter(code="X99000009").exists()
