"""Signed-off figures with all that is held of them, what the public reads, and the returns."""

import datetime as dt
from typing import Literal

from django.db.models import QuerySet
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.pagination import paginate
from pydantic import field_validator

from accounts.api import ApiRequest, TokenAuth
from performance.dashboards import exchange
from performance.dashboards.exchange import FiguresAsked, PublicFigure
from performance.domain.vocabulary import Basis
from performance.models import Figure, Offer, QuarterlyReturn
from reference.api import Code, Number, Pages
from reference.domain.periods import parse

router = Router(tags=["Figures"])
PUBLIC_TOO = TokenAuth("performance.read_figures", public=True)
BOARD = TokenAuth("performance.read_figures")
RETURNS = TokenAuth("performance.see_returns")
PERIOD = "A period, 2020-21-Q4, 2021-04 or FY2020-21, or a day, 2021-04-28"


class FigureOut(Schema):
    """One version of one figure. Figures are never changed: a correction is a new version."""

    measure: str = Field(alias="indicator.code")
    group: str = Field(alias="group_id", description="Whom it is about; all is everybody")
    area: str = Field(alias="area_id", description="GSS code")
    area_name: str = Field(alias="area.name")
    period: str = Field(description="Its key: 2020-21-Q4")
    period_name: str = Field(description="In words: 2020-21 quarter 4")
    starts_on: dt.date
    ends_on: dt.date
    basis: str = Field(description="What of the period it describes: period_end, over_period …")
    version: int
    numerator: Number | None
    denominator: Number | None
    value: Number | None = Field(description="Empty where it is not available")
    expected: Number | None = Field(
        description="Of a count through the year: the officer's forecast of the rest of the year. "
        "A forecast, not a figure of what happened: value + expected is the forecast of 31 March"
    )
    decimals_held: int
    unavailable_reason: str
    population_vintage: str
    source: str = Field(description="entered, imported, computed or overridden")
    source_note: str
    override_reason: str = Field(
        description="Why an officer entered another figure than the computed one"
    )
    computed_version: int | None = Field(
        None,
        alias="offer.version",
        description="The version of the computed figure that it takes, or stands in the place of",
    )
    standing: str = Field(description="provisional or final")
    final_due_on: dt.date | None
    reported_direction: str
    version_reason: str = Field(description="Why it replaces the version before")
    reported_in: str | None = Field(description="The quarter whose return reported it")
    entered_at: dt.datetime
    signed_at: dt.datetime

    @staticmethod
    def resolve_period_name(figure: Figure) -> str:
        return exchange.figure_period(figure).name

    @staticmethod
    def resolve_reported_in(figure: Figure) -> str | None:
        return figure.reported_in.quarter if figure.reported_in else None


class PublicFigureOut(Schema):
    """A figure as the newest public edition prints it: rounded, or hidden."""

    measure: str
    name: str
    unit: str
    group: str
    area: str = Field(description="GSS code")
    period: str = Field(alias="period.key")
    period_name: str = Field(alias="period.name")
    starts_on: dt.date = Field(alias="period.starts_on")
    ends_on: dt.date = Field(alias="period.ends_on")
    basis: str
    version: int
    value: Number | None = Field(description="As printed; empty where it is hidden")
    hidden: bool = Field(description="True: it could identify a child, so nobody is told")
    edition: int = Field(alias="edition.pk", description="The edition that prints it")
    edition_title: str = Field(alias="edition.title")
    published_at: dt.datetime = Field(alias="edition.published_at")

    @staticmethod
    def resolve_hidden(figure: PublicFigure) -> bool:
        return figure.value is None


class ReturnOut(Schema):
    """Where one theme's return of one quarter stands."""

    theme: str = Field(alias="theme_id")
    theme_name: str = Field(alias="theme.name")
    quarter: str
    ends_on: dt.date
    due_on: dt.date
    status: str = Field(description="open, submitted, signed_off or reopened")
    signed_off_times: int
    signed_off_at: dt.datetime | None = Field(description="The latest sign-off")


class ComputedFrom(Schema):
    """A file that a computation read."""

    name: str
    sha256: str


class ComputedOut(Schema):
    """A computed figure in its newest version: an offer, until an officer's return takes it."""

    measure: str = Field(alias="indicator.code")
    group: str = Field(alias="group_id")
    area: str = Field(alias="area_id", description="GSS code")
    period: str
    starts_on: dt.date
    ends_on: dt.date
    basis: str
    version: int
    numerator: Number | None
    denominator: Number | None
    value: Number | None = Field(description="Empty where it could not be computed")
    unavailable_reason: str
    completeness: str
    rule: str
    rule_version: str
    source: str = Field(description="What it was computed from")
    files: list[ComputedFrom]
    as_at: dt.date = Field(description="The day that the files describe")
    offered_at: dt.datetime

    @staticmethod
    def resolve_files(offer: Offer) -> list[dict[str, str]]:
        return [{"name": name, "sha256": sha256} for name, sha256 in offer.files]


class FigureFilter(Schema):
    measure: Code | None = Field(None, description="Code of a measure")
    since: str | None = Field(
        None, alias="from", max_length=60, description=f"Begins with or after this. {PERIOD}"
    )
    until: str | None = Field(
        None, alias="to", max_length=60, description=f"Ends with or before this. {PERIOD}"
    )
    basis: Literal[tuple(Basis)] | None = None  # type: ignore[valid-type]
    group: Code | None = Field(None, description="all is the measure's whole cohort")

    @field_validator("since", "until")
    @classmethod
    def _is_a_period(cls, text: str | None) -> str | None:
        if text is not None:
            parse(text)
        return text

    def as_asked(self) -> FiguresAsked:
        return FiguresAsked(
            measure=self.measure,
            from_on=parse(self.since).starts_on if self.since is not None else None,
            to_on=parse(self.until).ends_on if self.until is not None else None,
            basis=self.basis,
            group=self.group,
        )


class VersionFilter(FigureFilter):
    version: Literal["current", "all"] = Field(
        "current", description="all: also the versions that were replaced"
    )


class QuarterFilter(Schema):
    quarter: Code | None = Field(None, description="2020-21-Q4")


@router.get("/councils/{slug:council}/figures", response=list[FigureOut], auth=BOARD)
@paginate(Pages)
def figures(request: ApiRequest, council: str, asked: Query[VersionFilter]) -> QuerySet[Figure]:
    """Signed-off figures with all that is held of them, small numbers too: not for the public."""
    try:
        every = asked.version == "all"
        return exchange.figures_asked(request.council, asked.as_asked(), every=every)
    except exchange.UnknownMeasure as unknown:
        raise HttpError(422, str(unknown)) from unknown


@router.get(
    "/councils/{slug:council}/public-figures", response=list[PublicFigureOut], auth=PUBLIC_TOO
)
@paginate(Pages)
def public_figures(
    request: ApiRequest, council: str, asked: Query[FigureFilter]
) -> list[PublicFigure]:
    """What the newest public editions print, and no more: fit for an open-data page."""
    try:
        return exchange.public_figures(request.council, asked.as_asked())
    except exchange.UnknownMeasure as unknown:
        raise HttpError(422, str(unknown)) from unknown


@router.get("/councils/{slug:council}/computed-figures", response=list[ComputedOut], auth=RETURNS)
@paginate(Pages)
def computed_figures(
    request: ApiRequest, council: str, asked: Query[FigureFilter]
) -> QuerySet[Offer]:
    """What computations offer to the returns: no figures of the council, and not for the public."""
    try:
        return exchange.offers_asked(request.council, asked.as_asked())
    except exchange.UnknownMeasure as unknown:
        raise HttpError(422, str(unknown)) from unknown


@router.get("/councils/{slug:council}/returns", response=list[ReturnOut], auth=RETURNS)
@paginate(Pages)
def returns(
    request: ApiRequest, council: str, asked: Query[QuarterFilter]
) -> QuerySet[QuarterlyReturn]:
    """Which returns are open, submitted, signed off or reopened."""
    return exchange.returns_asked(request.council, asked.quarter)
