"""Why a council's data cannot leave or come in; each message says what to do."""

from __future__ import annotations


class LeavingError(Exception):
    """Nothing was written and nothing was changed; the message says why and what to do."""
