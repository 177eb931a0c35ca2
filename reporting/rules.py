"""Who may read what is published and follow what is being built."""

from collections.abc import Iterable

import rules
from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Council, Role, User
from accounts.rules import is_member, is_one_of

rules.add_perm("reporting.read_board_edition", is_member)
rules.add_perm("reporting.follow_build", is_member)
rules.add_perm("reporting.withdraw_edition", is_one_of(Role.GOVERNANCE))
rules.add_perm("reporting.set_disclosure_rules", is_one_of(Role.ADMINISTRATOR))


def kinds_not_read_by(person: User, council: Council) -> list[str]:
    """The kinds of board editions that a member may not read: they hold restricted papers."""
    rights: Iterable[tuple[str, str]] = settings.BOARD_EDITION_RIGHTS.items()
    return [kind for kind, right in rights if not person.has_perm(right, council)]


def editions_kept_from(person: User, council: Council) -> set[tuple[str, str]]:
    """Kind and subject of board editions that this very person may not read, in any role."""
    keepers = [import_string(name) for name in settings.BOARD_EDITION_KEEPERS]
    return {pair for keeper in keepers for pair in keeper(person, council)}
