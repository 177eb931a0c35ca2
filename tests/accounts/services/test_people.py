import pytest
from django.core import mail
from django.core.mail import get_connection

from accounts import services
from accounts.access import roles_in
from accounts.models import AuditEvent, Membership, Role, User

pytestmark = pytest.mark.django_db


def invited(council, **changed):
    typed = {"email": "new@example.org", "name": "New person", "roles": ["officer"], "by": None}
    return services.invite_person(council=council, **{**typed, **changed})


def test_somebody_new_cannot_sign_in_before_they_set_a_password(nottingham, administrator):
    member = invited(nottingham, roles=["officer", "analyst"], by=administrator)
    assert not member.has_usable_password()
    assert roles_in(member, nottingham) == {"officer", "analyst"}
    event = AuditEvent.objects.get(action="invite_person")
    assert (event.by, event.detail["roles"]) == (administrator, ["analyst", "officer"])


def test_no_email_leaves_when_the_invitation_is_undone(nottingham, mailoutbox):
    invited(nottingham)
    assert mailoutbox == [], "the test's transaction never commits"


def test_somebody_known_elsewhere_keeps_name_and_password(
    nottingham, outsider, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        member = invited(nottingham, email=outsider.email.upper(), name="Somebody else")
    assert member == outsider
    member.refresh_from_db()
    assert member.name == "Outsider"
    assert "Sign in as before" in mail.outbox[0].body
    assert "/password/" not in mail.outbox[0].body
    assert len(member.councils()) == 2


def test_a_member_is_not_invited_twice(nottingham, officer):
    with pytest.raises(services.AlreadyMember):
        invited(nottingham, email=officer.email)


def test_a_closed_account_is_not_opened_by_an_invitation(nottingham, outsider):
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    with pytest.raises(services.PeopleError, match="is closed"):
        invited(nottingham, email=outsider.email)


@pytest.mark.parametrize("roles", [[], ["king"], ["officer", "king"]])
def test_roles_must_be_known(nottingham, roles):
    with pytest.raises(services.NoRoles):
        invited(nottingham, roles=roles)
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x@example.org\nBcc: y@example.org"])
def test_an_address_must_be_one(nottingham, email):
    with pytest.raises(services.PeopleError, match="not an e-mail address"):
        invited(nottingham, email=email)


def test_a_line_break_in_a_council_name_does_not_break_the_subject(
    nottingham, django_capture_on_commit_callbacks
):
    nottingham.name = "Nottingham\nBcc: all@example.org"
    nottingham.save()
    with django_capture_on_commit_callbacks(execute=True):
        invited(nottingham)
    assert "\n" not in mail.outbox[0].subject


def test_a_mail_server_that_is_down_is_told_and_the_person_stays(
    nottingham, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(type(get_connection()), "send_messages", refuse)
    with (
        pytest.raises(services.InvitationNotSent, match="could not be sent"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        invited(nottingham)
    assert Membership.objects.filter(user__email="new@example.org").exists()


def test_the_invitation_is_sent_again_only_to_who_still_needs_it(
    nottingham, officer, django_capture_on_commit_callbacks
):
    member = invited(nottingham)
    with django_capture_on_commit_callbacks(execute=True):
        services.invite_again(council=nottingham, member=member, by=None)
    assert len(mail.outbox) == 1
    with pytest.raises(services.PeopleError, match="already has a password"):
        services.invite_again(council=nottingham, member=officer, by=None)


def test_a_new_role_is_audited_with_what_was_given_and_taken(nottingham, officer, administrator):
    services.change_roles(council=nottingham, member=officer, roles=["approver"], by=administrator)
    assert roles_in(officer, nottingham) == {"approver"}
    event = AuditEvent.objects.get(action="change_roles")
    assert event.detail == {"given": ["approver"], "taken": ["officer"]}
    services.change_roles(council=nottingham, member=officer, roles=["approver"], by=administrator)
    assert AuditEvent.objects.filter(action="change_roles").count() == 1


def test_roles_elsewhere_are_left_alone(nottingham, exampleshire, outsider, administrator):
    invited(nottingham, email=outsider.email)
    services.remove_member(council=nottingham, member=outsider, by=administrator)
    assert roles_in(outsider, exampleshire) == {"officer", "approver", "administrator"}


def test_the_last_administrator_can_neither_leave_nor_step_down(nottingham, administrator):
    with pytest.raises(services.LastAdministrator):
        services.remove_member(council=nottingham, member=administrator, by=administrator)
    with pytest.raises(services.LastAdministrator):
        services.change_roles(
            council=nottingham, member=administrator, roles=["officer"], by=administrator
        )
    second = invited(nottingham, roles=[Role.ADMINISTRATOR])
    services.remove_member(council=nottingham, member=administrator, by=second)
    assert list(nottingham.administrators()) == [second]


def test_a_closed_account_does_not_count_as_an_administrator(nottingham, administrator, officer):
    Membership.objects.create(user=officer, council=nottingham, role=Role.ADMINISTRATOR)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(services.LastAdministrator):
        services.remove_member(council=nottingham, member=administrator, by=None)


def test_a_stranger_can_be_neither_changed_nor_removed(nottingham, outsider, administrator):
    with pytest.raises(services.NotAMember):
        services.remove_member(council=nottingham, member=outsider, by=administrator)
    with pytest.raises(services.NotAMember):
        services.change_roles(
            council=nottingham, member=outsider, roles=["officer"], by=administrator
        )


@pytest.mark.parametrize("name", ["Ada\nAdministrator", "Ada\r", "A\u2028B", "A\x00B", "A\x1bB"])
def test_a_name_stands_on_one_line(nottingham, administrator, name):
    if name != name.strip():
        name = f"{name}x"
    with pytest.raises(services.PeopleError, match="one line"):
        services.invite_person(
            council=nottingham,
            email="new@example.org",
            name=name,
            roles=[Role.OFFICER],
            by=administrator,
        )
    with pytest.raises(services.PeopleError, match="one line"):
        services.change_details(person=administrator, name=name, job_title="", phone="")
    assert not User.objects.filter(email="new@example.org").exists()
