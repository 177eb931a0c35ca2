"""A commissioner writes a statement mark by mark; an approver publishes; a councillor reads."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from placements.models import Intention, MarkResponse, Statement
from reporting.models import Build

pytestmark = pytest.mark.django_db


def address(name, *more):
    return reverse(f"placements:{name}", args=["nottingham", *more])


def test_a_statement_is_begun_with_last_years_answers(statement, commissioner, client_of):
    client = client_of(commissioner)
    told = {"as_at": "31/3/2022", "title": "Sufficiency statement", "introduction": ""}
    answer = client.post(address("statement_begin"), told, follow=True)
    made = Statement.objects.get(as_at=dt.date(2022, 3, 31))
    assert made.marks.get(mark=4).response == statement.marks.get(mark=4).response
    assert made.marks.get(mark=4).verdict == "unknown"
    assert "Not judged yet" in answer.text
    again = client.post(address("statement_begin"), told)
    assert "There is a statement at 31 March 2022 already" in again.text
    assert AuditEvent.objects.filter(action="begin_statement").count() == 1


def test_an_answer_is_kept_and_one_of_somebody_else_is_not_lost(statement, commissioner, client_of):
    client, page = client_of(commissioner), address("mark_edit", statement.pk, 2)
    before = statement.marks.get(mark=2).response
    assert "364" not in before
    assert "What the figures say" in client.get(page).text
    told = {"response": "Ours, in words.", "verdict": "met", "seen": before}
    assert client.post(page, told | {"go_on": "1"}).url == address("mark_edit", statement.pk, 3)
    late = client.post(page, told | {"response": "Mine, later."})
    assert late.status_code == 409
    assert "Ours, in words." in late.text
    assert "Mine, later." in late.text
    assert MarkResponse.objects.get(statement=statement, mark=2).response == "Ours, in words."
    client.post(page, told | {"response": "Both.", "seen": "Ours, in words."})
    assert MarkResponse.objects.get(statement=statement, mark=2).response == "Both."


def test_an_intention_is_followed_until_it_is_done(statement, commissioner, client_of):
    client = client_of(commissioner)
    told = {"what": "Open a home", "kind": "home", "mark": "8", "owner": "Head of homes"}
    days = {"made_on": "1/4/2021", "due_on": "1/3/2021"}
    wrong = client.post(address("intention_add"), told | days)
    assert "cannot be due before it was made" in wrong.text
    client.post(address("intention_add"), told | days | {"due_on": "1/9/2021"})
    made = Intention.objects.get(what="Open a home")
    assert (made.mark, made.due_on) == (8, dt.date(2021, 9, 1))
    progress = address("intention_progress", made.pk)
    early = client.post(progress, {"on": "1/1/2021", "words": "Bought"})
    assert "on or after the one on which it was made" in early.text
    client.post(progress, {"on": "1/8/2021", "words": "It opened", "is_done": "on"})
    listed = client.get(address("intention_list")).text
    assert "Done on 1 August 2021" in listed
    assert "It opened (1 August 2021)." in listed


def test_publishing_asks_for_the_sentences_and_goes_on_in_the_background(
    statement, approver, client_of, monkeypatch
):
    client, page = client_of(approver), address("statement_publish", statement.pk)
    shown = client.get(page).text
    assert "Sentences to read before a public edition" in shown
    assert "Four children have moved" in shown
    refused = client.post(page, {"edition": "statement-public"})
    assert "Read the sentences and say that they can be public" in refused.text
    assert not Build.objects.exists()
    monkeypatch.setattr("placements.tasks.run_build", lambda build_id, work: "")
    told = {"edition": "market-public", "sentences_read": "on"}
    answer = client.post(page, told)
    build = Build.objects.get()
    assert (build.kind, build.subject) == ("market-position", "2021-03-31")
    assert str(build.pk) in answer.url


def test_a_councillor_reads_and_neither_writes_nor_publishes(statement, councillor, client_of):
    client = client_of(councillor)
    overview = client.get(address("statement_detail", statement.pk)).text
    assert "The twelve marks" in overview
    assert address("statement_publish", statement.pk) not in overview
    assert client.get(address("mark_edit", statement.pk, 1)).status_code == 403
    assert client.get(address("statement_publish", statement.pk)).status_code == 403
    preview = client.get(address("statement_preview", statement.pk), {"kind": "market"})
    assert "Homes we look for" in preview.text


def test_a_mark_that_is_none_is_not_found(statement, commissioner, client_of):
    assert client_of(commissioner).get(address("mark_edit", statement.pk, 13)).status_code == 404
