"""Measures as a council uses them, their targets, and what is published about them."""

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate

from accounts.api import ApiRequest, TokenAuth
from performance.dashboards import exchange
from performance.dashboards.measures import MeasureLine
from performance.models import Target
from reference.api import Code, Number, Pages
from reference.benchmarks import Benchmark

router = Router(tags=["Measures"])
PUBLIC_TOO = TokenAuth("performance.read_figures", public=True)
BOARD = TokenAuth("performance.read_figures")
YEAR = Field(settings.STATISTICS_RELEASE, ge=1990, le=2100)


class MeasureOut(Schema):
    """A measure, as the catalogue defines it and as the council uses it."""

    code: str = Field(alias="indicator.code")
    name: str = Field(description="The council's own name for it, or the catalogue's")
    full_name: str = Field(alias="indicator.full_name")
    theme: str = Field(alias="indicator.theme.code")
    theme_name: str = Field(alias="indicator.theme.name")
    on: bool = Field(description="Whether the council has it switched on")
    tells: str = Field(alias="indicator.tells", description="What it tells a councillor")
    questions: list[str] = Field(alias="indicator.questions")
    definition: str = Field(alias="indicator.definition")
    numerator: str = Field(alias="indicator.numerator", description="In words")
    denominator: str = Field(alias="indicator.denominator", description="In words")
    unit: str = Field(description="percent, count, per_10000, days or score")
    decimals: int = Field(alias="indicator.decimals")
    polarity: str = Field(description="high, low, range or none: what is better")
    frequency: str
    basis: str = Field(description="What of a period its figures usually describe")
    counts_people: bool = Field(alias="indicator.counts_people")
    principles: list[int] = Field(alias="indicator.principles")
    source: str = Field(alias="indicator.source")
    published: str | None = Field(
        alias="indicator.published_id", description="Code of the series that it compares with"
    )


class TargetOut(Schema):
    """What the council wants of a measure, from a day on until the next target."""

    measure: str = Field(alias="indicator.code")
    from_on: dt.date
    low: Number | None = Field(description="At least this; empty without a lower end")
    high: Number | None = Field(description="At most this; empty without an upper end")
    by_q1: Number | None = Field(
        description="Of a count through the year: planned by the end of quarter 1. By that of "
        "quarter 4 the target itself is due"
    )
    by_q2: Number | None
    by_q3: Number | None
    tolerance: Number = Field(description="Points, or percent of a count or rate: still close")
    note: str


class PublishedOut(Schema):
    value: Number | None
    symbol: str = Field(description="Why there is no number: c, z, x or k")
    count: Number | None
    total: Number | None


class BenchmarkOut(Schema):
    """The council's published figure beside its neighbours', its region's and England's."""

    measure: str
    series: str
    name: str
    unit: str
    year: int = Field(description="The year that ends on 31 March")
    release: int
    own: PublishedOut | None
    neighbours_median: Number | None
    neighbours_mean: Number | None
    neighbours_used: int
    neighbours_of: int
    neighbour_model: int | None
    region: PublishedOut | None
    region_name: str
    england: PublishedOut | None

    @staticmethod
    def of(measure: str, found: Benchmark) -> "BenchmarkOut":
        return BenchmarkOut.model_validate({**vars(found), "measure": measure})


class MeasureAsked(Schema):
    measure: Code | None = Field(None, description="Code of a measure")


class YearAsked(Schema):
    year: int = YEAR


@router.get("/councils/{slug:council}/measures", response=list[MeasureOut], auth=PUBLIC_TOO)
@paginate(Pages)
def measures(request: ApiRequest, council: str) -> list[MeasureLine]:
    """The catalogue as the council uses it, with every definition."""
    return exchange.measure_lines(request.council)


@router.get("/councils/{slug:council}/measures/{slug:code}", response=MeasureOut, auth=PUBLIC_TOO)
def measure(request: ApiRequest, council: str, code: str) -> MeasureLine:
    """One measure."""
    for line in exchange.measure_lines(request.council):
        if line.indicator.code == code:
            return line
    raise Http404


@router.get("/councils/{slug:council}/targets", response=list[TargetOut], auth=BOARD)
@paginate(Pages)
def targets(request: ApiRequest, council: str, asked: Query[MeasureAsked]) -> QuerySet[Target]:
    """Every target with the day from which it holds. Old figures keep the target they had."""
    try:
        return exchange.targets_asked(request.council, asked.measure)
    except exchange.UnknownMeasure as unknown:
        raise HttpError(422, str(unknown)) from unknown


@router.get("/councils/{slug:council}/benchmarks", response=list[BenchmarkOut], auth=PUBLIC_TOO)
@paginate(Pages)
def benchmarks(request: ApiRequest, council: str, asked: Query[YearAsked]) -> list[BenchmarkOut]:
    """Published statistics beside each measure that is switched on and has a counterpart."""
    found = exchange.council_benchmarks(request.council, asked.year)
    return [BenchmarkOut.of(code, one) for code, one in found]
