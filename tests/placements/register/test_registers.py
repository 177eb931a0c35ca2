"""Every register once: listed, added to, changed, taken off and put back, out as a file and in."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEvent
from placements.models import Child
from placements.registers import REGISTERS
from placements.registers.declaring import SEE_PLACEMENTS
from placements.registers.saying import named
from placements.services.register import add_line
from placements.services.register.lines import constraint_words
from reporting.spreadsheets import read_sheets

from .cast import typed

pytestmark = pytest.mark.django_db
HOME = "/nottingham/homes/register/"
every = pytest.mark.parametrize("key", REGISTERS)


def page_of(key, end=""):
    return f"{HOME}{key}/{end}"


def added(register, stand, data, by=None):
    """Through the boxes, as form and upload do."""
    from placements.registers.boxes import field_of
    from placements.registers.labels import labels_for

    labels = labels_for(register, stand.council)
    values = {
        box.name: field_of(register, box, labels).clean(data[box.name]) for box in register.boxes
    }
    return add_line(council=stand.council, register=register, values=values, by=by, is_right=True)


def csv_of(client, key):
    answer = client.get(page_of(key, "lines.csv"))
    assert answer.status_code == 200, answer.status_code
    return answer.content


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sent(client, key, name, data):
    return client.post(page_of(key, "upload/"), {"file": SimpleUploadedFile(name, data)})


def accept(client, key, preview):
    changes = preview.context["sealed"]
    return client.post(page_of(key, "upload/accept/"), {"changes": changes, "is_right": "on"})


def only_line(register, council, before):
    return register.lines(council).exclude(pk__in=before).get()


@every
def test_added_changed_taken_off_and_put_back(key, stand, told_why):
    register, (data, (box, now)) = REGISTERS[key], typed(stand)[key]
    before = [one.pk for one in register.lines(stand.council)]
    if register.adding:
        assert told_why.get(page_of(key, "add/")).status_code == 302
        line = added(register, stand, data)
    else:
        answer = told_why.post(page_of(key, "add/"), data)
        assert answer.status_code == 302, answer.context["form"].errors
        line = only_line(register, stand.council, before)
    assert named(line) in told_why.get(page_of(key)).content.decode() or not register.page

    changed = told_why.post(page_of(key, f"{line.pk}/change/"), {**data, box: now})
    assert changed.status_code == 302, changed.context["form"].errors
    deeds = AuditEvent.objects.filter(action="register.line_changed")
    assert deeds.count() == 1
    told_why.post(page_of(key, f"{line.pk}/change/"), {**data, box: now})
    assert deeds.count() == 1, "the same again is no change"

    said = rows_of(csv_of(told_why, key))
    assert "Take off" in told_why.get(page_of(key, f"{line.pk}/remove/")).content.decode()
    told_why.post(page_of(key, f"{line.pk}/remove/"))
    assert not register.lines(stand.council).filter(pk=line.pk).exists()
    event = AuditEvent.objects.get(action="register.line_removed")
    back = told_why.post(page_of(key), {"restore": event.pk}, follow=True)
    assert "has been put back" in back.content.decode()
    again = rows_of(csv_of(told_why, key))
    assert sorted(row[1:] for row in again) == sorted(row[1:] for row in said)


@every
def test_out_as_a_file_and_in_again(key, stand, told_why, nottingham):
    """Untouched it changes nothing; a line without its number is known again; the workbook too."""
    register, (data, _) = REGISTERS[key], typed(stand)[key]
    line = added(register, stand, data)
    held = csv_of(told_why, key)
    preview = sent(told_why, key, "lines.csv", held)
    plan = preview.context["plan"]
    assert (plan.to_write, plan.refused, plan.errors) == ([], [], ())
    assert len(plan.same) == len(rows_of(held)) - 1
    workbook = told_why.get(page_of(key, "lines.xlsx")).content
    assert sent(told_why, key, "lines.xlsx", workbook).context["plan"].to_write == []

    rows = rows_of(held)
    mine = next(row for row in rows if row[0] == str(line.pk))
    removed = line.pk
    line.delete()
    new = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (rows[0], ["", *mine[1:]]))
    preview = sent(told_why, key, "new.csv", new.encode())
    assert [one.state for one in preview.context["plan"].lines] == ["new"], preview.context["plan"]
    assert not register.lines(nottingham).filter(pk__gt=removed).exists(), "a preview saves nothing"
    accept(told_why, key, preview)
    again = sent(told_why, key, "new.csv", new.encode())
    assert [one.state for one in again.context["plan"].lines] == ["same"]
    assert AuditEvent.objects.filter(action="register.uploaded").count() == 1


@every
def test_empty_and_other_roles(key, nottingham, client, councillor, analyst, client_of):
    register = REGISTERS[key]
    empty = told(client, key) if register.is_about_children else client.get(page_of(key))
    page = empty.content.decode()
    assert register.empty.replace("“", "“") in page
    sheet = read_sheets(client.get(page_of(key, "lines.xlsx?empty=1")).content, "empty.xlsx")[0]
    heads = [cell.text for cell in sheet.rows[0]]
    assert heads == ["Number", *(box.label for box in register.boxes)]
    assert client_of(councillor).get(page_of(key)).status_code == 403
    reader = client_of(analyst)
    assert reader.get(page_of(key)).status_code == 200
    assert reader.get(page_of(key, "add/")).status_code == 403


def told(client, key):
    return client.post(page_of(key), {"look-reason": "Looking"}, follow=True)


def test_every_rule_of_the_database_has_words():
    rules = {
        constraint.name: register
        for register in REGISTERS.values()
        for constraint in register.model._meta.constraints
    }
    assert constraint_words().keys() == rules.keys()
    for name, register in rules.items():
        assert constraint_words()[name][0] in {box.name for box in register.boxes}, name


def test_lines_of_children_are_for_who_says_why(stand, client, approver, client_of):
    address = page_of("placements")
    assert "Rowan House" not in client.get(address).content.decode()
    assert client.get(page_of("placements", "lines.csv")).status_code == 302
    page = told(client, "placements").content.decode()
    assert "Rowan House" in page
    assert stand.council.looks.get().list_name == "Placements"
    assert client_of(approver).get(address).status_code == 403
    assert REGISTERS["placements"].reads == SEE_PLACEMENTS


def test_a_case_number_makes_a_child_and_is_kept_nowhere(stand, client):
    data = (
        "Child,Case number,Home,Route,Starts on,Kind of home in the care plan\n"
        ",KID77,Rowan House,Spot purchase,2021-05-01,Foster household\n"
        ",KID78,Rowan House,Spot purchase,2021-05-01,Foster household\n"
    )
    preview = sent(client, "placements", "new.csv", data.encode())
    assert [one.state for one in preview.context["plan"].lines] == ["new", "new"]
    assert "KID77" not in preview.content.decode()
    children = Child.objects.count()
    answer = accept(client, "placements", preview)
    assert answer.status_code == 302
    assert Child.objects.count() == children + 2
    again = sent(client, "placements", "new.csv", data.encode())
    assert [one.state for one in again.context["plan"].lines] == ["same", "same"]
    assert not AuditEvent.objects.filter(detail__icontains="KID77").exists()


def test_refused_lines_say_row_and_reason_and_nothing_is_saved(stand, client):
    data = (
        "Home,From,Registered places,Usable places,Reserved,Why places are capped\n"
        "Rowan House,2021-06-01,4,5,,\n"
        "Oak House,2021-06-01,4,4,,\n"
        "Rowan House,31/2/2021,4,four,,\n"
        "Rowan House,2021-07-01,=2+2,4,,\n"
        "Rowan House,2021-08-01,4,4,,\n"
    )
    preview = sent(client, "places", "places.csv", data.encode())
    assert preview.status_code == 422
    assert "“Why places are capped”" in preview.content.decode(), "a column that is not read"
    told_by_row = {one.sent.row: " ".join(one.errors) for one in preview.context["plan"].refused}
    assert "no more than the registered places" in told_by_row[2]
    assert "no setting “Oak House”" in told_by_row[3]
    assert "write it as 17/5/2021" in told_by_row[4]
    assert "Usable places: enter a whole number" in told_by_row[4]
    assert "is a formula" in told_by_row[5]
    assert preview.context["sealed"] == ""
    assert stand.setting.places.count() == 1


def test_what_is_unlikely_is_asked_once_for_the_file(stand, client):
    heads = 'Home,From,Registered places,Usable places,"Why places are capped, reserved or blocked"'
    data = f"{heads}\nRowan House,2021-04-01,4,0,Repairs\n"
    preview = sent(client, "places", "places.csv", data.encode())
    (line,) = preview.context["plan"].asked
    assert "1 child from 1 April 2021, and 0 usable places" in line.questions[0]
    changes = {"changes": preview.context["sealed"]}
    again = client.post(page_of("places", "upload/accept/"), changes)
    assert again.status_code == 422
    assert "Tick that what is asked is right" in again.content.decode()
    assert stand.setting.places.count() == 1
    client.post(page_of("places", "upload/accept/"), changes | {"is_right": "on"})
    assert stand.setting.places.count() == 2


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(stand, client):
    held = rows_of(csv_of(client, "providers"))
    held[1][2] = "Private"
    data = "\n".join(",".join(row) for row in held)
    preview = sent(client, "providers", "providers.csv", data.encode())
    stand.own.owner = "Somebody"
    stand.own.save()
    accept(client, "providers", preview)
    stand.own.refresh_from_db()
    assert (stand.own.sector, stand.own.owner) == ("own", "Somebody")


def test_a_line_that_others_rest_on_stays(stand, client):
    address = page_of("settings", f"{stand.setting.pk}/remove/")
    page = client.get(address).content.decode()
    assert "1 places" in page
    assert "rest on it" in page
    client.post(address)
    stand.setting.refresh_from_db()


def test_search_filter_and_order(stand, client):
    page = client.get(page_of("settings", "?q=rowan&kind=home&sort=-number")).content.decode()
    assert "1 line." in page
    assert "Rowan House" in page
    assert "No line fits" in client.get(page_of("settings", "?q=oak")).content.decode()
    assert "No line fits" in client.get(page_of("settings", "?kind=foster")).content.decode()
