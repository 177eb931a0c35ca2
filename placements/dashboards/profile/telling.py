"""Counts as lines, sentences and charts, for an audience: what is hidden is in none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from placements.charts import share_chart
from reference.domain.periods import long_date
from reference.domain.rounding import percentage, plain
from reporting.domain.charts import ChartSpec

from .beside import England, ViewOf, area_shares
from .counting import ELSEWHERE, Counts
from .parts import HIDDEN, NONE, AgeBySex, Line, View
from .protecting import key_of

ETHNICITY_NOTE = "Everybody: people of all ages in the area, Census 2021 (ONS)."
# Their groups are called by names.
NAMED = ("ethnicity", "district")
# Groups of the Department's table that are wider than those of our own.
WIDER = {"distance": ("20 miles or less", "More than 20 miles", "Not known")}
NO_CENSUS = "The census has no figure for this area."


@dataclass(frozen=True)
class Teller:
    """Numbers in words for one audience. `may` says whether a number may be printed."""

    public: bool
    may: Callable[[str], bool]

    def count(self, key: str, number: int) -> str:
        return plain(Decimal(number)) if number == 0 or self.may(key) else HIDDEN

    def value(self, key: str, number: int, whole: int) -> Decimal | None:
        """The share in percent; None where it is hidden."""
        if not whole or not (number == 0 or self.may(key)):
            return None
        return percentage(number, whole, 0 if self.public else 1)

    def share(self, key: str, number: int, whole: int) -> str:
        if not whole:
            return NONE
        value = self.value(key, number, whole)
        return HIDDEN if value is None else f"{plain(value)}%"


def view_of(
    view: ViewOf,
    now: Counts,
    then: Counts | None,
    england: England,
    teller: Teller,
    *,
    area: str,
    colour: str,
) -> View:
    everybody = area_shares(area, view.key, public=teller.public)
    lines = tuple(
        _line(view.key, label, now, then, england, teller, everybody)
        for label in now.order[view.key]
        if _is_told(view.key, label, now, then, england)
    )
    has_england = any(line.england != NONE for line in lines)
    return View(
        key=view.key,
        title=view.title,
        sentence=_sentence(view, lines),
        lines=lines,
        notes=_notes(view, england, has_england=has_england, has_area=bool(everybody)),
        chart=_chart(_sentence(view, lines), lines, now, colour) if view.has_chart else None,
        has_england=has_england,
        has_area=bool(everybody),
    )


def _is_told(view: str, label: str, now: Counts, then: Counts | None, england: England) -> bool:
    before = then.by_view[view].get(label, 0) if then else 0
    return bool(now.by_view[view].get(label, 0) or before or england.share(view, label))


def _line(
    view: str,
    label: str,
    now: Counts,
    then: Counts | None,
    england: England,
    teller: Teller,
    everybody: Mapping[str, str],
) -> Line:
    number, key = now.by_view[view].get(label, 0), key_of(now.day.isoformat(), view, label)
    before = then.by_view[view].get(label, 0) if then else 0
    key_then = key_of(then.day.isoformat(), view, label) if then else ""
    return Line(
        label=label,
        now=teller.count(key, number),
        now_share=teller.share(key, number, now.total),
        then=teller.count(key_then, before) if then else NONE,
        then_share=teller.share(key_then, before, then.total) if then else NONE,
        england=england.share(view, label) or NONE,
        area=everybody.get(label, NONE),
        value=teller.value(key, number, now.total),
        asks=label != ELSEWHERE and number > 0,
    )


def _sentence(view: ViewOf, lines: tuple[Line, ...]) -> str:
    """Of the largest group that may be told; no claim about those that may not."""
    told = [line for line in lines if line.value and line.label != ELSEWHERE]
    if not told:
        return "Every number here is hidden, because too few children are in some of the groups."
    largest = max(told, key=lambda line: line.value or Decimal(0))
    said = view.says.format(share=largest.now_share, label=_inside(view.key, largest.label))
    beside = [f"a year ago {largest.then_share}"] if largest.then_share.endswith("%") else []
    beside += [f"England {largest.england}"] if largest.england.endswith("%") else []
    return f"{said[:-1]}; {', '.join(beside)}." if beside else said


def _inside(view: str, label: str) -> str:
    """A label within a sentence: its first letter small, unless it is a name."""
    return label if view in NAMED else label[:1].lower() + label[1:]


def _notes(view: ViewOf, england: England, *, has_england: bool, has_area: bool) -> tuple[str, ...]:
    notes = [view.note] if view.note else []
    if view.heading and not has_england:
        notes.append(
            f"England: the {england.release} release has no figures for 31 March {england.year}."
        )
    shares = [(england.share(view.key, group), group) for group in WIDER.get(view.key, ())]
    if all(share for share, _ in shares) and shares:
        said = ", ".join(f"{share} {group[:1].lower()}{group[1:]}" for share, group in shares)
        notes.append(f"England, 31 March {england.year}: {said}.")
    if view.key == "ethnicity":
        notes.append(ETHNICITY_NOTE if has_area else NO_CENSUS)
    return tuple(notes)


def _chart(sentence: str, lines: tuple[Line, ...], now: Counts, colour: str) -> ChartSpec:
    return share_chart(
        sentence,
        [(line.label, line.value, line.now_share) for line in lines],
        subtitle=f"Share of the children looked after on {long_date(now.day)}.",
        colour=colour,
    )


def age_by_sex(now: Counts, teller: Teller) -> AgeBySex:
    day = now.day.isoformat()
    sexes = [one for one in now.order["sex"] if now.by_view["sex"].get(one)]
    ages = [one for one in now.order["age"] if now.by_view["age"].get(one)]

    def cell(age: str, sex: str) -> str:
        number = now.age_by_sex.get((age, sex), 0)
        return teller.count(key_of(day, "age_by_sex", age, sex), number)

    def whole(view: str, group: str) -> str:
        return teller.count(key_of(day, view, group), now.by_view[view][group])

    rows = [(age, (*(cell(age, sex) for sex in sexes), whole("age", age))) for age in ages]
    total = teller.count(key_of(day, "total"), now.total)
    rows.append(("All ages", (*(whole("sex", sex) for sex in sexes), total)))
    return AgeBySex((*sexes, "All"), tuple(rows))
