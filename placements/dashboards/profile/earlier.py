"""What earlier public editions told of the numbers of a profile: readers keep them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.text import slugify

from accounts.models import Council
from performance.domain.section_keys import is_of_section, section_key
from placements.domain.cohort import Cohort
from placements.domain.coverage import why_not
from placements.domain.movements import comings_and_goings
from placements.domain.scene import Surroundings
from reporting.domain.disclosure import PastCell
from reporting.packs import past_cells

from .counting import DISTRICT, ELSEWHERE, Counts
from .days import month_after
from .parts import COMINGS
from .protecting import YEAR, Numbers, key_of, year_key

Past = Mapping[str, Sequence[PastCell]]
# Editions whose twelve months begin or end further away say nothing of these months.
NEAR = dt.timedelta(days=2 * 366)


def cell_key(council: Council, key: str) -> str:
    """The key under which a public edition remembers a number of a profile."""
    parts = (slugify(part) or "all" for part in key.split("|"))
    return section_key(council.slug, council.area_id, "cohort", *parts)


def past_of_sections(council: Council) -> Past:
    """All that public editions told of children beside figures, by the keys of their cells; one
    query.
    """
    found: dict[str, list[PastCell]] = {}
    for old in past_cells(council):
        if is_of_section(old.key):
            found.setdefault(old.key, []).append(old)
    return found


def by_number(council: Council, numbers: Numbers, past: Past) -> Past:
    """The same by the keys of numbers: of those that are printed, and of months, which another
    edition printed where this one does not.
    """
    keys = {
        key: cell_key(council, key)
        for key in numbers.people
        if key not in numbers.unprinted or key.split("|")[0] in COMINGS
    }
    return {key: past[cell] for key, cell in keys.items() if cell in past}


def tell_of_earlier_years(
    numbers: Numbers,
    council: Council,
    cohort: Cohort,
    day: dt.date,
    around: Surroundings,
    past: Past,
) -> None:
    """Earlier editions printed other twelve months, of which some months are the same: what they
    hid of those is known in sum. Each is told as the sum of its own months.
    """
    for end in _years_told(council, past, day):
        first = month_after(end)
        if why_not(cohort.returns, first, end):
            continue
        table = comings_and_goings(cohort, first, end, around=around)
        for what in COMINGS:
            months = {
                f"{month:%Y-%m}": int(n)
                for month, n in zip(table["month"], table[what], strict=True)
            }
            _tell(numbers, what, end, months)


def _years_told(council: Council, past: Past, day: dt.date) -> list[dt.date]:
    """The last days of the twelve months that earlier editions printed, but for the day's own."""
    told = set()
    for what in COMINGS:
        start = cell_key(council, key_of(what, YEAR, day.isoformat())).removesuffix(day.isoformat())
        told |= {
            dt.date.fromisoformat(key.removeprefix(start)) for key in past if key.startswith(start)
        }
    return sorted(end for end in told if end != day and abs(end - day) < NEAR)


def _tell(numbers: Numbers, what: str, end: dt.date, months: Mapping[str, int]) -> None:
    parts = {}
    for month, number in months.items():
        key = key_of(what, month)
        if numbers.people.get(key, number) != number:
            # That edition's last month was not over yet, or ours is not.
            key = key_of(what, month, end.isoformat())
        parts[key] = number
    year = year_key(what, end)
    if year in numbers.people:
        return
    numbers.unprinted |= {key for key in (*parts, year) if key not in numbers.people}
    numbers.add(year, parts)


def withhold_other_districts(
    numbers: Numbers, council: Council, days: Sequence[Counts], past: Past
) -> None:
    """ "Other districts" of an edition that named other ones are other children: both sums side by
    side would tell of a district that one of them names and hides.
    """
    for counts in days:
        if DISTRICT not in counts.by_view:
            continue
        day = counts.day.isoformat()
        here = {
            cell_key(council, key_of(day, DISTRICT, name))
            for name, number in counts.by_view[DISTRICT].items()
            if number
        }
        start = cell_key(council, key_of(day, DISTRICT, ELSEWHERE)).rpartition("/")[0] + "/"
        told = {key for key in past if key.startswith(start)}
        if told and told != here:
            numbers.withheld.add(key_of(day, DISTRICT, ELSEWHERE))
