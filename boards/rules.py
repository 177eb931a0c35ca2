"""Who may do what with meetings and papers."""

from __future__ import annotations

import rules

from accounts.models import Role
from accounts.rules import is_member, is_one_of

rules.add_perm("boards.see_meetings", is_member)
rules.add_perm("boards.manage_board", is_one_of(Role.GOVERNANCE, Role.ADMINISTRATOR))
rules.add_perm("boards.run_meetings", is_one_of(Role.GOVERNANCE))
rules.add_perm(
    "boards.see_reports",
    is_one_of(
        Role.OFFICER,
        Role.APPROVER,
        Role.GOVERNANCE,
        Role.ANALYST,
        Role.COMMISSIONER,
        Role.ADMINISTRATOR,
    ),
)
# Whether this very person may write this very report is asked again by the service.
rules.add_perm(
    "boards.write_reports",
    is_one_of(Role.OFFICER, Role.APPROVER, Role.GOVERNANCE, Role.ANALYST, Role.COMMISSIONER),
)
rules.add_perm("boards.sign_off_reports", is_one_of(Role.APPROVER))
rules.add_perm("boards.publish_agenda", is_one_of(Role.GOVERNANCE))
# Papers that the public may not read: board members by role, and those who make them.
rules.add_perm(
    "boards.read_restricted",
    is_one_of(Role.COUNCILLOR, Role.GOVERNANCE, Role.APPROVER),
)
rules.add_perm("boards.see_actions", is_member)
rules.add_perm(
    "boards.report_progress",
    is_one_of(Role.OFFICER, Role.APPROVER, Role.GOVERNANCE, Role.ANALYST, Role.COMMISSIONER),
)
