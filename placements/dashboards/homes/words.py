"""Words that several sections share."""

from __future__ import annotations

from placements.models import SettingKind

REGISTER = "The council’s register of homes"
RETURNS = "The council’s SSDA903 returns"
SHARED_OUT = (
    "A home for several ages has its places shared among the age bands by the number of years of "
    "age that each band has of those that the home takes: four places for ages 10 to 17 are three "
    "for 10 to 15 and one for 16 and 17."
)
COUNTED = (
    "Places are those that our children may take: usable, less those reserved or blocked, in the "
    "council’s own homes and under contracts in force. What is bought one child at a time is no "
    "place to count on."
)


def kind_name(kind: str) -> str:
    return str(SettingKind(kind).label)
