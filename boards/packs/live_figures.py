"""Live figures: what a reference in a report says today, told for an audience.

In a report that the public reads, disclosure control decides what is told; only an exempt one
prints a figure as it is held.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Council
from boards.domain.markup import Reference, ReferenceKind
from performance.charts import own_name, trend_chart
from performance.domain.change import DOWN, SAME, compare
from performance.domain.findings import trend_title
from performance.domain.printing import MISSING, target_text
from performance.domain.series import STAND_INS, Held, alike
from performance.domain.vocabulary import Unit
from performance.measures import Measure, measures_of
from performance.packs.cells import Shield, Shown, hidden_keys
from performance.packs.parts import FigureUsed
from performance.packs.shields import council_shield
from performance.rows import MeasureRow, measure_row, value_text, when_words
from reference.domain.periods import Period, quarter_of
from reference.domain.periods import parse as parse_period
from reporting.domain.charts import ChartSpec, Size

WITHHELD = "(withheld)"
NOT_HELD = "(no figure held)"


@dataclass(frozen=True)
class Told:
    """What stands in the text for a reference. `state` is "held", "provisional", "hidden" or
    "missing"; `title` says the measure, the period and the basis.
    """

    text: str
    title: str
    state: str
    reference: str
    figures: tuple[FigureUsed, ...] = ()

    @property
    def is_told(self) -> bool:
        return self.state in ("held", "provisional")


@dataclass(frozen=True)
class ChartTold:
    spec: ChartSpec | None
    problem: str = ""
    figures: tuple[FigureUsed, ...] = ()


@dataclass(frozen=True)
class TableTold:
    caption: str
    rows: tuple[MeasureRow, ...]
    problem: str = ""
    figures: tuple[FigureUsed, ...] = ()

    @property
    def hidden(self) -> int:
        return sum(row.hidden for row in self.rows)


class LiveFigures:
    """A council's figures as reports refer to them. Four queries when the first one is asked for,
    two more where the public reads.
    """

    def __init__(self, council: Council, *, public: bool) -> None:
        self.council, self.public = council, public

    @cached_property
    def measures(self) -> dict[str, Measure]:
        return {one.code: one for one in measures_of(self.council, off_too=True)}

    @cached_property
    def shield(self) -> Shield:
        """Every figure with what disclosure control says of it, and the auditor's verdict."""
        return council_shield(self.council, self.measures.values())

    @property
    def shown(self) -> dict[str, Shown]:
        return self.shield.shown

    @property
    def is_proven(self) -> bool:
        """Whether what the public reads is proven to give no small number away; what the board
        alone reads needs no proof.
        """
        return not self.public or self.shield.proof.is_proven

    @cached_property
    def hidden(self) -> Collection[str]:
        return hidden_keys(self.shown) if self.public else frozenset()

    def told(self, reference: Reference) -> Told:
        """The words for {{figure}}, {{change}} or {{target}}."""
        measure = self.measures.get(reference.code)
        if measure is None or not measure.on:
            return _missing(reference, f"No measure is called {reference.code}")
        period = parse_period(reference.period)
        if reference.kind is ReferenceKind.TARGET:
            return _target(measure, period, reference)
        held = self._held(measure, reference)
        if held is None or held.value is None:
            return _missing(reference, f"{measure.name}, {period.name}: no figure is held")
        if held.key in self.hidden:
            title = f"{measure.name}, {period.name}: too few to be published"
            return Told(WITHHELD, title, "hidden", reference.text)
        if reference.kind is ReferenceKind.CHANGE:
            return self._change(measure, held, reference)
        text = value_text(measure, held, public=self.public)
        state = "provisional" if held.provisional else "held"
        used = (self._used(measure, held),)
        return Told(text, f"{text}: {_title(measure, held)}", state, reference.text, used)

    def chart(self, reference: Reference) -> ChartTold:
        """The measure through time, on its usual basis, in as many places as a half page has."""
        measure = self.measures.get(reference.code)
        if measure is None or not measure.on:
            return ChartTold(None, f"No measure is called {reference.code}")
        newest = _newest(measure, reference.basis)
        series = alike(measure.own, newest) if newest else []
        seen = [one for one in series if one.key not in self.hidden]
        spec = trend_chart(
            measure,
            seen,
            title=trend_title(measure.name, None),
            colour=self.council.colour,
            council=own_name(self.council),
            hidden=[one for one in series if one.key in self.hidden],
            public=self.public,
            size=Size.FULL,
        )
        if spec is None:
            return ChartTold(None, f"{measure.name}: a chart needs two figures that can be shown")
        used = tuple(self._used(measure, one) for one in seen if one.value is not None)
        return ChartTold(spec, figures=used)

    def table(self, reference: Reference) -> TableTold:
        """All measures of a theme that have a figure for the quarter."""
        quarter = quarter_of(parse_period(reference.period).ends_on)
        of_theme = [
            one
            for one in self.measures.values()
            if one.on and one.indicator.theme.code == reference.code
        ]
        if not of_theme:
            return TableTold("", (), f"No theme is called {reference.code}")
        rows = [
            measure_row(one, quarter, {}, public=self.public, hidden=self.hidden)
            for one in of_theme
        ]
        rows = [row for row in rows if row.has_figure]
        name = of_theme[0].indicator.theme.name
        used = tuple(
            self._used(row.measure, held)
            for row in rows
            for held in row.figures
            if held.value is not None
        )
        problem = "" if rows else f"No figure of {name} is held for {quarter.name}"
        return TableTold(f"{name}, {quarter.name}", tuple(rows), problem, used)

    def _held(self, measure: Measure, reference: Reference) -> Held | None:
        group, area = reference.group or "all", reference.area or measure.area
        found = [
            one
            for one in measure.held
            if (one.period.key, one.group, one.area) == (reference.period, group, area)
        ]
        by_basis = {one.basis.value: one for one in found}
        if reference.basis:
            return by_basis.get(reference.basis)
        for wanted in (measure.basis, *STAND_INS):
            if wanted.value in by_basis:
                return by_basis[wanted.value]
        return found[0] if len(found) == 1 else None

    def _change(self, measure: Measure, held: Held, reference: Reference) -> Told:
        """ "up 3.1 points" since the figure before; nothing where none can be compared."""
        alike_ones = [
            one
            for one in measure.held
            if (one.group, one.area) == (held.group, held.area)
            and one.key not in self.hidden
            and one is not held
        ]
        whole = self.public and measure.unit in (Unit.PERCENT, Unit.RATE)
        change = compare(
            held.point,
            [one.point for one in alike_ones],
            polarity=measure.polarity,
            unit=measure.unit,
            breaks=measure.breaks,
            decimals=0 if whole else 1,
            goal=measure.goal_on(held.period.ends_on),
            sizes=not self.public,
            signed=measure.indicator.signed,
            small_group=measure.rules.small_group,
        )
        if not change.compared or change.before is None:
            return _missing(reference, f"{measure.name}: nothing earlier can be compared")
        before = change.before
        was = [
            one for one in alike_ones if (one.period, one.basis) == (before.period, before.basis)
        ]
        way = "down" if change.arrow == DOWN else "up"
        text = "unchanged" if change.arrow == SAME else f"{way} {change.amount}"
        title = f"{text}: {_title(measure, held)}, since {before.period.name}"
        used = tuple(self._used(measure, one) for one in (held, *was))
        return Told(text, title, "held", reference.text, used)

    def _used(self, measure: Measure, held: Held) -> FigureUsed:
        whose = [held.area_name] if held.area != measure.area else []
        whose += [held.group_name] if held.group != "all" else []
        label = ", ".join((measure.name, *whose, held.period.name, held.basis.label))
        printed = value_text(measure, held, public=self.public)
        return FigureUsed(key=held.key, version=held.version, label=label, printed=printed)


def _newest(measure: Measure, basis: str) -> Held | None:
    wanted = basis or measure.basis.value
    found = [one for one in measure.own if one.value is not None]
    of_basis = [one for one in found if one.basis.value == wanted] or found
    return max(of_basis, key=lambda one: one.period, default=None)


def _target(measure: Measure, period: Period, reference: Reference) -> Told:
    text = target_text(measure.goal_on(period.ends_on), measure.unit, measure.polarity)
    if text == MISSING:
        return _missing(reference, f"{measure.name} has no target in {period.name}")
    if measure.unit is Unit.PERCENT:
        text = f"{text}%"
    title = f"{text}: target of {measure.name}, {period.name}"
    return Told(text, title, "held", reference.text)


def _missing(reference: Reference, why: str) -> Told:
    return Told(NOT_HELD, why, "missing", reference.text)


def _title(measure: Measure, held: Held) -> str:
    """ "Visits on time, 2020-21 quarter 4, average over the quarter"."""
    whose = [held.area_name] if held.area != measure.area else []
    whose += [held.group_name] if held.group != "all" else []
    when = when_words(held, quarter_of(held.period.ends_on))
    said = "provisional" if held.provisional else ""
    return ", ".join(part for part in (measure.name, *whose, held.period.name, when, said) if part)


def used_once(figures: Iterable[FigureUsed]) -> tuple[FigureUsed, ...]:
    """Each figure once, in the order in which the text tells them."""
    return tuple({one.key: one for one in figures}.values())


def figure_choices(live: LiveFigures) -> Sequence[tuple[Measure, list[Held]]]:
    """What an author may insert: each measure with its figures, newest first."""
    found = []
    for measure in live.measures.values():
        held = [one for one in measure.held if one.value is not None]
        if measure.on and held:
            found.append((measure, sorted(held, key=lambda one: one.period, reverse=True)))
    return found
