"""Who gets in: whole tokens of this council, as long as they last and as often as they may."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken, AuditEvent, Membership
from accounts.services import count_use, revoke_token
from tests.callers import PUBLIC, Caller, a_token, caller

pytestmark = pytest.mark.django_db


def detail(answer):
    assert answer["Content-Type"] == "application/json"
    return answer.json()["detail"]


def test_a_token_opens_its_council_and_no_other(nottingham, exampleshire, administrator):
    ours = caller(nottingham, administrator)
    assert [one["slug"] for one in ours.items("/api/v1/councils")] == ["nottingham"]
    assert ours.get("measures").status_code == 200
    for path in ("", "/measures", "/figures", "/returns", "/editions", "/public-figures"):
        answer = ours.get(f"/api/v1/councils/exampleshire{path}")
        assert (answer.status_code, detail(answer)) == (
            404,
            "Nothing is there, or nothing that this token opens.",
        )
        missing = ours.get(f"/api/v1/councils/no-such-council{path}")
        assert missing.content == answer.content, "a council that does not exist looks the same"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (None, "Send a token with the request"),
        ("", "Send a token with the request"),
        ("Basic dXNlcjpwYXNz", "Send a token with the request"),
        ("Bearer", "not known here"),
        ("Bearer cpt_short", "not known here"),
        ("Bearer cpt_" + "A" * 43, "not known here"),
        ("Bearer \x00", "not known here"),
        ("Bearer " + "x" * 5000, "not known here"),
    ],
)
def test_without_a_token_that_works_the_answer_is_401_in_words(header, words, nottingham):
    headers = {} if header is None else {"authorization": header}
    answer = Client(headers=headers).get("/api/v1/councils/nottingham/figures")
    assert answer.status_code == 401
    assert words in detail(answer)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_that_ran_out_or_was_revoked_says_so(nottingham, administrator):
    token, text = a_token(nottingham, administrator)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ApiToken.objects.filter(pk=token.pk).update(expires_on=timezone.localdate())
    assert Caller(text).get("measures").status_code == 200, "its last day is a whole day"
    ApiToken.objects.filter(pk=token.pk).update(expires_on=yesterday)
    late = Caller(text).get("measures")
    assert late.status_code == 401
    assert f"worked until {yesterday.day} {yesterday:%B %Y}" in detail(late)
    revoke_token(token=token, by=administrator)
    gone = Caller(text).get("measures")
    assert (gone.status_code, "has been revoked" in detail(gone)) == (401, True)


def test_a_token_has_the_rights_of_its_maker_only_while_they_last(
    nottingham, administrator, outsider
):
    board, public = caller(nottingham, administrator), caller(nottingham, administrator, PUBLIC)
    Membership.objects.filter(user=administrator, council=nottingham).update(role="councillor")
    answer = board.get("figures")
    assert (answer.status_code, "no administrator any more" in detail(answer)) == (401, True)
    assert public.get("public-figures").status_code == 200, "what is public stays public"


def test_a_closed_account_takes_its_tokens_with_it(nottingham, administrator):
    board = caller(nottingham, administrator)
    administrator.is_active = False
    administrator.save()
    assert board.get("figures").status_code == 401


@pytest.mark.parametrize("path", ["figures", "targets", "returns"])
def test_a_token_for_public_figures_reads_nothing_of_the_boards(path, nottingham, administrator):
    answer = caller(nottingham, administrator, PUBLIC).get(path)
    assert (answer.status_code, detail(answer)) == (403, "This token reads public figures only.")


def test_signing_in_counts_for_nothing_here(nottingham, administrator, client_of):
    answer = client_of(administrator).get("/api/v1/councils/nottingham/figures")
    assert answer.status_code == 401
    assert not answer.cookies


def test_a_token_does_not_sign_anybody_in_to_the_pages(nottingham, administrator):
    ours = caller(nottingham, administrator)
    answer = ours.get("/nottingham/settings/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/people/sign-in/")


def test_too_many_requests_in_a_minute_wait_for_the_next(nottingham, administrator, settings):
    settings.API_REQUESTS_A_MINUTE = 3
    ours, another = caller(nottingham, administrator), caller(nottingham, administrator)
    # All in one minute: 12:00:30.
    noon = dt.datetime(2021, 5, 4, 12, 0, 30, tzinfo=dt.UTC)
    token = ApiToken.objects.get(name="Test board 0")
    assert [count_use(token=token, at=noon) for _ in range(4)] == [0, 0, 0, 30]
    assert count_use(token=token, at=noon + dt.timedelta(seconds=29, microseconds=9)) == 1
    assert count_use(token=token, at=noon + dt.timedelta(seconds=30)) == 0
    settings.API_REQUESTS_A_MINUTE = 0
    answer = ours.get("measures")
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "Too many requests" in detail(answer)
    assert another.get("measures").status_code == 429, "each for itself, and both asked once"


def test_the_last_use_is_noted_and_is_no_deed(nottingham, administrator):
    ours = caller(nottingham, administrator)
    nottingham.refresh_from_db()
    changes, deeds = nottingham.changes, AuditEvent.objects.count()
    assert ApiToken.objects.get().last_used_at is None
    ours.get("measures")
    nottingham.refresh_from_db()
    assert ApiToken.objects.get().last_used_at is not None
    assert (nottingham.changes, AuditEvent.objects.count()) == (changes, deeds)


def test_what_the_caller_knows_already_is_not_sent_again(
    nottingham, administrator, django_assert_num_queries
):
    ours = caller(nottingham, administrator)
    first = ours.get("figures")
    assert first["Cache-Control"] == "private, no-cache"
    # The token, its maker's roles, the note of its use and the count; nothing of the council.
    with django_assert_num_queries(4):
        again = ours.get("figures", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    a_token(nottingham, administrator)  # any deed of the council
    assert ours.get("figures", **{"if-none-match": first["ETag"]}).status_code == 200
    public = caller(nottingham, administrator, PUBLIC)
    assert public.get("measures")["ETag"] != ours.get("measures")["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading(method, nottingham, administrator):
    client = Client(enforce_csrf_checks=True)
    token = a_token(nottingham, administrator)[1]
    headers = {"authorization": f"Bearer {token}"}
    answer = getattr(client, method)("/api/v1/councils/nottingham/figures", headers=headers)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert detail(answer) == "This address is for reading: use GET."


def test_no_other_site_may_ask_from_a_browser(nottingham, administrator):
    answer = caller(nottingham, administrator).get("measures", origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in answer
