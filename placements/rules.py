"""Who may do what with children's records."""

from __future__ import annotations

import rules

from accounts.models import Role
from accounts.rules import is_member, is_one_of

rules.add_perm("placements.load_returns", is_one_of(Role.ANALYST))
# Whoever looks after settings, or loads the returns that have to be sent again.
rules.add_perm("placements.set_own_point", is_one_of(Role.ADMINISTRATOR, Role.ANALYST))
rules.add_perm("placements.see_children", is_one_of(Role.ANALYST))
# Numbers of children, as a board reads them; who is behind a number is for analysts.
rules.add_perm("placements.see_cohort", is_member)

# Homes, contracts and prices: kept by those who commission, read by those who answer for them.
rules.add_perm("placements.keep_homes", is_one_of(Role.COMMISSIONER))
rules.add_perm("placements.see_register", is_one_of(Role.COMMISSIONER, Role.ANALYST, Role.APPROVER))
# A child in a home: a number and a place, which together may tell who it is.
rules.add_perm("placements.place_children", is_one_of(Role.COMMISSIONER))
rules.add_perm("placements.see_placements", is_one_of(Role.COMMISSIONER, Role.ANALYST))
# Children in homes that are not registered: the director sees them first.
rules.add_perm(
    "placements.see_irregular", is_one_of(Role.COMMISSIONER, Role.ANALYST, Role.APPROVER)
)
# The dashboard of homes, as a board reads it.
rules.add_perm("placements.see_homes", is_member)
rules.add_perm("placements.write_statement", is_one_of(Role.COMMISSIONER, Role.ANALYST))
rules.add_perm("placements.publish_statement", is_one_of(Role.APPROVER))
