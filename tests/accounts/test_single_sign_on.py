"""Signing in with the council's own provider: a real one on loopback, all the way and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.access import NotInvited, invited_by_claims
from accounts.models import AuditEvent, User
from tests.conftest import PASSWORD

from .provider import Provider, running

pytestmark = [
    pytest.mark.django_db,
    # Said within the provider, of a library that it uses and we do not.
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
SIGN_IN = "/people/sign-in/"
GO = "/people/sign-in/elsewhere/"
NAME = "Example Council account"


# --- Off, as it comes -------------------------------------------------------------------
def test_without_a_provider_there_is_no_trace_of_it(client, django_assert_num_queries):
    client.get(SIGN_IN)
    with django_assert_num_queries(0):
        text = client.get(SIGN_IN).content.decode()
    assert "elsewhere" not in text
    assert "your council’s account" not in text
    for address in (GO, f"{GO}back/"):
        assert client.get(address).status_code == 404


# --- On -----------------------------------------------------------------------------------
@pytest.fixture
def provider(settings: Any, officer: User) -> Iterator[Provider]:
    people = {
        "invited": {"email": officer.email.upper(), "email_verified": True},
        "stranger": {"email": "stranger@example.org", "email_verified": True},
        "unverified": {"email": officer.email, "email_verified": False},
        "silent": {"email": officer.email},
        "text": {"email": officer.email, "email_verified": "false"},
        "nameless": {"name": "No address"},
    }
    with running(people) as found:
        settings.OIDC_SERVER_URL = found.address
        settings.OIDC_CLIENT_ID = "corporate-parenting"
        settings.OIDC_CLIENT_SECRET = "a secret of these tests"
        settings.OIDC_NAME = NAME
        yield found


@pytest.fixture
def visitor() -> Iterator[httpx.Client]:
    with httpx.Client(follow_redirects=True, timeout=30) as browser:
        yield browser


@pytest.fixture
def go_as(live_server: Any, provider: Provider, visitor: httpx.Client) -> Callable[..., Any]:
    """`go_as("invited")`: by the button on the sign-in page, through the provider's form, back."""

    def go(subject: str, start: str = SIGN_IN, **typed: str) -> httpx.Response:
        page = visitor.get(f"{live_server.url}{start}")
        [link] = re.findall(r'href="(/people/sign-in/elsewhere/[^"]*)"', page.text)
        form = visitor.get(live_server.url + link.replace("&amp;", "&"))
        assert str(form.url).startswith(f"{provider.address}/oauth2/authorize?")
        return visitor.post(str(form.url), data={"sub": subject, **typed})

    return go


def is_in(visitor: httpx.Client, site: Any) -> bool:
    return not visitor.get(f"{site.url}/account/").url.path.startswith(SIGN_IN)


def test_who_is_invited_signs_in_with_a_proof_key(
    go_as, provider, visitor, live_server, officer, nottingham
):
    page = go_as("invited")
    assert page.status_code == 200
    assert page.url.path == f"/{nottingham.slug}/"
    assert is_in(visitor, live_server)
    assert provider.asked["code_challenge_method"] == "S256"
    assert provider.asked["response_type"] == "code"
    assert "state" in provider.asked
    assert len(provider.exchanged["code_verifier"]) >= 43
    assert "openid" in provider.asked["scope"].split()
    event = AuditEvent.objects.get(action="sign_in_by_provider")
    assert (event.by, event.council, event.detail) == (officer, nottingham, {"provider": NAME})
    nottingham.refresh_from_db()
    assert nottingham.changes == 0, "signing in changes no page"


def test_nobody_is_created_linked_or_robbed_of_their_password(go_as, officer, nottingham):
    before = User.objects.count()
    go_as("invited")
    go_as_again = Client()
    answer = go_as_again.post(SIGN_IN, {"login": officer.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert "_auth_user_id" in go_as_again.session, "the local password still works"
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("stranger", "Nobody with the email address stranger@example.org has been invited here"),
        ("unverified", f"{NAME} has not verified your email address"),
        ("silent", f"{NAME} has not verified your email address"),
        ("text", f"{NAME} has not verified your email address"),
        ("nameless", f"{NAME} did not give your email address"),
    ],
)
def test_others_are_refused_in_words(subject, words, go_as, visitor, live_server, nottingham):
    before = User.objects.count()
    page = go_as(subject)
    assert page.url.path == SIGN_IN
    assert words in page.text
    assert not is_in(visitor, live_server)
    assert User.objects.count() == before
    assert not AuditEvent.objects.filter(action="sign_in_by_provider").exists()


def test_a_closed_account_stays_closed_and_its_council_reads_of_the_try(
    go_as, visitor, live_server, officer, nottingham
):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    page = go_as("invited")
    assert "This account is closed. Ask an administrator of your council." in page.text
    assert not is_in(visitor, live_server)
    event = AuditEvent.objects.get(action="sign_in_refused")
    assert event.detail == {"provider": NAME, "why": "The account is closed"}


def test_the_page_that_was_wanted_comes_after_it(go_as, nottingham):
    wanted = reverse("performance:definitions", args=[nottingham.slug])
    page = go_as("invited", start=f"{SIGN_IN}?next={wanted}")
    assert page.url.path == wanted


@pytest.mark.parametrize("hostile", ["https://evil.example/", "//evil.example/"])
def test_it_leads_to_no_other_site(hostile, go_as, live_server, nottingham):
    page = go_as("invited", start=f"{SIGN_IN}?next={hostile}")
    assert str(page.url).startswith(live_server.url)


def test_asking_to_connect_connects_nothing(provider, visitor, live_server, officer, nottingham):
    """Somebody is led there by a hostile link: nothing of theirs is joined to anything."""
    form = visitor.get(f"{live_server.url}{GO}?process=connect")
    visitor.post(str(form.url), data={"sub": "stranger"})
    assert not SocialAccount.objects.exists()


def test_cancelling_there_is_said_here(provider, visitor, live_server):
    visitor.get(f"{live_server.url}{GO}")
    # As RFC 6749, 4.1.2.1, has it; the provider of these tests leaves the state out.
    denied = {"error": "access_denied", "state": provider.asked["state"]}
    page = visitor.get(f"{live_server.url}{GO}back/", params=denied)
    assert page.url.path == SIGN_IN
    assert "You have not signed in: it was cancelled." in page.text


def test_saying_no_at_the_provider_lets_nobody_in(go_as, visitor, live_server):
    page = go_as("invited", action="deny")
    assert page.url.path == SIGN_IN
    assert f"Signing in with {NAME} did not work" in page.text
    assert not is_in(visitor, live_server)


def test_an_answer_that_nobody_asked_for_is_refused(provider, visitor, live_server):
    page = visitor.get(f"{live_server.url}{GO}back/?code=stolen&state=made-up")
    assert f"Signing in with {NAME} did not work" in page.text
    assert not is_in(visitor, live_server)


def test_a_provider_that_does_not_answer_leaves_the_password(settings, client):
    settings.OIDC_SERVER_URL = "http://localhost:9"  # the port of nobody
    settings.OIDC_NAME = NAME
    page = client.get(GO, follow=True)
    assert page.redirect_chain == [(SIGN_IN, 302)]
    assert f"Signing in with {NAME} did not work. Try again, or use your password." in (
        page.content.decode()
    )


def test_a_persons_own_second_step_is_asked_for_all_the_same(go_as, officer, nottingham):
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    page = go_as("invited")
    assert page.url.path == reverse("mfa_authenticate")
    assert not AuditEvent.objects.filter(action="sign_in_by_provider").exists(), "not in yet"


# --- Whom the claims mean -----------------------------------------------------------------
def claims(**told: Any) -> dict[str, Any]:
    return {"userinfo": {"sub": "1", **told}, "id_token": {"sub": "1"}}


def test_addresses_of_the_councils_own_domains_count_where_nothing_is_said(settings, officer):
    settings.OIDC_TRUSTED_DOMAINS = ["nottingham.example"]
    assert invited_by_claims(claims(email=officer.email)) == officer
    with pytest.raises(NotInvited, match="has not verified"):
        invited_by_claims(claims(email=officer.email, email_verified=False))
    settings.OIDC_TRUSTED_DOMAINS = ["example"]
    with pytest.raises(NotInvited, match="has not verified"):
        invited_by_claims(claims(email=officer.email))


def test_two_subjects_in_one_answer_are_refused(officer):
    told = claims(email=officer.email, email_verified=True)
    told["id_token"]["sub"] = "2"
    with pytest.raises(NotInvited, match="two different people"):
        invited_by_claims(told)


def test_letters_that_only_look_alike_are_another_address(db):
    User.objects.create_user("kim@nottingham.example", None, name="Officer")
    with pytest.raises(NotInvited, match="invited here"):
        # The sign of kelvin, whose small form is the letter k.
        invited_by_claims(claims(email="\u212aim@nottingham.example", email_verified=True))


@pytest.mark.parametrize("address", [None, 7, "", "no address", ["a@b.example"]])
def test_what_is_no_address_is_nobody(address, db):
    with pytest.raises(NotInvited, match="did not give your email address"):
        invited_by_claims(claims(email=address, email_verified=True))
