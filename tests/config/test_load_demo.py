"""The demonstration: every figure of the source is there, and a second run changes nothing."""

import csv
import datetime as dt
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import AuditEvent, Council, Role, User
from boards.dashboards.programme import programme_page
from config.demo import exampleshire, loading, nottingham
from performance.domain.vocabulary import Standing
from performance.domain.wording import BOARD_ONLY, DECIMAL
from performance.models import Figure, Indicator, QuarterlyReturn, SeriesBreak, Target
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from reference.models import Area

SOURCE = Path(__file__).parent / "source_lines.csv"
UNDATED = {
    "suitable-home-19-21": "90%",
    "care-leavers-in-custody": "18",
    "former-asylum-care-leavers": "67",
    "asylum-supported": "31",
    "other-agency-placements": "About 23%",
    "home-finding": "187",
    "adoption-support": "About 400",
    "children-in-care": "Neighbours’ mean 774, 775, 821, 849, 861",
    "children-in-care-rate": "Neighbours’ mean 92.7, 90.2, 94.7, 97, 97.5",
    "not-at-a-distance": "Neighbours’ mean 86%, 86%, 85%, 86%, 85%",
}


def load(*arguments):
    out = StringIO()
    call_command("load_demo", "--no-packs", "--only", *arguments, stdout=out)
    return out.getvalue()


def source_lines():
    with SOURCE.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """Nottingham, loaded once in a transaction that is rolled back when this file is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        told = load("nottingham")
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db):
    return Council.objects.get(slug="nottingham")


@pytest.fixture(scope="module")
def short_once(django_db_setup, django_db_blocker):
    """Exampleshire's last two quarters only, loaded once: all twenty take too long for a test."""
    draw, counts = exampleshire.simulate, exampleshire.Story._draw

    def last_two(models, cohorts, *, quarters, earlier, rng):
        whole = draw(models, cohorts, quarters=20, earlier=earlier, rng=rng)
        return {code: [*found[:earlier], *found[-2:]] for code, found in whole.items()}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exampleshire, "FIRST", exampleshire.quarter(2024, 3))
        patched.setattr(exampleshire, "QUARTERS", 2)
        patched.setattr(exampleshire, "simulate", last_two)
        patched.setattr(exampleshire.Story, "_draw", _no_outturn(counts))
        # Homes and forecast have tests of their own, with fewer children.
        for name in ("load_homes", "load_forecast"):
            patched.setattr(loading, name, lambda council, people: False)
        with django_db_blocker.unblock(), transaction.atomic():
            load("exampleshire")
            yield
            transaction.set_rollback(True)


@pytest.fixture
def short(short_once, db):
    return Council.objects.get(slug="exampleshire")


class TestNottingham:
    def test_its_public_pack_needs_no_second_look(self, loaded):
        """No small number and no decimal in what its officers wrote: nothing had to be left out."""
        pack = quarterly_pack(loaded, nottingham.QUARTER, "public")
        page = pack_html(pack, "edition")
        assert pack.to_read == ()
        assert BOARD_ONLY not in page
        exact = [note.text for note in pack.notes if DECIMAL.search(note.text)]
        # What is published of the neighbours' own children is everybody's to read.
        assert [text.split(". ")[0] for text in exact] == [
            "As the sufficiency strategy prints it, of the ten statistical neighbours"
        ]
        assert "22 of them" not in page

    def test_every_line_of_the_source_is_a_figure_as_printed(self, loaded):
        for line in source_lines():
            figure = loaded.figures.get(
                indicator__code=line["code"],
                group=line["group"],
                area=line["area"] or "E06000018",
                period=line["period"],
                basis=line["basis"],
            )
            assert figure.value == Decimal(line["value"]), line
            for part in ("numerator", "denominator"):
                if part == "denominator" or line["code"] != "children-in-care-rate":
                    expected = Decimal(line[part]) if line[part] else None
                    assert getattr(figure, part) == expected, line

    def test_what_has_no_date_stands_beside_its_series_and_never_in_it(self, loaded):
        notes = dict(loaded.series_notes.values_list("indicator__code", "printed"))
        assert notes == UNDATED
        custody = loaded.figures.get(indicator__code="care-leavers-in-custody")
        assert custody.value is None
        assert not loaded.figures.filter(
            indicator__code="suitable-home-19-21", value=Decimal(90)
        ).exists()

    def test_nothing_else_was_made_up(self, loaded):
        known = {
            (one["code"], one["area"] or "E06000018", one["period"], one["basis"])
            for one in source_lines()
        }
        more = [
            (f.indicator.code, str(f.value.normalize()))
            for f in loaded.figures.exclude(value=None).select_related("indicator")
            if (f.indicator.code, f.area_id, f.period, f.basis) not in known
        ]
        # Said in the note of a line: "29 then 32".
        assert sorted(more) == [("children-matched", "29"), ("children-matched", "32")]

    def test_the_spring_term_is_provisional_and_dental_checks_are_said_to_worsen(self, loaded):
        spring = loaded.figures.get(period="2020-21-spring")
        assert (spring.standing, str(spring.final_due_on)) == (Standing.PROVISIONAL, "2021-05-09")
        reported = loaded.figures.exclude(reported_direction="")
        assert dict(reported.values_list("indicator__code", "reported_direction")) == {
            "dental-check": "worsening",
            "long-term-fostering": "static",
        }

    def test_every_return_is_signed_off_by_somebody_else_on_its_day(self, loaded):
        assert set(loaded.returns.values_list("status", flat=True)) == {"signed_off"}
        assert loaded.returns.count() == 8
        for figure in loaded.figures.select_related("entered_by", "signed_by"):
            assert figure.entered_by != figure.signed_by
            assert str(figure.signed_at.date()) == "2021-05-04"

    def test_targets_as_printed_and_the_raised_one_from_its_quarter(self, loaded):
        reviews = loaded.targets.filter(indicator__code="reviews-on-time").order_by("from_on")
        assert [(str(t.from_on), t.low) for t in reviews] == [
            ("2020-04-01", 95),
            ("2021-01-01", 97),
        ]
        rate = loaded.targets.get(indicator__code="children-in-care-rate")
        assert (rate.low, rate.high) == (88, 88)

    def test_figures_of_the_regional_agency_are_of_its_own_area(self, loaded):
        agency = Area.objects.get(code="X10000001")
        assert agency.kind == Area.Kind.AGENCY
        assert loaded.figures.filter(area=agency).count() == 10

    def test_people_are_called_by_their_role(self, loaded):
        people = User.objects.filter(memberships__council=loaded)
        assert {person.name for person in people} == {role.label for role in Role}
        assert all(person.email.endswith("@nottingham.example") for person in people)

    def test_its_board_meets_six_times_and_nobody_is_named(self, loaded):
        board = loaded.board
        days = [str(meeting.day) for meeting in board.meetings.order_by("day")]
        assert days == [
            "2021-05-17", "2021-07-19", "2021-09-20", "2021-11-15", "2022-01-17", "2022-03-21",
        ]  # fmt: skip
        first = board.meetings.get(day="2021-05-17")
        assert (first.first_of_civic_year, first.place) == (
            True,
            "Dining Room at the Council House",
        )
        assert [item.kind for item in first.items.all()] == [
            "procedural", "procedural", "procedural", "report", "report", "verbal", "report",
            "report", "report", "work_programme", "dates",
        ]  # fmt: skip
        assert board.members.on(first.day).filter(office="chair").get().user is not None
        assert not board.members.on(first.day).filter(office="vice_chair").exists()
        assert not board.members.filter(kind="cooptee", votes=True).exists()

    def test_its_second_quarter_is_planned_too_early_and_march_is_empty(self, loaded):
        page = programme_page(loaded.board, dt.date(2021, 5, 4))
        assert "planned for 20 September 2021, but its quarter ends" in " ".join(page.warnings)
        assert [bool(one.rows) for one in page.meetings] == [False, True, True, True, True, False]
        assert loaded.board.work_items.count() == 17

    def test_a_second_run_does_nothing(self, loaded):
        before = (Figure.objects.count(), AuditEvent.objects.count(), User.objects.count())
        told = load("nottingham", "--password", "another phrase for the demo")
        assert "Nothing to do" in told
        assert before == (Figure.objects.count(), AuditEvent.objects.count(), User.objects.count())
        officer = User.objects.get(email="officer@nottingham.example")
        assert officer.check_password("corporate-parent-demo")

    def test_the_sign_ins_are_printed(self, loaded, loaded_once):
        for role in Role:
            assert f"{role.value}@nottingham.example" in loaded_once
        assert "corporate-parent-demo" in loaded_once

    def test_a_council_of_another_area_is_left_alone(self, loaded):
        elsewhere = Area.objects.get(code="E06000015")
        Council.objects.filter(pk=loaded.pk).update(area=elsewhere)
        with pytest.raises(CommandError, match="another area"):
            load("nottingham")


class TestExampleshire:
    def test_counts_come_through_the_returns(self, short):
        assert short.area.kind == Area.Kind.FICTIONAL
        ended = short.returns.exclude(quarter="2025-26-Q1")
        assert set(ended.values_list("status", flat=True)) == {"signed_off"}
        assert short.figures.filter(period="2024-25-Q4").count() > 40
        percent = short.figures.filter(indicator__unit="percent")
        assert not percent.filter(denominator=None).exists()

    def test_the_three_years_before_came_from_its_scorecard(self, short):
        batch = short.import_batches.get()
        imported = short.figures.filter(source="imported")
        assert (batch.status, imported.count()) == ("confirmed", len(batch.found["figures"]))
        assert imported.filter(indicator__code="children-in-care").count() == 12
        assert set(imported.values_list("import_batch", flat=True)) == {batch.pk}
        assert batch.uploaded_by != batch.confirmed_by
        assert short.history_mappings.get().name == "Quarterly scorecard"
        # The imported years end where the returns begin.
        first = short.figures.filter(source="entered", period__contains="-Q").earliest("starts_on")
        last = imported.latest("ends_on")
        assert (first.starts_on - last.ends_on).days == 1

    def test_a_second_run_imports_nothing(self, short):
        before = (Figure.objects.count(), AuditEvent.objects.count())
        load("exampleshire")
        assert (Figure.objects.count(), AuditEvent.objects.count()) == before

    def test_the_next_quarter_is_open_to_work_on(self, short):
        following = short.returns.filter(quarter="2025-26-Q1")
        assert set(following.values_list("status", flat=True)) == {"open"}
        assert all(one.entries.exists() for one in following)

    def test_some_of_the_last_figures_are_provisional_and_some_are_small(self, short):
        last = short.figures.filter(ends_on="2025-03-31")
        assert last.filter(standing=Standing.PROVISIONAL).count() == 3
        small = last.filter(numerator__range=(1, 5), indicator__counts_people=True)
        assert small.count() >= 3

    def test_has_a_break_and_a_raised_target(self, short):
        assert SeriesBreak.objects.get(council=short).kind == "source"
        raised = Target.objects.filter(council=short, indicator__code="visits-on-time")
        assert raised.count() == 2


def _no_outturn(draw):
    return lambda self, code, period, basis: draw(self, code, period, "")


def test_the_files_name_measures_of_the_catalogue_only(db):
    known = set(Indicator.objects.values_list("code", flat=True))
    for council, name in (
        ("nottingham", "measures"),
        ("nottingham", "figures"),
        ("nottingham", "targets"),
        ("nottingham", "notes"),
        ("nottingham", "comments"),
        ("exampleshire", "measures"),
        ("exampleshire", "targets"),
        ("exampleshire", "breaks"),
    ):
        path = settings.FIXTURES_DIR / "demo" / council / f"{name}.csv"
        with path.open(newline="") as file:
            assert {row["code"] for row in csv.DictReader(file)} <= known


def test_both_councils_have_a_colour_of_their_own():
    assert nottingham.COLOUR != exampleshire.COLOUR
    assert set(loading.COUNCILS) == {"nottingham", "exampleshire"}
    assert QuarterlyReturn._meta.get_field("council").remote_field.model is Council
