"""Every write of this floor: councils, people and their roles, audit events, what is kept."""

from .audit import record_event, record_own_deed
from .councils import (
    AreaNotUsable,
    CouncilRefused,
    LogoRefused,
    change_council,
    create_council,
)
from .notices import change_notices
from .people import (
    AlreadyMember,
    InvitationNotSent,
    LastAdministrator,
    NoRoles,
    NotAMember,
    PeopleError,
    change_details,
    change_roles,
    invite_again,
    invite_person,
    remove_member,
)
from .retention import (
    Kept,
    RetentionRefused,
    Surplus,
    change_retention,
    purge,
    purge_daily,
    retention_of,
    retention_rules,
    retention_words,
    surplus_rows,
)
from .tokens import TokenRefused, count_use, make_token, revoke_token
from .unlocking import unlock_person

__all__ = [
    "AlreadyMember",
    "AreaNotUsable",
    "CouncilRefused",
    "InvitationNotSent",
    "Kept",
    "LastAdministrator",
    "LogoRefused",
    "NoRoles",
    "NotAMember",
    "PeopleError",
    "RetentionRefused",
    "Surplus",
    "TokenRefused",
    "change_council",
    "change_details",
    "change_notices",
    "change_retention",
    "change_roles",
    "count_use",
    "create_council",
    "invite_again",
    "invite_person",
    "make_token",
    "purge",
    "purge_daily",
    "record_event",
    "record_own_deed",
    "remove_member",
    "retention_of",
    "retention_rules",
    "retention_words",
    "revoke_token",
    "surplus_rows",
    "unlock_person",
]
