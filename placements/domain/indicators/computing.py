"""Every indicator that the cohort answers, for all the days asked for in one pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from reference.domain.rounding import share as percent

from ..choices import Rules, Wording
from ..cohort import Cohort
from ..coverage import return_of, why_not, words
from ..days import Bools, Ints, date, first_of_months
from ..scene import Scene, Surroundings
from .registry import Definition
from .tally import Tally

PER_10_000 = 10_000


@dataclass(frozen=True)
class Computed:
    """One figure: an indicator on a day, or for the months that end with it.

    `numerator` is None where there is no figure; `unavailable` then says why. `denominator` is
    None for a plain count. `known` of `of` rows had what the figure needs, the rest had a `gap`.
    """

    code: str
    theme: str
    unit: str
    basis: str
    first: dt.date
    day: dt.date
    numerator: int | None
    denominator: int | None
    known: int
    of: int
    gap: str
    rule: str
    rule_version: str
    unavailable: str = ""
    _people: Ints = field(
        default_factory=lambda: np.zeros(0, dtype=np.int64), repr=False, compare=False
    )
    _members: Bools | None = field(default=None, repr=False, compare=False)
    _whole: Bools | None = field(default=None, repr=False, compare=False)

    @property
    def members(self) -> Ints:
        """The children behind the numerator, by their numbers."""
        return self._people[:0] if self._members is None else self._people[self._members]

    @property
    def whole(self) -> Ints:
        """The children behind the denominator; of a count those counted."""
        return self._people[:0] if self._whole is None else self._people[self._whole]

    @property
    def value(self) -> Fraction | None:
        """Exact: percent, per 10,000, a mean, or the count; None without a denominator."""
        if self.numerator is None:
            return None
        if self.denominator is None:
            return Fraction(self.numerator)
        if self.denominator == 0:
            return None
        if self.unit == "percent":
            return percent(self.numerator, self.denominator)
        scale = PER_10_000 if self.unit == "per_10000" else 1
        return Fraction(self.numerator * scale, self.denominator)

    @property
    def completeness(self) -> Fraction | None:
        """Percent of the rows that had what the figure needs; None if there are none."""
        return percent(self.known, self.of) if self.of else None

    @property
    def completeness_words(self) -> str:
        """ "3 of 40 have no known distance", "all 40 complete"; "" where nobody is counted."""
        if self.unavailable or not self.of:
            return ""
        if self.known == self.of:
            return f"all {self.of} complete"
        lacking = self.of - self.known
        return f"{lacking} of {self.of} {'has' if lacking == 1 else 'have'} {self.gap}"


def compute(
    cohort: Cohort,
    days: Sequence[dt.date],
    rules: Rules,
    *,
    definitions: Sequence[Definition],
    around: Surroundings,
    wording: Wording,
) -> list[Computed]:
    """Each indicator on each day, in the order of `definitions` and of `days`.

    A day that the returns cannot answer gets a figure that says so. Nothing raises for bad or
    missing data: what is not known is counted in `known` and `of`.
    """
    if not days:
        return []
    scene = Scene.of(cohort, days, rules, around)
    place = {date(day): n for n, day in enumerate(scene.days)}
    found: list[Computed] = []
    for definition in definitions:
        figures = list(_figures(scene, definition, wording))
        found += [figures[place[day]] for day in days]
    return found


def _figures(scene: Scene, definition: Definition, wording: Wording) -> Iterator[Computed]:
    """One indicator on each of the scene's days."""
    rule = definition.rule.format_map(scene.rules.in_words(wording))
    version = " ".join([definition.version, *_changes(scene.rules, definition)])
    tally: Tally | None = None
    firsts = first_of_months(scene.days, definition.months) if definition.months else scene.days
    for n, day in enumerate(scene.days):
        first = date(firsts[n])
        reason = _reason(scene, definition, first, date(day))
        if not reason and tally is None:
            tally = definition.measure(scene, **definition.settings)
        if not reason and tally is not None:
            reason = _lacking(tally, n)
        yield _figure(
            scene, definition, n, None if reason else tally, (first, reason, rule, version)
        )


def _figure(
    scene: Scene,
    definition: Definition,
    n: int,
    tally: Tally | None,
    told: tuple[dt.date, str, str, str],
) -> Computed:
    first, reason, rule, version = told
    shown = tally is not None
    return Computed(
        code=definition.code,
        theme=definition.theme,
        unit=definition.unit,
        basis=definition.basis,
        first=first,
        day=date(scene.days[n]),
        numerator=int(tally.numerator[n]) if tally else None,
        denominator=_at(tally.denominator, n) if tally else None,
        known=int(tally.known[n]) if tally else 0,
        of=int(tally.of[n]) if tally else 0,
        gap=definition.gap,
        rule=rule,
        rule_version=version,
        unavailable=reason,
        _people=scene.history.people if shown else np.zeros(0, dtype=np.int64),
        _members=tally.members[n] if tally else None,
        _whole=tally.whole[n] if tally else None,
    )


def _at(numbers: Ints | None, n: int) -> int | None:
    return None if numbers is None else int(numbers[n])


def _lacking(tally: Tally, n: int) -> str:
    """What the day lacks besides returns: the tally says which days, or a denominator of 0 does."""
    lacks = tally.lacks[n] if tally.lacks is not None else _at(tally.denominator, n) == 0
    return tally.lacking if lacks else ""


def _reason(scene: Scene, definition: Definition, first: dt.date, day: dt.date) -> str:
    returns = scene.cohort.returns
    if definition.undated and return_of(returns, day) is None:
        held = ", ".join(words(one.as_at) for one in returns) or "no day"
        return f"These rows of the return have no dates: they hold on {held} only."
    return why_not(returns, first, day)


def _changes(rules: Rules, definition: Definition) -> list[str]:
    """The choices that the rule's text names and that are not the default's. A name that the
    council gave stands in that text.
    """
    changed = rules.changed().items()
    named = [(name, text) for name, text in changed if name != "own_point"]
    return [f"{name}={text}" for name, text in named if f"{{{name}}}" in definition.rule]
