"""Who may do what with children's records."""

from __future__ import annotations

import rules

from accounts.models import Role
from accounts.rules import is_member, is_one_of

rules.add_perm("placements.load_returns", is_one_of(Role.ANALYST))
rules.add_perm("placements.see_children", is_one_of(Role.ANALYST))
# Numbers of children, as a board reads them; who is behind a number is for analysts.
rules.add_perm("placements.see_cohort", is_member)
