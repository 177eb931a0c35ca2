"""History on its way in: the grid to point at, what a mapping would bring, the batches so far."""

from .comparing import Compared, Conflict, compare
from .grid import Grid, GridLine, import_grid
from .kept import kept_figures, kept_outcome, kept_reading
from .known import known_groups, known_measures
from .listing import BatchLine, HistoryPage, history_page, waiting_imports
from .pointing import PointingPage, Window, pointing_page
from .preview import ImportPreview, MeasureLine, batch_page, read_batch

__all__ = [
    "BatchLine",
    "Compared",
    "Conflict",
    "Grid",
    "GridLine",
    "HistoryPage",
    "ImportPreview",
    "MeasureLine",
    "PointingPage",
    "Window",
    "batch_page",
    "compare",
    "history_page",
    "import_grid",
    "kept_figures",
    "kept_outcome",
    "kept_reading",
    "known_groups",
    "known_measures",
    "pointing_page",
    "read_batch",
    "waiting_imports",
]
