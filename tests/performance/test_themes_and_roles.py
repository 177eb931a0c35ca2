"""An officer's themes go with the role, and do not come back by themselves."""

import pytest

from accounts.models import AuditEvent, Role
from accounts.services import change_roles, invite_person, remove_member
from performance.models import ThemeOfficer
from performance.services.returns import may_enter
from tests.performance.returns_cast import HOME, enters, opened, switch_on


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, HOME)
    enters(officer, nottingham)
    return opened(nottingham)


def test_losing_the_role_drops_the_themes_for_good(nottingham, officer, administrator, leaving):
    given = {"council": nottingham, "member": officer, "by": administrator}
    change_roles(roles=[Role.APPROVER], **given)
    assert not ThemeOfficer.objects.exists()
    event = AuditEvent.objects.get(action="drop_themes")
    assert (event.by, event.detail) == (administrator, {"taken": ["leaving"]})
    change_roles(roles=[Role.OFFICER], **given)
    assert not may_enter(officer, leaving)


def test_removal_drops_them_and_an_invitation_does_not_open_them_again(
    nottingham, officer, administrator, leaving
):
    remove_member(council=nottingham, member=officer, by=administrator)
    assert not ThemeOfficer.objects.exists()
    invite_person(
        council=nottingham,
        email=officer.email,
        name="x",
        roles=[Role.OFFICER],
        by=administrator,
    )
    assert not may_enter(officer, leaving)


def test_another_role_or_another_council_keeps_them(
    nottingham, exampleshire, officer, administrator, leaving
):
    change_roles(
        council=nottingham,
        member=officer,
        roles=[Role.OFFICER, Role.ANALYST],
        by=administrator,
    )
    given = {"council": exampleshire, "by": None}
    invite_person(email=officer.email, name="x", roles=[Role.OFFICER, Role.ADMINISTRATOR], **given)
    invite_person(email="a@b.example", name="y", roles=[Role.ADMINISTRATOR], **given)
    remove_member(member=officer, **given)
    assert may_enter(officer, leaving)
