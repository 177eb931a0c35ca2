"""A council's own rules as calculations take them; the defaults where it has set none."""

from __future__ import annotations

from accounts.models import Council
from performance.domain.reporting_rules import DEFAULT_RULES, Rules
from performance.models import ReportingRules
from reporting.domain.disclosure import LEAST_SHOWN

# By name: the floor below knows nothing of it.
RELATED = "reporting_rules"


def rules_of(council: Council) -> Rules:
    """One query; none where the rules were selected with the council."""
    try:
        found: ReportingRules = getattr(council, RELATED)
    except ReportingRules.DoesNotExist:
        return DEFAULT_RULES
    return found.as_rules()


def few_people(council: Council) -> int:
    """The largest number of people that this council hides from the public: what is told of small
    counts in papers goes by it. The same for every council so far, as in disclosure control.
    """
    return LEAST_SHOWN - 1
