"""SSDA903 returns on their way in: read, reported on, compared with what is held, accepted."""

from .loading import (
    KIND,
    accept_intake,
    build_of,
    discard_intake,
    load_returns,
    read_intake,
    send_return,
)
from .preparing import Prepared, StrictlyRefused, prepare
from .refusals import IntakeRefused, NothingNew, OutOfDate
from .store import sweep

__all__ = [
    "KIND",
    "IntakeRefused",
    "NothingNew",
    "OutOfDate",
    "Prepared",
    "StrictlyRefused",
    "accept_intake",
    "build_of",
    "discard_intake",
    "load_returns",
    "prepare",
    "read_intake",
    "send_return",
    "sweep",
]
