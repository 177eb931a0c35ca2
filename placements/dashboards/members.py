"""The children behind a number: of a group of the profile, or of a computed figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from accounts.models import Council
from performance.models import Indicator
from placements.dashboards.held import held_cohort
from placements.domain.indicators import Computed
from placements.domain.profile import DIMENSIONS, present
from placements.measures import computed_figures, district_names, registry, surroundings
from reference.domain.periods import long_date
from reference.domain.rounding import plain, round_half_up

from .profile.beside import views
from .profile.counting import DISTRICT, labels_of
from .profile.days import NoReturns

Children = NDArray[np.int64]
SET_AT = {"within-own-radius": "placements:own_point"}
CASE_NUMBER = "Case number"
LISTED = ("age", "sex", "legal_status", "placement", "provider", "distance")


class NoSuchNumber(LookupError):
    """No such group or figure, or none on that day; the message says which."""


@dataclass(frozen=True)
class Member:
    child: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class NamedMember:
    child: int
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Behind:
    """A number and, for who may ask, the children behind it."""

    title: str
    day: dt.date
    count: int
    whole: int | None
    children: Children
    rule: str = ""


@dataclass(frozen=True)
class MemberList:
    heads: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def named(self) -> tuple[NamedMember, ...]:
        """Each child with its cells, each under its head."""
        return tuple(
            NamedMember(one.child, tuple(zip(self.heads, one.cells, strict=True)))
            for one in self.members
        )


def behind_group(council: Council, view: str, group: str, day: dt.date) -> Behind:
    """The children of one group of the profile on a day. Raises NoSuchNumber."""
    titles = {one.key: one.title for one in views()}
    if view not in titles:
        raise NoSuchNumber("There is no such table.")
    cohort = held_cohort(council)
    try:
        here = present(cohort, day, around=surroundings(council), bands=registry().bands)
    except ValueError as error:
        raise NoSuchNumber(str(error)) from error
    named = [group] if view == DISTRICT else None
    labels = labels_of(here, view, district_names(), named)
    if group not in list(labels.categories):
        raise NoSuchNumber("There is no such group.")
    children = here.scene.history.people[here.who[np.asarray(labels == group)]]
    return Behind(f"{titles[view]}: {group}", day, len(children), len(here.who), children)


@dataclass(frozen=True)
class FigureLine:
    """A computed figure in words, with how many children are behind either side."""

    code: str
    name: str
    value: str
    members: int
    whole: int
    rule: str
    why_not: str
    completeness: str
    # Name of the page where the council sets what the figure is measured by; "" for the law's own.
    set_at: str


def figure_lines(council: Council, day: dt.date) -> list[FigureLine]:
    """Every figure that the returns answer for a day. Raises NoReturns."""
    found = figures_on(council, day)
    names = names_of([one.code for one in found])
    return [
        FigureLine(
            code=one.code,
            name=names[one.code],
            value=_value(one),
            members=len(one.members),
            whole=len(one.whole),
            rule=one.rule,
            why_not=one.unavailable,
            completeness=one.completeness_words,
            set_at=SET_AT.get(one.code, ""),
        )
        for one in found
    ]


def _value(figure: Computed) -> str:
    if figure.value is None:
        return "–"
    text = plain(round_half_up(figure.value, 1))
    return f"{text}%" if figure.unit == "percent" else text


def figures_on(council: Council, day: dt.date) -> list[Computed]:
    """Raises NoReturns."""
    cohort = held_cohort(council)
    if not cohort.returns:
        raise NoReturns("No return has been loaded yet.")
    return computed_figures(council, cohort, [day])


def behind_figure(council: Council, code: str, day: dt.date, side: str) -> Behind:
    """The children behind the numerator of a figure, or behind the `whole`. Raises NoSuchNumber."""
    found = next((one for one in figures_on(council, day) if one.code == code), None)
    if found is None:
        raise NoSuchNumber("No such figure is computed from the returns.")
    if found.numerator is None:
        raise NoSuchNumber(found.unavailable)
    children = found.whole if side == "whole" else found.members
    said = "denominator" if side == "whole" else "numerator"
    title = f"{names_of([code])[code]}, {said}"
    return Behind(title, day, len(children), len(found.whole), children, found.rule)


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Plain names of the catalogue's measures; a code that it lacks is said as it is."""
    held = Indicator.objects.filter(council=None, code__in=codes).values_list("code", "name")
    return {code: code for code in codes} | dict(held)


def members_of(
    council: Council,
    children: Collection[int],
    day: dt.date,
    numbers: Mapping[int, str] | None = None,
) -> MemberList:
    """The children with what a list needs to know of them on the day; a dash where nothing is.
    `numbers`: their case numbers, where somebody may see them.
    """
    cohort = held_cohort(council)
    here = present(cohort, day, around=surroundings(council), bands=registry().bands)
    people = here.scene.history.people[here.who]
    marks = pd.DataFrame(
        {name: np.asarray(DIMENSIONS[name](here).astype(str)) for name in LISTED}, index=people
    )
    known = marks.reindex([int(one) for one in children]).fillna("–")
    titles = {one.key: one.title for one in views()}
    heads = tuple(titles[name] for name in LISTED)
    if numbers:
        known.insert(0, CASE_NUMBER, [numbers.get(int(one), "–") for one in known.index])
        heads = (CASE_NUMBER, *heads)
    return MemberList(
        heads=heads,
        members=tuple(
            Member(int(child), tuple(cells))
            for child, cells in zip(known.index, known.itertuples(index=False), strict=True)
        ),
    )


def list_name(behind: Behind) -> str:
    """How a look at it is remembered."""
    return f"{behind.title}, {long_date(behind.day)}"[:200]
