"""Signing in and what guards it: redirects, lock-out, CSRF, closed accounts, the second step."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import AuditEvent, Membership, Role, User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/people/sign-in/"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_right_password_lets_in_whatever_the_case_of_the_address(officer):
    client = Client()
    answer = client.post(SIGN_IN, {"login": officer.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_the_page_a_stranger_wanted_comes_after_signing_in(officer, nottingham):
    client = Client()
    wanted = reverse("performance:definitions", args=[nottingham.slug])
    sent = client.get(wanted)
    assert sent["Location"] == f"{SIGN_IN}?next={wanted}"
    page = client.get(sent["Location"])
    assert f'name="next" value="{wanted}"' in page.content.decode().replace("'", '"')
    answer = client.post(
        sent["Location"], {"login": officer.email, "password": PASSWORD, "next": wanted}
    )
    assert answer["Location"] == wanted


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "\\\\evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "http://testserver@evil.example/",
        " //evil.example",
    ],
)
def test_nobody_is_led_to_another_site(hostile, officer):
    typed = {"login": officer.email, "password": PASSWORD, "next": hostile}
    answer = Client().post(SIGN_IN, typed)
    assert answer["Location"] == "/"
    answer = Client().post(
        f"{SIGN_IN}?next={hostile}", {k: typed[k] for k in ("login", "password")}
    )
    assert answer["Location"] == "/"


def test_sign_out_does_not_lead_to_another_site_and_needs_a_post(officer, client_of):
    client = client_of(officer)
    address = reverse("account_logout")
    assert "Do you want to sign out" in client.get(address).content.decode()
    assert is_signed_in(client)
    answer = client.post(address, {"next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert not is_signed_in(client)


def test_a_post_without_its_token_changes_nothing_and_says_so(officer):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Nothing has been saved" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_wrong_address_and_a_wrong_password_read_the_same(officer):
    wrong_password = Client().post(SIGN_IN, {"login": officer.email, "password": "wrong"})
    wrong_address = Client().post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong"})
    words = "The email address or the password is not right"
    for answer in (wrong_password, wrong_address):
        text = answer.content.decode()
        assert "There is a problem" in text
        assert words in text
        assert "Error: Sign in" in text


def test_an_empty_form_names_each_field_in_the_summary_and_beside_it():
    text = Client().post(SIGN_IN, {}).content.decode()
    assert '<a href="#id_login">Enter your email address</a>' in text
    assert 'id="id_login_error"' in text
    assert 'aria-describedby="id_login_error"' in text
    assert "govuk-input--error" in text
    assert "placeholder" not in text


def test_after_five_failures_even_the_right_password_waits(officer, approver):
    client = Client()
    for _ in range(5):
        client.post(SIGN_IN, {"login": officer.email, "password": "wrong"})
    answer = client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert "locked for 15 minutes" in answer.content.decode()
    assert not is_signed_in(client)
    other = Client(REMOTE_ADDR="10.1.2.3")
    other.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert not is_signed_in(other), "the lock goes with the account, not with the machine"
    other.post(SIGN_IN, {"login": approver.email, "password": PASSWORD})
    assert is_signed_in(other), "others go on signing in"


def test_a_busy_network_is_told_so_and_not_that_the_person_is_locked(officer, approver):
    client = Client()
    for number in range(10):
        client.post(SIGN_IN, {"login": f"nobody{number}@example.org", "password": "wrong"})
    answer = client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    text = answer.content.decode()
    assert "Too many attempts from this network. Wait a minute" in text
    assert "locked" not in text
    assert not is_signed_in(client)
    other = Client(REMOTE_ADDR="10.1.2.3")
    other.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert is_signed_in(other)


def test_the_operator_lifts_the_lock_from_anywhere(officer, django_capture_on_commit_callbacks):
    client = Client(headers={"host": "testserver"})
    for _ in range(5):
        client.post(SIGN_IN, {"login": officer.email, "password": "wrong"})
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unlock_person", email=officer.email.upper(), stdout=StringIO())
    client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert is_signed_in(client)
    event = AuditEvent.objects.get(action="unlock_person")
    assert (event.council.slug, event.by) == ("nottingham", None)


def test_the_operator_opens_a_closed_account_and_takes_the_second_step_away(
    officer, two_step, django_capture_on_commit_callbacks
):
    officer.is_active = False
    officer.save()
    said = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unlock_person", email=officer.email, remove_second_step=True, stdout=said)
    assert "the account is open again" in said.getvalue()
    assert "the second step has been taken away" in said.getvalue()
    client = Client()
    client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert is_signed_in(client)
    with pytest.raises(CommandError, match="Nobody signs in as"):
        call_command("unlock_person", email="nobody@example.org")


def test_without_being_asked_the_second_step_stays(
    officer, two_step, django_capture_on_commit_callbacks
):
    client = Client()
    client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    address = reverse("mfa_authenticate")
    for number in range(5):
        client.post(address, {"code": f"{number:06}"})
    with django_capture_on_commit_callbacks(execute=True):
        call_command("unlock_person", email=officer.email, stdout=StringIO())
    client.post(address, {"code": code_now(two_step[0])})
    assert is_signed_in(client), "failed codes are forgotten too, and the code is still asked for"


def test_the_lock_is_kept_where_every_process_sees_it():
    assert type(cache._connections["default"]).__name__ == "DatabaseCache"  # type: ignore[attr-defined]


def test_a_new_password_lifts_the_lock(officer):
    client = Client()
    client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    client.post("/people/sign-out/")
    for _ in range(6):
        client.post(SIGN_IN, {"login": officer.email, "password": "wrong"})
    set_new_password(client, officer, "four quite plain words")
    client.post(SIGN_IN, {"login": officer.email, "password": "four quite plain words"})
    assert is_signed_in(client)


def set_new_password(client: Client, user: User, password: str) -> str:
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert link
    page = client.get(link[1], follow=True)
    typed = {"password1": password, "password2": password}
    return client.post(page.redirect_chain[-1][0], typed, follow=True).content.decode()


def test_too_many_tries_from_one_machine_get_a_plain_page():
    client = Client()
    answers = [client.post(SIGN_IN, {}) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "Too many tries in a short time" in answers[-1].content.decode()


def test_a_closed_account_cannot_sign_in_and_an_open_session_ends(officer, client_of):
    theirs = client_of(officer)
    assert theirs.get("/account/").status_code == 200
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert theirs.get("/account/")["Location"].startswith(SIGN_IN)
    client = Client()
    answer = client.post(SIGN_IN, {"login": officer.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
    assert not is_signed_in(client)
    client.post(reverse("account_reset_password"), {"email": officer.email})
    assert mail.outbox == []


def test_asking_for_a_new_password_tells_nothing_about_who_has_an_account(officer):
    known = Client().post(reverse("account_reset_password"), {"email": officer.email}, follow=True)
    unknown = Client().post(
        reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True
    )
    assert known.content.decode() == unknown.content.decode()
    assert [message.to for message in mail.outbox] == [[officer.email]]


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short words", "too short"),
        ("password1234", "too common"),
        ("performance.officer", "too similar"),
    ],
)
def test_a_weak_password_is_refused(password, words, officer):
    assert words in set_new_password(Client(), officer, password)


def test_changing_the_password_needs_the_old_one_ends_other_sessions_and_is_told(officer, sign_in):
    here, elsewhere = sign_in(officer), sign_in(officer)
    new = {"password1": "four quite plain words", "password2": "four quite plain words"}
    address = reverse("account_change_password")
    refused = here.post(address, {"oldpassword": "wrong", **new}).content.decode()
    assert "not the password that you have now" in refused
    assert here.post(address, {"oldpassword": PASSWORD, **new})["Location"] == "/account/"
    assert is_signed_in(here)
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert mail.outbox[-1].subject == "Your password has been changed"
    assert "It happened on" in mail.outbox[-1].body


def test_nobody_signs_up():
    for name in (
        "account_signup",
        "account_email",
        "account_confirm_email",
        "socialaccount_signup",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/people/signup/", "/accounts/signup/", "/people/email/"):
        assert Client().get(path).status_code == 404
    assert "/signup" not in Client().get(SIGN_IN).content.decode()


def test_a_person_without_a_council_reads_whom_to_ask(db, sign_in):
    stray = User.objects.create_user("stray@example.org", PASSWORD, name="Stray")
    page = sign_in(stray).get("/").content.decode()
    assert "You have no access yet" in page
    assert "Ask an administrator" in page


def test_rights_in_one_council_give_none_in_another(nottingham, exampleshire, officer, sign_in):
    Membership.objects.create(user=officer, council=exampleshire, role=Role.ADMINISTRATOR)
    client = sign_in(officer)
    assert client.get(f"/{exampleshire.slug}/settings/").status_code == 200
    assert client.get(f"/{nottingham.slug}/settings/").status_code == 403


@pytest.fixture
def two_step(officer):
    """The officer with a second step: the secret and the recovery codes."""
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(officer, secret)
    return secret, RecoveryCodes.activate(officer).get_unused_codes()


@pytest.mark.django_db(transaction=True)
def test_the_second_step_is_turned_on_with_a_code_from_the_phone(officer, sign_in):
    client = sign_in(officer)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "Turn the second step on" in text
    assert 'src="data:image/svg+xml;base64,' in text
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "The code is not right" in wrong
    secret = client.session["mfa.totp.secret"]
    shown = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert "Your recovery codes" in shown.content.decode()
    assert "The second step is on" in client.get(reverse("mfa_index")).content.decode()
    assert mail.outbox[-1].subject == "The second step is on"
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert download["Content-Type"].startswith("text/plain")


def test_with_a_second_step_the_password_alone_is_not_enough(officer, two_step, sign_in):
    secret, _ = two_step
    client = sign_in(officer)
    assert not is_signed_in(client)
    address = reverse("mfa_authenticate")
    assert "Your account asks for a second step" in client.get(address).content.decode()
    assert "The code is not right" in client.post(address, {"code": "000000"}).content.decode()
    assert not is_signed_in(client)
    client.post(address, {"code": code_now(secret)})
    assert is_signed_in(client)


def test_a_recovery_code_works_once(officer, two_step, sign_in):
    _, codes = two_step
    address = reverse("mfa_authenticate")
    first = sign_in(officer)
    first.post(address, {"code": codes[0]})
    assert is_signed_in(first)
    second = sign_in(officer)
    second.post(address, {"code": codes[0]})
    assert not is_signed_in(second)


def test_guessing_codes_is_stopped(officer, two_step, sign_in):
    secret, _ = two_step
    client = sign_in(officer)
    address = reverse("mfa_authenticate")
    for number in range(5):
        client.post(address, {"code": f"{number:06}"})
    answer = client.post(address, {"code": code_now(secret)})
    assert "Too many" in answer.content.decode()
    assert not is_signed_in(client)


def test_turning_the_second_step_off_asks_for_proof_and_then_for_a_yes(officer, two_step, sign_in):
    secret, _ = two_step
    client = sign_in(officer)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    asked = client.get(reverse("mfa_deactivate_totp"))
    assert asked.status_code == 302
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "Do you want to turn the second step off?" in text
    client.post(reverse("mfa_deactivate_totp"))
    assert "The second step is off" in client.get(reverse("mfa_index")).content.decode()
    assert "make new recovery codes" not in client.get(reverse("mfa_index")).content.decode()


def test_the_second_step_page_without_a_password_first_leads_to_sign_in():
    assert Client().get(reverse("mfa_authenticate"))["Location"].startswith(SIGN_IN)
