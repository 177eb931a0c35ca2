"""Words that several sections share."""

from __future__ import annotations

from placements.models import SettingKind

REGISTER = "The council’s register of homes"
RETURNS = "The council’s SSDA903 returns"


def kind_name(kind: str) -> str:
    return str(SettingKind(kind).label)
