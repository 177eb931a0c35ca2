"""A commissioner enters a home, places a child in it and sees the vacancy go and the gap move."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from placements.models import Child, Look, Placement, Provider
from tests.conftest import person
from tests.journeys.conftest import see
from tests.journeys.test_cohort_journey import press, sign_out

WHY = "Planning a move"
PLACES = (
    'Home,From,Registered places,Usable places,"Why places are capped, reserved or blocked"\n'
    "Rowan House,1/1/2020,4,2,Two rooms are being repaired\n"
    "Elm House,1/1/2020,4,4,\n"
)


@pytest.fixture
def commissioner(nottingham, settings, tmp_path):
    settings.COHORT_KEYS_DIR = tmp_path / "keys"
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")


def address(name, *parts):
    return reverse(f"placements:{name}", args=["nottingham", *parts])


def test_a_home_is_entered_and_a_child_placed(
    tab, sign_in, commissioner, approver, councillor, nottingham
):
    today = dt.date.today()
    sign_in(commissioner)
    see(tab, address("register"), name="register-empty")
    see(tab, address("register_list", "settings"), name="register-no-homes")

    # Who runs it, and the home. What is wrong is said above and at the box.
    tab.goto(address("register_add", "providers"))
    tab.get_by_label("Name").fill("Nottingham City Council")
    tab.get_by_label("Sector").select_option(label="The council’s own")
    press(tab, "Save")
    own = Provider.objects.get()
    tab.goto(f"{address('register_add', 'settings')}?provider={own.pk}")
    tab.get_by_label("District").fill("Nowhere")
    press(tab, "Save")
    expect(tab.get_by_role("alert")).to_contain_text("no district has this name")
    see(tab, name="register-home-wrong")
    tab.get_by_label("Name").fill("Rowan House")
    tab.get_by_label("Kind").select_option(label="Children’s home")
    tab.get_by_label("District").fill("Nottingham")
    press(tab, "Save")
    expect(tab.get_by_text("Rowan House has been added.")).to_be_visible()

    # Its places come from a spreadsheet, of which one line is refused first.
    tab.goto(address("register_upload", "places"))
    see(tab, name="register-upload")
    upload(tab, PLACES)
    expect(tab.get_by_role("alert")).to_contain_text("1 line of the file needs correcting")
    see(tab, name="register-upload-refused")
    upload(tab, PLACES.replace("Elm House,1/1/2020,4,4,\n", ""))
    see(tab, name="register-upload-preview")
    press(tab, "Accept and save")
    expect(tab.get_by_text("1 new and 0 changed")).to_be_visible()
    see(tab, name="register-places")
    home = own.settings.get()
    see(tab, address("setting", home.pk), name="register-home")
    expect(tab.locator("main")).to_contain_text("2 places free today")
    see(tab, address("homes"), name="homes-first-home")
    # Before the first placement nobody knows who needs the two places.
    expect(tab.locator("#view-gap")).to_have_text("Places by kind")
    expect(tab.locator("main")).to_contain_text("2 places that our children may take")
    expect(tab.locator("main")).to_contain_text("need these places is not known yet")
    tab.goto(address("setting", home.pk))

    # A child of whom only the case number is known here.
    tab.get_by_role("link", name="Place a child here").click()
    tab.get_by_label("Or the council’s case number").fill("KID77")
    see(tab, name="register-place")
    press(tab, "Continue")
    tab.get_by_label("Route").select_option(label="In house")
    tab.get_by_label("Social care, pounds a week").fill("60000")
    press(tab, "Place the child")
    expect(tab.get_by_role("alert")).to_contain_text("more than £30,000")
    see(tab, name="register-place-wrong")
    tab.get_by_label("Social care, pounds a week").fill("4,100")
    press(tab, "Place the child")
    child = Child.objects.get()
    expect(tab.locator("main")).to_contain_text("1 place free today")
    assert "KID77" not in tab.content()
    tab.goto(address("homes"))
    expect(tab.locator("#view-gap")).to_contain_text("1 spare")

    # Where the child lives is shown for a reason.
    placed = Placement.objects.get()
    tab.goto(address("placement", placed.pk))
    see(tab, name="register-reason")
    tab.get_by_label("Why you look").fill(WHY)
    press(tab, "Show")
    see(tab, name="register-placement")
    assert Look.objects.filter(by=commissioner, child=child, reason=WHY).exists()
    see(tab, address("register_list", "placements"), name="register-placements")
    tab.goto(address("placement_irregular", placed.pk))
    tab.get_by_label("Kind").select_option(label="Home that is not registered")
    tab.get_by_label("From").fill(f"{today:%d/%m/%Y}")
    tab.get_by_label("Reason").fill("No registered home was found")
    see(tab, name="register-flag")
    press(tab, "Save")

    # What needs attention.
    see(tab, address("register"), name="register")
    see(tab, address("register_due"), name="register-due")
    see(tab, address("register_quality"), name="register-quality")
    see(tab, address("place_choose", child.pk), name="register-choose")

    # The director sees irregular placements; a councillor no page of the register.
    sign_out(tab)
    sign_in(approver)
    tab.goto(address("irregular"))
    tab.get_by_label("Why you look").fill(WHY)
    press(tab, "Show")
    see(tab, name="register-irregular")
    expect(tab.locator("main")).to_contain_text("No registered home was found")
    sign_out(tab)
    sign_in(councillor)
    answer = tab.goto(address("register"))
    assert answer is not None
    assert answer.status == 403


def upload(tab, text):
    tab.get_by_label("Filled spreadsheet").set_input_files(
        [{"name": "places.csv", "mimeType": "text/csv", "buffer": text.encode()}]
    )
    press(tab, "Upload and preview")
