"""What does not leave with a council, and the few columns that are not written as they stand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

LEFT_OUT, FIGURE_KEY, KEPT_FILE = "left out", "figure key", "kept file"


@dataclass(frozen=True)
class Rule:
    """One line of fixtures/export_rules.csv; without `field` it is about the whole model.

    left out: stays, for `reason`. figure key: text that begins with the council's slug. kept file:
    the SHA-256 of a file that goes along.
    """

    model: str
    field: str
    rule: str
    reason: str


@lru_cache(maxsize=1)
def export_rules() -> dict[tuple[str, str], Rule]:
    """Rules by model ("accounts.User") and field ("" for the whole model)."""
    path = settings.FIXTURES_DIR / "export_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rules = [Rule(**row) for row in csv.DictReader(file)]
    return {(rule.model, rule.field): rule for rule in rules}


def rule_of(model: str, field: str = "") -> str:
    """The rule for a model or one of its fields; "" where it leaves as it stands."""
    rule = export_rules().get((model, field))
    return rule.rule if rule else ""
