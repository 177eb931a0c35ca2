"""The registers of homes: each one a declaration. Another list is another declaration here."""

from . import buying, children, homes, planning, watching
from .declaring import Box, Register

REGISTERS: dict[str, Register] = {
    one.key: one
    for one in (
        homes.SETTINGS,
        homes.PROVIDERS,
        homes.PLACES,
        homes.PLANNED,
        homes.SUSPENSIONS,
        homes.JUDGEMENTS,
        children.PLACEMENTS,
        children.PRICES,
        children.SCORES,
        children.IRREGULAR,
        children.SEARCHES,
        children.ANSWERS,
        buying.CONTRACTS,
        buying.LOTS,
        buying.EXTENSIONS,
        buying.BANDS,
        buying.SPENDING,
        watching.REVIEWS,
        watching.RISKS,
        watching.VISITS,
        watching.CONCERNS,
        watching.STEPS,
        watching.MONITORING,
        watching.RECOMMENDATIONS,
        watching.RECRUITMENT,
        planning.SHARINGS,
        planning.BREAKS,
    )
}

__all__ = ["REGISTERS", "Box", "Register"]
