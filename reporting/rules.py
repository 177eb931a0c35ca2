"""Who may read what is published and follow what is being built."""

from collections.abc import Iterable

import rules
from django.conf import settings

from accounts.models import Council, Role, User
from accounts.rules import is_member, is_one_of

rules.add_perm("reporting.read_board_edition", is_member)
rules.add_perm("reporting.follow_build", is_member)
rules.add_perm("reporting.withdraw_edition", is_one_of(Role.GOVERNANCE))


def kinds_not_read_by(person: User, council: Council) -> list[str]:
    """The kinds of board editions that a member may not read: they hold restricted papers."""
    rights: Iterable[tuple[str, str]] = settings.BOARD_EDITION_RIGHTS.items()
    return [kind for kind, right in rights if not person.has_perm(right, council)]
