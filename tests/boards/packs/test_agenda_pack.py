"""Both editions of a meeting's papers: numbers, headers, what is withheld, tags, links."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Council, User
from boards.models import AgendaItem, Appendix, Board, Meeting, PaperFile
from boards.packs.agenda import AgendaPack, OpenPaper, WithheldPaper, agenda_pack, rendering
from boards.packs.agenda.building import _plan
from boards.packs.agenda.following import dead_ends
from boards.packs.agenda.rendering import meeting_pdf
from reporting.domain.paper import RenderError
from reporting.services.files import edition_path
from tests.boards.agendas import SECRET, a_full_meeting, exempt, signed, with_report
from tests.boards.cast import a_meeting, an_item
from tests.documents.checks import assert_pdf_ua
from tests.reporting.grafting.checks import everything_in, graft_problems, texts_of


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    return a_full_meeting(nottingham, governance_officer)


def labels_of(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.label for page in pdf.pages]


@pytest.mark.parametrize("audience", ["public", "board"])
def test_an_edition_is_accessible_and_sound(meeting: Meeting, audience: str) -> None:
    data = meeting_pdf(meeting, audience, edition_number=1).pdf.data
    assert_pdf_ua(data)
    assert graft_problems(data) == []
    assert dead_ends(data) == []
    assert "Draft" not in " ".join(texts_of(data))


def test_headers_numbers_and_labels(meeting: Meeting) -> None:
    data = meeting_pdf(meeting, "public", edition_number=1).pdf.data
    pages = texts_of(data)
    assert labels_of(data) == [
        *("1", "2", "3", "4", "5", "6", "7-8", "7-8 back", "9-10", "9-10 back", "11", "12"),
    ]
    assert "Page 1 of 12" in pages[0]
    assert "3 - 8" in pages[0]
    assert "Item 2 Placements strategy Corporate Director for People" in pages[2]
    assert "Page 3 of 12" in pages[2]
    assert "begins on a right-hand page" in pages[5]
    assert "Pages 7 to 8 of 12" in pages[6]
    assert "These two pages are withheld" in pages[6]
    assert "paragraph 3: financial" in pages[6]
    assert "Corporate Parenting Board, 17 May 2021 · Public edition 1" in pages[10]


def test_each_restricted_page_of_the_boards_edition_is_marked(meeting: Meeting) -> None:
    pages = texts_of(meeting_pdf(meeting, "board", edition_number=1).pdf.data)
    marked = [n for n, text in enumerate(pages, 1) if "Not for publication: Local" in text]
    assert marked == [7, 8, 9, 10]
    assert "paragraph 3" in pages[6]
    assert "paragraph 1" in pages[8]


def test_a_draft_says_so_on_every_page(meeting: Meeting) -> None:
    pages = texts_of(meeting_pdf(meeting, "public").pdf.data)
    assert all("draft" in text.casefold() for text in pages)


def test_the_public_builder_reads_nothing_of_a_restricted_paper(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are gone from the store, and no row of theirs is fetched as an object."""
    secret = {a.file.sha256 for a in Appendix.objects.exclude(openness="open")}
    secret |= {i.report.body.sha256 for i in meeting.items.all() if _is_restricted(i)}  # type: ignore[union-attr]
    for sha256 in secret:
        edition_path(sha256).unlink()
    made: list[str] = []
    from_db = PaperFile.from_db.__func__  # type: ignore[attr-defined]

    def watched(cls: Any, db: Any, names: Any, values: Any) -> Any:
        file = from_db(cls, db, names, values)
        made.append(file.sha256)
        return file

    monkeypatch.setattr(PaperFile, "from_db", classmethod(watched))
    pack = agenda_pack(meeting, "public", edition_number=1)
    assert made
    assert not secret & set(made)
    assert SECRET not in repr(pack)
    withheld = [one.paper for one in pack.papers if one.paper.is_withheld]
    assert len(withheld) == 2
    assert not any(hasattr(paper, "sha256") for paper in withheld)
    data = meeting_pdf(meeting, "public", edition_number=1).pdf.data
    held = everything_in(data)
    for word in (SECRET, *secret):
        assert word.encode() not in held
        assert word.encode("utf-16-be") not in held
    with pytest.raises(RenderError, match="missing from the store"):
        meeting_pdf(meeting, "board", edition_number=1)


def _is_restricted(item: AgendaItem) -> bool:
    return item.report is not None and not item.report.is_open


def test_an_unsigned_report_is_to_follow(nottingham: Council, governance_officer: User) -> None:
    meeting = a_meeting(nottingham)
    report = signed(nottingham, governance_officer, "A plan", 1, status="draft")
    with_report(meeting, report)
    pack = agenda_pack(meeting, "public")
    assert [item.pages for item in pack.items] == ["To follow"]
    assert pack.papers == ()
    assert meeting_pdf(meeting, "public").pdf.pages == 1


def test_a_long_agenda_takes_more_front_pages_in_both_editions(
    meeting: Meeting, governance_officer: User
) -> None:
    for number in range(40):
        an_item(meeting, f"Business of the meeting, number {number}")
    printed = {who: meeting_pdf(meeting, who, edition_number=1) for who in ("public", "board")}
    fronts = {one.pack.front for one in printed.values()}
    assert len(fronts) == 1
    assert fronts.pop() > 2
    ranges = [[item.pages for item in one.pack.items if item.pages] for one in printed.values()]
    assert ranges[0] == ranges[1]


def test_sub_items_and_single_sided(meeting: Meeting) -> None:
    Board.objects.filter(pk=meeting.board_id).update(duplex=False)
    meeting.board.refresh_from_db()
    top = meeting.items.get(title="Apologies for absence")
    an_item(meeting, "From members", parent=top)
    pack = agenda_pack(meeting, "board")
    assert [item.number for item in pack.items] == ["1", "1.1", "2", "3", "4", "5"]
    assert [item.pages for item in pack.items if item.pages] == [
        "3 - 7",
        "8 - 9",
        "Verbal",
        "10 - 11",
    ]


# --- Any agenda, without laying it out --------------------------------------------------------
def _paper(index: int, pages: int, ground: str) -> OpenPaper:
    return OpenPaper(str(index), index, f"Item {index}", "T", "D", pages, "0" * 64, ground=ground)


PAPERS = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=15)


@settings(max_examples=150, deadline=None)
@given(PAPERS, st.booleans(), st.integers(1, 4), st.integers(0, 90).map(lambda n: 2 * n))
def test_editions_agree_on_every_printed_number(
    papers: list[tuple[int, bool]], two_sided: bool, front: int, before: int
) -> None:
    board = [_paper(n, pages, "secret" * closed) for n, (pages, closed) in enumerate(papers)]
    public = [
        WithheldPaper(p.key, p.item, p.label, "T", p.pages, "g", "", "") if p.ground else p
        for p in board
    ]
    made = [
        _plan(side, front, before, two_sided=two_sided, for_public=side is public)
        for side in (public, board)
    ]
    assert [p.printed for p in made[0].public] == [p.printed for p in made[1].board]
    assert made[0].last == made[1].last
    for plan in (made[0].public, made[1].board):
        numbers: list[int] = []
        for place in plan:
            for side in place.sides:
                if side.number is not None:
                    numbers += range(side.number, side.number + side.stands_for)
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if two_sided:
            assert all(place.page % 2 for place in plan)


def test_the_shell_is_asked_for_once_where_nothing_is_long(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Public titles differ here, so the other front sheet is laid out too, and no more."""
    asked: list[bool] = []
    render: Callable[..., Any] = rendering._render

    def counted(pack: AgendaPack, *, front_only: bool, progress: Any) -> Any:
        asked.append(front_only)
        return render(pack, front_only=front_only, progress=progress)

    monkeypatch.setattr(rendering, "_render", counted)
    meeting_pdf(meeting, "public", edition_number=1)
    assert asked == [False, True]


@pytest.mark.parametrize(("most", "duplex"), [(25, True), (25, False), (50, True)])
def test_long_titles_of_restricted_appendices_count_for_both_fronts(
    nottingham: Council, governance_officer: User, most: int, duplex: bool
) -> None:
    """Items read the same in both editions here; the contents do not."""
    meeting = a_meeting(nottingham)
    Board.objects.update(duplex=duplex)
    meeting.board.refresh_from_db()
    report = signed(nottingham, governance_officer, "Placements strategy", 1)
    long = "A very long title of something that nobody but the board may read " * 3
    for order in range(1, most + 1):
        Appendix.objects.create(
            report=report, order=order, title=long, file=report.body, **exempt()
        )
    with_report(meeting, report)
    made = [meeting_pdf(meeting, who, edition_number=1) for who in ("public", "board")]
    packs = [one.pack for one in made]
    assert packs[0].own_front < packs[1].own_front
    assert packs[0].front == packs[1].front
    assert packs[0].items[0].pages == packs[1].items[0].pages
    for one in made:
        place = one.pack.papers[0].place
        assert labels_of(one.pdf.data)[place.page - 1] == str(place.first)
        assert f"Page {place.first} of" in texts_of(one.pdf.data)[place.page - 1]
        assert len(texts_of(one.pdf.data)) == one.pdf.pages


def test_a_restricted_title_that_fills_a_page_more_and_no_papers(
    nottingham: Council, governance_officer: User
) -> None:
    meeting = a_meeting(nottingham)
    for number in range(20):
        title = f"{number} {'A very long title of what the board alone may read ' * 4}"
        with_report(
            meeting, signed(nottingham, governance_officer, title, 1, status="draft", **exempt())
        )
    pages = [meeting_pdf(meeting, who, edition_number=1).pdf.pages for who in ("public", "board")]
    assert pages[0] < pages[1]


def test_a_header_is_one_line() -> None:
    paper = replace(_paper(9, 1, ""), title="Very long words " * 12)
    from boards.packs.agenda import Placed
    from reporting.grafting.plan import Place

    assert len(Placed(paper, Place("9", 1, 1, 1, ())).header) <= 74
