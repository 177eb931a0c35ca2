"""People: inviting, their roles in a council, removing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.access import forget_roles
from accounts.domain.lines import broken_line
from accounts.models import Council, Membership, Role, User
from accounts.signals import roles_changed

from .audit import record_event, record_own_deed
from .invitations import InvitationNotSent, send_invitation

__all__ = [
    "AlreadyMember",
    "InvitationNotSent",
    "LastAdministrator",
    "NoRoles",
    "NotAMember",
    "PeopleError",
    "change_details",
    "change_roles",
    "invite_again",
    "invite_person",
    "remove_member",
]


class PeopleError(ValueError):
    """What was asked about a person cannot be done; the message says why."""


class AlreadyMember(PeopleError):
    """The person already has roles in this council."""


class NotAMember(PeopleError):
    """The person has no role in this council."""


class NoRoles(PeopleError):
    """No role was named, or one that does not exist."""


class LastAdministrator(PeopleError):
    """Nobody would be left who can manage the council's people."""


@transaction.atomic
def invite_person(
    *,
    council: Council,
    email: str,
    name: str,
    roles: Iterable[str],
    by: User | None,
    job_title: str = "",
    phone: str = "",
) -> User:
    """Gives a person roles in a council, and sends an e-mail once that is saved.

    Somebody new gets a link to set a password; somebody who already signs in keeps their own name
    and job title. Raises NoRoles, AlreadyMember, PeopleError; InvitationNotSent, after saving,
    when the e-mail cannot leave.
    """
    wanted = _known_roles(roles)
    address = _checked_email(email)
    details = _checked_details(name, job_title, phone)
    person = User.objects.filter(email__iexact=address).first()
    if person is None:
        person = _create_person(address, details)
    elif not person.is_active:
        raise PeopleError(f"The account of {address} is closed. Ask the operator to open it again.")
    elif person.memberships.filter(council=council).exists():
        raise AlreadyMember(f"{person} is already in {council}. Change their roles instead.")
    _set_roles(council, person, wanted, by)
    record_event(
        council=council,
        by=by,
        action="invite_person",
        subject=str(person),
        detail={"email": person.email, "roles": sorted(wanted)},
    )
    transaction.on_commit(lambda: send_invitation(person=person, council=council, by=by))
    return person


@transaction.atomic
def invite_again(*, council: Council, member: User, by: User | None) -> None:
    """Sends the invitation once more, with a fresh link. Raises NotAMember, PeopleError."""
    _roles_held(council, member)
    if member.has_usable_password():
        raise PeopleError(f"{member} already has a password and can sign in.")
    record_event(
        council=council,
        by=by,
        action="invite_again",
        subject=str(member),
        detail={"email": member.email},
    )
    transaction.on_commit(lambda: send_invitation(person=member, council=council, by=by))


@transaction.atomic
def change_roles(*, council: Council, member: User, roles: Iterable[str], by: User | None) -> None:
    """Makes `roles` the person's only roles in the council.

    Raises NoRoles, NotAMember, LastAdministrator.
    """
    wanted = _known_roles(roles)
    held = _roles_held(council, member)
    if wanted == held:
        return
    if Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(council, member)
    _set_roles(council, member, wanted, by)
    record_event(
        council=council,
        by=by,
        action="change_roles",
        subject=str(member),
        detail={"given": sorted(wanted - held), "taken": sorted(held - wanted)},
    )


@transaction.atomic
def remove_member(*, council: Council, member: User, by: User | None) -> None:
    """Takes all roles in the council from a person; what they did stays with their name.

    Raises NotAMember, LastAdministrator.
    """
    held = _roles_held(council, member)
    _keep_an_administrator(council, member)
    _set_roles(council, member, frozenset(), by)
    record_event(
        council=council,
        by=by,
        action="remove_member",
        subject=str(member),
        detail={"email": member.email, "taken": sorted(held)},
    )


@transaction.atomic
def change_details(
    *, person: User, name: str, job_title: str, phone: str, by: User | None = None
) -> None:
    """Changes what papers say of a person: by themselves, or by an administrator of a council of
    theirs. Every council of theirs sees it in its audit. Raises PeopleError.
    """
    changes = {}
    for field, now in _checked_details(name, job_title, phone).items():
        was = getattr(person, field)
        if was != now:
            setattr(person, field, now)
            changes[field] = {"was": was, "now": now}
    if not changes:
        return
    person.save(update_fields=list(changes))
    record_own_deed(person=person, by=by, action="change_details", detail=changes)


def _create_person(email: str, details: Mapping[str, str]) -> User:
    # No password: the link in the invitation sets the first one.
    return User.objects.create_user(email, None, **details)


def _checked_details(name: str, job_title: str, phone: str) -> dict[str, str]:
    """What papers say of a person, each on one line. Raises PeopleError."""
    details = {"name": name.strip(), "job_title": job_title.strip(), "phone": phone.strip()}
    if not details["name"]:
        raise PeopleError("Enter the person's name.")
    if any(broken_line(text) for text in details.values()):
        raise PeopleError("Write name, job title and phone number each on one line.")
    return details


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise PeopleError(f"“{email}” is not an e-mail address.") from error
    return address


def _known_roles(roles: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(str(role) for role in roles)
    if not wanted:
        raise NoRoles("Choose at least one role.")
    if unknown := sorted(wanted - set(Role.values)):
        raise NoRoles(f"There is no role called {', '.join(unknown)}.")
    return wanted


def _roles_held(council: Council, member: User) -> frozenset[str]:
    held = frozenset(member.memberships.filter(council=council).values_list("role", flat=True))
    if not held:
        raise NotAMember(f"{member} has no role in {council}.")
    return held


def _set_roles(council: Council, member: User, wanted: frozenset[str], by: User | None) -> None:
    held = set(member.memberships.filter(council=council).values_list("role", flat=True))
    member.memberships.filter(council=council, role__in=held - wanted).delete()
    Membership.objects.bulk_create(
        Membership(user=member, council=council, role=role) for role in sorted(wanted - held)
    )
    forget_roles(member)
    roles_changed.send(sender=Membership, council=council, user=member, roles=wanted, by=by)


def _keep_an_administrator(council: Council, leaving: User) -> None:
    # Locked, so that two administrators cannot remove each other at the same moment.
    administrators = set(
        Membership.objects.select_for_update()
        .filter(council=council, role=Role.ADMINISTRATOR, user__is_active=True)
        .values_list("user_id", flat=True)
    )
    if administrators == {leaving.pk}:
        raise LastAdministrator(
            f"{leaving} is the only administrator of {council}. Make somebody else an "
            "administrator first."
        )
