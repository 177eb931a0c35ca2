"""Forms and spreadsheets ask whether the children who live in a home today fit its ages."""

from __future__ import annotations

import datetime as dt

import pytest

from placements.models import Child, ChildDetails, Places, Return903, Setting
from placements.registers import REGISTERS
from placements.registers.sheets import SentLine
from placements.services.register import LineAsks, add_line, change_line
from placements.services.register.uploading import UploadAsks, accept_upload, preview_upload

from .cast import DAY

pytestmark = pytest.mark.django_db
SETTINGS, PLACEMENTS = REGISTERS["settings"], REGISTERS["placements"]
YOUNGER = (
    "Rowan House is for ages 10 to 17. Of the children who live there on 17 May 2021, 1 is younger."
)


@pytest.fixture
def born(stand):
    """The child who lives in the home, and another one, are eight by the council's return."""
    held = Return903.objects.create(
        council=stand.council, year=2020, as_at=DAY, loaded_at="2021-05-17T09:00Z"
    )
    another = Child.objects.create(council=stand.council, pseudonym="2" * 64)
    for child in (stand.child, another):
        ChildDetails.objects.create(held_return=held, child=child, born_on=dt.date(2012, 5, 18))
    return another


@pytest.fixture
def told(stand, commissioner):
    return {"council": stand.council, "by": commissioner, "today": DAY}


def test_a_home_whose_ages_are_changed_asks_about_who_lives_there(stand, born, told):
    change = {**told, "register": SETTINGS, "line": stand.setting, "values": {"age_from": 10}}
    with pytest.raises(LineAsks) as asked:
        change_line(**change)
    assert asked.value.questions[0].startswith(YOUNGER)
    stand.setting.refresh_from_db()
    assert change_line(**change, is_right=True)
    assert change_line(**change | {"values": {"urn": "SC1"}}), "it is not asked again"


def test_ages_for_which_everybody_fits_are_not_asked_about(stand, born, told):
    assert change_line(
        **told, register=SETTINGS, line=stand.setting, values={"age_from": 8, "age_to": 8}
    )


def test_who_is_entered_by_form_is_asked_about(stand, born, told):
    Setting.objects.update(age_from=10)
    Places.objects.update(usable=4)
    values = {
        "child": born.pk, "setting": stand.setting.pk, "route": "framework", "lot": stand.lot.pk,
        "plan": "home", "starts_on": DAY,
    }  # fmt: skip
    with pytest.raises(LineAsks, match="17 May 2021, 2 are younger"):
        add_line(**told, register=PLACEMENTS, values=values)


def test_a_file_of_homes_asks_and_is_saved_once_it_is_right(stand, born, told):
    sent = [SentLine(2, str(stand.setting.pk), {"age_from": "10"})]
    plan = preview_upload(**told, register=SETTINGS, sent=sent)
    assert plan.lines[0].questions[0].startswith(YOUNGER)
    accept = {
        **told, "register": SETTINGS, "sent": sent, "marks": [one.mark for one in plan.lines],
        "name": "homes.csv", "sha256": "0" * 64,
    }  # fmt: skip
    with pytest.raises(UploadAsks):
        accept_upload(**accept)
    accept_upload(**accept, is_right=True)
    stand.setting.refresh_from_db()
    assert stand.setting.age_from == 10


def test_the_form_asks_with_a_tick_as_on_the_day_it_is_saved(stand, born, client):
    ChildDetails.objects.update(born_on=dt.date.today())
    address = f"/nottingham/homes/register/settings/{stand.setting.pk}/change/"
    form = {
        "name": "Rowan House", "provider": str(stand.own.pk), "kind": "home",
        "opened_on": "1/1/2015", "age_from": "10", "age_to": "17", "homes": "1",
    }  # fmt: skip
    page = client.post(address, form)
    assert page.status_code == 422
    assert "1 is younger" in page.content.decode()
    assert client.post(address, form | {"is_right": "on"}).status_code == 302
