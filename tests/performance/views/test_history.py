"""The pages of imported history: upload, point, look, hand over, confirm, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from performance.domain.history import mapping_text
from performance.models import HistoryMapping, ImportBatch
from performance.services.history import import_history, map_import, start_import
from tests.performance.figures import switch_on
from tests.performance.scorecards import CARE, NAME, REVIEWS, VISITS, rules, scorecard

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, CARE, VISITS, REVIEWS)
    return nottingham


@pytest.fixture
def draft(council, analyst):
    return start_import(council=council, data=scorecard(C9=870), name=NAME, by=analyst)


@pytest.fixture
def waiting(council, analyst):
    return import_history(council=council, data=scorecard(), name=NAME, mapping=rules(), by=analyst)


def at(name, batch=None):
    parts = ["nottingham"] + ([batch.pk] if batch else [])
    return reverse(f"performance:history_{name}", args=parts)


def upload(page, data, name=NAME, **more):
    return page.post(at("list"), {"file": SimpleUploadedFile(name, data), **more})


def words(answer):
    return " ".join(answer.content.decode().split())


# --- Upload -----------------------------------------------------------------------------
def test_an_empty_page_says_what_comes_next(council, analyst, approver, client_of):
    assert "Choose the workbook below" in words(client_of(analyst).get(at("list")))
    seen = words(client_of(approver).get(at("list")))
    assert "An analyst or an administrator brings a file in" in seen
    assert "Upload" not in seen


def test_a_file_leads_to_its_grid(council, analyst, client_of):
    page = client_of(analyst)
    answer = upload(page, scorecard())
    batch = ImportBatch.objects.get()
    assert answer["Location"] == at("point", batch)
    grid = words(page.get(at("point", batch)))
    assert "We have guessed from the sheet’s own words" in grid
    assert "Q3 2018-19" in grid
    assert '<option value="row-3" selected>Row 3: 2018/19</option>' in grid
    assert f'<option value="{CARE}" selected>Children in care</option>' in grid


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", NAME, "The chosen file is empty"),
        (b"%PDF-1.7 whatever", NAME, "is a PDF"),
        (b"PK\x03\x04 broken", NAME, "damaged or cut short"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_plainly(
    council, analyst, client_of, data, name, said
):
    answer = upload(client_of(analyst), data, name)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert not ImportBatch.objects.exists()


def test_who_does_not_look_after_measures_uploads_nothing(council, officer, client_of):
    assert upload(client_of(officer), scorecard()).status_code == 403
    assert not ImportBatch.objects.exists()


def test_a_kept_mapping_leads_straight_to_the_preview(council, analyst, client_of):
    kept = HistoryMapping.objects.create(
        council=council, name="Quarterly", text=mapping_text(rules()), saved_at="2021-05-04T12:00Z"
    )
    page = client_of(analyst)
    answer = upload(page, scorecard(), kept=kept.pk)
    seen = words(page.get(answer["Location"]))
    assert "10 figures and 1 target would be imported" in seen


# --- Pointing ---------------------------------------------------------------------------
def pointed(page, batch, do="preview", **more):
    fields = {
        "first": "row-3",
        "second": "row-4",
        "reads": "",
        "measure-5": CARE,
        "part-5": "value",
        "measure-6": "",
        "measure-7": "",
        "measure-9": REVIEWS,
        "part-9": "value",
        "holds-2": "targets",
        "from-2": "2018-19",
        "do": do,
    }
    return page.post(at("point", batch), fields | more)


def test_what_is_pointed_at_is_kept_and_previewed(draft, analyst, client_of):
    page = client_of(analyst)
    assert pointed(page, draft)["Location"] == at("detail", draft)
    draft.refresh_from_db()
    assert draft.mapping.splitlines()[1:] == [
        "Scorecard,row 3,periods,,,,,,",
        "Scorecard,row 4,periods,,,,,,",
        "Scorecard,row 5,figures,children-in-care,value,,,,",
        "Scorecard,row 9,figures,reviews-on-time,value,,,,",
        "Scorecard,column B,targets,,,,,,2018-19",
    ]
    seen = words(page.get(at("detail", draft)))
    assert "5 figures would be imported" in seen
    assert "1 cell needs a decision" in seen
    assert "870 must be 100 or less" in seen
    assert "2 cells without a figure are left out" in seen


COHORT = "age-not-stated"


def test_whom_a_line_is_about_is_pointed_at(draft, analyst, client_of):
    page = client_of(analyst)
    shown = words(page.get(at("point", draft)))
    assert shown.count("Care leavers, age not stated") == 7, "beside each line that can hold one"
    pointed(page, draft, **{"group-5": "all", "group-9": COHORT})
    draft.refresh_from_db()
    kept = draft.mapping.splitlines()
    assert "Scorecard,row 5,figures,children-in-care,value,,,," in kept
    assert f"Scorecard,row 9,figures,reviews-on-time,value,,{COHORT},," in kept
    seen = words(page.get(at("detail", draft)))
    assert "Reviews on time: Care leavers, age not stated" in seen
    again = page.get(at("point", draft)).content.decode()
    assert again.count(f'<option value="{COHORT}" selected>') == 1
    pointed(page, draft, **{"group-9": "all"})
    draft.refresh_from_db()
    assert COHORT not in draft.mapping


def test_a_group_of_a_mapping_file_stays_where_the_page_did_not_ask(draft, analyst, client_of):
    page = client_of(analyst)
    pointed(page, draft, **{"group-9": COHORT})
    pointed(page, draft)
    draft.refresh_from_db()
    assert COHORT in draft.mapping


@pytest.mark.parametrize("group", ["nobody", "x" * 300])
def test_a_group_that_there_is_not_leads_back_to_the_grid(draft, analyst, client_of, group):
    page = client_of(analyst)
    pointed(page, draft, **{"group-9": group})
    answer = page.get(at("detail", draft), follow=True)
    assert answer.redirect_chain[0][0] == at("point", draft)
    assert "is no group" in words(answer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": "", "second": ""}, "Choose the row or the column in which the periods stand"),
        ({"second": "column-2"}, "two rows, or two columns"),
        ({"from-2": "once"}, "is not a period"),
        ({"first": "row-999999999", "second": "row-4x"}, ""),
    ],
)
def test_nonsense_is_named_and_nothing_is_lost(draft, analyst, client_of, wrong, said):
    answer = pointed(client_of(analyst), draft, **wrong)
    assert answer.status_code in (302, 422)
    if said:
        assert said in words(answer)
        draft.refresh_from_db()
        assert draft.mapping == ""


def test_a_mapping_that_fits_nothing_leads_back_to_the_grid(draft, analyst, client_of):
    page = client_of(analyst)
    pointed(page, draft, first="row-5", second="")
    answer = page.get(at("detail", draft), follow=True)
    assert answer.redirect_chain[0][0] == at("point", draft)
    assert "is a period" in words(answer)


def test_turning_the_periods_forgets_the_lines(draft, analyst, client_of):
    page = client_of(analyst)
    pointed(page, draft)
    pointed(page, draft, "again", first="column-1", second="")
    draft.refresh_from_db()
    assert draft.mapping.splitlines()[1:] == ["Scorecard,column A,periods,,,,,,"]
    assert "measure-3" in words(page.get(at("point", draft)))


def test_another_sheet_can_be_chosen(draft, analyst, client_of):
    seen = words(client_of(analyst).get(at("point", draft), {"sheet": 2}))
    assert "Kept by the performance team" in seen
    assert "Say first where the periods stand" in seen


def test_a_mapping_file_can_be_used(draft, analyst, client_of):
    page = client_of(analyst)
    file = SimpleUploadedFile("m.csv", mapping_text(rules()).encode())
    assert page.post(at("mapping", draft), {"file": file})["Location"] == at("detail", draft)
    sent = page.get(at("csv", draft)).content.decode("utf-8-sig")
    assert sent.replace("\r\n", "\n") == mapping_text(rules())
    wrong = SimpleUploadedFile("m.csv", b"line,holds\nrow x,periods\n")
    answer = page.post(at("mapping", draft), {"file": wrong}, follow=True)
    assert "Line 2, column “line”" in words(answer)


# --- Handing over, confirming, undoing --------------------------------------------------
def test_wrong_cells_are_left_out_only_when_somebody_says_so(draft, analyst, client_of):
    map_import(batch=draft, mapping=rules(), by=analyst)
    page = client_of(analyst)
    seen = words(page.post(at("submit", draft), {}, follow=True))
    assert "1 cell needs a decision before anything is imported" in seen
    seen = words(page.post(at("submit", draft), {"leave_out": "1", "name": "Ours"}, follow=True))
    assert "waits for an approver" in seen
    assert "An approver confirms an import." in seen
    assert HistoryMapping.objects.get().name == "Ours"


def test_an_approver_confirms_and_the_dashboard_has_the_figures(waiting, approver, client_of):
    page = client_of(approver)
    assert "Confirm the import" in words(page.get(at("detail", waiting)))
    seen = words(page.post(at("confirm", waiting), follow=True))
    assert "10 figures and 1 target came with this file" in seen
    assert "value kept by Excel" in seen
    board = words(page.get(reverse("performance:home", args=["nottingham"])))
    assert "Children in care" in board
    assert "630" in board


def test_an_import_is_undone_after_a_question(waiting, approver, client_of):
    page = client_of(approver)
    page.post(at("confirm", waiting))
    assert "Undo the import of “scorecard.xlsx”?" in words(page.get(at("undo", waiting)))
    seen = words(page.post(at("undo", waiting), follow=True))
    assert "This import was undone" in seen
    assert not waiting.figures.exists()


def test_the_analyst_cannot_confirm_their_own(waiting, analyst, client_of):
    assert client_of(analyst).post(at("confirm", waiting)).status_code == 403
    assert not waiting.figures.exists()


def test_it_can_be_taken_back_and_thrown_away(waiting, analyst, client_of):
    page = client_of(analyst)
    assert "no longer waits" in words(page.post(at("take_back", waiting), follow=True))
    assert "was thrown away" in words(page.post(at("discard", waiting), follow=True))
    assert not ImportBatch.objects.exists()


def test_others_see_that_a_draft_is_being_prepared(draft, approver, client_of):
    assert "is still preparing this file" in words(client_of(approver).get(at("detail", draft)))


def test_what_the_file_says_is_text_and_never_markup(council, analyst, client_of):
    data = b"Measure,Q1 2019-20\n<script>alert(1)</script>,80\n"
    page = client_of(analyst)
    answer = upload(page, data, "<b>x.csv")
    seen = page.get(answer["Location"]).content.decode()
    assert "<script>alert(1)" not in seen
    assert "&lt;script&gt;" in seen
