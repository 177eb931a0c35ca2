"""Every write of this floor: returns loaded, looks at children's records."""

from .intake import (
    IntakeRefused,
    NothingNew,
    OutOfDate,
    StrictlyRefused,
    accept_intake,
    discard_intake,
    load_returns,
    read_intake,
    send_return,
)
from .keys import KeyMissing, Unsealable
from .looks import LookRefused, record_child_look, record_list_look, reveal_case_numbers

__all__ = [
    "IntakeRefused",
    "KeyMissing",
    "LookRefused",
    "NothingNew",
    "OutOfDate",
    "StrictlyRefused",
    "Unsealable",
    "accept_intake",
    "discard_intake",
    "load_returns",
    "read_intake",
    "record_child_look",
    "record_list_look",
    "reveal_case_numbers",
    "send_return",
]
