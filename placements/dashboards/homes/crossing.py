"""Numbers of the page beside those that profiles print of the same children.

A profile prints ages, distances and the Department's grouping, which stand nowhere on the page. Its
readers know them, so the auditor is told how they hang together with what the page prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from accounts.models import Council
from placements.dashboards.profile.counting import DISTRICT
from placements.dashboards.profile.figures import public_figures, true_figures
from placements.dashboards.profile.protecting import Numbers, key_of
from placements.dashboards.profile.shares import Table, Tables, tell_of_shares
from placements.domain.profile import DIMENSIONS

from .children import INTERNAL, LOCAL, Children, group_names
from .found import Found

DFE, AGE, DISTANCE = "placement_dfe", "age", "distance"
# Printed by the profile alone, and known where an edition did.
OF_PROFILES = (DFE, AGE, DISTANCE)


def cross(numbers: Numbers, found: Found, children: Children) -> None:
    """For a day on which the children of the returns, and no others, need places."""
    _joint(numbers, found, children)
    _aged(numbers, found, children)
    _living(numbers, children, found.needs["child"])


def tell_of_figures(numbers: Numbers, council: Council, children: Children) -> None:
    """What percentages that packs print of the same day tell of these numbers: "18% are under
    five" beside a gap table of which all cells of that age but one are printed.
    """
    told = public_figures(council, [children.day], None)
    figures = true_figures(council, children.cohort, told, {}, children.around)
    if not figures:
        return
    groups = {view: of(children.here) for view, of in DIMENSIONS.items() if view != DISTRICT}
    tables = [
        Table.of(key_of(children.day.isoformat(), view), labels)
        for view, labels in {**groups, DISTRICT: children.districts}.items()
    ]
    # A table of which not every group is among the numbers is none of theirs.
    known = [table for table in tables if numbers.people.keys() >= set(table.keys)]
    who = children.here.scene.history.people[children.here.who].tolist()
    tell_of_shares(numbers, [Tables(children.day, who, known)], figures)


def _joint(numbers: Numbers, found: Found, children: Children) -> None:
    """Kinds of placement, providers and rows of needs are sums of the same children."""
    needs, on = found.needs, children.day.isoformat()
    groups = needs["group"].map(group_names(children)).astype("object").fillna("Not known")
    provider = pd.Series(DIMENSIONS["provider"](children.here).astype(str), index=needs.index)
    dfe = pd.Series(DIMENSIONS[DFE](children.here).astype(str), index=needs.index)
    sides = {
        key_of(on, "placement"): groups,
        key_of(on, DFE): dfe,
        key_of(on, "provider"): provider,
        key_of(found.day.isoformat(), "needs"): needs["row"].astype(str),
    }
    for group, code in INTERNAL.items():
        inside = needs["group"] == group
        which = needs["own"].map({True: "own", False: "not"}).where(inside, "")
        sides[key_of(on, code)] = which
    _beside_profiles(numbers, key_of(on, "joint"), sides)


def _aged(numbers: Numbers, found: Found, children: Children) -> None:
    """Cells of the gap table, in its bands, beside the ages of the same children."""
    needs, on = found.needs, children.day.isoformat()
    bands = found.bands.positions(needs["age"].to_numpy())
    cells = [
        key_of(row, str(band)) if row else ""
        for row, band in zip(needs["row"].astype(str), bands.tolist(), strict=True)
    ]
    ages = DIMENSIONS[AGE](children.here).astype(str)
    sides = {
        key_of(found.day.isoformat(), "needs"): pd.Series(cells, index=needs.index),
        key_of(on, AGE): pd.Series(ages, index=needs.index),
    }
    _beside_profiles(numbers, key_of(on, "aged"), sides)


def _living(numbers: Numbers, children: Children, who: pd.Series[int]) -> None:
    """Who lives near, by each measure, beside distances and districts of the same children."""
    on = children.day.isoformat()
    distances, districts = DIMENSIONS[DISTANCE](children.here), children.districts
    sides = {
        key_of(on, DISTANCE): pd.Series(distances.astype(str), index=who.index),
        key_of(on, DISTRICT): pd.Series(districts.astype(str), index=who.index),
    }
    for code in LOCAL:
        figure = children.figures[code, children.day]
        if figure.numerator is not None and figure.denominator:
            near, known = who.isin(figure.members), who.isin(figure.whole)
            which = pd.Series("", index=who.index).mask(known, "not").mask(known & near, "near")
            sides[key_of(on, code)] = which
    _beside_profiles(numbers, key_of(on, "living"), sides)


def _beside_profiles(numbers: Numbers, name: str, sides: Mapping[str, pd.Series[str]]) -> None:
    """The same children on several sides, of which some stand in profiles alone."""
    printed = set(numbers.people)
    _crossed(numbers, name, sides)
    new = numbers.people.keys() - printed
    numbers.unprinted |= {key for key in new if key.split("|")[1] in OF_PROFILES}


def _crossed(numbers: Numbers, name: str, sides: Mapping[str, pd.Series[str]]) -> None:
    """Every number of any side is the sum of its combinations with all others, which stand
    nowhere. A child with "" of a side is in none of its groups, unless "" is a group of its own.
    """
    combined = Counter(zip(*sides.values(), strict=True))
    keyed = {key_of(name, *map(str, marks)): number for marks, number in combined.items()}
    numbers.unprinted |= set(keyed)
    for at, side in enumerate(sides):
        # Not as a set: its order differs between processes, and what they hide must not.
        for group in dict.fromkeys(marks[at] for marks in combined):
            parts = {key_of(name, *map(str, m)): n for m, n in combined.items() if m[at] == group}
            total = key_of(side, str(group))
            if total in numbers.people or group:
                numbers.add(total, parts)
