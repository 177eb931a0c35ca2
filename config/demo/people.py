"""The demonstration's people: one for each role, named by the role and never after anybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.models import Council, Membership, Role, User
from accounts.services import record_event
from performance.models import Theme
from performance.services.measures import assign_themes


@dataclass(frozen=True)
class People:
    """Who does what in one council of the demonstration."""

    officer: User
    approver: User
    governance: User
    analyst: User
    administrator: User
    commissioner: User


def address(council: Council, role: Role) -> str:
    return f"{role.value}@{council.slug}.example"


@transaction.atomic
def demo_people(council: Council, password: str) -> People:
    """Finds or makes one person for each role; the officer enters every theme.

    Passwords are set once: who changed theirs keeps it.
    """
    made = {role: _person(council, role, password) for role in Role}
    assign_themes(
        council=council,
        user=made[Role.OFFICER],
        themes=Theme.objects.all(),
        by=made[Role.ADMINISTRATOR],
    )
    return People(
        officer=made[Role.OFFICER],
        approver=made[Role.APPROVER],
        governance=made[Role.GOVERNANCE],
        analyst=made[Role.ANALYST],
        administrator=made[Role.ADMINISTRATOR],
        commissioner=made[Role.COMMISSIONER],
    )


def _person(council: Council, role: Role, password: str) -> User:
    email = address(council, role)
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, password, name=role.label, job_title=role.label)
    _, new = Membership.objects.get_or_create(user=person, council=council, role=role.value)
    if new:
        record_event(
            council=council,
            by=None,
            action="add_demo_person",
            subject=person.name,
            detail={"email": email, "roles": [role.value]},
        )
    return person
