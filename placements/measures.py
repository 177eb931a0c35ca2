"""The cohort's indicators, groups and bands, from fixtures; a council's figures by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from accounts.models import Council
from performance.domain.population import Estimate
from placements.domain.bands import Bands, read_bands
from placements.domain.choices import Rules, Wording, read_wording
from placements.domain.codes import Codes, read_groups
from placements.domain.cohort import Cohort
from placements.domain.forecasting import Break, read_breaks
from placements.domain.indicators import Computed, Definition, compute, read_definitions
from placements.domain.scene import Surroundings
from placements.domain.supply.kinds import Kinds, read_kinds
from placements.models import OwnPoint
from reference.calendar import england_bank_holidays
from reference.fixtures import fixture_rows
from reference.models import PopulationEstimate


@dataclass(frozen=True)
class Registry:
    """What the fixtures say: which indicators there are, groups of codes, bands, words of rules."""

    definitions: tuple[Definition, ...]
    codes: Codes
    bands: Mapping[str, Bands]
    wording: Wording


@cache
def known_breaks() -> Mapping[str, Break]:
    """What a forecast may leave out of the past, by key."""
    return read_breaks(fixture_rows("forecast_breaks.csv"))


@cache
def registry() -> Registry:
    return Registry(
        definitions=read_definitions(fixture_rows("cohort_indicators.csv")),
        codes=read_groups(fixture_rows("cohort_groups.csv")),
        bands=read_bands(fixture_rows("cohort_bands.csv")),
        wording=read_wording(fixture_rows("cohort_rules.csv")),
    )


@cache
def setting_kinds() -> Kinds:
    """Kinds of settings as groups of placements and rows of the gap table."""
    return read_kinds(fixture_rows("setting_kinds.csv"), fixture_rows("gap_rows.csv"))


@cache
def district_names() -> Mapping[str, str]:
    """Districts by their codes, as the Office for National Statistics writes them."""
    return {row["code"]: row["name"] for row in fixture_rows("districts.csv")}


def surroundings(council: Council) -> Surroundings:
    """What a computation needs besides the council's returns. One query."""
    estimates = PopulationEstimate.objects.filter(area=council.area_id)
    return Surroundings(
        codes=registry().codes,
        holidays=england_bank_holidays(),
        population=tuple(Estimate(one.year, one.vintage, one.population) for one in estimates),
    )


def rules_of(council: Council) -> Rules:
    """The council's choices: its own point and radius, where it has named one. One query."""
    point = OwnPoint.objects.filter(council=council).first()
    return Rules(own_point=point.name, own_radius=float(point.miles)) if point else Rules()


def computed_figures(
    council: Council,
    cohort: Cohort,
    days: Sequence[dt.date],
    rules: Rules | None = None,
    *,
    codes: Collection[str] | None = None,
    around: Surroundings | None = None,
) -> list[Computed]:
    """Every indicator that the cohort answers, or those of `codes`, on each of the days; by the
    council's own rules unless others are given. `around`: its surroundings, where they are known.
    """
    return figures_by(
        cohort, days, rules or rules_of(council), around or surroundings(council), codes=codes
    )


def figures_by(
    cohort: Cohort,
    days: Sequence[dt.date],
    rules: Rules,
    around: Surroundings,
    *,
    codes: Collection[str] | None = None,
) -> list[Computed]:
    """The same where all that it needs is known. No query."""
    wanted = registry().definitions
    return compute(
        cohort,
        days,
        rules,
        definitions=[one for one in wanted if codes is None or one.code in codes],
        around=around,
        wording=registry().wording,
    )
