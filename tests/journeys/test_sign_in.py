"""An officer opens a page, signs in with one wrong password before the right one, and signs out."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import see


def test_an_officer_signs_in_and_out(tab, sign_in, officer):
    sign_in_page = reverse("account_login")
    own_page = reverse("performance:home", args=["nottingham"])
    see(tab, sign_in_page, name="sign-in")

    sign_in(officer, password="not the password")
    expect(tab.get_by_role("alert")).to_be_visible()
    expect(tab).to_have_title("Error: Sign in")
    see(tab, name="sign-in-wrong-password")

    sign_in(officer)
    expect(tab.get_by_role("button", name="Sign out").first).to_be_visible()
    see(tab, name="signed-in")

    tab.get_by_role("button", name="Sign out").first.click()
    tab.goto(own_page)
    assert tab.url.endswith(f"{sign_in_page}?next={own_page}")
