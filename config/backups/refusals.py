"""Why a backup was not made or not restored; each message says what to do."""

from __future__ import annotations


class BackupError(Exception):
    """Nothing was made and nothing was changed; the message says why and what to do."""
