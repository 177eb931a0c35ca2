"""What a council makes of the catalogue: switches, names, targets, breaks, its own measures."""

from .areas import add_agency, remove_agency
from .own import OwnMeasure, add_own_indicator, change_own_indicator, remove_own_indicator
from .refusals import MeasureError
from .rules import set_rules
from .targets import break_series, remove_break, remove_target, set_target
from .themes import assign_themes, drop_themes
from .uses import (
    change_use,
    mark_small_cohort,
    name_measure,
    report_on_basis,
    state_rule,
    switch_measure,
    switch_measures,
)

__all__ = [
    "MeasureError",
    "OwnMeasure",
    "add_agency",
    "add_own_indicator",
    "assign_themes",
    "break_series",
    "change_own_indicator",
    "change_use",
    "drop_themes",
    "mark_small_cohort",
    "name_measure",
    "remove_agency",
    "remove_break",
    "remove_own_indicator",
    "remove_target",
    "report_on_basis",
    "set_rules",
    "set_target",
    "state_rule",
    "switch_measure",
    "switch_measures",
]
