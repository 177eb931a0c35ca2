"""An officer adds a passkey, signs out, signs in with it and with nothing else, and removes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from accounts.models import AuditEvent, User
from tests.conftest import PASSWORD
from tests.journeys.conftest import see

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(tab: Page) -> Iterator[tuple[CDPSession, str]]:
    """The tab's own device, which keeps passkeys and always finds its owner's finger."""
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield session, added["authenticatorId"]
    session.send("WebAuthn.disable")


@pytest.fixture
def at(live_server: Any) -> Callable[[str], str]:
    """`at(name)`: an address on localhost, the only name without TLS that has passkeys."""
    port = live_server.url.rsplit(":", 1)[1]
    return lambda name: f"http://localhost:{port}{reverse(name)}"


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()


def type_password(tab: Page, person: User) -> None:
    tab.get_by_label("Email address").fill(person.email)
    tab.get_by_label("Password").fill(PASSWORD)
    press(tab, "Sign in")


def test_a_passkey_is_added_used_and_removed(
    tab: Page, at: Callable[[str], str], device: tuple[CDPSession, str], officer: User
) -> None:
    session, key = device
    tab.goto(at("account_login"))
    see(tab, name="sign-in-with-passkey")

    # Nothing is on the device yet: the person reads so, and nothing breaks.
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    press(tab, "Use a passkey")
    expect(tab.get_by_text("cancelled, or took too long")).to_be_visible()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})

    type_password(tab, officer)
    tab.goto(at("accounts:own_account"))
    tab.get_by_role("link", name="Sign in with a passkey instead of a password").click()
    expect(tab.locator("main")).to_contain_text("You have none yet")
    see(tab, name="passkeys-none")
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Password").fill(PASSWORD)
    press(tab, "Continue")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Add a passkey")
    see(tab, name="passkey-add")
    tab.get_by_label("Name of the passkey").fill("Laptop at work")
    press(tab, "Add the passkey")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    expect(tab.get_by_role("status").first).to_contain_text("The passkey has been added")
    assert mail.outbox[-1].subject == "A passkey has been added"
    tab.goto(at("mfa_list_webauthn"))
    expect(tab.get_by_role("row", name="Laptop at work")).to_contain_text("Never")
    see(tab, name="passkeys")
    see(tab, at("mfa_index"), name="second-step-passkey")

    # Out, and in again with the passkey alone.
    press(tab, "Sign out")
    tab.goto(at("account_login"))
    press(tab, "Use a passkey")
    expect(tab.get_by_role("link", name="Your account, Officer")).to_be_visible()
    assert Authenticator.objects.get(user=officer, type="webauthn").last_used_at is not None

    # The password alone is not enough any more; the passkey is the second step.
    press(tab, "Sign out")
    tab.goto(at("account_login"))
    type_password(tab, officer)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Enter a code")
    see(tab, name="second-step-with-passkey")
    press(tab, "Use a passkey instead")
    expect(tab.get_by_role("link", name="Your account, Officer")).to_be_visible()

    # Renamed, then removed; the device knows it still, the site does not.
    tab.goto(at("mfa_list_webauthn"))
    tab.get_by_role("link", name="Rename Laptop at work").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Enter your password once more")
    tab.get_by_role("link", name="Use a passkey instead").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Use your passkey once more")
    see(tab, name="passkey-confirm")
    press(tab, "Use a passkey")
    tab.get_by_label("Name of the passkey").fill("Old laptop")
    press(tab, "Save the name")
    tab.get_by_role("link", name="Remove Old laptop").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("remove “Old laptop”?")
    see(tab, name="passkey-remove")
    press(tab, "Remove")
    expect(tab.locator("main")).to_contain_text("You have none yet")
    deeds = AuditEvent.objects.filter(by=officer).values_list("action", flat=True)
    assert {"add_passkey", "remove_passkey"} <= set(deeds)
    press(tab, "Sign out")
    tab.goto(at("account_login"))
    press(tab, "Use a passkey")
    expect(tab.get_by_role("alert")).to_contain_text("The passkey is not known here")
    see(tab, name="passkey-unknown")
    type_password(tab, officer)
    expect(tab.get_by_role("link", name="Your account, Officer")).to_be_visible()
