"""One published measure in one year across authorities: five queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from accounts.models import Council
from performance.domain.comparing import (
    JUDGED,
    QUARTILES,
    order_words,
    polarity_of,
    quartile_words,
)
from performance.domain.vocabulary import Polarity
from performance.models import Indicator
from reference.authorities import (
    Authority,
    ByArea,
    Edition,
    authorities,
    values_of_year,
    values_over_years,
)
from reference.benchmarks import Kin, kin_of
from reference.domain.ranking import Band, Place, bands, places
from reference.models import Area, PublishedSeries

from .drawing import over_years_chart, ranking_chart
from .over_years import Known, revised_rows, year_rows
from .parts import (
    EVERYONE,
    NEIGHBOURS,
    REGION,
    Asked,
    AuthorityRow,
    BandRow,
    Choice,
    Comparison,
)
from .printing import counts_text, number_text, value_text


@dataclass(frozen=True)
class Group:
    """Whom ours is compared with: their codes (ours among them), and words for them."""

    among: str
    codes: frozenset[str]
    whom: str


def comparison(council: Council, series: PublishedSeries, asked: Asked) -> Comparison | None:
    """The page of a series; None where no release holds anything of it.

    What was asked for and is not held is answered with the nearest that is: `asked_in_vain` says
    so. The neighbours are those of the release.
    """
    every = values_over_years(series)
    if not every:
        return None
    release, year, in_vain = _edition(every, asked)
    known, kin = authorities(), kin_of(council.area, release)
    group = _group(council, known, kin, asked.among)
    polarity = polarity_of(_sides(series))
    cells = _of(values_of_year(series, release, year), group.codes)
    ranked = places(cells, lowest_first=polarity is Polarity.LOW)
    rows = _rows(series, known, cells, ranked, council, kin)
    own = next((row for row in rows if row.own), None)
    place = own.place if own else None
    over = year_rows(series, every, release, group.codes, council.area_id, polarity)
    return Comparison(
        council=council,
        series=series,
        asked_in_vain=in_vain,
        among=group.among,
        amongst=tuple(_choices(known.get(council.area_id), kin)),
        year=year,
        years=tuple(row.year for row in over),
        release=release,
        releases=tuple(sorted({r for r, _ in every}, reverse=True)),
        polarity=polarity,
        whom=group.whom,
        rows=rows,
        own=own,
        order=order_words(polarity),
        quartile=quartile_words(place, polarity) if place else "",
        bands=_band_rows(series, cells, ranked, place, polarity),
        chart=ranking_chart(
            series, rows, every[release, year], year, council, _title(own, group, year)
        ),
        over_years=over,
        trend=over_years_chart(series, over, release, council),
        revised=revised_rows(series, every, Known(known, council.area_id, year)),
    )


def _of(cells: ByArea, codes: Iterable[str]) -> ByArea:
    wanted = set(codes)
    return {code: cell for code, cell in cells.items() if code in wanted}


def _edition(every: Mapping[Edition, ByArea], asked: Asked) -> tuple[int, int, str]:
    """(release, year, what was asked in vain). The usual release first, its newest year."""
    releases = sorted({release for release, _ in every}, reverse=True)
    usual = settings.STATISTICS_RELEASE
    release = usual if usual in releases else releases[0]
    wrong = []
    if asked.release is not None and asked.release not in releases:
        wrong.append(f"the {asked.release} release")
    elif asked.release is not None:
        release = asked.release
    years = [year for held, year in every if held == release]
    year = max(years)
    if asked.year is not None and asked.year not in years:
        wrong.append(f"31 March {asked.year}")
    elif asked.year is not None:
        year = asked.year
    return release, year, " and ".join(wrong)


def _group(council: Council, known: Mapping[str, Authority], kin: Kin, among: str) -> Group:
    own = council.area_id
    if among == NEIGHBOURS and kin.neighbours:
        codes = frozenset({*kin.neighbours, own})
        return Group(NEIGHBOURS, codes, "our statistical neighbours and us")
    if among == REGION and kin.region:
        inside = frozenset(code for code, one in known.items() if one.region == kin.region)
        return Group(REGION, inside, f"the authorities of {known[own].region_name}")
    return Group(EVERYONE, frozenset(known), "all authorities")


def _choices(own: Authority | None, kin: Kin) -> Iterable[Choice]:
    yield Choice(EVERYONE, "All authorities")
    if kin.neighbours:
        yield Choice(NEIGHBOURS, f"Our {len(kin.neighbours)} statistical neighbours")
    if kin.region and own:
        yield Choice(REGION, f"The region: {own.region_name}")


def _sides(series: PublishedSeries) -> list[str]:
    compared = Indicator.objects.filter(published=series, council=None)
    return list(compared.values_list("polarity", flat=True))


def _rows(
    series: PublishedSeries,
    known: Mapping[str, Authority],
    cells: ByArea,
    ranked: Mapping[str, Place],
    council: Council,
    kin: Kin,
) -> tuple[AuthorityRow, ...]:
    """Ranked ones first, in the order of their ranks and by name among equals; then the others."""
    neighbours = set(kin.neighbours)
    last = len(cells) + 1
    order = sorted(
        cells, key=lambda code: (ranked[code].rank if code in ranked else last, known[code].name)
    )
    return tuple(
        AuthorityRow(
            code=code,
            name=known[code].name,
            place=ranked.get(code),
            text=value_text(series, cells[code]),
            counts=counts_text(cells[code]),
            own=code == council.area_id and council.area.kind == Area.Kind.AUTHORITY,
            neighbour=code in neighbours,
        )
        for code in order
    )


def _title(own: AuthorityRow | None, group: Group, year: int) -> str:
    """What the chart says: our place; without one only what it shows."""
    if own is None or own.place is None:
        return f"{group.whom[:1].upper()}{group.whom[1:]} in {year}"
    return f"{own.name} was {own.place.words} in {year}"


def _band_rows(
    series: PublishedSeries,
    cells: ByArea,
    ranked: Mapping[str, Place],
    own: Place | None,
    polarity: Polarity,
) -> tuple[BandRow, ...]:
    if polarity not in JUDGED:
        return ()
    return tuple(
        BandRow(
            name=f"{QUARTILES[band.quartile].capitalize()} quartile",
            values=_span(series, band),
            authorities=band.authorities,
            own=own is not None and own.quartile == band.quartile,
        )
        for band in bands(cells, ranked)
    )


def _span(series: PublishedSeries, band: Band) -> str:
    low, high = sorted((band.first, band.last))
    if low == high:
        return number_text(series, low)
    return f"{number_text(series, low)} to {number_text(series, high)}"
