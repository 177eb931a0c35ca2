"""Figures that are new beside a profile that is public already.

An edition hid three children in secure homes and, for their sake, those in foster care. A
percentage of the same day that is corrected, or printed for the first time, a year later can be
what gives the three away. So before a figure is shown that no edition printed, the auditor is told
of it beside all that editions told and hid of its day; a figure that would tell stays hidden.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.cache import caches

from accounts.models import Council
from performance.domain.section_keys import is_of_section, section_key
from performance.packs.cells import Shown
from placements.dashboards.held import held_cohort, stamp_of
from placements.domain.cohort import Cohort
from placements.domain.coverage import why_not
from placements.measures import surroundings
from reference.domain.rounding import round_half_up
from reporting.domain.disclosure import PastCell, Proof, ProofRules, Publication, Verdict, audit
from reporting.packs import proof_rules_of
from reporting.releases import release_mark

from .days import year_before
from .earlier import Past, by_number, cell_key
from .figures import (
    Telling,
    answered,
    at_day,
    frozen,
    printed_before,
    tell,
    tells_of_a_day,
)
from .known import Found, found_on, tell_of_all
from .parts import COMINGS
from .protecting import numbers_of, publication_of

Tells = Mapping[str, frozenset[str]]


def figures_that_tell(
    council: Council,
    shown: Mapping[str, Shown],
    past: Sequence[PastCell],
    cohort: Cohort | None = None,
) -> Tells:
    """Of the figures that are to be shown those that would tell, with the cells they would tell of.

    `past` is all that public editions told and hid. A figure that an edition printed with the same
    value tells nothing new. Where the returns of the day are no longer held, or time runs out,
    nobody can say that a figure is safe, and it tells. No query where no figure is new.
    """
    sections = _sections(past)
    days = _days_told(council, sections)
    new, before = _new(council, shown, past, days) if days else ({}, {})
    if not new:
        return {}
    rules = proof_rules_of(council)

    def judged() -> Tells:
        held = held_cohort(council) if cohort is None else cohort
        return _Judge(council, held, sections, before, rules).tells(new, days)

    if cohort is not None:
        return judged()
    of = (
        council.pk,
        stamp_of(council),
        tuple((key, one.held.version, one.held.value) for key, one in sorted(new.items())),
        tuple((key, tuple(cells)) for key, cells in sorted(sections.items())),
        tuple(sorted((at, tuple(sorted(values))) for at, values in before.items())),
        rules.min_width,
    )
    key = f"tells:{release_mark()}:{hashlib.sha256(repr(of).encode()).hexdigest()}"
    found: Tells | None = caches["kept"].get(key)
    if found is not None:
        return found
    try:
        found = judged()
    except _LateError as late:
        return late.tells
    caches["kept"].set(key, found)
    return found


class _LateError(Exception):
    """Time ran out: what is not proven yet tells for now, and is asked again."""

    def __init__(self, tells: Tells) -> None:
        super().__init__()
        self.tells = tells


def _sections(past: Iterable[PastCell]) -> dict[str, list[PastCell]]:
    found: dict[str, list[PastCell]] = defaultdict(list)
    for old in past:
        if is_of_section(old.key):
            found[old.key].append(old)
    return found


def _days_told(council: Council, sections: Past) -> frozenset[dt.date]:
    """The days of which an edition hid numbers of children that none showed, in a profile or in a
    statement's table of needs; where it hid a month, the days of the years that it may belong to.
    """
    start = len(section_key(council.slug, council.area_id).split("/"))
    cells = {key: key.split("/")[start:] for key in sections}
    days = {
        parts[1] for key, parts in cells.items() if all(one.shown is None for one in sections[key])
    }
    if days & {*COMINGS}:
        days |= {parts[-1] for parts in cells.values()}
    return frozenset(day for day in map(_day, days) if day)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _new(
    council: Council,
    shown: Mapping[str, Shown],
    past: Sequence[PastCell],
    days: frozenset[dt.date],
) -> tuple[dict[str, Shown], Telling]:
    """Figures of these days that no edition printed with this value; and what editions printed."""
    told = days | {year_before(day) for day in days}
    here = {
        key: one
        for key, one in answered(council, told, shown).items()
        if one.measure.on and tells_of_a_day(one.measure.code)
    }
    before = printed_before(here, past)
    new = {
        key: one
        for key, one in here.items()
        if one.held.value is not None
        and round_half_up(one.held.value) not in before.get(at_day(one), ())
    }
    return new, before


@dataclass(frozen=True)
class _Judge:
    """`before`: values by measure and day that editions printed; `until` by the clock."""

    council: Council
    cohort: Cohort
    sections: Past
    before: Telling
    rules: ProofRules

    def tells(self, new: Mapping[str, Shown], days: Collection[dt.date]) -> Tells:
        """Raises _LateError."""
        until = time.monotonic() + self.rules.seconds
        found: dict[str, frozenset[str]] = {}
        for day in sorted(days, reverse=True):
            told = (day, year_before(day))
            here = {
                key: one
                for key, one in new.items()
                if key not in found and one.held.period.ends_on in told
            }
            if here:
                found |= dict.fromkeys(
                    self._telling(day, here, until),
                    frozenset([cell_key(self.council, day.isoformat())]),
                )
        if time.monotonic() > until:
            raise _LateError(found)
        return found

    def _telling(self, day: dt.date, here: Mapping[str, Shown], until: float) -> list[str]:
        if why_not(self.cohort.returns, day, day):
            return sorted(here)
        found = found_on(self.cohort, day, surroundings(self.council))

        def proof(figures: Iterable[str], lost: Collection[str] = ()) -> Proof:
            told = self._publication(found, [here[key] for key in figures])
            return _audit(told, lost, until - time.monotonic())

        if proof(here).is_proven:
            return []
        # Only what is proven to be lost already: "not proven" loses nothing.
        lost = {one.key for one in proof(()).cells if one.verdict is Verdict.REFUSED}
        if lost and proof(here, lost).is_proven:
            return []
        safe: list[str] = []
        for key in sorted(here):
            if proof([*safe, key], lost).is_proven:
                safe.append(key)
        return sorted(here.keys() - set(safe))

    def _publication(self, found: Found, figures: Iterable[Shown]) -> Publication:
        """What readers know of the day, and these figures beside it. Nothing is left to choose."""
        days = {one.day for one in found.days}
        told = {at: set(values) for at, values in self.before.items() if at[1] in days}
        for one in figures:
            tell(told, one, one.held.value)
        numbers = numbers_of(found.days, found.by_month)
        tell_of_all(self.council, self.cohort, found, numbers, frozen(told), self.sections)
        past = by_number(self.council, numbers, self.sections)
        numbers.withheld |= past.keys()
        numbers.unprinted |= numbers.people.keys() - past.keys()
        return publication_of(numbers, past, self.rules)


def _audit(publication: Publication, lost: Collection[str], seconds: float) -> Proof:
    told = publication.told(publication.hidden_anyway)
    unknown = {
        key: replace(one, needed=0) if key in lost else one for key, one in told.unknown.items()
    }
    return audit(replace(told, unknown=unknown), seconds=seconds, ranges=False)
