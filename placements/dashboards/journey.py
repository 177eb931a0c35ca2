"""One child's way through care: each episode in words, each home with its length."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from accounts.models import Council
from placements.charts import homes_chart
from placements.dashboards.held import held_cohort
from placements.domain.choices import Rules
from placements.domain.journey import journey
from placements.measures import district_names, registry, surroundings
from placements.models import Child
from reference.domain.periods import long_date
from reference.fixtures import fixture_rows
from reporting.domain.charts import ChartSpec

GOES_ON = "X1"
DASH = "–"


@dataclass(frozen=True)
class EpisodeLine:
    """One episode in words."""

    starts: str
    ends: str
    days: int
    why: str
    legal_status: str
    placement: str
    provider: str
    where: str
    ended_because: str
    home: int


@dataclass(frozen=True)
class JourneyPage:
    """All that the page of one child receives: no name, no case number, no postcode."""

    child: int
    as_at: dt.date
    sentence: str
    facts: tuple[tuple[str, str], ...]
    episodes: tuple[EpisodeLine, ...]
    chart: ChartSpec | None


@cache
def code_words() -> Mapping[tuple[str, str], str]:
    """(list, code) -> what the return's guidance calls it."""
    return {(row["list"], row["code"]): row["meaning"] for row in fixture_rows("ssda903_codes.csv")}


def _word(name: str, code: Any) -> str:
    text = "" if pd.isna(code) else str(code)
    return code_words().get((name, text), text) or DASH


def child_journey(council: Council, child: Child) -> JourneyPage:
    """Up to the last day that the returns hold. Raises KeyError where they tell nothing of it."""
    cohort = held_cohort(council)
    if not cohort.returns:
        raise KeyError("No return is held")
    as_at = cohort.returns[-1].as_at
    rows = journey(cohort, child.pk, as_at, rules=Rules(), around=surroundings(council))
    lines = tuple(_line(row) for row in rows.to_dict("records"))
    header = cohort.children[cohort.children["child"] == child.pk].iloc[0]
    return JourneyPage(
        child=child.pk,
        as_at=as_at,
        sentence=_sentence(rows, as_at),
        facts=_facts(header),
        episodes=lines,
        chart=_chart(rows, council.colour) if lines else None,
    )


def _line(row: Mapping[Any, Any]) -> EpisodeLine:
    ended = not pd.isna(row["ends_on"])
    goes_on = str(row["ceased_because"]) == GOES_ON
    reason = _word("REC", row["ceased_because"])
    if goes_on:
        reason = _word("REASON_PLACE_CHANGE", row["moved_because"])
    return EpisodeLine(
        starts=_day(row["starts_on"]),
        ends=_day(row["ends_on"]) if ended else "Open",
        days=int(row["days"]),
        why=_word("RNE", row["started_because"]),
        legal_status=_word("LS", row["legal_status"]),
        placement=_word("PLACE", row["placement"]),
        provider=_word("PLACE_PROVIDER", row["provider"]),
        where=_where(row),
        ended_because=reason if ended else DASH,
        home=int(row["home"]),
    )


def _day(value: Any) -> str:
    return long_date(pd.Timestamp(value).date())


def _where(row: Mapping[Any, Any]) -> str:
    """District, side of the boundary, distance: as much of it as is known."""
    district = str(row["placement_district"] or "")
    parts = [district_names().get(district, district)] if district not in ("", "nan") else []
    if not pd.isna(row["inside"]):
        parts.append("inside the area" if row["inside"] else "outside the area")
    if not pd.isna(row["miles"]):
        parts.append(f"{row['miles']:.1f} miles from home")
    return ", ".join(parts) or DASH


def _facts(header: pd.Series[Any]) -> tuple[tuple[str, str], ...]:
    codes = registry().codes
    born = header["born_on"]
    facts = [("Born", "Not known" if pd.isna(born) else f"{pd.Timestamp(born):%B %Y}")]
    for name, column, title in (("sex", "sex", "Sex"), ("ethnicity", "ethnicity", "Ethnicity")):
        code = str(header[column])
        found = next((one.name for one in codes[name] if code in one.codes), "Not known")
        # One child, not several.
        facts.append((title, found.removesuffix("s") if name == "sex" else found))
    return tuple(facts)


def _sentence(rows: pd.DataFrame, as_at: dt.date) -> str:
    if rows.empty:
        return "The returns hold no episode of this child."
    periods, homes = rows["period"].nunique(), rows["home"].nunique()
    days = int(rows["days"].sum())
    return (
        f"{days:,} days in care until {long_date(as_at)}, in {periods} "
        f"period{'s' if periods > 1 else ''} and {homes} home{'s' if homes > 1 else ''}."
    )


def _chart(rows: pd.DataFrame, colour: str) -> ChartSpec:
    groups = registry().codes["commissioning"]
    kinds = {code: group.name for group in groups for code in group.codes}
    homes = rows.groupby("home", sort=True)
    return homes_chart(
        [
            (
                kinds.get(str(one["placement"].iloc[0]), "Not known"),
                pd.Timestamp(one["starts_on"].iloc[0]).date(),
                int(one["days"].sum()),
            )
            for _, one in homes
        ],
        colour=colour,
    )
