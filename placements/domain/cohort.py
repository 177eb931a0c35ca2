"""The tables of a council's linked SSDA903 returns, with the types that calculations rely on.

Children are numbers here (`child`), never the council's case numbers. Days are `datetime64[s]`,
NaT where there is none; codes are categories; what may be unknown is nullable. Every table has
every column, and the right types when it is empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial

import pandas as pd

DAY = "datetime64[s]"
CODE = "category"

CHILDREN = {"child": "int64", "sex": CODE, "born_on": DAY, "ethnicity": CODE}
# `starts_on` counts as a day of the episode, `ends_on` (NaT: still open) does not. `miles` and
# `inside` compare home and placement; missing where a postcode is. `miles_to_point` are those of
# the placement to the council's own point. Districts are GSS codes.
EPISODES = {
    "child": "int64",
    "starts_on": DAY,
    "ends_on": DAY,
    "started_because": CODE,  # RNE
    "legal_status": CODE,  # LS
    "need": CODE,  # CIN
    "placement": CODE,  # PLACE
    "provider": CODE,  # PLACE_PROVIDER
    "ceased_because": CODE,  # REC
    "moved_because": CODE,  # REASON_PLACE_CHANGE
    "miles": "float64",
    "miles_to_point": "float64",
    "inside": "boolean",
    "home_district": CODE,
    "placement_district": CODE,
    "placement_authority": CODE,
    "urn": "Int64",
    "return_year": "int16",
}
ASYLUM = {"child": "int64", "until": DAY}  # UASC, until DUC
REVIEWS = {"child": "int64", "reviewed_on": DAY, "code": CODE}
# OC2 has no dates: a row holds at the end of its return, or at an extract's as-at day.
HEALTH = {
    "child": "int64",
    "return_year": "int16",
    "sdq_score": "Int16",
    "sdq_reason": CODE,
    "convicted": "boolean",
    "health_check": "boolean",
    "immunisations": "boolean",
    "teeth_check": "boolean",
    "health_assessment": "boolean",
    "substance_misuse": "boolean",
    "intervention_received": "boolean",
    "intervention_offered": "boolean",
}
CARE_LEAVERS = {
    "child": "int64",
    "return_year": "int16",
    "in_touch": CODE,
    "activity": CODE,
    "accommodation": CODE,
}
ADOPTIONS = {
    "child": "int64",
    "decided_on": DAY,  # DATE_INT
    "matched_on": DAY,
    "by_foster_carer": "boolean",
    "adopters": CODE,
}
PLACED_FOR_ADOPTION = {"child": "int64", "placed_on": DAY, "ceased_on": DAY, "reason": CODE}
EARLIER_PERMANENCE = {"child": "int64", "kind": CODE, "authority": CODE, "on": DAY}
MISSING = {"child": "int64", "kind": CODE, "starts_on": DAY, "ends_on": DAY}
SOCIAL_WORKERS = {
    "child": "int64",
    "worker": "int64",
    "starts_on": DAY,
    "ends_on": DAY,
    "reason": CODE,
}
DEPRIVATIONS = {"child": "int64", "starts_on": DAY, "ends_on": DAY}


def typed(rows: pd.DataFrame | None, columns: Mapping[str, str]) -> pd.DataFrame:
    """Exactly these columns, in this order and of these types; empty without rows.

    Raises KeyError for a missing column and ValueError for what its type cannot hold.

    >>> typed(None, MISSING).dtypes["starts_on"]
    dtype('<M8[s]')
    """
    if rows is None:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return rows[list(columns)].astype(dict(columns)).reset_index(drop=True)


@dataclass(frozen=True)
class ReturnYear:
    """One return that was loaded: the 1 April it begins with is of `year`; rows hold until `as_at`.

    `as_at` is the 31 March after, unless the file is an extract made during its year. `to_point`:
    its episodes were measured to the point that the council names now.
    """

    year: int
    as_at: dt.date
    to_point: bool = False

    @property
    def starts_on(self) -> dt.date:
        return dt.date(self.year, 4, 1)

    @property
    def label(self) -> str:
        """As people write it.

        >>> ReturnYear(2020, dt.date(2021, 3, 31)).label
        '2020-21'
        """
        return f"{self.year}-{(self.year + 1) % 100:02}"


# Equal to itself alone: tables are not compared, and what is made of a cohort can be kept.
@dataclass(frozen=True, eq=False)
class Cohort:
    """All that a council's returns say, linked: no episodes that overlap, the later return wins.

    `returns` are in order of year, and need not be without gaps.
    """

    returns: tuple[ReturnYear, ...] = ()
    children: pd.DataFrame = field(default_factory=partial(typed, None, CHILDREN))
    episodes: pd.DataFrame = field(default_factory=partial(typed, None, EPISODES))
    asylum: pd.DataFrame = field(default_factory=partial(typed, None, ASYLUM))
    reviews: pd.DataFrame = field(default_factory=partial(typed, None, REVIEWS))
    health: pd.DataFrame = field(default_factory=partial(typed, None, HEALTH))
    care_leavers: pd.DataFrame = field(default_factory=partial(typed, None, CARE_LEAVERS))
    adoptions: pd.DataFrame = field(default_factory=partial(typed, None, ADOPTIONS))
    placed_for_adoption: pd.DataFrame = field(
        default_factory=partial(typed, None, PLACED_FOR_ADOPTION)
    )
    earlier_permanence: pd.DataFrame = field(
        default_factory=partial(typed, None, EARLIER_PERMANENCE)
    )
    missing: pd.DataFrame = field(default_factory=partial(typed, None, MISSING))
    social_workers: pd.DataFrame = field(default_factory=partial(typed, None, SOCIAL_WORKERS))
    deprivations: pd.DataFrame = field(default_factory=partial(typed, None, DEPRIVATIONS))

    def tables(self) -> dict[str, pd.DataFrame]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "returns"}
