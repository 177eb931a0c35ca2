"""What planning needs: what neighbours are shown, and months that no forecast leans on."""

from __future__ import annotations

from placements.models import ForecastBreak, Sharing

from .declaring import Box, Register

PLANNING = "Planning"

SHARINGS = Register(
    key="sharings",
    name="What other councils are shown",
    one="agreement to share",
    group=PLANNING,
    model=Sharing,
    council="council",
    told="Under an agreement another council sees the numbers of homes, places and vacancies here; "
    "prices by provider only where the agreement names them. Nothing about a child is shown.",
    empty="No other council sees anything of this one.",
    boxes=(
        Box("partner", "Who is shown it"),
        Box("what", "What is shown"),
        Box("agreement", "Agreement", "Its reference, as both councils hold it"),
        Box("from_on", "From"),
        Box("until_on", "Until", "The first day it no longer holds. Empty: until it is ended"),
    ),
    identity=("partner", "what", "from_on"),
    search=("partner", "agreement"),
)
BREAKS = Register(
    key="breaks",
    name="Breaks in what forecasts lean on",
    one="break",
    group=PLANNING,
    model=ForecastBreak,
    council="council",
    told="Months that say nothing about the future, like the first lockdown: they are left out of "
    "all rates.",
    empty="The forecast leans on every month it has.",
    boxes=(
        Box("name", "Name", "For example First lockdown"),
        Box("first", "First day"),
        Box("last", "Last day"),
    ),
    identity=("name", "first"),
    search=("name",),
)
