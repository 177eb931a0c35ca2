"""manage.py benchmarks: figures as CSV and as a table, and words for what is not there."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Council
from performance.models import Indicator, Theme
from reference.models import PublishedStatistic

pytestmark = pytest.mark.django_db


@pytest.fixture
def dentist() -> Indicator:
    """An indicator that is compared with what DfE publishes of dental checks."""
    theme = Theme.objects.create(code="a-theme", name="A theme", order=99)
    return Indicator.objects.create(
        code="an-indicator-of-teeth",
        name="Teeth checked",
        unit="percent",
        theme=theme,
        published_id="dental-check",
    )


def run(*arguments: object, area: str = "E06000018") -> str:
    out = StringIO()
    call_command("benchmarks", "--area", area, *map(str, arguments), stdout=out)
    return out.getvalue()


def rows(*arguments: object, area: str = "E06000018") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run("--format", "csv", *arguments, area=area))))


def test_a_series_as_csv() -> None:
    [row] = rows("--indicator", "same-carer-two-years", "--year", 2021)
    assert row == {
        "indicator": "",
        "series": "same-carer-two-years",
        "name": "With the same carer for at least two years",
        "unit": "percent",
        "year": "2021",
        "release": "2025",
        "own": "62",
        "neighbours_median": "70",
        "neighbours_mean": "69.3",
        "neighbours_used": "10",
        "neighbours_of": "10",
        "neighbour_model": "2025",
        "region_name": "East Midlands",
        "region": "71",
        "england": "70",
    }


def test_an_indicator_of_the_catalogue(dentist: Indicator) -> None:
    [row] = rows("--indicator", dentist.code, "--year", 2025)
    assert (row["indicator"], row["series"]) == (dentist.code, "dental-check")
    assert (row["own"], row["england"]) == ("93", "81")


def test_everything_of_the_newest_year(dentist: Indicator) -> None:
    found = rows()
    assert {row["year"] for row in found} == {"2025"}
    assert len({row["series"] for row in found}) > 40
    assert dentist.code in {row["indicator"] for row in found}


def test_a_table_for_people() -> None:
    text = run("--indicator", "cla-31-march", "--year", 2025, area="nottingham")
    heading, neighbours, _, figures = text.splitlines()
    assert heading == "Nottingham, 2025, as published in the release of 2025"
    assert "the 10 of the 2025 model" in neighbours
    assert figures.split()[-6:] == ["639", "639", "915.5", "10", "6410", "81770"]


def test_a_hidden_figure_is_its_symbol() -> None:
    PublishedStatistic.objects.filter(area="E06000018", year=2025).update(
        value=None, value_symbol="c"
    )
    [row] = rows("--indicator", "dental-check", "--year", 2025)
    assert row["own"] == "c"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--indicator", "dental"), "Did you mean dental-check"),
        (("--indicator", "zzzzzzzzzz"), "Nothing similar is known"),
        (("--year", 2030), "Years held: 2021, 2022, 2023, 2024, 2025"),
        (("--release", 1999), "No statistics of the release of 1999"),
        (("--indicator", "foster-placements", "--year", 2021), "holds nothing on foster"),
    ],
)
def test_what_is_not_there(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)


@pytest.mark.parametrize(
    ("area", "message"),
    [
        ("Notingham", r"Did you mean Nottingham \(E06000018\)"),
        ("E06000099", "There is no area “E06000099”.$"),
        ("", "Nothing similar"),
    ],
)
def test_an_area_that_is_not_there(area: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(area=area)


def test_an_indicator_without_a_published_counterpart(dentist: Indicator) -> None:
    Indicator.objects.filter(pk=dentist.pk).update(published=None)
    with pytest.raises(CommandError, match="no published counterpart"):
        run("--indicator", dentist.code)


def test_a_fictional_area_has_england_alone(exampleshire: Council) -> None:
    [row] = rows("--indicator", "cla-rate", area=exampleshire.area.code)
    assert (row["own"], row["neighbours_median"], row["region"]) == ("", "", "")
    assert row["england"] == "67"
