"""Settings, people, audit, own account: right role, wrong role, wrong council, hostile input."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Role, User
from accounts.services import change_council, invite_person

from .conftest import png

pytestmark = pytest.mark.django_db


def settings_page(council):
    return reverse("accounts:council_settings", args=[council.slug])


def typed_settings(council, **changed):
    return {
        "name": council.name,
        "board_name": council.board_name,
        "colour": council.colour,
        "due_working_days": council.due_working_days,
        "people_on_papers": "name",
        **changed,
    }


def test_an_administrator_changes_the_settings(nottingham, administrator, client_of):
    typed = typed_settings(nottingham, board_name="Children’s Board", colour="#00677F")
    answer = client_of(administrator).post(settings_page(nottingham), typed)
    nottingham.refresh_from_db()
    assert answer.status_code == 302
    assert (nottingham.board_name, nottingham.colour) == ("Children’s Board", "#00677F".lower())
    event = AuditEvent.objects.get(action="change_council")
    assert event.detail["board_name"] == {
        "was": "Corporate Parenting Board",
        "now": "Children’s Board",
    }


def test_wrong_settings_are_refused_with_words_beside_the_field(
    nottingham, administrator, client_of
):
    typed = typed_settings(nottingham, name="", colour="red; }", due_working_days="soon")
    page = client_of(administrator).post(settings_page(nottingham), typed)
    text = page.content.decode()
    assert "There is a problem" in text
    assert '<a href="#id_colour">Colour must be # and six digits' in text
    assert 'aria-describedby="id_colour_helptext id_colour_error"' in text
    assert 'id="id_colour_helptext"' in text
    assert 'id="id_colour_error"' in text
    assert "Enter the council’s name" in text
    assert "must be a whole number" in text
    nottingham.refresh_from_db()
    assert nottingham.name == "Nottingham City Council"
    assert "Nottingham City Council" in text, "the frame still shows the council as it is"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='x' onload='alert(1)'/>", "must be a PNG file"),
        (png()[:-4], "damaged"),
        (png() + b"<script>", "damaged"),
        (png(3000, 1), "at most 2000 pixels"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 300_000, "at most 200 KB"),
    ],
)
def test_a_logo_that_is_no_fitting_png_is_refused(
    content, words, nottingham, administrator, client_of
):
    upload = SimpleUploadedFile("logo.png", content, content_type="image/png")
    typed = typed_settings(nottingham, logo=upload)
    page = client_of(administrator).post(settings_page(nottingham), typed)
    assert words in page.content.decode()
    nottingham.refresh_from_db()
    assert bytes(nottingham.logo) == b""


def test_a_logo_is_kept_shown_to_everybody_and_removed(
    nottingham, administrator, client, client_of
):
    stranger, client = client, client_of(administrator)
    address = reverse("accounts:council_logo", args=[nottingham.slug])
    assert client.get(address).status_code == 404
    upload = SimpleUploadedFile("logo.svg", png(), content_type="image/svg+xml")
    client.post(settings_page(nottingham), typed_settings(nottingham, logo=upload))
    shown = stranger.get(address)
    assert (shown["Content-Type"], shown.content) == ("image/png", png())
    client.post(settings_page(nottingham), typed_settings(nottingham, remove_logo="on"))
    assert client.get(address).status_code == 404


def test_a_pale_colour_is_taken_and_the_page_says_what_it_is_used_for(
    nottingham, administrator, client_of
):
    client = client_of(administrator)
    client.post(settings_page(nottingham), typed_settings(nottingham, colour="#ffdd00"))
    nottingham.refresh_from_db()
    assert nottingham.colour_draws_text is False
    assert "too pale to read on white" in client.get(settings_page(nottingham)).content.decode()


def test_somebody_is_invited_and_sets_a_password_by_the_link(
    nottingham, administrator, client_of, django_capture_on_commit_callbacks
):
    typed = {"email": "New.Person@example.org", "name": "New person", "roles": ["officer"]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(administrator).post(
            reverse("accounts:invite", args=[nottingham.slug]), typed
        )
    assert answer.status_code == 302
    [message] = mail.outbox
    assert message.to == ["new.person@example.org"]
    link = next(line for line in message.body.splitlines() if "/people/password/reset/" in line)
    stranger = Client()
    page = stranger.get(link.split("8000", 1)[1], follow=True)
    action = page.redirect_chain[-1][0]
    new = {"password1": "three plain words 7", "password2": "three plain words 7"}
    done = stranger.post(action, new, follow=True)
    assert "Your password is set" in done.content.decode()
    signed_in = stranger.post(
        reverse("account_login"),
        {"login": "new.person@example.org", "password": new["password1"]},
    )
    assert signed_in.status_code == 302
    again = Client().get(link.split("8000", 1)[1], follow=True)
    assert "does not work any more" in again.content.decode(), "a link works once"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter an email address"),
        ({"email": "no address", "name": "N", "roles": ["officer"]}, "like name@example.gov.uk"),
        ({"email": "n@example.org", "name": "N"}, "Choose at least one role"),
        ({"email": "n@example.org", "name": "N", "roles": ["king"]}, "not one of the available"),
        ({"email": "n@example.org", "name": "  ", "roles": ["officer"]}, "Enter a name"),
    ],
)
def test_an_incomplete_invitation_is_refused(typed, words, nottingham, administrator, client_of):
    before = User.objects.count()
    page = client_of(administrator).post(reverse("accounts:invite", args=[nottingham.slug]), typed)
    assert words in page.content.decode()
    assert User.objects.count() == before


def test_names_cannot_carry_markup_into_pages(nottingham, administrator, client_of):
    invite_person(
        council=nottingham,
        email="x@example.org",
        name="<script>alert(1)</script>",
        roles=["officer"],
        by=administrator,
    )
    page = client_of(administrator).get(reverse("accounts:people", args=[nottingham.slug]))
    assert "<script>alert" not in page.content.decode()


def test_roles_are_changed_and_the_last_administrator_stays(
    nottingham, administrator, officer, client_of
):
    client = client_of(administrator)
    address = reverse("accounts:person", args=[nottingham.slug, officer.pk])
    client.post(address, {"roles": ["approver", "analyst"]})
    held = Membership.objects.filter(user=officer).values_list("role", flat=True)
    assert set(held) == {"approver", "analyst"}
    own = reverse("accounts:person", args=[nottingham.slug, administrator.pk])
    refused = client.post(own, {"roles": ["officer"]})
    assert "is the only administrator" in refused.content.decode()
    assert Membership.objects.filter(user=administrator, role=Role.ADMINISTRATOR).exists()


def test_an_administrator_who_gives_the_role_up_lands_on_a_page_they_may_see(
    nottingham, administrator, officer, client_of
):
    Membership.objects.create(user=officer, council=nottingham, role=Role.ADMINISTRATOR)
    own = reverse("accounts:person", args=[nottingham.slug, administrator.pk])
    answer = client_of(administrator).post(own, {"roles": ["officer"]})
    assert answer["Location"] == "/"


def test_removing_asks_first_and_takes_access_at_once(
    nottingham, administrator, officer, client_of
):
    theirs = client_of(officer)
    address = reverse("accounts:remove", args=[nottingham.slug, officer.pk])
    client = client_of(administrator)
    assert "Do you want to remove" in client.get(address).content.decode()
    assert Membership.objects.filter(user=officer).exists()
    client.post(address)
    assert not Membership.objects.filter(user=officer).exists()
    assert theirs.get(nottingham.get_absolute_url()).status_code == 404
    assert "You have no access yet" in theirs.get("/").content.decode()


def test_a_person_of_another_council_cannot_be_opened_from_here(
    nottingham, administrator, outsider, client_of
):
    client = client_of(administrator)
    for name in ("person", "remove", "send_again"):
        address = reverse(f"accounts:{name}", args=[nottingham.slug, outsider.pk])
        assert client.post(address, {"roles": ["officer"]}).status_code == 404
    assert not Membership.objects.filter(user=outsider, council=nottingham).exists()


def test_the_audit_is_read_page_by_page_and_a_wrong_page_number_does_no_harm(
    nottingham, governance_officer, administrator, client_of
):
    for number in range(60):
        invite_person(
            council=nottingham,
            email=f"p{number}@example.org",
            name=f"Person {number}",
            roles=["officer"],
            by=administrator,
        )
    client = client_of(governance_officer)
    address = reverse("accounts:audit", args=[nottingham.slug])
    first = client.get(address).content.decode()
    assert "60 entries" in first
    assert "Person 59" in first
    assert "Person 0<" not in first
    assert "Person 0" in client.get(address, {"page": "2"}).content.decode()
    assert client.get(address, {"page": "-1;drop"}).status_code == 200


def test_a_wrong_role_reads_whom_to_ask(nottingham, officer, administrator, client_of):
    page = client_of(officer).get(settings_page(nottingham))
    assert page.status_code == 403
    text = page.content.decode()
    assert "not part of your role" in text
    assert administrator.email in text


def test_ones_own_account_is_changed_and_every_council_of_theirs_sees_it(
    nottingham, exampleshire, officer, client_of
):
    Membership.objects.create(user=officer, council=exampleshire, role=Role.ANALYST)
    typed = {"name": "New name", "job_title": "New title", "phone": "0115 000 000"}
    client_of(officer).post(reverse("accounts:own_account"), typed)
    officer.refresh_from_db()
    assert (officer.name, officer.job_title, officer.phone) == tuple(typed.values())
    told = AuditEvent.objects.filter(action="change_details").values_list(
        "council__slug", flat=True
    )
    assert set(told) == {"nottingham", "exampleshire"}


def test_the_first_page_offers_a_choice_only_to_people_of_several_councils(
    nottingham, exampleshire, officer, client_of
):
    client = client_of(officer)
    assert client.get("/").status_code == 302
    Membership.objects.create(user=officer, council=exampleshire, role=Role.COUNCILLOR)
    page = client.get("/").content.decode()
    assert "Which council?" in page
    assert nottingham.name in page
    assert exampleshire.name in page


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999"])
def test_a_person_of_an_absurd_number_is_not_found(number, nottingham, administrator, client_of):
    path = f"/{nottingham.slug}/settings/people/{number}/"
    assert client_of(administrator).get(path).status_code == 404


def test_everybody_sees_the_logo_that_published_papers_show(client, nottingham, administrator):
    change_council(council=nottingham, by=administrator, logo=png())
    published = client.get(reverse("reporting:published_list", args=[nottingham.slug]))
    address = reverse("accounts:council_logo", args=[nottingham.slug])
    assert f'src="{address}"' in published.content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content == png()
    assert "public" in answer["Cache-Control"]


def test_without_a_logo_or_a_council_there_is_none(client, nottingham):
    assert client.get("/nottingham/logo.png").status_code == 404
    assert client.get("/nowhere/logo.png").status_code == 404


def test_a_name_with_a_line_break_is_refused_beside_its_field(nottingham, administrator, client_of):
    invite = reverse("accounts:invite", args=[nottingham.slug])
    typed = {"email": "a@example.org", "name": "A\nB", "roles": ["officer"]}
    html = client_of(administrator).post(invite, typed).content.decode()
    assert "Name must stand on one line" in html
    assert not User.objects.filter(email="a@example.org").exists()


def test_who_has_several_councils_may_change_between_them(
    nottingham, exampleshire, officer, administrator, client_of
):
    Membership.objects.create(user=officer, council=exampleshire, role=Role.COUNCILLOR)
    page = client_of(officer).get(f"/{nottingham.slug}/definitions/").content.decode()
    assert '<a href="/">Change council</a>' in page
    page = client_of(administrator).get(f"/{nottingham.slug}/definitions/").content.decode()
    assert "Change council" not in page


@pytest.mark.parametrize("path", ["returns/open/", "settings/people/{}/invite-again/"])
def test_access_is_checked_before_the_way_of_asking(
    nottingham, administrator, councillor, outsider, client_of, path
):
    address = f"/nottingham/{path.format(administrator.pk)}"
    assert client_of(outsider).get(address).status_code == 404
    assert client_of(councillor).get(address).status_code == 403
    assert client_of(administrator).get(address).status_code == 405


def test_how_papers_call_people_is_chosen(nottingham, administrator, client_of):
    typed = typed_settings(nottingham, people_on_papers="name_and_title", contacts_on_papers="on")
    client_of(administrator).post(settings_page(nottingham), typed)
    nottingham.refresh_from_db()
    assert (nottingham.people_on_papers, nottingham.contacts_on_papers) == ("name_and_title", True)
    typed = typed_settings(nottingham, people_on_papers="initials")
    html = client_of(administrator).post(settings_page(nottingham), typed).content.decode()
    assert "There is a problem" in html


def test_an_administrator_corrects_what_papers_say_of_a_member(
    nottingham, administrator, officer, client_of
):
    address = reverse("accounts:person", args=[nottingham.slug, officer.pk])
    page = client_of(administrator)
    wrong = {"name": "", "job_title": "Analyst", "phone": "", "details": "1"}
    html = page.post(address, wrong).content.decode()
    assert "Enter a name" in html
    assert 'value="Analyst"' in html
    right = wrong | {"name": "Corrected name"}
    assert page.post(address, right)["Location"] == address
    officer.refresh_from_db()
    assert (officer.name, officer.job_title) == ("Corrected name", "Analyst")
    event = AuditEvent.objects.get(action="change_details")
    assert (event.by, event.council) == (administrator, nottingham)
    assert event.detail["name"]["now"] == "Corrected name"
    assert list(officer.memberships.values_list("role", flat=True)) == ["officer"]


def test_only_an_administrator_corrects_and_only_a_member(
    nottingham, administrator, officer, outsider, client_of
):
    sent = {"name": "X", "job_title": "", "phone": "", "details": "1"}
    for by, about, status in ((officer, administrator, 403), (administrator, outsider, 404)):
        address = reverse("accounts:person", args=[nottingham.slug, about.pk])
        assert client_of(by).post(address, sent).status_code == status
    assert not User.objects.filter(name="X").exists()
