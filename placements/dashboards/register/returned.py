"""Placements that the SSDA903 returns know and the register does not: lines to be completed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from accounts.models import Council
from placements.dashboards.held import held_cohort
from placements.domain.lived_in import living_by_number
from placements.models import Placement, Provider, Route, Setting
from placements.registers import REGISTERS
from placements.registers.labels import labels_of
from reference.domain.spreadsheets import Value

from .listing import NUMBER


@dataclass(frozen=True)
class Returned:
    """On the newest day that the returns hold; None where they hold none.

    `lines` are those of a spreadsheet of placements, by the heads of its columns. `placed`:
    children whom the register has placed on the day already. `unknown`: children whose home is not
    in the register by its URN.
    """

    day: dt.date | None
    lines: tuple[dict[str, Value], ...] = ()
    placed: int = 0
    unknown: int = 0

    def rows(self, head: list[str]) -> list[list[Value]]:
        return [[line.get(name) for name in head] for line in self.lines]


def returned_placements(council: Council) -> Returned:
    """Of each child whose episode gives the number of a home of the register: child, home and since
    when; and the route where the home is the council's own. The rest no return tells.
    """
    cohort = held_cohort(council)
    day = max((one.as_at for one in cohort.returns), default=None)
    if day is None:
        return Returned(None)
    living = living_by_number(cohort.episodes, day)
    homes = _homes(council)
    known = Placement.objects.for_council(council).open_on(day)
    placed = set(known.values_list("child", flat=True))
    here = living[~living["child"].isin(placed)]
    names = labels_of(Setting, council)
    lines = tuple(
        _line(child, homes[urn], names[homes[urn].pk], since.date())
        for child, urn, since in here.itertuples(index=False)
        if urn in homes
    )
    return Returned(day, lines, len(living) - len(here), len(here) - len(lines))


def number_of(urn: str) -> int | None:
    """A return has the digits of a URN alone.

    >>> number_of("SC012345")
    12345
    """
    digits = "".join(one for one in urn if one.isascii() and one.isdigit())
    return int(digits) if digits else None


def _homes(council: Council) -> dict[int, Setting]:
    """By number; households share that of their agency, and a number of two homes tells neither."""
    rows = Setting.objects.for_council(council).exclude(urn="").exclude(kind="foster")
    numbered = [(number_of(one.urn), one) for one in rows.select_related("provider")]
    often = Counter(number for number, _ in numbered)
    return {number: one for number, one in numbered if number is not None and often[number] == 1}


def _line(child: int, home: Setting, name: str, since: dt.date) -> dict[str, Value]:
    register = REGISTERS["placements"]
    own = home.provider.sector == Provider.Sector.OWN
    told: dict[str, Value] = {
        "child": f"Child {child}",
        "setting": name,
        "route": str(Route.IN_HOUSE.label) if own else None,
        "starts_on": since,
    }
    return {NUMBER: None, **{register.box(box).label: value for box, value in told.items()}}
