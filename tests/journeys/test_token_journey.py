"""An administrator makes a token for a program, which reads with it, and revokes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from tests.journeys.conftest import see
from tests.performance.figures import a_figure

VISITS = "visits-on-time"


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()


def test_a_token_is_made_used_and_revoked(
    tab: Page,
    sign_in: Callable[[User], None],
    live_server: Any,
    administrator: User,
    nottingham: Council,
) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    sign_in(administrator)
    tab.get_by_role("link", name="Settings").click()
    tab.get_by_role("link", name="Tokens for other programs").click()
    expect(tab.locator("main")).to_contain_text("There are no tokens yet")
    see(tab, name="tokens-none")
    tab.get_by_role("link", name="Make a token").click()
    press(tab, "Make the token")
    expect(tab.get_by_role("alert")).to_contain_text("Enter what the token is for")
    see(tab, name="token-errors")
    tab.get_by_label("What is it for?").fill("Data warehouse")
    tab.get_by_label("Whatever an administrator reads").check()
    tab.get_by_label("90 days").check()
    press(tab, "Make the token")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Data warehouse")
    see(tab, name="token-made")
    found = re.search(r"cpt_[\w-]{43}", tab.locator("main").inner_text())
    assert found

    asked = {"headers": {"Authorization": f"Bearer {found[0]}"}, "timeout": 30}
    figures = f"{live_server.url}/api/v1/councils/nottingham/figures"
    [figure] = httpx.get(figures, params={"measure": VISITS}, **asked).json()["items"]
    assert (figure["numerator"], figure["denominator"]) == (570, 684)

    tab.get_by_role("link", name="What a program can read, and how").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Figures for other programs")
    see(tab, name="api-description")
    tab.get_by_text("Fields of an item").first.click()

    tab.goto(reverse("accounts:tokens", args=["nottingham"]))
    expect(tab.get_by_role("row", name="Data warehouse")).not_to_contain_text("Never")
    see(tab, name="tokens")
    tab.get_by_role("link", name="Revoke Data warehouse").click()
    see(tab, name="token-revoke")
    press(tab, "Revoke")
    expect(tab.get_by_role("status")).to_contain_text("has been revoked")
    assert httpx.get(figures, **asked).status_code == 401


def test_the_councils_own_sign_in_has_a_button(tab: Page, settings: Any) -> None:
    settings.OIDC_SERVER_URL = "http://localhost:9"
    settings.OIDC_NAME = "your Nottingham City account"
    see(tab, reverse("account_login"), name="sign-in-elsewhere")
    tab.get_by_role("link", name="Sign in with your Nottingham City account").click()
    # Nobody answers there: the person is back, and reads why.
    expect(tab.get_by_role("alert")).to_contain_text("did not work. Try again, or use")
    see(tab, name="sign-in-elsewhere-failed")
