"""The pages of returns: for analysts; what is wrong, what would change, accept, discard."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from placements.models import Intake, Return903

from .returns import HOME, episodes, header, year_one

pytestmark = pytest.mark.django_db
PAGE = "/nottingham/cohort/returns/"


def uploads(files):
    return [SimpleUploadedFile(name, data) for name, data in files]


@pytest.fixture
def client(analyst, client_of):
    return client_of(analyst)


def send(client, files):
    """Sent, and read by the worker."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(PAGE, {"chosen": uploads(files)})


def test_an_empty_list_says_what_to_do(client):
    page = client.get(PAGE).content.decode()
    assert "No return is loaded yet" in page
    assert "Choose the files of a return below" in page


def test_sent_looked_at_and_accepted(client):
    sent = send(client, year_one())
    intake = Intake.objects.get()
    assert sent["Location"] == f"{PAGE}{intake.pk}/"
    page = client.get(sent["Location"]).content.decode()
    assert "<b>4 rows would be added</b>" in page
    assert "2019-20: 2 children" in page
    client.post(f"{PAGE}{intake.pk}/accept/")
    assert Return903.objects.get().label == "2019-20"
    page = client.get(PAGE).content.decode()
    assert "Loaded: 2019-20." in page
    # As a word: a form's random token may hold any two letters.
    assert not re.search(r"\bA1\b", client.get(f"{PAGE}{intake.pk}/").content.decode())
    again = client.post(f"{PAGE}{intake.pk}/accept/", follow=True)
    assert "This return does not wait" in again.content.decode()


def test_problems_as_table_and_as_csv(client):
    bad = [
        ("2020-header.csv", header("KID77,1,02/05/2010,WBRI,,,")),
        ("2020-episodes.csv", episodes(f"KID77,05/05/2020,S,C2,N1,Q9,PR1,,,,{HOME},,")),
    ]
    send(client, bad)
    address = f"{PAGE}{Intake.objects.get().pk}/"
    page = client.get(address).content.decode()
    assert "In no list of codes of any year" in page
    assert "1 of 2 rows is set aside" in page
    told = client.get(f"{address}problems.csv").content.decode("utf-8-sig").splitlines()
    assert told[0].startswith("Return,File,Table,Row,Column,Code,Rule")
    assert told[1].startswith("2020-21,2020-episodes.csv,Episodes,2,PLACE,,unknown_code,")
    for secret in ("KID77", HOME):
        assert secret not in page + "".join(told)


def test_discarded(client):
    send(client, year_one())
    intake = Intake.objects.get()
    page = client.post(f"{PAGE}{intake.pk}/discard/", follow=True).content.decode()
    assert "Nothing of it was loaded" in page
    assert not Return903.objects.exists()


def test_what_is_wrong_with_a_file_is_said_on_its_page(client):
    send(client, [("2020.csv", b"a,b\r\n1,2\r\n")])
    page = client.get(f"{PAGE}{Intake.objects.get().pk}/").content.decode()
    assert "The return could not be read" in page
    assert "Nothing was loaded, and the files are deleted" in page


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "Choose the files of the return"),
        ({"chosen": year_one(), "year": "then"}, "is no year of a return"),
        ({"chosen": year_one(), "as_at": "soon"}, "Write the day of the extract"),
    ],
)
def test_a_form_that_cannot_be_used(client, posted, words):
    data = posted | ({"chosen": uploads(posted["chosen"])} if "chosen" in posted else {})
    answer = client.post(PAGE, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Intake.objects.exists()


def test_only_analysts(client_of, administrator, officer):
    for person in (administrator, officer):
        assert client_of(person).get(PAGE).status_code == 403
        assert "Children’s data" not in client_of(person).get("/nottingham/").content.decode()


def test_the_navigation_leads_analysts_there(client):
    assert "Children’s data" in client.get("/nottingham/").content.decode()


def test_how_many_queries(client, django_assert_max_num_queries):
    send(client, year_one())
    with django_assert_max_num_queries(12):
        client.get(PAGE)
