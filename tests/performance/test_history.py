"""Imports as batches: read, handed over, confirmed by somebody else, undone; the command."""

import datetime as dt
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, Role
from performance.domain.history import MappingError, parse_mapping
from performance.domain.vocabulary import Source
from performance.models import Figure, HistoryMapping, ImportBatch, Target
from performance.services.history import (
    HistoryError,
    MayNot,
    NothingNew,
    confirm_import,
    discard_import,
    import_history,
    map_import,
    may_confirm,
    start_import,
    submit_import,
    take_back_import,
    undo_import,
    why_not_undone,
)
from performance.services.measures import set_target
from reference.domain.periods import parse
from reporting.models import Edition, EditionFigure
from reporting.spreadsheets import UnreadableFile
from tests.conftest import person
from tests.performance.figures import a_figure, indicator, switch_on
from tests.performance.scorecards import CARE, MAPPING, NAME, REVIEWS, VISITS, rules, scorecard

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2021, 5, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, CARE, VISITS, REVIEWS)
    return nottingham


@pytest.fixture
def bring(council, analyst):
    def brought(data=None, mapping=None, **more):
        given = {"name": NAME, "by": analyst, "mapping": mapping or rules(), **more}
        return import_history(council=council, data=data or scorecard(), **given)

    return brought


@pytest.fixture
def imported(bring, approver):
    return confirm_import(batch=bring(), by=approver, at=NOON)


# --- In ---------------------------------------------------------------------------------
def test_nothing_is_a_figure_before_somebody_else_confirms(bring, council, analyst, approver):
    batch = bring()
    assert (batch.status, council.figures.count()) == ("waiting", 0)
    with pytest.raises(MayNot, match="An approver confirms"):
        confirm_import(batch=batch, by=analyst)
    done = confirm_import(batch=batch, by=approver, at=NOON)
    assert council.figures.count() == 10
    assert (done.status, done.data, done.confirmed_by) == ("confirmed", None, approver)


def test_figures_say_where_they_come_from(imported, council, analyst, approver):
    figure = council.figures.get(indicator__code=VISITS, period="2018-19-Q3")
    assert (figure.numerator, figure.denominator, figure.value) == (450, 500, 90)
    assert (figure.source, figure.get_source_display()) == (Source.IMPORTED, "Imported")
    assert (figure.import_batch, figure.import_cell) == (imported, "Scorecard, C8")
    assert (figure.entered_by, figure.signed_by, figure.signed_at) == (analyst, approver, NOON)
    assert (figure.reported_in, figure.version, figure.basis) == (None, 1, "average")
    reviews = council.figures.get(indicator__code=REVIEWS, period="2018-19-Q3")
    assert (reviews.value, reviews.decimals_held) == (Decimal("91.5"), 1)


def test_what_has_no_figure_is_none(imported, council):
    reviews = council.figures.filter(indicator__code=REVIEWS)
    assert sorted(reviews.values_list("period", flat=True)) == ["2018-19-Q3", "2019-20-Q1"]
    whys = [why for *_, why in imported.found["left_out"]]
    assert whys == ["no figure in the file", "hidden in the file"]


def test_targets_come_from_their_period_on(imported, council):
    target = Target.objects.get(council=council, indicator__code=VISITS)
    assert (target.low, str(target.from_on)) == (95, "2018-04-01")
    assert target.note == "Imported from scorecard.xlsx"


def test_the_same_file_again_changes_nothing(imported, bring, council):
    before = (Figure.objects.count(), AuditEvent.objects.count(), ImportBatch.objects.count())
    assert bring() == imported
    assert (Figure.objects.count(), AuditEvent.objects.count(), ImportBatch.objects.count()) == (
        before
    )


def test_another_file_with_the_same_figures_brings_nothing(imported, bring, council):
    with pytest.raises(NothingNew, match="all 11 figures and targets of the file are held already"):
        bring(scorecard(A1="Saved again"))
    assert ImportBatch.objects.count() == 1


def test_a_figure_that_is_held_with_another_value_stays(bring, council, approver):
    a_figure(council, CARE, "2018-19 Q3", "601")
    a_figure(council, CARE, "2018-19 Q4", "610")
    set_target(
        council=council, indicator=indicator(VISITS), from_period=parse("2018-19"),
        low=Decimal(90), high=None, by=None,
    )  # fmt: skip
    batch = confirm_import(batch=bring(), by=approver)
    held = council.figures.get(indicator__code=CARE, period="2018-19-Q3")
    assert (held.value, held.version, held.source) == (601, 1, "entered")
    assert council.figures.filter(source="imported").count() == 8
    assert batch.found["same"] == 1
    assert batch.found["conflicts"] == [
        ["Scorecard, C5", "Children in care", "2018-19 quarter 3", "600", "601"],
        ["Scorecard, B6", "Target of Children seen on time", "from 1 April 2018", "95", "90"],
    ]
    assert Target.objects.get(council=council).low == 90


def test_a_percentage_that_the_counts_round_to_is_the_same(bring, council, approver):
    a_figure(council, VISITS, "2018-19 Q3", "90.0", decimals_held=1)
    batch = confirm_import(batch=bring(), by=approver)
    assert (batch.found["same"], batch.found["conflicts"]) == (1, [])


def test_wrong_cells_block_until_somebody_leaves_them_out(bring, council, approver):
    data = scorecard(C9=870)
    with pytest.raises(HistoryError, match=r"1 cell needs a decision.*Scorecard, C9: 870 must"):
        bring(data)
    assert not ImportBatch.objects.exists()
    batch = confirm_import(batch=bring(data, leave_out=True), by=approver)
    assert council.figures.count() == 9
    assert [row[0] for row in batch.found["mistakes"]] == ["Scorecard, C9"]


def test_a_measure_that_is_switched_off_is_refused(bring, council):
    council.indicators.filter(indicator__code=CARE).update(on=False)
    with pytest.raises(MappingError, match=r"Line 4, column “measure”"):
        bring()


def test_rates_keep_their_population_and_its_vintage(council, analyst, approver):
    switch_on(council, "children-in-care-rate")
    text = "line,holds,measure,part\nrow 1,periods,,\n" + (
        "row 2,figures,children-in-care-rate,numerator\n"
        "row 3,figures,children-in-care-rate,denominator\n"
    )
    data = b"Measure,Q4 2020-21\nCare,684\nPopulation,67085\n"
    batch = import_history(
        council=council, data=data, name="a.csv", mapping=parse_mapping(text), by=analyst
    )
    confirm_import(batch=batch, by=approver)
    figure = council.figures.get()
    assert (round(figure.value), figure.numerator, figure.denominator) == (102, 684, 67085)
    assert figure.population_vintage


# --- Who --------------------------------------------------------------------------------
def test_only_who_looks_after_measures_brings_files_in(council, officer, outsider):
    for somebody in (officer, outsider):
        with pytest.raises(MayNot):
            import_history(
                council=council, data=scorecard(), name=NAME, mapping=rules(), by=somebody
            )


def test_a_deputy_confirms_where_the_council_allows_it(bring, council, officer):
    batch = bring()
    assert may_confirm(officer, batch)
    council.deputies_sign_off = True
    council.save()
    batch.refresh_from_db()
    assert may_confirm(officer, ImportBatch.objects.get(pk=batch.pk)) == ""


def test_who_brought_it_in_never_confirms_it(council, bring):
    both = person(council, Role.ANALYST, Role.APPROVER, name="Analyst and approver")
    batch = bring(by=both)
    assert may_confirm(both, batch) == "You brought this file in, so somebody else confirms it."


# --- A draft ----------------------------------------------------------------------------
def test_a_mapping_is_kept_by_name(council, analyst):
    batch = start_import(council=council, data=scorecard(), name=NAME, by=analyst)
    assert start_import(council=council, data=scorecard(), name=NAME, by=analyst) == batch
    map_import(batch=batch, mapping=rules(), name=" Quarterly ", by=analyst)
    map_import(batch=batch, mapping=rules(), name="Quarterly", by=analyst)
    kept = HistoryMapping.objects.get(council=council)
    assert (kept.name, kept.text.splitlines()[1]) == ("Quarterly", "Scorecard,row 3,periods,,,,,,")


def test_a_batch_that_waits_can_be_taken_back_or_thrown_away(bring, council, analyst, approver):
    batch = take_back_import(batch=bring(), by=analyst)
    assert (batch.status, batch.found) == ("draft", {})
    with pytest.raises(HistoryError, match="this one is being prepared"):
        confirm_import(batch=batch, by=approver)
    submit_import(batch=batch, by=analyst)
    discard_import(batch=batch, by=analyst)
    assert not ImportBatch.objects.exists()
    with pytest.raises(HistoryError, match="thrown away meanwhile"):
        confirm_import(batch=batch, by=approver)


def test_a_file_that_cannot_be_read_is_not_kept(council, analyst):
    with pytest.raises(UnreadableFile):
        start_import(council=council, data=b"%PDF-1.7", name=NAME, by=analyst)
    assert not ImportBatch.objects.exists()


# --- Undo -------------------------------------------------------------------------------
def test_an_import_is_undone_as_a_whole_and_listed(imported, council, approver):
    a_figure(council, REVIEWS, "2020-21 Q4", "90")
    done = undo_import(batch=imported, by=approver)
    assert done.status == "undone"
    assert council.figures.count() == 1
    assert not council.targets.exists()
    event = AuditEvent.objects.get(action="history.undone")
    assert len(event.detail["figures"]) == 10
    assert [CARE, "all", "2018-19-Q3", "period_end", None, None, "600.000000", "Scorecard, C5"] in (
        event.detail["figures"]
    )


def test_after_an_undo_the_same_file_can_come_again(imported, bring, approver, council):
    undo_import(batch=imported, by=approver)
    confirm_import(batch=bring(), by=approver)
    assert council.figures.count() == 10


def test_a_target_that_was_changed_since_stays(imported, council, approver):
    set_target(
        council=council, indicator=indicator(VISITS), from_period=parse("2018-19"),
        low=Decimal(96), high=None, by=None,
    )  # fmt: skip
    undo_import(batch=imported, by=approver)
    assert council.targets.get().low == 96


def test_a_later_version_keeps_the_import(imported, council, approver):
    a_figure(council, CARE, "2018-19 Q3", "601")
    assert "has reported" in why_not_undone(imported)
    with pytest.raises(HistoryError):
        undo_import(batch=imported, by=approver)
    assert council.figures.count() == 11


def test_a_published_edition_keeps_the_import(imported, council, approver):
    edition = Edition.objects.create(
        council=council, kind="performance-pack", subject="2020-21-Q4", audience="board", number=1,
        title="Pack", published_at=NOON + dt.timedelta(days=1), published_by=approver, pages=1,
    )  # fmt: skip
    assert why_not_undone(imported) == ""
    EditionFigure.objects.create(
        edition=edition, version=1, label="Children in care", printed="86",
        key=f"nottingham/E06000018/{CARE}/all/2020-21-Q4/period_end",
    )  # fmt: skip
    assert "was published since" in why_not_undone(imported)
    with pytest.raises(HistoryError):
        undo_import(batch=imported, by=approver)


def test_an_officer_does_not_undo(imported, officer):
    with pytest.raises(MayNot):
        undo_import(batch=imported, by=officer)


# --- The command ------------------------------------------------------------------------
@pytest.fixture
def files(tmp_path):
    (tmp_path / NAME).write_bytes(scorecard())
    (tmp_path / "mapping.csv").write_text(MAPPING)
    return tmp_path


def run(files, *arguments):
    out = StringIO()
    call_command(
        "import_history", str(files / NAME), "--council", "nottingham",
        "--mapping", str(files / "mapping.csv"), *arguments, stdout=out,
    )  # fmt: skip
    return out.getvalue()


def test_the_command_imports_when_an_approver_is_named(files, council, analyst, approver):
    told = run(files, "--by", analyst.email, "--approved-by", approver.email)
    assert "Children in care (as at period end): 4, 2018-19 quarter 3 to 2019-20" in told
    assert "Imported 10 figures" in told
    assert council.figures.count() == 10
    assert "was imported before. Nothing was changed." in run(files)
    assert council.figures.count() == 10


def test_without_an_approver_it_waits_on_the_page(files, council):
    told = run(files)
    batch = ImportBatch.objects.get()
    assert f"/nottingham/history/{batch.pk}/" in told
    assert (batch.status, batch.uploaded_by, council.figures.count()) == ("waiting", None, 0)


def test_the_preview_writes_nothing(files, council):
    (files / NAME).write_bytes(scorecard(C9=870))
    told = run(files, "--preview")
    assert "New: 9 figures, 1 targets." in told
    assert "Scorecard, C9: Reviews on time: 870 must be 100 or less" in told
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"C9": 870}, "Scorecard, C9"),
        ({"mapping": "line,holds\nrow 3,periods\n"}, "Line 2, column “holds”"),
        ({"mapping": MAPPING.replace("visits-on-time", "vists")}, "Line 5, column “measure”"),
        ({"by": "nobody@nottingham.example"}, "nobody with the address"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_imported(files, council, wrong, words):
    (files / NAME).write_bytes(scorecard(**{k: v for k, v in wrong.items() if k == "C9"}))
    (files / "mapping.csv").write_text(wrong.get("mapping", MAPPING))
    with pytest.raises(CommandError, match=words):
        run(files, *(["--by", wrong["by"]] if "by" in wrong else []))
    assert not ImportBatch.objects.exists()
