"""Published statistics, as one release printed them: no council's own, the same for everybody."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from reference import dashboards
from reference.models import PublishedSeries, PublishedStatistic

from .answers import Code, Number, Pages, Words

router = Router(tags=["Published statistics"])


class Series(Schema):
    """How a published measure is read from the Department's tables."""

    code: str
    name: str
    table: str
    heading: str
    breakdown: str
    total: str = Field(description="The breakdown that holds the denominator; empty without one")
    column: str = Field(description="Which column of the rows is meant: count or value")
    unit: str
    decimals: int
    complement: bool = Field(description="True: the measure is 100 less what is printed")


class Statistic(Schema):
    """One row of a table. A symbol (c, z, x or k) says why a cell has no number."""

    release: int = Field(description="Year of the release")
    table: str
    area: str = Field(description="GSS code")
    area_name: str
    year: int = Field(description="The year that ends on 31 March")
    heading: str
    breakdown: str
    count: Number | None
    count_symbol: str
    value: Number | None
    value_symbol: str
    population: int | None

    @staticmethod
    def resolve_area(row: PublishedStatistic) -> str:
        return row.area_id

    @staticmethod
    def resolve_area_name(row: PublishedStatistic) -> str:
        return row.area.name


class StatisticFilter(Schema):
    release: int | None = Field(None, ge=1990, le=2100, description="Year of the release")
    table: Code | None = Field(None, description="As a series names it")
    area_id: Code | None = Field(None, alias="area", description="GSS code, for example E06000018")
    year: int | None = Field(None, ge=1990, le=2100, description="The year that ends on 31 March")
    heading: Words | None = Field(None, description="As the table prints it")
    breakdown: Words | None = Field(None, description="As the table prints it")


@router.get("/statistics/series", response=list[Series])
@paginate(Pages)
def published_series(request: HttpRequest) -> QuerySet[PublishedSeries]:
    """Which published measures there are, and where they stand in the tables."""
    return dashboards.published_series()


@router.get("/statistics", response=list[Statistic])
@paginate(Pages)
def published_statistics(
    request: HttpRequest, asked: Query[StatisticFilter]
) -> QuerySet[PublishedStatistic]:
    """The rows of the Department for Education's tables, as a release printed them."""
    return dashboards.published_rows(**asked.dict())
