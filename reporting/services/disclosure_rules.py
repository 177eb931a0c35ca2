"""What a council asks of the proofs of its public documents."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from reporting.domain.disclosure import (
    LEAST_SECONDS,
    MIN_WIDTH,
    MOST_SECONDS,
    MOST_WIDTH,
)
from reporting.models import DisclosureRules

LIMITS = {"min_width": (MIN_WIDTH, MOST_WIDTH), "seconds": (LEAST_SECONDS, MOST_SECONDS)}


class DisclosureRulesError(ValueError):
    """A rule outside its bounds; `field` names it."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def set_disclosure_rules(
    *, council: Council, by: User | None, min_width: int, seconds: int
) -> DisclosureRules:
    """Every proof from now on is made by them; what is published stays. Raises
    DisclosureRulesError.
    """
    now = {"min_width": min_width, "seconds": seconds}
    for name, (least, most) in LIMITS.items():
        if not least <= now[name] <= most:
            raise DisclosureRulesError(f"Enter a whole number from {least} to {most}.", name)
    known = DisclosureRules.objects.filter(council=council).first()
    kept = known or DisclosureRules(council=council)
    was = {name: getattr(kept, name) for name in LIMITS}
    if known is not None and now == was:
        return kept
    kept.min_width, kept.seconds = min_width, seconds
    kept.save()
    record_event(
        council=council,
        by=by,
        action="set_disclosure_rules",
        subject="Rules for small numbers",
        detail={"was": was, "now": now},
    )
    return kept
