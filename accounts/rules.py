"""Who may do what in a council. Each app adds its own permissions from these predicates."""

from __future__ import annotations

from typing import Any

import rules

from .access import has_role, roles_in
from .models import Council, Role, User


def _is_member(user: User, council: Council) -> bool:
    return bool(roles_in(user, council))


is_member = rules.predicate(_is_member)


def is_one_of(*roles: Role) -> Any:
    """A predicate: the person holds at least one of these roles in the council."""
    name = "is_one_of:" + ",".join(roles)
    return rules.predicate(lambda user, council: has_role(user, council, *roles), name=name)


rules.add_perm("accounts.see_council", is_member)
rules.add_perm("accounts.manage_council", is_one_of(Role.ADMINISTRATOR))
rules.add_perm("accounts.manage_people", is_one_of(Role.ADMINISTRATOR))
rules.add_perm("accounts.manage_tokens", is_one_of(Role.ADMINISTRATOR))
rules.add_perm("accounts.read_audit", is_one_of(Role.ADMINISTRATOR, Role.GOVERNANCE))
