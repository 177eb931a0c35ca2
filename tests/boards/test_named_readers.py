"""Who is kept from the exempt papers of a report: everywhere that they could be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, Membership, Role, User
from boards.models import Appendix, Declaration, Meeting, NamedReader, Openness, Report
from boards.report_access import is_kept_from, kept_from, may_read, may_read_appendix
from boards.services.record.minutes import draft_minutes
from boards.services.record.publishing import publish_minutes
from boards.services.reports import NotYoursError, ReportError, name_reader, unname_reader
from reporting.models import Edition
from reporting.services import NewFile, keep_file, publish_edition
from tests.boards.cast import NOW, a_board, a_meeting, a_member, a_paper, a_report, an_item
from tests.callers import caller

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
SECRET = b"%PDF-1.7 the exempt paper"
PACK = b"%PDF-1.7 the pack with it"


@pytest.fixture
def report(nottingham: Council, governance_officer: User) -> Report:
    """An exempt report, with an open one beside it on the agenda."""
    return a_report(
        nottingham,
        governance_officer,
        "The purchase",
        slug="a-purchase",
        public_title="A purchase",
        openness=Openness.EXEMPT,
        paragraph=3,
        public_interest="It would cost more",
        status=Report.Status.SIGNED_OFF,
    )


@pytest.fixture
def meeting(nottingham: Council, report: Report) -> Meeting:
    made = a_meeting(nottingham)
    an_item(made, "The purchase", number="1", report=report)
    an_item(made, "Homes", number="2")
    return made


@pytest.fixture
def edition(meeting: Meeting, governance_officer: User) -> Edition:
    """The board's pack as it was published, with the exempt paper in it."""
    item, other = meeting.items.order_by("position")
    plain = {"presenter": "", "pages": "", "note": "", "reason": ""}
    paper = {"pages": "1", "interest": "", "ground": ""}
    return publish_edition(
        council=meeting.board.council,
        kind="agenda-pack",
        subject=meeting.slug,
        audience="board",
        title="Agenda",
        files=[NewFile("application/pdf", "pack.pdf", PACK)],
        pages=2,
        figures=[],
        cells=[],
        beside={
            "items": [
                {"item": item.pk, "number": "1", "title": "The purchase", **plain},
                {"item": other.pk, "number": "2", "title": "Homes", **plain},
            ],
            "papers": [
                {**paper, "item": item.pk, "label": "Item 1", "title": "The purchase", "key": "1",
                 "ground": "Not for publication", "sha256": keep_file(SECRET)},
                {**paper, "item": other.pk, "label": "Item 2", "title": "Homes", "key": "2",
                 "sha256": keep_file(b"%PDF-1.7 open")},
            ],
        },
        changes=[],
        by=governance_officer,
        at=NOW,
    )  # fmt: skip


@pytest.fixture
def kept(report: Report, councillor: User, governance_officer: User) -> NamedReader:
    return name_reader(
        report=report,
        user=councillor,
        kind=NamedReader.Kind.NOT,
        reason="Works for the seller",
        by=governance_officer,
    )


def to(name: str, *parts: object) -> str:
    space = "" if ":" in name else "boards:"
    return reverse(f"{space}{name}", args=["nottingham", *parts])


def test_by_role_they_read_it_and_named_they_do_not(
    report: Report, councillor: User, approver: User, kept: NamedReader
) -> None:
    assert may_read(approver, report)
    assert not may_read(councillor, report)
    assert kept_from(councillor, report.board.council) == {report.pk}


def test_of_an_open_report_only_the_exempt_appendix_is_kept(
    nottingham: Council, approver: User, governance_officer: User
) -> None:
    report = a_report(nottingham, governance_officer, "Homes")
    file = a_paper(nottingham, governance_officer, SECRET)
    appendix = Appendix.objects.create(
        report=report, order=1, title="Costs", file=file, openness=Openness.EXEMPT, paragraph=3,
        public_title="A paper",
    )  # fmt: skip
    assert may_read_appendix(approver, appendix)
    name_reader(report=report, user=approver, kind="not", reason="x", by=governance_officer)
    assert may_read(approver, report)
    assert not may_read_appendix(approver, appendix)


def test_somebody_may_be_let_in_besides_the_roles(
    report: Report, officer: User, councillor: User, governance_officer: User
) -> None:
    assert not may_read(officer, report)
    name_reader(report=report, user=officer, kind="also", reason="Cost", by=governance_officer)
    assert may_read(officer, report)
    with pytest.raises(ReportError, match="cannot open reports here"):
        name_reader(report=report, user=councillor, kind="also", reason="x", by=governance_officer)


def test_a_pecuniary_interest_keeps_from_it_until_there_is_a_dispensation(
    report: Report, meeting: Meeting, nottingham: Council, councillor: User
) -> None:
    declared = Declaration.objects.create(
        meeting=meeting,
        member=a_member(nottingham, "Councillor A", user=councillor),
        item=meeting.items.get(number="1"),
        kind=Declaration.Kind.PECUNIARY,
        what="Works for the seller",
    )
    assert not may_read(councillor, report)
    assert is_kept_from(councillor, meeting)
    declared.dispensation = "Monitoring officer, 1 May 2021"
    declared.save()
    assert kept_from(councillor, nottingham) == frozenset()
    Declaration.objects.update(kind=Declaration.Kind.OTHER, dispensation="")
    assert not is_kept_from(councillor, meeting)


def test_published_papers_are_kept_one_by_one_and_the_pack_whole(
    edition: Edition, meeting: Meeting, kept: NamedReader, client_of: ClientOf,
    councillor: User, approver: User,
) -> None:  # fmt: skip
    pack = to("reporting:board_edition_file", edition.pk, "pack.pdf")
    own, other = client_of(councillor), client_of(approver)
    assert own.get(to("board_paper", meeting.slug, "1")).status_code == 404
    assert own.get(to("board_paper", meeting.slug, "2")).content == b"%PDF-1.7 open"
    assert own.get(pack).status_code == 403
    page = own.get(to("board_papers", meeting.slug)).content.decode()
    assert "you are kept from this paper" in page
    assert "The purchase" not in page
    assert "A purchase" in page
    assert "The purchase" in other.get(to("board_papers", meeting.slug)).content.decode()
    assert "pack.pdf" not in page
    assert to("board_paper", meeting.slug, "1") not in page
    assert other.get(to("board_paper", meeting.slug, "1")).content == SECRET
    assert other.get(pack).content == PACK


def test_other_programs_do_not_get_it_for_them_either(
    edition: Edition, report: Report, nottingham: Council, administrator: User,
    governance_officer: User,
) -> None:  # fmt: skip
    Membership.objects.create(user=administrator, council=nottingham, role=Role.APPROVER)
    program = caller(nottingham, administrator)
    assert program.get(f"editions/{edition.pk}").status_code == 200
    name_reader(report=report, user=administrator, kind="not", reason="x", by=governance_officer)
    assert program.get(f"editions/{edition.pk}").status_code == 404
    assert program.get(f"editions/{edition.pk}/files/pack.pdf").status_code == 404
    assert program.items("editions") == []


def test_drafts_and_bundles_of_the_board_are_kept_from_them(
    edition: Edition, meeting: Meeting, report: Report, client_of: ClientOf,
    governance_officer: User, approver: User,
) -> None:  # fmt: skip
    NamedReader.objects.create(
        report=report, user=governance_officer, kind="not", reason="x", added_by=approver,
        added_at=NOW,
    )  # fmt: skip
    page = client_of(governance_officer)
    for name in ("agenda_preview", "agenda_bundle"):
        answer = page.get(to(name, meeting.slug, "board"))
        assert (answer.status_code, answer["Location"]) == (302, to("agenda", meeting.slug))
    item = meeting.items.get(number="1")
    assert page.get(to("record_item", meeting.slug, item.pk)).status_code == 404


def test_minutes_come_to_them_as_to_the_public(
    meeting: Meeting, kept: NamedReader, client_of: ClientOf, councillor: User,
    governance_officer: User,
) -> None:  # fmt: skip
    minutes = draft_minutes(meeting=meeting, by=governance_officer)
    edition = publish_minutes(minutes=minutes, audience="board", by=governance_officer, at=NOW)
    page = client_of(councillor)
    text = page.get(to("minutes", meeting.slug)).content.decode()
    assert "A purchase" in text
    assert "The purchase" not in text
    assert page.get(to("minutes_file", meeting.slug, "board", "pdf")).status_code == 404
    file = edition.files.all()[0].name
    assert page.get(to("reporting:board_edition_file", edition.pk, file)).status_code == 403


def test_nobody_decides_about_themselves(
    report: Report, governance_officer: User, approver: User, officer: User
) -> None:
    with pytest.raises(NotYoursError, match="about themselves"):
        name_reader(
            report=report, user=governance_officer, kind="not", reason="x", by=governance_officer
        )
    with pytest.raises(NotYoursError, match="A governance officer decides"):
        name_reader(report=report, user=officer, kind="also", reason="x", by=approver)


def test_the_list_is_kept_on_its_page_and_recorded(
    report: Report, client_of: ClientOf, councillor: User, governance_officer: User
) -> None:
    page = client_of(governance_officer)
    answer = page.post(to("report_readers", report.slug), {"user": councillor.pk, "kind": "not"})
    assert "Give the reason" in answer.content.decode()
    sent = {"user": councillor.pk, "kind": "not", "reason": "Works for the seller"}
    text = page.post(to("report_readers", report.slug), sent, follow=True).content.decode()
    assert "Works for the seller" in text
    named = NamedReader.objects.get()
    page.post(to("report_reader_remove", report.slug, named.pk))
    assert not NamedReader.objects.exists()
    assert may_read(councillor, report)
    actions = AuditEvent.objects.filter(action__startswith="report.reader").order_by("pk")
    assert [one.action for one in actions] == ["report.reader_named", "report.reader_unnamed"]
    assert "seller" not in str([one.detail for one in actions])


def test_a_list_of_another_report_is_not_theirs(
    kept: NamedReader, nottingham: Council, client_of: ClientOf, governance_officer: User
) -> None:
    other = a_report(nottingham, governance_officer, "Homes")
    answer = client_of(governance_officer).post(to("report_reader_remove", other.slug, kept.pk))
    assert answer.status_code == 404
    unname_reader(reader=kept, by=governance_officer)
    assert a_board(nottingham).reports.filter(named_readers__isnull=False).count() == 0
