"""Reminders: who is told what, once, whoever asks and whatever dies on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPRecipientsRefused
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from performance.dashboards.reminders import Told, reminders_of
from performance.domain.reminders import Occasion, Rhythm
from performance.models import (
    DigestDay,
    MailChoice,
    ReminderLine,
    ReminderMail,
    ReturnStep,
    ThemeOfficer,
)
from performance.services import ReminderError, choose_mail, send_reminders
from performance.services.reminders import _claim
from reporting.models import Edition, EditionFigure
from tests.performance.figures import a_figure, a_return, switch_on

pytestmark = pytest.mark.django_db
# A Tuesday; the return of quarter 4 fell due the Friday before.
NOW = dt.datetime(2021, 4, 27, 9, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def late(nottingham: Council, officer: User) -> Council:
    a_return(
        nottingham,
        "healthy",
        "2020-21-Q4",
        status="open",
        signed_off_times=0,
        due_on=dt.date(2021, 4, 23),
    )
    ThemeOfficer.objects.get_or_create(council=nottingham, user=officer, theme_id="healthy")
    return nottingham


def lines_of(council: Council, person: User, now: dt.datetime = NOW) -> list[str]:
    return [
        f"{one.heading}: {one.line.words}"
        for told in reminders_of(council, now)
        for _, one in told.news
        if told.person == person
    ]


def to(person: User) -> list[str]:
    return [str(message.body) for message in mail.outbox if message.to == [person.email]]


def test_officers_of_the_theme_and_approvers_hear_of_what_is_late(
    late: Council, officer: User, approver: User, councillor: User, outsider: User
) -> None:
    assert send_reminders(now=NOW).sent == len(mail.outbox)
    [body] = to(officer)
    assert "The return for 2020-21 quarter 4 was due on 23 April 2021" in body
    assert reverse("performance:return_enter", args=["nottingham", "2020-21-Q4", "healthy"]) in body
    assert reverse("performance:mail_choice", args=["nottingham"]) in body
    assert to(approver)
    assert not to(councillor)
    assert not to(outsider)


def test_an_officer_of_another_theme_hears_nothing(late: Council, officer: User) -> None:
    ThemeOfficer.objects.filter(user=officer).update(theme_id="learning")
    assert lines_of(late, officer) == []


def test_a_worker_started_anew_says_nothing_twice(late: Council) -> None:
    first = send_reminders(now=NOW).sent
    assert first
    assert send_reminders(now=NOW + HOUR).sent == 0
    assert send_reminders(now=NOW + DAY).sent == 0  # the same week
    assert send_reminders(now=NOW + 4 * DAY).sent == first  # a week after the due day: said again


def test_a_server_that_takes_nothing_is_left_alone_until_the_next_look(
    late: Council, officer: User, approver: User
) -> None:
    tries: list[str] = []

    def refused(mail: ReminderMail) -> None:
        tries.append(mail.user.email)
        raise ConnectionRefusedError("Connection refused")

    posted = send_reminders(now=NOW, post=refused)
    assert (posted.sent, posted.waiting, len(tries)) == (0, 1, 1)
    assert not DigestDay.objects.exists(), "the digests of the day are still to be made"
    send_reminders(now=NOW + HOUR)
    assert len(to(officer)) == len(to(approver)) == 1


def test_an_address_that_is_refused_holds_nobody_else_up_and_is_given_up_after_three_days(
    late: Council, officer: User, approver: User, client_of: Callable[[User], Client]
) -> None:
    said: set[str] = set()

    def refused(mail: ReminderMail) -> None:
        if mail.user == officer:
            said.add(mail.text)
            raise SMTPRecipientsRefused({officer.email: (550, b"No such mailbox")})

    assert send_reminders(now=NOW, post=refused).sent == 1  # the approver's
    kept = ReminderMail.objects.get(user=officer)
    assert kept.error == "550 No such mailbox"
    url = reverse("performance:mail_choice", args=["nottingham"])
    page = client_of(officer).get(url).content.decode()
    assert "could not be sent and is tried again" in page
    assert "was due on 23 April 2021" in page
    for hours in range(1, 72):
        send_reminders(now=NOW + hours * HOUR, post=refused)
    assert len(said) == 1, "it is the same e-mail each time"
    assert ReminderMail.objects.get(pk=kept.pk).attempts < 30
    last = NOW + 3 * DAY + HOUR
    while not AuditEvent.objects.filter(action="mail_given_up").exists():
        send_reminders(now=last, post=refused)
        last += HOUR
    kept.refresh_from_db()
    assert (kept.text, kept.lines.count()) == ("", 0)
    send_reminders(now=last + DAY)
    assert len(to(officer)) == 1, "what is still true is told when the address is right again"


def test_a_worker_killed_half_way_leaves_nothing_unsaid_and_nothing_said_twice(
    late: Council, officer: User, approver: User
) -> None:
    def dies(mail: ReminderMail) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_reminders(now=NOW, post=dies)
    [claimed] = ReminderMail.objects.all()
    assert send_reminders(now=NOW + dt.timedelta(minutes=5)).sent == 1  # the other person's
    send_reminders(now=NOW + HOUR)
    send_reminders(now=NOW + 2 * HOUR)
    assert len(to(officer)) == len(to(approver)) == 1
    sent = next(one for one in mail.outbox if one.to == [claimed.user.email])
    assert str(claimed.message_id) in sent.extra_headers["Message-ID"]
    claimed.refresh_from_db()
    assert (claimed.attempts, claimed.text) == (2, "")


def test_somebody_else_was_first(late: Council, officer: User) -> None:
    """Two workers at one moment: what the other has written is not written again."""
    [told] = [one for one in reminders_of(late, NOW) if one.person == officer]
    news = told.news
    assert _claim(told, news, late, NOW) is not None
    assert _claim(told, news, late, NOW) is None
    at_once = tuple((Rhythm.NOW, one) for _, one in news)
    assert _claim(told, at_once, late, NOW) is None, "no occasion is said twice either"
    assert ReminderMail.objects.filter(user=officer).count() == 1


def test_what_was_said_is_not_sent_to_somebody_who_left_or_wants_none(
    late: Council, officer: User
) -> None:
    def refused(mail: ReminderMail) -> None:
        raise SMTPRecipientsRefused({})

    send_reminders(now=NOW, post=refused)
    choose(late, officer, "never")
    send_reminders(now=NOW + HOUR)
    assert not to(officer)
    assert not ReminderMail.objects.filter(user=officer).exists()


def test_who_wants_none_of_what_the_page_offers_them_wants_no_e_mail(
    late: Council, officer: User, client_of: Callable[[User], Client]
) -> None:
    """An officer is not asked about what waits for sign-off: that is no wish to hear of it."""

    def refused(mail: ReminderMail) -> None:
        raise SMTPRecipientsRefused({})

    send_reminders(now=NOW, post=refused)
    never = dict.fromkeys(("due", "overdue", "provisional", "signed_off", "published"), "never")
    url = reverse("performance:mail_choice", args=["nottingham"])
    assert client_of(officer).post(url, {**never, "weekday": "monday"}).status_code == 302
    send_reminders(now=NOW + HOUR)
    assert not to(officer)
    assert not ReminderMail.objects.filter(user=officer).exists()


def test_what_waits_for_sign_off_and_what_was_signed_off(
    nottingham: Council, approver: User, governance_officer: User, officer: User
) -> None:
    waits = a_return(nottingham, "healthy", "2020-21-Q4", status="submitted", signed_off_times=0)
    done = a_return(nottingham, "learning", "2020-21-Q4")
    for one, kind in ((waits, "submitted"), (done, "signed_off")):
        ReturnStep.objects.create(quarterly_return=one, kind=kind, at=NOW - HOUR)
    assert lines_of(nottingham, approver) == [
        "Healthy: The return for 2020-21 quarter 4 waits for sign-off"
    ]
    assert lines_of(nottingham, governance_officer) == [
        "Learning: The return for 2020-21 quarter 4 was signed off"
    ]
    send_reminders(now=NOW)
    ReturnStep.objects.create(quarterly_return=waits, kind="submitted", at=NOW)  # sent back, again
    assert lines_of(nottingham, approver) == [
        "Healthy: The return for 2020-21 quarter 4 waits for sign-off"
    ]


def signed(council: Council, theme: str, by: User | None = None) -> None:
    found = a_return(council, theme, "2020-21-Q4")
    ReturnStep.objects.create(quarterly_return=found, kind="signed_off", by=by, at=NOW - HOUR)


def an_edition(council: Council, by: User, *codes: str) -> Edition:
    found = Edition.objects.create(
        council=council, kind="performance-pack", subject="2020-21-Q4", audience="public",
        number=1, title="Performance pack, 2020-21 quarter 4", published_at=NOW - HOUR,
        published_by=by, pages=70,
    )  # fmt: skip
    for code in codes:
        key = f"nottingham/E06000018/{code}/all/2020-21-Q4/default"
        EditionFigure.objects.create(edition=found, key=key, version=1, label=code, printed="1")
    return found


def test_a_councillor_hears_what_was_signed_off_and_published_in_the_themes_they_chose(
    nottingham: Council, councillor: User, governance_officer: User
) -> None:
    signed(nottingham, "healthy")
    signed(nottingham, "learning")
    an_edition(nottingham, governance_officer, "dental-check")
    assert lines_of(nottingham, councillor) == [], "nothing unless they ask for it"
    choose(nottingham, councillor, "daily", themes=["healthy"])
    send_reminders(now=NOW)
    [body] = to(councillor)
    assert "\nHealthy\n\n* The return for 2020-21 quarter 4 was signed off" in body
    assert "/nottingham/performance/2020-21-Q4/#t-healthy" in body
    assert "\nPacks\n\n* Performance pack, 2020-21 quarter 4: public edition 1 was" in body
    assert "Learning" not in body
    choose(nottingham, councillor, "daily", themes=["learning"])
    assert lines_of(nottingham, councillor) == [
        "Learning: The return for 2020-21 quarter 4 was signed off"
    ], "the pack holds no figure of that theme"


def test_nobody_is_told_of_their_own_deed(nottingham: Council, governance_officer: User) -> None:
    signed(nottingham, "healthy", by=governance_officer)
    an_edition(nottingham, governance_officer, "dental-check")
    assert lines_of(nottingham, governance_officer) == []


def test_one_e_mail_gathers_everything_by_theme(late: Council, officer: User) -> None:
    ThemeOfficer.objects.get_or_create(council=late, user=officer, theme_id="learning")
    signed(late, "learning")
    send_reminders(now=NOW)
    [body] = to(officer)
    assert body.index("\nLearning\n") != body.index("\nHealthy\n")
    assert [one.subject for one in mail.outbox if one.to == [officer.email]] == [
        "Corporate Parenting Board: 2 things to know"
    ]


def test_as_it_happens_beside_the_digest_of_the_day(nottingham: Council, councillor: User) -> None:
    rhythms = {"signed_off": "now", "published": "daily"}
    choose_mail(
        council=nottingham, rhythms=rhythms, weekday="monday", themes=["healthy"], by=councillor
    )
    send_reminders(now=NOW - 2 * HOUR)  # the digests of the day: nothing to say
    signed(nottingham, "healthy")
    an_edition(nottingham, councillor, "dental-check")
    Edition.objects.update(published_by=User.objects.create_user("a@b.example", name="Governance"))
    send_reminders(now=NOW)
    [body] = to(councillor)
    assert "was signed off" in body
    assert "published" not in body
    send_reminders(now=NOW + DAY)
    assert "public edition 1 was published" in to(councillor)[1]
    assert send_reminders(now=NOW + 2 * DAY).sent == 0


def test_a_weekly_digest_comes_on_its_day_and_is_made_good_when_no_worker_ran(
    late: Council, officer: User
) -> None:
    choose(late, officer, "weekly", weekday="wednesday")
    send_reminders(now=NOW)  # a Tuesday
    assert not to(officer)
    send_reminders(now=NOW + 2 * DAY)  # no worker ran on Wednesday
    assert len(to(officer)) == 1
    send_reminders(now=NOW + 7 * DAY)
    assert len(to(officer)) == 1
    send_reminders(now=NOW + 8 * DAY)  # the next Wednesday: still late, said again
    assert len(to(officer)) == 2


def test_provisional_figures_are_chased(nottingham: Council, officer: User) -> None:
    ThemeOfficer.objects.get_or_create(council=nottingham, user=officer, theme_id="learning")
    fields = {"standing": "provisional", "final_due_on": dt.date(2021, 5, 4)}
    a_figure(nottingham, "education-plan", "2020-21-spring", "80.1", **fields)
    [line] = lines_of(nottingham, officer)
    assert line.endswith("spring term 2020-21: the final figure is due on 4 May 2021")


def choose(
    council: Council, by: User, rhythm: str, themes: Sequence[str] = (), weekday: str = "monday"
) -> None:
    rhythms = {one.value: rhythm for one in Occasion}
    choose_mail(council=council, rhythms=rhythms, weekday=weekday, themes=themes, by=by)


def test_everybody_chooses(late: Council, officer: User) -> None:
    def choice(**rhythms: str) -> None:
        choose_mail(council=late, rhythms=rhythms, weekday="monday", themes=[], by=officer)

    choice(overdue="never")
    assert lines_of(late, officer) == []
    choice(due="never")
    assert lines_of(late, officer) != []
    for wrong in ({"due": "hourly"}, {"birthdays": "daily"}):
        with pytest.raises(ReminderError):
            choice(**wrong)
    with pytest.raises(ReminderError):
        choose(late, officer, "daily", weekday="someday")
    with pytest.raises(ReminderError):
        choose(late, officer, "daily", themes=["gardening"])


def test_the_page(
    nottingham: Council, officer: User, outsider: User, client_of: Callable[[User], Client]
) -> None:
    url = reverse("performance:mail_choice", args=["nottingham"])
    assert Client().get(url).status_code == 302
    assert client_of(outsider).get(url).status_code == 404
    client = client_of(officer)
    page = client.get(url).content.decode()
    assert page.count('value="daily" selected') == 5  # an officer has nothing to sign off
    assert 'name="to_sign"' not in page
    wanted = dict.fromkeys(("due", "overdue", "provisional", "signed_off"), "weekly")
    wanted |= {"published": "now", "weekday": "friday"}
    assert client.post(url, wanted).status_code == 302
    kept = MailChoice.objects.get(user=officer)
    assert (kept.rhythms["due"], kept.rhythms["published"]) == ("weekly", "now")
    assert (kept.weekday, kept.themes) == ("friday", [])
    assert client.post(url, {**wanted, "due": "hourly"}).status_code == 200
    assert MailChoice.objects.get(user=officer).rhythms["due"] == "weekly"


def test_a_councillor_is_asked_only_what_concerns_them(
    nottingham: Council, councillor: User, client_of: Callable[[User], Client]
) -> None:
    switch_on(nottingham, "dental-check")
    url = reverse("performance:mail_choice", args=["nottingham"])
    client = client_of(councillor)
    page = client.get(url).content.decode()
    assert 'name="overdue"' not in page
    assert 'name="published"' in page
    assert 'value="healthy"' in page
    wanted = {"signed_off": "daily", "published": "never", "weekday": "monday"}
    assert client.post(url, {**wanted, "themes": ["healthy"]}).status_code == 302
    assert MailChoice.objects.get(user=councillor).themes == ["healthy"]


def test_an_administrator_sees_whom_no_e_mail_reaches(
    late: Council, officer: User, administrator: User, client_of: Callable[[User], Client]
) -> None:
    def refused(mail: ReminderMail) -> None:
        raise SMTPRecipientsRefused({officer.email: (550, b"No such mailbox")})

    send_reminders(now=NOW, post=refused)
    url = reverse("performance:mail_choice", args=["nottingham"])
    page = client_of(administrator).get(url).content.decode()
    assert f"To {officer.email}, of 27 April 2021: it could not be sent" in page
    assert "was due on 23 April" not in page, "what it says is its reader's"


def test_somebody_who_left_is_not_written_to(late: Council, officer: User) -> None:
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    assert lines_of(late, officer) == []
    assert not ReminderLine.objects.filter(user=officer).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_e_mail_to_each_person(
    late: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both know what is new before either has written that it is said."""
    both, sent = Barrier(2), list[str]()

    def read_at_once(council: Council, now: dt.datetime) -> list[Told]:
        found = reminders_of(council, now)
        both.wait(timeout=20)
        return found

    monkeypatch.setattr("performance.services.reminders.reminders_of", read_at_once)

    def work(_: int) -> int:
        try:
            return send_reminders(now=NOW, post=lambda mail: sent.append(mail.user.email)).sent
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, range(2))) == len(sent)
    assert len(sent) == len(set(sent)) == ReminderMail.objects.count() > 0
