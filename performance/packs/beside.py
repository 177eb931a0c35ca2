"""What stands beside the figures of a pack, and how it differs from the pack before: targets,
measures, officers' comments. An edition keeps it, since targets and switches have no versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from performance.domain.printing import MISSING
from performance.measures import Measure
from performance.rows import MeasureRow

from .parts import ChangeLine, ThemePage

Beside = Mapping[str, Any]
NO_TARGET = "no target"
NONE = "none"


def beside_of(
    measures: Sequence[Measure], rows: Sequence[MeasureRow], pages: Sequence[ThemePage]
) -> dict[str, Any]:
    """Plain values: `measures` code to name, `targets` code to text, `forecasts` code to sum,
    `comments` theme to ids.
    """
    return {
        "measures": {measure.code: measure.name for measure in measures},
        "targets": {row.code: row.target for row in rows if row.has_figure and not row.hidden},
        "forecasts": {row.code: row.outlook.sum_words for row in rows if row.outlook},
        "comments": {
            page.section.theme.code: [comment.pk for comment in page.section.comments]
            for page in pages
        },
    }


def targets_moved(before: Beside, now: Beside, measures: Mapping[str, str]) -> list[ChangeLine]:
    """Of measures whose target both packs could print; a hidden one says nothing of its target."""
    was = before.get("targets", {})
    return [
        ChangeLine(measures[code], "target", _target(was[code]), _target(text), "")
        for code, text in now["targets"].items()
        if code in was and was[code] != text
    ]


def forecasts_moved(before: Beside, now: Beside, measures: Mapping[str, str]) -> list[ChangeLine]:
    """Forecasts of the same quarter that read otherwise in an earlier edition of it."""
    was = before.get("forecasts", {})
    return [
        ChangeLine(measures[code], "forecast", was.get(code, NONE), text, "")
        for code, text in now["forecasts"].items()
        if was.get(code, NONE) != text
    ]


def _target(text: str) -> str:
    return NO_TARGET if text == MISSING else text


def comments_changed(before: Beside, now: Beside) -> tuple[str, ...]:
    """Codes of themes whose comments are others than in an earlier edition of the same quarter."""
    was = before.get("comments", {})
    return tuple(theme for theme, said in now["comments"].items() if was.get(theme, said) != said)


def measures_gone(before: Beside, now: Beside) -> tuple[str, ...]:
    """Names of those that the council has switched off since."""
    was = before.get("measures", {})
    return tuple(name for code, name in was.items() if code not in now["measures"])
