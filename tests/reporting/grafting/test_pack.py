"""A whole pack: front sheet, bodies, a withheld paper, two-sided blanks; both editions."""

from __future__ import annotations

import io

import pikepdf
import pytest

from reporting.grafting import Graft, graft
from reporting.grafting.plan import Plan, Slot, front_matter, plan
from tests.documents.checks import assert_pdf_ua, structure_types

from .checks import everything_in, graft_problems, texts_of
from .papers import body
from .shells import shell_of

SECRET = "Kestrel"
TITLES = {"4": "Placements", "5": "A contract", "6": "Health", "7": "Next steps"}
PAGES = {"4": 3, "5": 2, "6": 2, "7": 1}
SLOTS = [
    Slot("4", 3, 2),
    Slot("5", 2, withheld=True),
    Slot("6", 2, 2),
    Slot("7", 1, 1),
]
Editions = tuple[bytes, bytes]


@pytest.fixture(scope="module")
def planned() -> Plan:
    return plan(SLOTS, first=front_matter(1, two_sided=True) + 1, two_sided=True)


@pytest.fixture(scope="module")
def bodies() -> dict[str, bytes]:
    made = {item: body(TITLES[item], pages=pages) for item, pages in PAGES.items()}
    picture = f"<p>{SECRET} <img alt='{SECRET} again' src='data:image/svg+xml,<svg xmlns=\"http"
    picture += (
        '://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>\'></p>'
    )
    made["5"] = body(f"{SECRET} contract", pages=2, words=f"{SECRET} costs much", more=picture)
    made["4 public"] = body(TITLES["4"], pages=2)
    return made


@pytest.fixture(scope="module")
def editions(planned: Plan, bodies: dict[str, bytes]) -> Editions:
    return grafted(planned, bodies, public=True), grafted(planned, bodies, public=False)


def grafted(planned: Plan, bodies: dict[str, bytes], *, public: bool) -> bytes:
    places = planned.public if public else planned.board
    parts = [
        Graft(
            bodies.get(f"{place.item} public", bodies[place.item])
            if public
            else bodies[place.item],
            place.page,
            place.body_pages,
            TITLES[place.item],
            f"item{place.item}",
            lang="en-GB",
        )
        for place in places
        if place.body_pages
    ]
    out = io.BytesIO()
    found = graft(shell_of(places, TITLES, planned.last), parts, out)
    assert found.notes == ()
    return out.getvalue()


def test_both_editions_are_accessible_and_sound(editions: Editions) -> None:
    for data in editions:
        assert_pdf_ua(data)
        assert graft_problems(data) == []


def test_text_stands_on_its_page_with_header_and_number(editions: Editions) -> None:
    public, board = map(texts_of, editions)
    assert "Placements" in board[2]
    assert "4. Placements" in board[2]
    assert "Page 3 of 11" in board[2]
    assert "Part 3 of Placements" in board[4]
    assert "intentionally left blank" in board[5]
    assert "Kestrel contract" in board[6]
    assert "Page 11 of 11" in board[10]
    assert "Next steps" in board[10]
    assert "Pages 7-8 are withheld" in public[6]
    assert "Pages 7-8 of 11" in public[6]
    assert "Page" not in public[7].replace("This page", "")
    assert "Page 9 of 11" in public[8]
    assert "Health" in public[8]


def test_editions_agree_on_every_printed_number(editions: Editions) -> None:
    for words in ("Health", "Next steps"):
        numbers = []
        for data in editions:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                texts = texts_of(data)
                page = next(n for n, t in enumerate(texts) if f"The end of {words}" in t)
                numbers.append(pdf.pages[page].label)
        assert numbers[0] == numbers[1]


def test_labels_say_the_range_that_a_withheld_page_stands_for(editions: Editions) -> None:
    with pikepdf.open(io.BytesIO(editions[0])) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[6:9] == ["7-8", "7-8 back", "9"]
    with pikepdf.open(io.BytesIO(editions[1])) as pdf:
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, 12)]


def test_nothing_of_a_withheld_paper_is_in_the_public_bytes(editions: Editions) -> None:
    public, board = map(everything_in, editions)
    assert SECRET.encode() in board
    assert b"item5" in board
    assert SECRET.lower().encode() not in public.lower()
    assert b"item5" not in public


def test_bookmarks_of_bodies_hang_below_their_item(editions: Editions) -> None:
    with pikepdf.open(io.BytesIO(editions[1])) as pdf, pdf.open_outline() as outline:
        [agenda] = outline.root
        items = {item.title: item for item in agenda.children}
        assert list(items) == [
            "Items",
            "4. Placements",
            "5. A contract",
            "6. Health",
            "7. Next steps",
        ]
        [heading] = items["6. Health"].children
        assert (heading.title, [kid.title for kid in heading.children]) == (
            "Health",
            ["Part 2 of Health"],
        )
        page = heading.children[0].destination[0]
        assert page.objgen == pdf.pages[9].objgen


def test_names_of_different_bodies_do_not_meet(editions: Editions) -> None:
    with pikepdf.open(io.BytesIO(editions[1])) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        pages = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        found = {str(name): pages[held[0].objgen] for name, held in names.items()}
    assert {name: page for name, page in found.items() if name.endswith(".end")} == {
        "item4.end": 5,
        "item5.end": 8,
        "item6.end": 10,
        "item7.end": 11,
    }


def test_tags_come_in_the_order_of_pages(editions: Editions) -> None:
    with pikepdf.open(io.BytesIO(editions[1])) as pdf:
        pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
        order: list[int] = []
        waiting = [pdf.Root.StructTreeRoot.K[0]]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
                continue
            if "/Pg" in element:
                order.append(pages[element.Pg.objgen])
            waiting += reversed(list(element.get("/K", [])))
    assert order == sorted(order)
    assert structure_types(editions[1]).count("/Part") == 4


def test_running_headers_are_no_part_of_what_is_read_aloud(editions: Editions) -> None:
    with pikepdf.open(io.BytesIO(editions[1])) as pdf:
        steps = pikepdf.parse_content_stream(pdf.pages[2])
    artifacts = [s for s in steps if str(s.operator) == "BDC" and str(s.operands[0]) == "/Artifact"]
    assert len(artifacts) == 1
    assert artifacts[0].operands[1].Type == "/Pagination"


def test_same_parts_make_the_same_bytes(
    planned: Plan, bodies: dict[str, bytes], editions: Editions
) -> None:
    assert grafted(planned, bodies, public=True) == editions[0]
