"""Every write of this floor: returns loaded, figures offered, looks at children's records."""

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
from .offering import (
    Offering,
    StillLoading,
    ask_offering,
    offer_cohort_figures,
    offer_for_build,
)
from .points import PointRefused, place_of, set_own_point

__all__ = [
    "IntakeRefused",
    "KeyMissing",
    "LookRefused",
    "NothingNew",
    "Offering",
    "OutOfDate",
    "PointRefused",
    "StillLoading",
    "StrictlyRefused",
    "Unsealable",
    "accept_intake",
    "ask_offering",
    "discard_intake",
    "load_returns",
    "offer_cohort_figures",
    "offer_for_build",
    "place_of",
    "read_intake",
    "record_child_look",
    "record_list_look",
    "reveal_case_numbers",
    "send_return",
    "set_own_point",
]
