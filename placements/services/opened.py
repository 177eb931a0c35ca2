"""A return has been opened: what is known of its quarter is offered to it."""

from __future__ import annotations

from accounts.models import Council, User
from placements.models import Return903
from reference.domain.periods import Period

from .offering import ask_offering
from .register.offers import ask_offering_register


def offer_to_opened(*, council: Council, quarter: Period, by: User) -> None:
    """Has the figures of the cohort and of the register offered in the background. The setting
    RETURN_OPENED names this: the floor of the returns knows nobody above it.
    """
    if Return903.objects.for_council(council).exists():
        ask_offering(council=council, by=by, subject=f"opened {quarter.key}")
    ask_offering_register(council=council, by=by)
