"""A form that arrives after its sender's session ended, or after a second sign-in."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.performance.returns_cast import CODES, HOME, WORK, enters, entry, opened, switch_on
from tests.performance.views.test_returns import address, boxes

OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def strict(officer):
    """A browser that is checked for the token of the form, as on the real site."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    return client


@pytest.fixture
def sent(strict, leaving):
    """A whole page, with two boxes filled; the token is that of another sign-in."""
    work, home = entry(leaving, WORK), entry(leaving, HOME)
    return boxes(strict, leaving) | {
        f"e{work.pk}-numerator": "143",
        f"e{work.pk}-denominator": "232",
        f"e{home.pk}-comment": "Two houses\nclosed <b>",
        f"e{home.pk}-provisional": "1",
        "csrfmiddlewaretoken": "of-the-sign-in-before",
        "save": "1",
    }


def hidden(html):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {unescape(name): unescape(value) for name, value in found}


def test_after_a_second_sign_in_everything_can_be_sent_again(strict, leaving, sent):
    answer = strict.post(address("return_enter", leaving), sent, **OWN)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "<dt>Number</dt><dd>143</dd>" in html
    assert "In education, work or training" in html
    assert "Two houses<br>closed &lt;b&gt;" in html
    again = hidden(html)
    assert again["csrfmiddlewaretoken"] != "of-the-sign-in-before"
    answer = strict.post(address("return_enter", leaving), again, **OWN)
    assert answer.status_code == 302
    assert entry(leaving, WORK).numerator == "143"
    home = entry(leaving, HOME)
    assert (home.comment, home.provisional) == ("Two houses\nclosed <b>", True)


def test_signed_out_the_words_stay_and_signing_in_brings_them_home(strict, leaving, sent, officer):
    strict.logout()
    answer = strict.post(address("return_enter", leaving), sent, **OWN)
    html = answer.content.decode()
    assert "Two houses<br>closed &lt;b&gt;" in html
    # Django's own check of the token comes first; without the session both say the same.
    client = Client()
    answer = client.post(address("return_enter", leaving), sent, **OWN)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "You were signed out" in html
    client.force_login(officer)
    assert client.post(address("return_enter", leaving), hidden(html)).status_code == 302
    assert entry(leaving, WORK).denominator == "232"


def test_a_strangers_page_shows_nothing_of_the_council(client, leaving, sent):
    html = client.post(address("return_enter", leaving), sent, **OWN).content.decode()
    assert "Nottingham" not in html.replace(address("return_enter", leaving), "")


def test_nobody_is_offered_to_send_what_another_site_made_up(strict, leaving, sent):
    for origin in ({"HTTP_ORIGIN": "https://elsewhere.example"}, {}):
        html = strict.post(address("return_enter", leaving), sent, **origin).content.decode()
        assert "Two houses" in html
        assert "Send it again" not in html
        assert 'name="save"' not in html


@pytest.mark.parametrize("name", ["return_enter", "return_check", "return_review"])
def test_an_empty_form_of_a_stranger_leads_to_the_sign_in(client, leaving, name):
    answer = client.post(address(name, leaving), {"save": "1"})
    assert answer["Location"].startswith("/accounts/login/") or "next=" in answer["Location"]


def test_a_reason_is_kept_too(client, leaving):
    form = {"action": "reopen", "reason": "Six were counted twice"}
    html = client.post(address("return_review", leaving), form, **OWN).content.decode()
    assert "Six were counted twice" in html
    assert hidden(html)["action"] == "reopen"


def test_other_forms_are_refused_as_before(strict, leaving):
    answer = strict.post("/nottingham/returns/open/", {"quarter": "2020-21-Q4"}, **OWN)
    assert answer.status_code == 403
    assert "The form was not accepted" in answer.content.decode()
    answer = strict.post(address("return_check", leaving), {}, **OWN)
    assert "The form was not accepted" in answer.content.decode()
