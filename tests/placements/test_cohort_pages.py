"""The pages of the children looked after: everybody's numbers, the analyst's children."""

from __future__ import annotations

import io

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn

from accounts.models import AuditEvent
from boards.packs.live_figures import LiveFigures
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_pdf
from performance.packs.told_by import told_by
from performance.packs.word import pack_docx
from performance.services.overrides import OverrideError, show_figure
from performance.services.packs import publish_pack
from placements.dashboards.held import held_cohort
from placements.measures import computed_figures
from placements.models import Child, CohortKey, Look
from placements.services.keys import key_of, key_path
from reference.domain.periods import quarter
from reporting.models import Audience
from reporting.packs import past_cells
from reporting.services import open_edition_file

from ..documents.checks import assert_pdf_ua
from ..performance.figures import a_figure
from .synthetic import load_made_returns

pytestmark = pytest.mark.django_db
PAGE = "/nottingham/cohort/"
DAY = "as_at=2021-03-31"


@pytest.fixture
def loaded(nottingham, tmp_path):
    load_made_returns(nottingham, tmp_path / "returns")
    return nottingham


def text(answer):
    return answer.content.decode()


def test_without_a_return_the_page_says_what_comes_next(client_of, councillor):
    answer = client_of(councillor).get(PAGE)
    assert answer.status_code == 200
    assert "when an analyst has loaded the first one" in text(answer)


def test_a_councillor_sees_numbers_and_no_way_to_children(loaded, client_of, councillor):
    answer = client_of(councillor).get(f"{PAGE}?{DAY}")
    assert answer.status_code == 200
    assert "children were looked after on 31 March 2021" in text(answer)
    assert "cohort/groups/" not in text(answer)
    assert "cohort/figures/" not in text(answer)


def test_bad_days_are_refused_in_words(loaded, client_of, councillor):
    client = client_of(councillor)
    for day, words in (("2030-03-31", "No return holds 31 March 2030"), ("x", "write it as")):
        answer = client.get(f"{PAGE}?as_at={day}")
        assert answer.status_code == 404
        assert words in text(answer)
        assert "31 December 2020" in text(answer)


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_has_no_figures(loaded, client_of, analyst, day):
    answer = client_of(analyst).get(f"{PAGE}figures/?as_at={day}")
    assert answer.status_code == 404
    assert "write it as" in text(answer)


def test_downloads_have_what_the_page_has(loaded, client_of, councillor):
    client = client_of(councillor)
    lines = text(client.get(f"{PAGE}children-looked-after.csv?{DAY}")).splitlines()
    assert lines[0].lstrip("\ufeff").startswith("day,table,group,now")
    assert any(",Legal status,Full care order," in line for line in lines)
    answer = client.get(f"{PAGE}children-looked-after.xlsx?{DAY}&audience=public")
    assert "-public.xlsx" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert {"Age", "Legal status", "By month"} <= set(book.sheetnames)
    assert "Moves" not in book.sheetnames


def test_who_is_behind_a_group_is_told_for_a_reason_that_is_kept(loaded, client_of, analyst):
    client = client_of(analyst)
    address = f"{PAGE}groups/legal_status/?{DAY}&group=Full care order"
    asked = client.get(address)
    assert "Why you look" in text(asked)
    assert "cohort/children/" not in text(asked)
    assert client.post(address, {"reason": " "}).status_code == 422
    assert not Look.objects.exists()
    listed = client.post(address, {"reason": "Checking the orders"})
    assert text(listed).count("cohort/children/") > 5
    look = Look.objects.get()
    assert (look.what, look.reason) == (Look.What.LIST, "Checking the orders")
    assert look.count == text(listed).count("cohort/children/")
    assert AuditEvent.objects.filter(action="read_children").exists()


def test_unknown_groups_and_days_are_not_found(loaded, client_of, analyst):
    client = client_of(analyst)
    for address in (f"groups/age/?group=Old&{DAY}", f"groups/no/?group=x&{DAY}"):
        assert client.get(PAGE + address).status_code == 404
    assert client.get(f"{PAGE}groups/age/")["Location"] == PAGE
    assert client.get(f"{PAGE}figures/no-such-figure/?{DAY}").status_code == 404


def test_computed_figures_lead_to_their_children(loaded, client_of, analyst):
    client = client_of(analyst)
    assert "figures/three-or-more-homes/" in text(client.get(f"{PAGE}figures/?{DAY}"))
    address = f"{PAGE}figures/three-or-more-homes/?{DAY}"
    assert client.get(address).status_code == 200
    numerator = text(client.post(address, {"reason": "Checking"}))
    whole = text(client.post(f"{address}&side=whole", {"reason": "Checking"}))
    assert numerator.count("cohort/children/") < whole.count("cohort/children/")


def test_one_childs_journey_needs_a_reason(loaded, client_of, analyst):
    child = Child.objects.filter(council=loaded).order_by("pk").last()
    client, address = client_of(analyst), f"{PAGE}children/{child.pk}/"
    asked = client.get(address)
    assert "Episode by episode" not in text(asked)
    told = client.post(address, {"reason": "Preparing the visit"})
    assert told.status_code == 200
    assert "way through care" in text(told)
    assert Look.objects.get(child=child).reason == "Preparing the visit"


def test_case_numbers_are_shown_when_asked_for_and_each_look_is_kept(loaded, client_of, analyst):
    """Of a list and of one child; the number is nowhere in the database as it is shown."""
    client = client_of(analyst)
    address = f"{PAGE}groups/sex/?group=Girls&{DAY}"
    plain = client.post(address, {"reason": "Checking"})
    assert "Case number" not in text(plain)
    shown = client.post(address, {"reason": "Checking", "numbers": "yes"})
    first = plain.context["behind"].children[0]
    (number,) = key_of(loaded).opened([Child.objects.get(pk=first).sealed_number])
    assert number in text(shown)
    assert number not in text(plain)
    assert Look.objects.filter(what="numbers").count() == plain.context["behind"].count
    record = f"{PAGE}children/{first}/"
    assert number not in text(client.post(record, {"reason": "A visit"}))
    assert number in text(client.post(record, {"reason": "A visit", "numbers": "yes"}))
    assert [one.what for one in Look.objects.filter(child=first, reason="A visit")] == [
        "record", "numbers", "record",
    ]  # fmt: skip


def test_case_numbers_need_the_reason_and_the_key(loaded, client_of, analyst):
    client = client_of(analyst)
    child = Child.objects.filter(council=loaded).first()
    addresses = (f"{PAGE}groups/sex/?group=Girls&{DAY}", f"{PAGE}children/{child.pk}/")
    for address in addresses:
        assert client.post(address, {"reason": " ", "numbers": "yes"}).status_code == 422
    key_path(CohortKey.objects.get(council=loaded).name).unlink()
    for address in addresses:
        answer = client.post(address, {"reason": "Checking", "numbers": "yes"})
        assert answer.status_code == 422
        assert "for children’s case numbers is not in" in text(answer)
    assert not Look.objects.exists()


def test_others_may_not_see_children(loaded, client_of, councillor, their_analyst):
    child = Child.objects.filter(council=loaded).first()
    addresses = (f"children/{child.pk}/", f"groups/age/?group=Under 1&{DAY}", f"figures/?{DAY}")
    for address in addresses:
        assert client_of(councillor).get(PAGE + address).status_code == 403
        assert client_of(their_analyst).get(PAGE + address).status_code == 404


class TestPackSection:
    def section(self, council, audience, *, year=2020):
        from performance.packs.sections import sections_of

        return sections_of(council, quarter(year, 4), audience, {})

    def test_a_council_without_returns_has_none(self, nottingham):
        assert self.section(nottingham, Audience.PUBLIC) == ()

    def test_a_quarter_that_no_return_holds_has_none(self, loaded):
        assert self.section(loaded, Audience.BOARD, year=2022) == ()

    def test_public_and_board(self, loaded):
        (public,) = self.section(loaded, Audience.PUBLIC)
        (board,) = self.section(loaded, Audience.BOARD)
        assert public.cells
        assert not public.holds_small_numbers
        assert board.cells == ()
        assert board.holds_small_numbers
        assert public.mark != board.mark

    def test_on_paper_the_public_pack_with_it_is_accessible(self, loaded):
        a_figure(loaded, "dental-check", "2020-21-Q4", of=(70, 90))
        pdf = pack_pdf(quarterly_pack(loaded, quarter(2020, 4), Audience.PUBLIC))
        assert_pdf_ua(pdf.data)
        document = pypdfium2.PdfDocument(pdf.data)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        assert "The children we look after" in text

    def test_in_word_it_has_its_tables_and_hides_what_the_public_pack_hides(self, loaded):
        public, board = (
            docx.Document(io.BytesIO(pack_docx(quarterly_pack(loaded, quarter(2020, 4), audience))))
            for audience in (Audience.PUBLIC, Audience.BOARD)
        )
        cells = {}
        for name, document in (("public", public), ("board", board)):
            texts = [one.text for one in document.paragraphs]
            assert "It holds: The children we look after." in " ".join(texts)
            assert "Age by sex: children looked after on 31 March 2021" in texts
            tables = [one for one in document.tables if one.rows[0].cells[0].text == "Age"]
            assert tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert len(document.inline_shapes) >= 1
            cells[name] = [cell.text for cell in tables[0]._cells]
        hidden = [b for p, b in zip(cells["public"], cells["board"], strict=True) if p == "c"]
        assert hidden
        assert any(one.isdigit() and 1 <= int(one) <= 5 for one in cells["board"])
        assert not any(one.isdigit() and 1 <= int(one) <= 5 for one in cells["public"])


def words_of(data):
    document = pypdfium2.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return words


def test_a_pack_of_the_cohort_alone_is_printed_and_published(
    loaded, client_of, officer, governance_officer
):
    pack = quarterly_pack(loaded, quarter(2020, 4), Audience.PUBLIC)
    assert not pack.has_figures
    page = text(client_of(officer).get("/nottingham/packs/2020-21-Q4/?audience=public"))
    assert "Nothing to print yet" not in page
    assert "this pack holds no measures yet. It holds: The children we look after." in page
    assert 'aria-labelledby="cohort"' in page
    for absent in ("glance", "benchmarks", "definitions"):
        assert f'id="{absent}"' not in page
        assert f'href="#{absent}"' not in page
    edition = publish_pack(
        council=loaded, quarter=quarter(2020, 4), audience=Audience.PUBLIC, by=governance_officer
    )
    assert edition.pdf is not None
    data = open_edition_file(edition.pdf)
    assert_pdf_ua(data)
    words = " ".join(words_of(data).split())
    assert "children were looked after on 31 March 2021" in words
    for form in ("slides", "briefing"):
        said = " ".join(words_of(open_edition_file(edition.pdf_of(form))).split())
        assert "No figure of 2020-21 quarter 4 has been signed off yet" in said
        assert "off target, worse" not in said
    # What it showed and hid is held against later editions.
    assert {one.key for one in pack.sections[0].cells} <= {one.key for one in edition.cells.all()}


def test_a_figure_that_is_new_beside_a_published_profile_is_withheld_if_it_would_tell(
    loaded, approver, governance_officer
):
    q4 = quarter(2020, 4)
    publish_pack(council=loaded, quarter=q4, audience=Audience.PUBLIC, by=approver)
    codes = ("own-foster-carers", "girls")
    held = figures_by_code(loaded, codes)
    for code, (number, whole) in held.items():
        a_figure(loaded, code, "2020-21-Q4", of=(number, whole))
    keys = {
        one.measure.code: key for key, one in quarterly_pack(loaded, q4, "public").shown.items()
    }
    own, girls = (keys[code] for code in codes)
    pack = quarterly_pack(loaded, q4, Audience.PUBLIC)
    assert own in pack.hidden_keys
    assert girls not in pack.hidden_keys
    # It says why, and that nobody may decide otherwise.
    told = told_by(pack.shield, pack.hidden_keys, [], past_cells(loaded))
    (further,) = (one for one in told.further if one.key == own)
    assert further.tells == ("numbers of children that an earlier edition hides",)
    with pytest.raises(OverrideError, match="that an earlier edition hides"):
        show_figure(council=loaded, quarter=q4, key=own, reason="Asked", by=governance_officer)
    assert own not in LiveFigures(loaded, public=False).hidden
    assert own in LiveFigures(loaded, public=True).hidden


def figures_by_code(council, codes):
    found = computed_figures(council, held_cohort(council), [quarter(2020, 4).ends_on], codes=codes)
    return {one.code: (one.numerator, one.denominator) for one in found}
