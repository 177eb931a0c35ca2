"""Who may do what with figures."""

from __future__ import annotations

from collections.abc import Collection

import rules
from django.db.models import Q

from accounts.access import has_role
from accounts.models import Council, Role, User
from accounts.rules import is_member, is_one_of

from .models import Entry, EntryRevision, QuarterlyReturn, ReturnStep

rules.add_perm("performance.read_figures", is_member)
rules.add_perm(
    "performance.see_returns",
    is_one_of(Role.OFFICER, Role.APPROVER, Role.GOVERNANCE, Role.ANALYST, Role.ADMINISTRATOR),
)
rules.add_perm(
    "performance.open_return", is_one_of(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
)
rules.add_perm("performance.enter_figures", is_one_of(Role.OFFICER))
# Whether this very person may sign this very return off is asked again by the service.
rules.add_perm("performance.sign_off", is_one_of(Role.APPROVER, Role.OFFICER))
rules.add_perm("performance.reopen_return", is_one_of(Role.APPROVER))
rules.add_perm("performance.manage_measures", is_one_of(Role.ADMINISTRATOR, Role.ANALYST))
# History: who looks after measures brings it in, somebody else confirms it (asked by the service).
rules.add_perm(
    "performance.see_history",
    is_one_of(Role.OFFICER, Role.APPROVER, Role.ANALYST, Role.ADMINISTRATOR),
)
rules.add_perm("performance.import_history", is_one_of(Role.ADMINISTRATOR, Role.ANALYST))
rules.add_perm("performance.confirm_history", is_one_of(Role.APPROVER, Role.OFFICER))
rules.add_perm(
    "performance.undo_history", is_one_of(Role.APPROVER, Role.ANALYST, Role.ADMINISTRATOR)
)
rules.add_perm("performance.publish_pack", is_one_of(Role.GOVERNANCE, Role.APPROVER))
rules.add_perm("performance.read_board_edition", is_member)
rules.add_perm("performance.explain_gap", is_one_of(Role.OFFICER, Role.ANALYST))


def why_not_sign(user: User, quarterly_return: QuarterlyReturn) -> str:
    """Why this person may not sign this return off, in words; empty where they may."""
    if not _signs(user, quarterly_return.council):
        return "An approver signs a return off."
    if had_a_hand(user, [quarterly_return.pk]):
        return "You entered or submitted figures of this return, so somebody else signs it off."
    return ""


def to_sign_off(user: User, council: Council, returns: Collection[int]) -> set[int]:
    """Which of these returns of a council a person may sign off. At most three queries."""
    return set(returns) - had_a_hand(user, returns) if _signs(user, council) else set()


def _signs(user: User, council: Council) -> bool:
    """An approver, or in a small team an officer as deputy."""
    deputy = council.deputies_sign_off and has_role(user, council, Role.OFFICER)
    return has_role(user, council, Role.APPROVER) or deputy


def had_a_hand(user: User, returns: Collection[int]) -> set[int]:
    """The returns of which somebody entered a figure, chose between two versions or submitted."""
    saved = Q(by=user, outcome=EntryRevision.Outcome.SAVED) | Q(settled_by=user)
    revised = EntryRevision.objects.filter(saved, entry__quarterly_return__in=returns)
    entered = Entry.objects.filter(quarterly_return__in=returns, updated_by=user)
    submitted = ReturnStep.objects.filter(
        quarterly_return__in=returns, kind=ReturnStep.Kind.SUBMITTED, by=user
    )
    return {
        *revised.values_list("entry__quarterly_return", flat=True),
        *entered.values_list("quarterly_return", flat=True),
        *submitted.values_list("quarterly_return", flat=True),
    }
