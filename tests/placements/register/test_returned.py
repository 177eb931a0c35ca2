"""A file of placements that the returns know: what it holds, and that it can be uploaded."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from placements.models import Child, Episode, Look, Placement, Provider, Return903, Setting
from reporting.spreadsheets import csv_text, read_sheets

pytestmark = pytest.mark.django_db
LIST = "/nottingham/homes/register/placements/"
ADDRESS = f"{LIST}of-returns.xlsx"


@pytest.fixture
def held(stand):
    """A child in our own home, one in another's, one in a home that the register does not have, and
    the child whom the register has placed.
    """
    Setting.objects.filter(pk=stand.setting.pk).update(urn="SC012345")
    other = Provider.objects.create(council=stand.council, name="Oak Care", sector="private")
    Setting.objects.create(provider=other, name="Oak House", kind="home", urn="1234567")
    one = Return903.objects.create(
        council=stand.council, year=2020, as_at=dt.date(2021, 3, 31), loaded_at="2021-05-17T09:00Z"
    )
    Placement.objects.update(starts_on=dt.date(2021, 3, 1))
    numbers = (12_345, 1_234_567, 99)
    children = [Child.objects.create(council=stand.council, pseudonym=f"{n:064}") for n in numbers]
    for row, (child, urn) in enumerate(
        zip((*children, stand.child), (*numbers, 12_345), strict=True)
    ):
        Episode.objects.create(
            held_return=one, row=row, child=child, starts_on=dt.date(2021, 2, row + 1), urn=urn,
            started_because="S", legal_status="C2", need="N1", placement="K2",
        )  # fmt: skip
    return children


def file_of(client):
    sheet, guide = read_sheets(client.get(ADDRESS).content, "of-returns.xlsx")
    rows = [[cell.text for cell in row] for row in sheet.rows]
    notes = " ".join(cell.text for row in guide.rows for cell in row)
    return rows, notes


def test_children_of_the_newest_return_whom_the_register_has_not_placed(held, told_why):
    (head, *rows), notes = file_of(told_why)
    lines = [{name: cell for name, cell in zip(head, row, strict=False) if cell} for row in rows]
    own, other, _ = held
    assert [
        (line["Child"], line["Home"], line.get("Route"), line["Starts on"][:10]) for line in lines
    ] == [
        (f"Child {own.pk}", "Rowan House", "In house", "2021-02-01"),
        (f"Child {other.pk}", "Oak House", None, "2021-02-02"),
    ]
    assert "not placed on that day: 2." in notes
    assert "Placed already on that day: 1." in notes
    assert "for itself: 1." in notes
    assert Look.objects.filter(list_name="Placements that the returns know").exists()


def test_the_file_is_taken_once_it_is_completed(held, told_why):
    (head, first, _), _ = file_of(told_why)
    first[head.index("Kind of home in the care plan")] = "Foster household"
    file = SimpleUploadedFile("placements.csv", csv_text([head, first]).encode())
    preview = told_why.post(f"{LIST}upload/", {"file": file})
    (line,) = preview.context["plan"].lines
    assert (line.state, line.errors) == ("new", ())


def test_a_number_that_two_homes_have_tells_neither(held, told_why):
    Setting.objects.filter(name="Oak House").update(urn="12345")
    assert len(file_of(told_why)[0]) == 1


def test_without_a_return_the_file_says_so_and_without_a_reason_there_is_none(stand, told_why):
    rows, notes = file_of(told_why)
    assert len(rows) == 1
    assert "No return is loaded" in notes
    assert "Placements that the returns know" in told_why.get(LIST).content.decode()


def test_who_gave_no_reason_is_asked_for_one_and_who_may_not_place_gets_none(
    held, client, analyst, client_of
):
    assert client.get(ADDRESS)["Location"] == LIST
    assert client_of(analyst).get(ADDRESS).status_code == 403
