"""Figures that an author can insert, with what each would print now and the words to paste."""

from __future__ import annotations

from dataclasses import dataclass

from boards.domain.markup import Reference, ReferenceKind
from boards.models import Report
from boards.packs.live_figures import LiveFigures, figure_choices
from performance.domain.series import Held
from performance.measures import Measure


@dataclass(frozen=True)
class FigureChoice:
    """`label` says it in a list: "2020-21 quarter 4, average over the period: 83%"."""

    reference: str
    label: str
    printed: str


@dataclass(frozen=True)
class MeasureChoices:
    name: str
    theme: str
    choices: tuple[FigureChoice, ...]


NEWEST = 12


def figures_to_insert(report: Report, *, words: str = "") -> tuple[MeasureChoices, ...]:
    """Each measure whose name holds the words: its newest figures, change, target and chart."""
    live = LiveFigures(report.board.council, public=report.is_open)
    wanted = words.casefold().split()
    return tuple(
        MeasureChoices(
            measure.name, measure.indicator.theme.name, tuple(_choices(live, measure, held))
        )
        for measure, held in figure_choices(live)
        if all(word in f"{measure.name} {measure.code}".casefold() for word in wanted)
    )


def _choices(live: LiveFigures, measure: Measure, held: list[Held]) -> list[FigureChoice]:
    found = [_figure(live, measure, one) for one in held[:NEWEST]]
    own = {one.key for one in measure.own}
    newest = next((one for one in held if one.key in own), None)
    if newest is not None:
        for kind in (ReferenceKind.CHANGE, ReferenceKind.TARGET):
            basis = newest.basis.value if kind is ReferenceKind.CHANGE else ""
            reference = Reference(kind, measure.code, newest.period.key, basis)
            told = live.told(reference)
            if told.is_told:
                words = f"{kind.value.capitalize()}, {newest.period.name}: {told.text}"
                found.append(FigureChoice(reference.text, words, told.text))
    if live.chart(chart := Reference(ReferenceKind.CHART, measure.code)).spec is not None:
        found.append(FigureChoice(chart.text, "Chart over time", "A chart"))
    return found


def _figure(live: LiveFigures, measure: Measure, held: Held) -> FigureChoice:
    reference = Reference(
        ReferenceKind.FIGURE,
        measure.code,
        held.period.key,
        held.basis.value,
        "" if held.group == "all" else held.group,
        "" if held.area == measure.area else held.area,
    )
    told = live.told(reference)
    whose = [held.area_name] if held.area != measure.area else []
    whose += [held.group_name] if held.group != "all" else []
    words = ", ".join([*whose, held.period.name, held.basis.label])
    return FigureChoice(reference.text, f"{words}: {told.text}", told.text)
