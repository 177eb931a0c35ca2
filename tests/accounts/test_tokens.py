"""The pages of tokens: made by administrators, shown once, revoked, all of it in the audit."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.tokens import checksum_of
from accounts.models import ApiToken, AuditEvent, Membership
from tests.callers import PUBLIC, Caller, a_token

pytestmark = pytest.mark.django_db


def address(name, *more):
    return reverse(f"accounts:{name}", args=["nottingham", *more])


def make(client, **changed):
    typed = {"name": "Data warehouse", "reads": "board", "days": "90", **changed}
    return client.post(address("make_token"), typed)


def test_a_token_is_made_shown_once_and_works(nottingham, administrator, client_of):
    client = client_of(administrator)
    assert "There are no tokens yet" in client.get(address("tokens")).content.decode()
    page = make(client)
    [text] = re.findall(r"cpt_[\w-]{43}", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert Caller(text).get("figures").status_code == 200
    listed = client.get(address("tokens")).content.decode()
    assert text not in listed
    assert text[:8] in listed
    token = ApiToken.objects.get()
    assert token.sha256 == checksum_of(text)
    assert text not in str(ApiToken.objects.values().get()), "only its checksum is kept"
    assert token.expires_on == timezone.localdate() + dt.timedelta(days=90)
    event = AuditEvent.objects.get(action="make_token")
    assert (event.by, text in str(event.detail) + event.subject) == (administrator, False)


def test_two_tokens_differ_and_share_no_name(nottingham, administrator, client_of):
    client = client_of(administrator)
    make(client)
    again = make(client).content.decode()
    assert "There is a token called “Data warehouse”" in again
    assert ApiToken.objects.count() == 1
    client.post(address("revoke_token", ApiToken.objects.get().pk))
    make(client)
    first, second = ApiToken.objects.order_by("pk")
    assert first.sha256 != second.sha256, "the name is free again"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Enter what the token is for"),
        ({"reads": ""}, "Choose what the token may read"),
        ({"reads": "all"}, "not one of the available choices"),
        ({"days": ""}, "Choose how long the token should work"),
        ({"days": "100000"}, "not one of the available choices"),
        ({"name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_an_incomplete_form_makes_nothing(changed, words, nottingham, administrator, client_of):
    page = make(client_of(administrator), **changed).content.decode()
    assert words in page
    assert "There is a problem" in page
    assert not ApiToken.objects.exists()


def test_revoking_asks_first_and_works_at_once(nottingham, administrator, client_of):
    token, text = a_token(nottingham, administrator, name="Old page")
    client = client_of(administrator)
    asked = client.get(address("revoke_token", token.pk)).content.decode()
    assert "Do you want to revoke “Old page”?" in asked
    assert Caller(text).get("figures").status_code == 200
    done = client.post(address("revoke_token", token.pk), follow=True).content.decode()
    assert "The token “Old page” has been revoked" in done
    assert Caller(text).get("figures").status_code == 401
    client.post(address("revoke_token", token.pk))
    assert AuditEvent.objects.filter(action="revoke_token").count() == 1


def test_the_list_says_which_do_not_work_and_when_one_was_used(
    nottingham, administrator, officer, client_of
):
    a_token(nottingham, officer, name="Leaver’s")  # an officer may hold none
    public, _ = a_token(nottingham, administrator, PUBLIC, name="Open data")
    ApiToken.objects.filter(pk=public.pk).update(expires_on=dt.date(2021, 3, 31))
    page = client_of(administrator).get(address("tokens")).content.decode()
    assert "Stopped: who made it is no administrator any more" in page
    assert "31 March 2021" in page
    assert "Has run out" in page
    assert "Never" in page


def test_others_neither_see_nor_make_tokens(nottingham, exampleshire, officer, outsider, client_of):
    for name in ("tokens", "make_token"):
        assert client_of(officer).get(address(name)).status_code == 403
        assert client_of(outsider).get(address(name)).status_code == 404
    token, _ = a_token(nottingham, officer)
    theirs = reverse("accounts:revoke_token", args=["exampleshire", token.pk])
    Membership.objects.create(user=outsider, council=exampleshire, role="analyst")
    assert client_of(outsider).post(theirs).status_code == 404
    assert ApiToken.objects.get().revoked_at is None


def test_the_description_needs_no_script_and_names_every_address(client):
    page = client.get("/api/")
    text = page.content.decode()
    assert page.status_code == 200
    document = client.get("/api/v1/openapi.json").json()
    assert len(document["paths"]) >= 14
    for path in document["paths"]:
        assert path in text
    assert re.findall(r'(?:src|href)="https?://', text) == [], "nothing from another site"
    assert "style=" not in text
