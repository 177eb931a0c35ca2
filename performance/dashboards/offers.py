"""Every computed figure of a quarter beside what is entered of it, with the gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.models import Council, User
from performance.checking import EntryCheck, check_returns
from performance.domain.offers import (
    DIFFERS,
    Entered,
    Offered,
    Stand,
    counts_words,
    difference,
    gap_words,
    offer_words,
    stand_of,
)
from performance.domain.printing import with_unit
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Source, Unit
from performance.held import FigureKey, newest_versions
from performance.models import CouncilIndicator, Group, Indicator, Offer, QuarterlyReturn
from performance.offered import Offers, offers_of
from reference.domain.periods import Period, quarter_of
from reference.models import Area
from reporting.spreadsheets import Value

HEAD = (
    "code", "measure", "of", "period", "basis", "unit", "computed", "computed numerator",
    "computed denominator", "why not computed", "completeness", "rule", "rule version",
    "computed from", "files", "SHA-256", "as at", "computed at", "version", "entered",
    "entered numerator", "entered denominator", "where it stands", "entered less computed",
    "how it compares", "why another figure",
)  # fmt: skip


@dataclass(frozen=True)
class OfferRow:
    """A computed figure and what stands in its place. `entered` is None where nothing does; `where`
    says where it stands: in the draft, signed off as a version, or what comes next.
    """

    indicator: Indicator
    name: str
    of: str
    period: Period
    basis: Basis
    offer: Offered
    computed: str
    entered: Entered | None
    entered_text: str
    where: str
    stand: Stand
    gap: str
    reason: str
    found: QuarterlyReturn | None
    entry_id: int
    may_enter: bool

    @property
    def differs(self) -> bool:
        return self.stand in DIFFERS

    @property
    def mark(self) -> str:
        """The shape beside the words."""
        if self.differs:
            return "close"
        return "on_target" if self.stand in (Stand.COMPUTED, Stand.AGREES) else "no_target"


@dataclass(frozen=True)
class OffersPage:
    """All that the page of a quarter's computed figures receives."""

    quarter: Period
    quarters: tuple[Period, ...]
    rows: tuple[OfferRow, ...]
    differs_only: bool

    @property
    def shown(self) -> tuple[OfferRow, ...]:
        return tuple(row for row in self.rows if row.differs or not self.differs_only)

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)

    @property
    def unused(self) -> int:
        return sum(row.stand is Stand.OPEN for row in self.rows)

    @property
    def in_use(self) -> int:
        return sum(row.stand in (Stand.COMPUTED, Stand.AGREES) for row in self.rows)


def offers_page(
    council: Council, quarter: Period, *, viewer: User, differs_only: bool = False
) -> OffersPage:
    """The newest offer of every figure that ends in the quarter, or that its returns ask for."""
    returns = list(council.returns.filter(quarter=quarter.key).select_related("theme", "council"))
    checks = [one for found in check_returns(council, returns).values() for one in found]
    asked = {one.beside.offer.offer_id: one for one in checks if one.beside.offer}
    offers = _offers(council, quarter, checks)
    rows = _rows(council, offers, asked, returns, viewer)
    return OffersPage(quarter, computed_quarters(council), tuple(rows), differs_only)


def _offers(council: Council, quarter: Period, checks: Sequence[EntryCheck]) -> Offers:
    periods = {one.beside.offer.period.key for one in checks if one.beside.offer}
    found = offers_of(council, periods=periods, quarters=[quarter])
    asked = {one.beside.offer.offer_id for one in checks if one.beside.offer}
    return {
        key: versions
        for key, versions in found.items()
        if versions[-1].offer_id in asked or versions[-1].period.ends_on in quarter
    }


def computed_quarters(council: Council) -> tuple[Period, ...]:
    """The quarters in which a computed figure ends, newest first."""
    days = Offer.objects.for_council(council).order_by().values_list("ends_on", flat=True)
    return tuple(sorted({quarter_of(day) for day in days.distinct()}, reverse=True))


def _rows(
    council: Council,
    offers: Offers,
    asked: dict[int, EntryCheck],
    returns: Sequence[QuarterlyReturn],
    viewer: User,
) -> list[OfferRow]:
    known = _Known(council, offers, returns, viewer)
    rows = []
    for key, versions in offers.items():
        check = asked.get(versions[-1].offer_id)
        held = known.held.get(key)
        if check is not None and (check.checked.complete or held is None):
            rows.append(known.of_entry(key, versions, check))
        else:
            rows.append(known.of_figure(key, versions, held, check))
    return sorted(rows, key=lambda row: (*known.order(row.indicator), row.of, row.period))


class _Known:
    """What the rows of a quarter need to know, read once."""

    def __init__(
        self, council: Council, offers: Offers, returns: Sequence[QuarterlyReturn], viewer: User
    ) -> None:
        pks = {key[0] for key in offers}
        self.indicators = Indicator.objects.select_related("theme").in_bulk(pks)
        uses = CouncilIndicator.objects.filter(council=council, indicator__in=pks)
        self.names = {use.indicator_id: use.name for use in uses if use.name}
        self.groups = dict(Group.objects.values_list("code", "name"))
        areas = Area.objects.filter(pk__in={key[1] for key in offers})
        self.areas = dict(areas.exclude(pk=council.area_id).values_list("pk", "name"))
        self.held = newest_versions(council, pks)
        self.returns = {one.pk: one for one in returns}
        self.mine = set(viewer.themes.filter(council=council).values_list("theme", flat=True))

    def order(self, indicator: Indicator) -> tuple[int, int, str]:
        return indicator.theme.order, indicator.order, indicator.code

    def of_entry(self, key: FigureKey, versions: Sequence[Offered], check: EntryCheck) -> OfferRow:
        found = self.returns[check.entry.quarterly_return_id]
        signed = check.is_as_signed and check.before is not None
        where = _signed_words(check.before) if signed and check.before else _entry_words(found)
        return self._row(
            key, versions, check.checked if check.checked.complete else None,
            stand=check.beside.stand,
            where=where if check.checked.complete else "Nothing entered yet",
            reason=check.beside.reason,
            missing=check.entry.unavailable_reason if check.checked.value is None else "",
            check=check,
        )  # fmt: skip

    def of_figure(
        self,
        key: FigureKey,
        versions: Sequence[Offered],
        held: Held | None,
        check: EntryCheck | None,
    ) -> OfferRow:
        unit = Unit(self.indicators[key[0]].unit)
        available = held is not None and held.value is not None
        return self._row(
            key, versions, held,
            stand=stand_of(held, versions, unit, available=available),
            where=_signed_words(held) if held else "No return of the quarter asks for it",
            reason=held.override_reason if held else "",
            missing=held.unavailable_reason if held else "",
            check=check,
        )  # fmt: skip

    def _row(
        self,
        key: FigureKey,
        versions: Sequence[Offered],
        entered: Entered | None,
        *,
        stand: Stand,
        where: str,
        reason: str,
        missing: str,
        check: EntryCheck | None,
    ) -> OfferRow:
        indicator, offer = self.indicators[key[0]], versions[-1]
        unit, decimals = Unit(indicator.unit), indicator.decimals
        of = [self.areas.get(key[1], ""), self.groups[key[2]] if key[2] != "all" else ""]
        found = self.returns[check.entry.quarterly_return_id] if check else None
        return OfferRow(
            indicator=indicator,
            name=self.names.get(indicator.pk) or indicator.name,
            of=", ".join(part for part in of if part),
            period=offer.period,
            basis=Basis(key[4]),
            offer=offer,
            computed=offer_words(offer, unit, decimals=decimals),
            entered=entered,
            entered_text=_text(entered, unit, decimals, missing),
            where=where,
            stand=stand,
            gap=gap_words(entered, offer, unit, decimals=decimals) if entered else "",
            reason=reason,
            found=found,
            entry_id=check.entry.pk if check else 0,
            may_enter=bool(found and found.is_editable and found.theme_id in self.mine),
        )


def _text(entered: Entered | None, unit: Unit, decimals: int, missing: str) -> str:
    if entered is None:
        return ""
    if entered.value is None:
        return f"not available ({missing})"
    own = entered.decimals_held if entered.numerator is None else None
    value = with_unit(entered.value, unit, decimals=decimals, held=own)
    counts = counts_words(entered, unit)
    return f"{counts} = {value}" if counts else value


def _entry_words(found: QuarterlyReturn) -> str:
    if found.status == QuarterlyReturn.Status.SUBMITTED:
        return "Submitted, waits for sign-off"
    return "In the draft"


def _signed_words(held: Held) -> str:
    imported = ", imported" if held.source == Source.IMPORTED else ""
    return f"Signed off, version {held.version}{imported}"


def offers_csv(page: OffersPage) -> Iterator[tuple[Value, ...]]:
    """The head, then the rows that the page shows; numbers as held, not as printed."""
    yield HEAD
    for row in page.shown:
        yield _cells(row)


def _cells(row: OfferRow) -> tuple[Value, ...]:
    offer, entered = row.offer, row.entered
    return (
        row.indicator.code, row.name, row.of, row.period.name, row.basis.label,
        Unit(row.indicator.unit).label, offer.value, offer.numerator, offer.denominator,
        offer.unavailable_reason, offer.completeness, offer.rule, offer.rule_version, offer.source,
        "; ".join(file.name for file in offer.files),
        "; ".join(file.sha256 for file in offer.files), offer.as_at, offer.offered_at.isoformat(),
        offer.version, entered.value if entered else None,
        entered.numerator if entered else None, entered.denominator if entered else None,
        row.where, difference(entered, offer) if entered else None, row.stand.label, row.reason,
    )  # fmt: skip
