"""What a public edition has to account for when a report goes into it: figures and their cells."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Council
from boards.models import Report
from boards.packs.live_figures import LiveFigures
from boards.packs.report_body import UNPROVEN_WORDS
from performance.services.packs import cell_rows
from reporting.domain.editions import CellRow, EditionFigureRow
from reporting.services import PublishError


def figures_of_reports(reports: Iterable[Report]) -> list[EditionFigureRow]:
    """The figures that signed-off reports print, each once."""
    told = {one["key"]: one for report in reports for one in report.figures}
    return [
        EditionFigureRow(
            key=one["key"], version=one["version"], label=one["label"], printed=one["printed"]
        )
        for one in told.values()
    ]


def cells_of_reports(council: Council, reports: Iterable[Report]) -> list[CellRow]:
    """What of those figures the public is told, so that disclosure control knows of it later. Only
    open reports are public; of the others nothing is told. Raises PublishError without a proof.
    """
    keys = {one["key"] for report in reports if report.is_open for one in report.figures}
    live = LiveFigures(council, public=True)
    if keys and not live.is_proven:
        raise PublishError(f"The reports of this edition: {UNPROVEN_WORDS}. Nothing was published.")
    shown = live.shown
    return [row for key in sorted(keys & set(shown)) for row in cell_rows(key, shown[key])]
