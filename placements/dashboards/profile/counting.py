"""How many children there are of each group on a day, before anything is hidden."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from placements.domain.bands import Bands
from placements.domain.cohort import Cohort
from placements.domain.profile import DIMENSIONS, NOT_KNOWN, Present, present
from placements.domain.scene import Surroundings

MOST_DISTRICTS = 10
ELSEWHERE = "Other districts"
OTHERS = (ELSEWHERE, NOT_KNOWN)
DISTRICT, CODE = "district", "placement_code"
# Views that hang together: all are made of the same finest parts, codes of placements by kind of
# provider. "With parents" is a placement in two of them and a provider in the third.
GROUPINGS = ("placement", "placement_dfe", "provider")


@dataclass(frozen=True)
class Words:
    """What counting needs besides the cohort."""

    around: Surroundings
    bands: Mapping[str, Bands]
    districts: Mapping[str, str]


@dataclass(frozen=True)
class Counts:
    """One day: how many in all, by view and group, by age and sex, by code and its groups.

    `order` has each view's groups in the order in which they are shown. `marks` says of each child,
    by number, to which group of each view it belongs, and under which code it is placed.
    """

    day: dt.date
    total: int
    by_view: Mapping[str, Mapping[str, int]]
    order: Mapping[str, tuple[str, ...]]
    age_by_sex: Mapping[tuple[str, str], int]
    # (code, its group in each of GROUPINGS) -> children
    codes: Mapping[tuple[str, ...], int]
    marks: pd.DataFrame = field(default_factory=pd.DataFrame)


def count_on(
    cohort: Cohort,
    day: dt.date,
    views: Sequence[str],
    words: Words,
    named: Sequence[str] | None = None,
) -> Counts:
    """Raises NotAnswered for a day that no return holds. `named` are the districts to tell apart;
    None for the ten with most children.
    """
    here = present(cohort, day, around=words.around, bands=words.bands)
    wanted = {*views, "age", "sex", CODE, *GROUPINGS}
    marks = {view: labels_of(here, view, words.districts, named) for view in wanted}
    return Counts(
        day=day,
        total=len(here.who),
        by_view={view: dict(Counter(marks[view].astype(str))) for view in views},
        order={view: tuple(str(one) for one in marks[view].categories) for view in views},
        age_by_sex=_crossed(marks, "age", "sex"),
        codes=_crossed(marks, CODE, *GROUPINGS),
        marks=pd.DataFrame(
            {view: found.astype(str) for view, found in marks.items()},
            index=here.scene.history.people[here.who],
        ),
    )


def _crossed(marks: Mapping[str, pd.Categorical[Any]], *of: str) -> dict[Any, int]:
    """Combinations of groups that occur, with their number of children."""
    return dict(Counter(zip(*(marks[one].astype(str) for one in of), strict=True)))


def labels_of(
    here: Present,
    view: str,
    districts: Mapping[str, str],
    named: Sequence[str] | None = None,
) -> pd.Categorical[Any]:
    """The group of each child present, named as the page names it."""
    found = DIMENSIONS[view](here)
    return _by_name(found, districts, named) if view == DISTRICT else found


def _by_name(
    codes: pd.Categorical[Any], names: Mapping[str, str], named: Sequence[str] | None
) -> pd.Categorical[Any]:
    """Districts by name, those with most children first, all others as one."""
    words = [names.get(str(code), str(code)) for code in codes]
    if named is None:
        known = Counter(word for word in words if word != NOT_KNOWN)
        most = sorted(known.items(), key=lambda one: (-one[1], one[0]))
        named = [word for word, _ in most[:MOST_DISTRICTS]]
    kept = {*named, NOT_KNOWN}
    kinds = [*(one for one in named if one not in OTHERS), *OTHERS]
    return pd.Categorical(
        [word if word in kept else ELSEWHERE for word in words], kinds, ordered=True
    )
