"""Values whose period the source does not state, as a theme shows them below its table.

A builder room, used by dashboard and pack: one query. For the public it leaves out what could give
a small number away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.models import Council
from performance.domain.wording import for_everybody, names_few
from performance.measures import Measure
from performance.models import SeriesNote
from performance.rows import MeasureRow


@dataclass(frozen=True)
class Undated:
    """A value beside a series; never compared with anything."""

    theme: str
    name: str
    printed: str
    when: str
    text: str


def undated_values(
    council: Council, rows: Iterable[MeasureRow], *, public: bool = False
) -> tuple[Undated, ...]:
    """In the order of the measures. Of measures that are switched on, unless the reader may see all
    (the annex of a board's pack names those switched off too).
    """
    on = {row.measure.indicator.pk: row.measure for row in rows}
    hidden = {row.measure.indicator.pk for row in rows if row.hidden}
    notes = SeriesNote.objects.filter(council=council).select_related("indicator", "group")
    ordered = notes.order_by("indicator__order", "indicator__code", "pk")
    return tuple(
        Undated(
            theme=note.indicator.theme_id,
            name=_name(_called(on, note), note),
            printed=note.printed,
            when=note.when,
            text=_text(note, public=public),
        )
        for note in ordered
        if note.indicator_id not in hidden
        and not (public and _kept_back(on.get(note.indicator_id), note))
    )


def by_theme(values: Iterable[Undated]) -> dict[str, list[Undated]]:
    found: dict[str, list[Undated]] = defaultdict(list)
    for one in values:
        found[one.theme].append(one)
    return found


def _name(name: str, note: SeriesNote) -> str:
    return name if note.group_id == "all" else f"{name} ({note.group})"


def _called(on: Mapping[int, Measure], note: SeriesNote) -> str:
    return on[note.indicator_id].name if note.indicator_id in on else note.indicator.name


def _text(note: SeriesNote, *, public: bool) -> str:
    return for_everybody(note.text) if public and note.indicator.counts_people else note.text


def _kept_back(measure: Measure | None, note: SeriesNote) -> bool:
    """Whether an undated value is not for everybody: its measure is switched off, or it counts 1 to
    5 people, or belongs to a small cohort: "3", "3 of 19", "three"; not "3%", "31" or "3.5".
    """
    if measure is None:
        return True
    if not measure.indicator.counts_people:
        return False
    return measure.small_cohort or names_few(note.printed) or names_few(note.when)
