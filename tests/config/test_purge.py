"""What is kept, what goes, and that nothing goes on which a signed figure or an edition rests."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, KeptFor
from accounts.services import (
    RetentionRefused,
    change_retention,
    purge,
    purge_daily,
    record_event,
    retention_of,
    retention_rules,
)
from config.leaving.keeping import export_path
from config.management.commands.run_worker import Chores
from performance.models import (
    Entry,
    EntryRevision,
    Figure,
    MailChoice,
    QuarterlyReturn,
    ReminderLine,
    ReminderMail,
    ReturnStep,
)
from reporting.models import Build, Edition, PublishedCell
from tests.access_samples import _edition, _export
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
TODAY = dt.date(2030, 6, 1)
OLD = dt.datetime(2019, 5, 1, 12, tzinfo=dt.UTC)
NEW = dt.datetime(2030, 5, 31, 12, tzinfo=dt.UTC)


def surplus(council, today=TODAY):
    return {one.rule.what: one.surplus.count for one in retention_of(council, today)}


@pytest.fixture
def found(nottingham):
    """A return of long ago, signed off, with a figure of it."""
    a_figure(nottingham, "visits-on-time", "2018-19-Q4", of=(8, 9), quarter="2018-19-Q4")
    return QuarterlyReturn.objects.get(council=nottingham)


@pytest.fixture
def entry(found, officer):
    figure = Figure.objects.get(council=found.council)
    return Entry.objects.create(
        quarterly_return=found, indicator=figure.indicator, area=figure.area,
        period="2018-19-Q4", basis=figure.basis, revision=3, updated_by=officer, updated_at=OLD,
    )  # fmt: skip


def saved(entry, officer, revision, at, outcome="saved"):
    return EntryRevision.objects.create(
        entry=entry, revision=revision, outcome=outcome, period="2018-19-Q4", by=officer, at=at
    )


def signed(found, approver, at):
    ReturnStep.objects.create(quarterly_return=found, kind="signed_off", by=approver, at=at)


def test_every_kind_of_thing_has_somebody_who_purges_it_and_a_reason():
    rules = {rule.what: rule for rule in retention_rules()}
    assert rules.keys() == configured.PURGERS.keys()
    for rule in rules.values():
        assert rule.least <= rule.amount <= rule.most
        assert rule.unit in ("years", "days")
        assert "GDPR" in rule.reason or "Limitation Act" in rule.reason


def test_of_what_was_typed_only_the_overtyped_goes(nottingham, found, entry, officer, approver):
    days = [OLD + dt.timedelta(days=n) for n in range(5)]
    overtyped = saved(entry, officer, 1, days[0])
    became_the_figure = saved(entry, officer, 2, days[1])
    signed(found, approver, days[2])
    newest = saved(entry, officer, 3, days[3])
    recent = saved(entry, officer, 4, NEW, outcome="set_aside")
    waits = saved(entry, officer, 4, days[4], outcome="conflict")
    assert surplus(nottingham)["revisions"] == 1
    assert surplus(nottingham)["set-aside"] == 0
    purge(council=nottingham, by=None, today=TODAY)
    left = set(EntryRevision.objects.values_list("pk", flat=True))
    assert left == {became_the_figure.pk, newest.pk, recent.pk, waits.pk}
    assert overtyped.pk not in left


def test_a_return_that_is_open_again_is_left_alone(nottingham, found, entry, officer, approver):
    saved(entry, officer, 1, OLD)
    saved(entry, officer, 2, OLD)
    signed(found, approver, OLD)
    assert surplus(nottingham)["revisions"] == 1
    QuarterlyReturn.objects.update(status="reopened")
    assert surplus(nottingham)["revisions"] == 0


def test_drafts_of_a_return_that_was_never_signed_off_are_emptied(
    nottingham, found, entry, officer
):
    QuarterlyReturn.objects.update(status="open", signed_off_times=0)
    saved(entry, officer, 1, OLD)
    assert surplus(nottingham)["drafts"] == 1
    purge(council=nottingham, by=None, today=TODAY)
    assert QuarterlyReturn.objects.get() == found
    assert not EntryRevision.objects.exists()
    assert set(found.entries.values_list("revision", flat=True)) == {0}
    QuarterlyReturn.objects.update(signed_off_times=1, status="reopened")
    Entry.objects.update(revision=1)
    assert surplus(nottingham)["drafts"] == 0


def test_the_audit_keeps_what_figures_and_editions_need(nottingham, exampleshire, officer):
    for action in ("read_board_edition", "return.signed_off", "publish_edition", "purge"):
        record_event(council=nottingham, by=officer, action=action, subject="Old", at=OLD)
    record_event(council=nottingham, by=officer, action="set_target", subject="New", at=NEW)
    record_event(council=exampleshire, by=None, action="set_target", subject="Theirs", at=OLD)
    purge(council=nottingham, by=officer, today=TODAY)
    mine = AuditEvent.objects.filter(council=nottingham).values_list("action", flat=True)
    assert sorted(mine) == ["publish_edition", "purge", "purge", "return.signed_off", "set_target"]
    assert AuditEvent.objects.filter(council=exampleshire).exists()
    told = AuditEvent.objects.filter(action="purge", at__gt=NEW - dt.timedelta(days=9999))
    assert told.latest("pk").detail == {"audit": {"removed": 1, "older_than": "2024-06-01"}}


def test_figures_editions_and_cells_outlive_every_purge(nottingham, found, officer):
    edition = _edition(nottingham)
    PublishedCell.objects.create(edition=edition, key="k", part="value", state="primary", version=1)
    builds = {
        status: Build.objects.create(
            council=nottingham, kind="performance-pack", subject="x", status=status,
            asked_by=officer, asked_at=OLD, edition=edition if status == "done" else None,
        )
        for status in ("done", "failed", "waiting", "running")
    }  # fmt: skip
    assert surplus(nottingham)["builds"] == 2
    purge(council=nottingham, by=None, today=TODAY)
    assert set(Build.objects.values_list("status", flat=True)) == {"done", "running"}
    assert builds["done"].edition == edition
    assert (Figure.objects.count(), Edition.objects.count(), PublishedCell.objects.count()) == (
        1,
        1,
        1,
    )


def test_exports_go_with_their_files(nottingham, officer, django_capture_on_commit_callbacks):
    old = _export(nottingham)
    path = export_path(old)
    new = _export(nottingham)
    Build.objects.filter(pk=new.pk).update(finished_at=NEW)
    assert surplus(nottingham)["exports"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        purge(council=nottingham, by=None, today=TODAY)
    assert not path.exists()
    assert export_path(new).exists()
    assert Build.objects.get() == new


def test_reminders_go_and_what_people_chose_stays(nottingham, officer):
    MailChoice.objects.create(user=officer, council=nottingham)
    for day in (OLD, NEW):
        mail = ReminderMail.objects.create(
            user=officer, council=nottingham, day=day.date(), claimed_at=day
        )
        ReminderLine.objects.create(mail=mail, user=officer, council=nottingham, key=f"due:{day}")
    purge(council=nottingham, by=None, today=TODAY)
    assert ReminderMail.objects.get().day == NEW.date()
    assert ReminderLine.objects.get().key == f"due:{NEW}"
    assert MailChoice.objects.exists()


def test_a_council_says_how_long_within_bounds(nottingham, administrator):
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)
    change_retention(council=nottingham, amounts={"audit": 25, "builds": 90}, by=administrator)
    assert surplus(nottingham)["audit"] == 0
    assert KeptFor.objects.get().what == "audit", "the default needs no row"
    event = AuditEvent.objects.get(action="change_retention")
    assert event.detail == {"audit": {"was": "6 years", "now": "25 years"}}
    with pytest.raises(RetentionRefused, match="from 3 years to 25 years"):
        change_retention(council=nottingham, amounts={"audit": 2}, by=administrator)


def test_nothing_old_is_no_purge_and_no_entry(nottingham):
    assert purge(council=nottingham, by=None, today=TODAY) == []
    assert not AuditEvent.objects.exists()


def test_the_worker_purges_once_a_day_and_says_so_in_the_audit(nottingham, exampleshire, settings):
    def old(council):
        record_event(council=council, by=None, action="set_target", subject="X", at=OLD)

    told = []
    chores = Chores(told.append)
    old(nottingham)
    old(exampleshire)
    settings.PURGE_DAILY = False
    chores.purge()
    assert AuditEvent.objects.filter(action="set_target").count() == 2
    settings.PURGE_DAILY = True
    chores.purge()
    assert [words.partition(" Purged ")[2] for words in told] == [
        "1 of /exampleshire/",
        "1 of /nottingham/",
    ]
    assert AuditEvent.objects.filter(action="purge", by=None).count() == 2
    old(nottingham)
    chores.purge()
    Chores(told.append).purge()  # started anew
    assert AuditEvent.objects.filter(action="set_target").count() == 1, "never twice a day"
    AuditEvent.objects.filter(action="purge").update(at=timezone.now() - dt.timedelta(days=1))
    chores.purge()
    assert not AuditEvent.objects.filter(action="set_target").exists()


def test_a_day_without_surplus_leaves_no_entry_and_the_purge_still_to_come(nottingham):
    assert purge_daily(council=nottingham) == []
    assert not AuditEvent.objects.exists()
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)
    assert [count for _, count in purge_daily(council=nottingham)] == [1]


def test_after_somebodys_own_purge_the_worker_waits_for_tomorrow(nottingham, administrator):
    for _ in range(2):
        record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)
        purge(council=nottingham, by=administrator)
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)
    assert purge_daily(council=nottingham) == []


def test_one_councils_trouble_is_not_the_next_ones(nottingham, exampleshire, monkeypatch, caplog):
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)

    def fails(*, council):
        if council == exampleshire:
            raise DatabaseError("locked")
        return purge_daily(council=council)

    monkeypatch.setattr("config.management.commands.run_worker.purge_daily", fails)
    told = []
    Chores(told.append).purge()
    assert "The purge of /exampleshire/ failed" in caplog.text
    assert told[0].endswith("Purged 1 of /nottingham/")


def say(*arguments):
    out = StringIO()
    call_command("purge", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_first_and_takes_one_council_or_all(nottingham, exampleshire):
    for council in (nottingham, exampleshire):
        record_event(council=council, by=None, action="set_target", subject="X", at=OLD)
    said = say("--dry-run")
    assert "nottingham: 1 from before" in said
    assert "nothing was removed" in said
    assert AuditEvent.objects.filter(action="set_target").count() == 2
    assert say("--council", "nottingham").endswith("nottingham: 1 removed\n")
    assert AuditEvent.objects.filter(action="set_target").get().council == exampleshire
    assert "exampleshire: 1 removed" in say()
    with pytest.raises(CommandError, match="no council /nowhere/"):
        say("--council", "nowhere")


def test_the_page_tells_asks_and_only_then_removes(nottingham, administrator, client_of):
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=OLD)
    client = client_of(administrator)
    page = client.get(reverse("accounts:retention", args=[nottingham.slug])).content.decode()
    assert "the oldest of 1 May 2019" in page
    asked = client.get(reverse("accounts:purge", args=[nottingham.slug])).content.decode()
    assert "Who did what: <b>1</b> from before" in asked
    assert AuditEvent.objects.filter(action="set_target").exists()
    done = client.post(reverse("accounts:purge", args=[nottingham.slug]), follow=True)
    assert "1 record has been removed." in done.content.decode()
    assert not AuditEvent.objects.filter(action="set_target").exists()
    assert AuditEvent.objects.get(action="purge").by == administrator
    again = client.get(reverse("accounts:purge", args=[nottingham.slug])).content.decode()
    assert "There is nothing to purge" in again


@pytest.mark.parametrize("typed", ["0", "-1", "soon", "", "1e9", "99999999999999999999"])
def test_an_impossible_time_is_refused_beside_its_box(typed, nottingham, administrator, client_of):
    amounts = {rule.what: rule.amount for rule in retention_rules()} | {"audit": typed}
    address = reverse("accounts:retention", args=[nottingham.slug])
    page = client_of(administrator).post(address, amounts)
    assert page.status_code == 200
    assert '<a href="#id_audit">Who did what: ' in page.content.decode()
    assert not KeptFor.objects.exists()


def test_timezone_of_the_cut_is_the_councils(nottingham):
    """Half past midnight on the first kept day in summer is the evening before by UTC."""
    first = dt.datetime(2024, 5, 31, 23, 30, tzinfo=dt.UTC)
    assert timezone.localtime(first).date() == dt.date(2024, 6, 1)
    record_event(council=nottingham, by=None, action="set_target", subject="X", at=first)
    assert surplus(nottingham)["audit"] == 0
    assert surplus(nottingham, TODAY + dt.timedelta(days=1))["audit"] == 1
