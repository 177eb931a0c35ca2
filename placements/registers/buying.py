"""Registers of what homes are bought under, and what is spent."""

from __future__ import annotations

from placements.models import Contract, Extension, Lot, PriceBand, Spending

from .declaring import Box, Register

BUYING = "Contracts and money"

CONTRACTS = Register(
    key="contracts",
    name="Contracts",
    one="contract",
    group=BUYING,
    model=Contract,
    council="council",
    told="What homes are bought under. Each is shown as running out some months before its end.",
    empty="Enter the framework or the block contracts under which homes are bought.",
    boxes=(
        Box("name", "Name"),
        Box("route", "Route", filtered=True),
        Box("providers", "Providers", filtered=True),
        Box("starts_on", "Starts on"),
        Box("ends_on", "Ends on", "The last day, without extensions. Empty: no end"),
        Box("places", "Places", "That a block contract pays for"),
        Box("warn_months", "Warn so many months before", shown=False, usual=6),
    ),
    identity=("name",),
    search=("name",),
    checked=True,
)
EXTENSIONS = Register(
    key="extensions",
    name="Extensions of contracts",
    one="extension",
    group=BUYING,
    model=Extension,
    council="contract__council",
    told="A contract ends on the last day that any of its extensions names.",
    empty="No contract has been extended.",
    boxes=(
        Box("contract", "Contract", filtered=True),
        Box("until_on", "New last day"),
        Box("agreed_on", "Agreed on"),
        Box("note", "Note"),
    ),
    identity=("contract", "until_on"),
    search=("contract__name", "note"),
    related=("contract",),
    checked=True,
)
LOTS = Register(
    key="lots",
    name="Lots",
    one="lot",
    group=BUYING,
    model=Lot,
    council="contract__council",
    told="The parts of a contract, each for one kind of home.",
    empty="A placement under a contract names its lot: enter at least one for each contract.",
    boxes=(
        Box("contract", "Contract", filtered=True),
        Box("name", "Name of the lot"),
        Box("kind", "Kind of home", filtered=True),
    ),
    identity=("contract", "name"),
    search=("contract__name", "name"),
    related=("contract",),
    checked=True,
)
BANDS = Register(
    key="bands",
    name="Price bands",
    one="price band",
    group=BUYING,
    model=PriceBand,
    council="lot__contract__council",
    told="What a week costs under a lot, for one provider or for all of it.",
    empty="With price bands each agreed price is held against that of the framework.",
    boxes=(
        Box("lot", "Lot", filtered=True),
        Box("provider", "Provider", "Empty: for every provider of the lot", filtered=True),
        Box("name", "Name of the band", "Standard, enhanced, complex"),
        Box("from_on", "From"),
        Box("weekly", "Pounds a week"),
    ),
    identity=("lot", "provider", "name", "from_on"),
    search=("lot__name", "lot__contract__name", "name", "provider__name"),
    related=("lot__contract", "provider"),
    checked=True,
)
SPENDING = Register(
    key="spending",
    name="Spending",
    one="month of spending",
    group=BUYING,
    model=Spending,
    council="council",
    told="Budget, forecast and what was spent, by month and kind of home.",
    empty="Enter months here, or upload a spreadsheet of the finance system.",
    boxes=(
        Box("month", "Month", "For example April 2021"),
        Box("kind", "Kind of home", filtered=True),
        Box("budget", "Budget, pounds"),
        Box("forecast", "Forecast, pounds"),
        Box("actual", "Spent, pounds"),
    ),
    identity=("month", "kind"),
)
