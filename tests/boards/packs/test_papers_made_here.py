"""Minutes of the last meeting and open actions, as papers that come to an agenda by themselves."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Council, User
from boards.dashboards.kept import editions_kept_from, is_kept_from_pack, items_kept_from
from boards.models import Action, ActionProgress, AgendaItem, Meeting, Minute, Minutes, PaperFile
from boards.packs.agenda import OpenPaper, WithheldPaper, agenda_pack
from boards.packs.agenda.following import dead_ends
from boards.packs.agenda.made_here import marks_of
from boards.packs.agenda.readiness import readiness
from boards.packs.agenda.rendering import meeting_pdf
from boards.packs.open_actions import closed_actions, open_actions
from boards.services.agenda.changing import AgendaError
from boards.services.agenda.papers import keep_papers_made_here, leave_paper_out
from boards.services.reports import name_reader
from reporting.services import read_kept_file
from reporting.services.files import edition_path
from tests.boards.agendas import SECRET, exempt, signed, with_report
from tests.boards.cast import NOW, a_meeting, an_item
from tests.documents.checks import assert_pdf_ua
from tests.reporting.grafting.checks import everything_in, graft_problems, texts_of

MARCH = dt.date(2021, 3, 15)
KINDS = AgendaItem.Kind


@pytest.fixture
def march(nottingham: Council, governance_officer: User) -> Meeting:
    """A meeting that was held, with one open and one closed minute, drafted."""
    held = a_meeting(nottingham, MARCH, status=Meeting.Status.HELD)
    item = an_item(held, "Health of children in care", number="1")
    Minute.objects.create(item=item, number="1", discussion="The board asked about dentists.")
    report = signed(nottingham, governance_officer, f"{SECRET} contract", 1, **exempt())
    closed = with_report(held, report, number="2")
    said = f"{SECRET} asks for more."
    Minute.objects.create(item=closed, number="2", discussion=said, public_summary="Prices.")
    return held


@pytest.fixture
def may(nottingham: Council, governance_officer: User) -> Meeting:
    meeting = a_meeting(nottingham)
    an_item(meeting, "Minutes of the last meeting", kind=KINDS.MINUTES)
    an_item(meeting, "Matters arising and actions", kind=KINDS.ACTIONS)
    with_report(meeting, signed(nottingham, governance_officer, "Placements strategy", 1))
    return meeting


def action(board: object, number: int, text: str, **fields: object) -> Action:
    given = {"owner": "Head of Service", "raised_on": MARCH, "due_on": dt.date(2021, 5, 5)}
    return Action.objects.create(board=board, number=number, text=text, **{**given, **fields})


def papers_of(meeting: Meeting, audience: str) -> list[OpenPaper | WithheldPaper]:
    return [one.paper for one in agenda_pack(meeting, audience).papers]


def test_minutes_are_the_paper_of_their_item_in_both_editions(may: Meeting, march: Meeting) -> None:
    Minutes.objects.create(meeting=march)
    public, board = (meeting_pdf(may, who, edition_number=1) for who in ("public", "board"))
    for printed in (public, board):
        data = printed.pdf.data
        assert_pdf_ua(data)
        assert graft_problems(data) == []
        assert dead_ends(data) == []
        item = printed.pack.items[0]
        assert (item.pages, printed.pack.items[1].pages) == ("3 - 5", "")
    pages = texts_of(public.pdf.data)
    assert "Item 1 Minutes, 15 March 2021" in pages[2]
    assert "The board asked about dentists." in pages[2]
    assert "Draft: not yet agreed" in pages[2]
    assert "paragraph 3: financial" in " ".join(pages)


def test_closed_business_is_in_the_boards_edition_alone(may: Meeting, march: Meeting) -> None:
    Minutes.objects.create(meeting=march)
    title = papers_of(may, "public")[1].title
    assert title == "Minutes: business from which the public was excluded"
    held = everything_in(meeting_pdf(may, "public", edition_number=1).pdf.data)
    assert SECRET.encode() not in held
    assert SECRET.encode("utf-16-be") not in held
    pages = texts_of(meeting_pdf(may, "board", edition_number=1).pdf.data)
    told = [text for text in pages if f"{SECRET} asks for more." in text]
    assert len(told) == 1
    assert "Not for publication: Local Government Act 1972, Schedule 12A, paragraph 3" in told[0]


def test_minutes_that_are_not_drafted_are_to_follow(may: Meeting, march: Meeting) -> None:
    pack = agenda_pack(may, "public")
    assert [item.pages for item in pack.items] == ["To follow", "", "3"]
    [told] = [one for one in readiness(may, today=MARCH).look if one.kind == "minutes"]
    assert told.title == "Item 1: the minutes of Monday 15 March 2021 are to follow"
    assert "Draft them" in told.detail
    assert not readiness(may, today=MARCH).stops


def test_without_an_earlier_meeting_readiness_says_so(may: Meeting) -> None:
    [told] = [one for one in readiness(may, today=MARCH).look if one.kind == "minutes"]
    assert told.title == "Item 1 has no minutes to print"


def test_minutes_without_words_are_told_of(may: Meeting, march: Meeting) -> None:
    Minutes.objects.create(meeting=march)
    assert not [one for one in readiness(may, today=MARCH).look if one.kind == "minutes"]
    an_item(march, "Feedback", kind=KINDS.VERBAL)
    [told] = [one for one in readiness(may, today=MARCH).look if one.kind == "minutes"]
    assert told.title == "Item 1: the minutes say nothing of 1 item"


def test_the_paper_is_left_out_and_put_back(
    may: Meeting, march: Meeting, governance_officer: User
) -> None:
    Minutes.objects.create(meeting=march)
    item = may.items.get(kind=KINDS.MINUTES)
    leave_paper_out(item=item, out=True, by=governance_officer)
    pack = agenda_pack(may, "board")
    assert [item.pages for item in pack.items] == ["", "", "3"]
    assert not [one for one in readiness(may, today=MARCH).checks if one.kind == "minutes"]
    leave_paper_out(item=item, out=False, by=governance_officer)
    assert agenda_pack(may, "board").items[0].pages == "3 - 5"
    with pytest.raises(AgendaError, match="no paper that comes by itself"):
        leave_paper_out(item=may.items.get(kind=KINDS.REPORT), out=True, by=governance_officer)


def test_the_same_words_are_laid_out_once(
    may: Meeting, march: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    Minutes.objects.create(meeting=march)
    first = papers_of(may, "public")[0]
    assert isinstance(first, OpenPaper)
    with monkeypatch.context() as patched:
        patched.setattr("boards.packs.laid_out._print", lambda *_: pytest.fail("laid out again"))
        assert papers_of(may, "public")[0] == papers_of(may, "board")[0] == first
    edition_path(first.sha256).unlink()  # as a sweep may
    again = papers_of(may, "public")[0]
    assert again == first
    assert read_kept_file(first.sha256)
    Minute.objects.filter(number="1").update(discussion="The board asked about opticians.")
    changed = papers_of(may, "public")[0]
    assert isinstance(changed, OpenPaper)
    assert changed.sha256 != first.sha256


def test_what_is_published_outlives_a_sweep(
    may: Meeting, march: Meeting, governance_officer: User
) -> None:
    Minutes.objects.create(meeting=march)
    pack = agenda_pack(may, "public")
    for _ in range(2):
        keep_papers_made_here(meeting=may, pack=pack, by=governance_officer, at=NOW)
    paper = pack.papers[0].paper
    assert isinstance(paper, OpenPaper)
    assert PaperFile.objects.filter(sha256__in=(paper.sha256, paper.page)).count() == 2


def test_open_actions_are_a_table_with_what_is_late(may: Meeting, march: Meeting) -> None:
    item = march.items.get(number="1")
    late = action(may.board, 1, "Write to the dentists", item=item)
    action(
        may.board, 2, "Find a room", source_note="Ofsted, June 2021", due_meeting=may, due_on=None
    )
    action(may.board, 3, "Long done", closed_on=dt.date(2021, 5, 1))
    say = ActionProgress.objects.create
    officer = march.board.reports.first().created_by  # type: ignore[union-attr]
    say(action=late, text="A letter went out.", by=officer, at=NOW)
    say(action=late, text="After the meeting.", by=officer, at=NOW + dt.timedelta(days=30))
    made = open_actions(may)
    assert made.sentence == "2 actions are open, 1 of them late"
    one, two = made.lines
    assert (one.number, one.late, one.due) == (1, "12 days late", "5 May 2021")
    assert one.source == "Meeting of 15 March 2021, item 1"
    assert (one.progress, one.told_on) == ("A letter went out.", "4 May 2021")
    assert (two.source, two.late, two.due) == (
        "Ofsted, June 2021",
        "",
        "the meeting of 17 May 2021",
    )
    data = meeting_pdf(may, "public", edition_number=1).pdf.data
    assert_pdf_ua(data)
    page = next(text for text in texts_of(data) if "Write to the dentists" in text)
    assert "12 days late" in page
    assert "Item 2 Open actions" in page


def test_an_action_of_closed_business_is_not_in_the_public_edition(
    may: Meeting, march: Meeting
) -> None:
    closed = march.items.get(number="2")
    action(may.board, 1, "Write to the dentists", item=march.items.get(number="1"))
    action(may.board, 2, f"Ask {SECRET} again", item=closed, restricted=True)
    by_item = action(may.board, 3, f"And {SECRET} once more", item=closed)
    assert [line.number for line in open_actions(may).lines] == [1]
    assert [line.number for line in closed_actions(may).lines] == [2, by_item.number]
    assert SECRET not in repr(agenda_pack(may, "public"))
    held = everything_in(meeting_pdf(may, "public", edition_number=1).pdf.data)
    assert SECRET.encode() not in held
    board = " ".join(texts_of(meeting_pdf(may, "board", edition_number=1).pdf.data))
    assert f"Ask {SECRET} again" in board


def test_an_action_kept_from_the_public_without_a_ground_is_in_neither(may: Meeting) -> None:
    action(may.board, 1, f"Ask {SECRET}", restricted=True)
    assert papers_of(may, "board")[0].label == "Item 3"
    [told] = [one for one in readiness(may, today=MARCH).look if one.kind == "actions"]
    assert told.title == "1 open action is not for the public, without a ground"


def test_marks_of_several_grounds() -> None:
    assert marks_of([("exempt", 3, ""), ("exempt", 1, ""), ("exempt", 3, "x")]) == (
        "Not for publication: Local Government Act 1972, Schedule 12A, paragraphs 1 and 3"
    )
    assert marks_of([("exempt", 3, ""), ("confidential", None, "")]).endswith(
        "Schedule 12A, paragraph 3; confidential"
    )
    assert marks_of([("confidential", None, "")]) == "Not for publication: confidential"


def test_a_closed_part_of_an_open_item_comes_back_to_the_board_alone(
    may: Meeting, march: Meeting
) -> None:
    Minutes.objects.create(meeting=march)
    march.items.get(number="2").delete()
    item = march.items.get(number="1")
    said = {"closed_discussion": f"{SECRET} is dear.", "closed_ground": "3"}
    Minute.objects.filter(item=item).update(public_summary="Costs.", **said)
    action(may.board, 1, f"Ask {SECRET}", item=item, restricted=True)
    papers = papers_of(may, "public")
    assert [isinstance(one, WithheldPaper) for one in papers[:4]] == [False, True, False, True]
    assert "paragraph 3: financial" in papers[3].ground
    held = everything_in(meeting_pdf(may, "public", edition_number=1).pdf.data)
    assert SECRET.encode() not in held
    board = texts_of(meeting_pdf(may, "board", edition_number=1).pdf.data)
    [page] = [text for text in board if f"{SECRET} is dear." in text]
    assert "The board asked about dentists." not in page
    assert any(f"Ask {SECRET}" in text for text in board)


def test_who_was_kept_from_a_paper_is_kept_from_what_repeats_it(
    may: Meeting, march: Meeting, governance_officer: User, councillor: User
) -> None:
    Minutes.objects.create(meeting=march)
    minutes, actions = (may.items.get(kind=kind) for kind in (KINDS.MINUTES, KINDS.ACTIONS))
    assert items_kept_from(councillor, may) == frozenset()
    closed = march.items.get(number="2")
    name_reader(
        report=closed.report, user=councillor, kind="not", reason="Her own firm",
        by=governance_officer,
    )  # fmt: skip
    assert items_kept_from(councillor, may) == {minutes.pk}
    action(may.board, 2, f"Ask {SECRET} again", item=closed, restricted=True)
    assert items_kept_from(councillor, may) == {minutes.pk, actions.pk}
    assert is_kept_from_pack(councillor, may)
    assert ("agenda-pack", may.slug) in editions_kept_from(councillor, may.board.council)
    assert ("minutes", may.slug) not in editions_kept_from(councillor, may.board.council)
    assert not is_kept_from_pack(governance_officer, may)
