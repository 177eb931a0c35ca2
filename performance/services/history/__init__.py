"""A council's own history: brought in as a batch, confirmed by somebody else, undone as a whole."""

from .confirming import confirm_import, may_confirm
from .drafting import (
    discard_import,
    import_history,
    map_import,
    start_import,
    submit_import,
    take_back_import,
)
from .refusals import HistoryError, MayNot, NothingNew
from .undoing import undo_import, why_not_undone

__all__ = [
    "HistoryError",
    "MayNot",
    "NothingNew",
    "confirm_import",
    "discard_import",
    "import_history",
    "map_import",
    "may_confirm",
    "start_import",
    "submit_import",
    "take_back_import",
    "undo_import",
    "why_not_undone",
]
