"""The catalogue's file, its loading, and switching it on."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from performance.domain.catalogue import COLUMNS
from performance.models import CouncilIndicator, Indicator, Theme
from performance.services import CatalogueError, load_catalogue, switch_on_catalogue

SOURCE_MEASURES = Path(__file__).parent / "source_measures.csv"


def catalogue_rows():
    with (settings.FIXTURES_DIR / "indicators.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def source_measures():
    with SOURCE_MEASURES.open(newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.fixture
def folder(tmp_path):
    """A copy of the three files, to be spoilt."""
    for name in ("themes.csv", "groups.csv", "indicators.csv"):
        shutil.copy(settings.FIXTURES_DIR / name, tmp_path / name)
    return tmp_path


def spoil(folder, spoilt, /, **cells):
    rows = [row | cells if row["code"] == spoilt else row for row in catalogue_rows()]
    with (folder / "indicators.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


class TestTheFile:
    @pytest.mark.parametrize(("measure", "group", "code"), source_measures())
    def test_every_measure_of_a_real_board_paper_is_covered(self, measure, group, code):
        row = next(row for row in catalogue_rows() if row["code"] == code)
        names = {row["name"], *row["aliases"].split(";")}
        assert names & {measure, f"{measure}, {group}"}

    def test_holds_more_than_sixty_indicators(self):
        assert len(catalogue_rows()) >= 60

    @pytest.mark.parametrize(
        "column", ["name", "second_line", "full_name", "tells", "definition", "source"]
    )
    def test_says_everything_of_each(self, column):
        assert [row["code"] for row in catalogue_rows() if not row[column]] == []

    def test_asks_two_or_three_questions_of_each_that_end_in_a_question_mark(self):
        for row in catalogue_rows():
            questions = [q for n in "123" if (q := row[f"question_{n}"])]
            assert 2 <= len(questions) <= 3, row["code"]
            assert all(q.endswith("?") for q in questions), row["code"]

    def test_no_two_share_a_name(self):
        names = [row["name"] for row in catalogue_rows()]
        assert len(set(names)) == len(names)

    def test_local_and_national_rules_are_separate_measures(self):
        rows = {row["code"]: row for row in catalogue_rows()}
        distances = ["within-own-radius", "within-20-miles", "not-at-a-distance", "over-20-miles"]
        assert len({rows[code]["definition"] for code in distances}) == 4
        assert rows["within-own-radius"]["published"] == ""
        assert rows["reviews-on-time"]["published"] == ""
        assert (
            rows["reviews-on-time"]["numerator"] != rows["children-reviewed-on-time"]["numerator"]
        )

    def test_every_theme_and_every_principle_is_served(self):
        rows = catalogue_rows()
        served = {number for row in rows for number in row["principles"].split(";")}
        assert served == set("1234567")
        with (settings.FIXTURES_DIR / "themes.csv").open(newline="") as file:
            themes = {row["code"] for row in csv.DictReader(file)}
        assert {row["theme"] for row in rows} == themes
        assert len(themes) <= 8

    def test_parts_of_one_whole_share_a_partition(self):
        partitions = {}
        for row in catalogue_rows():
            partitions.setdefault(row["partition"], []).append(row["denominator"])
        for name, wholes in partitions.items():
            if name not in ("", "legal-status", "at-a-distance"):
                assert len(wholes) >= 3
            if name:
                assert len(set(wholes)) == 1


@pytest.mark.django_db
class TestLoading:
    def test_a_second_load_changes_nothing(self):
        load_catalogue()
        again = load_catalogue()
        assert (again.new, again.changed, again.unchanged) == (0, 0, len(catalogue_rows()))

    def test_a_load_that_changes_nothing_leaves_kept_pages_true(self, nottingham, folder):
        load_catalogue()
        nottingham.refresh_from_db()
        before = nottingham.changes
        with CaptureQueriesContext(connection) as queries:
            load_catalogue()
        nottingham.refresh_from_db()
        assert nottingham.changes == before
        written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]
        assert written == []
        themes = (folder / "themes.csv").read_text(encoding="utf-8")
        (folder / "themes.csv").write_text(themes.replace("Healthy", "In good health"), "utf-8")
        load_catalogue(folder)
        nottingham.refresh_from_db()
        assert nottingham.changes == before + 1
        assert Theme.objects.get(pk="healthy").name == "In good health"

    def test_fields_arrive_as_the_model_holds_them(self):
        load_catalogue()
        loaded = Indicator.objects.get(code="children-in-care-rate", council=None)
        assert loaded.name == "Children in care per 10,000"
        assert (loaded.unit, loaded.polarity, loaded.decimals) == ("per_10000", "range", 0)
        assert loaded.principles == [1]
        assert len(loaded.questions) == 3
        assert "rate per 10000" in loaded.aliases

    def test_a_difference_of_definition_needs_a_published_series(self, folder):
        spoil(folder, "visits-on-time", published_differs="It is counted otherwise.")
        with pytest.raises(CatalogueError, match="column published_differs speaks of a published"):
            load_catalogue(folder)

    def test_the_differences_that_are_known_are_told(self):
        load_catalogue()
        told = {one.code: one.published_differs for one in Indicator.objects.filter(council=None)}
        assert "keeps the estimate" in told["children-in-care-rate"]
        assert "residence is not known" in told["suitable-home-19-21"]
        assert told["children-in-care"] == ""

    def test_a_measure_and_its_published_series_have_one_unit(self):
        load_catalogue()
        compared = Indicator.objects.filter(council=None, published__isnull=False)
        assert [
            one.code
            for one in compared.select_related("published")
            if one.unit != one.published.unit
        ] == []

    def test_a_changed_cell_is_brought_up_to_date(self, folder):
        load_catalogue()
        spoil(folder, "dental-check", name="Teeth checked")
        assert load_catalogue(folder).changed == 1
        assert Indicator.objects.get(code="dental-check").name == "Teeth checked"

    @pytest.mark.parametrize(
        ("column", "cell", "told"),
        [
            ("unit", "percnt", "column unit “percnt” is not one of percent, count"),
            ("polarity", "", "column polarity “” is not one of high, low"),
            ("code", "Dental Check", "column code “Dental Check” is no code"),
            ("code", "health-assessment", "column code “health-assessment” stands on line"),
            ("decimals", "-1", "column decimals “-1” is no whole number"),
            ("decimals", "²", "column decimals “²” is no whole number"),
            ("decimals", "9", "column decimals “9” decimals are more"),
            ("counts_people", "maybe", "column counts_people “maybe” is neither yes nor no"),
            ("signed", "maybe", "column signed “maybe” is neither yes nor no"),
            ("signed", "yes", "column signed “yes” is for a change in a number"),
            ("principles", "8", "column principles “8” must name principles from 1 to 7"),
            ("principles", "", "column principles “” must name"),
            ("published_differs", "x" * 301, "column published_differs has 301 characters; 300"),
            ("published_differs", "They differ", "column published_differs is no whole sentence"),
            ("name", "x" * 81, "column name has 81 characters; 80 fit"),
            ("name", "", "column name is empty"),
            ("question_2", "", "column question_2 is empty"),
            ("theme", "happy", "column theme “happy” is not one of seen, healthy"),
            ("denominator", "", "column denominator says of what"),
        ],
    )
    def test_a_wrong_cell_is_named_by_line_and_column(self, folder, column, cell, told):
        line = 2 + [row["code"] for row in catalogue_rows()].index("dental-check")
        spoil(folder, "dental-check", **{column: cell})
        with pytest.raises(CatalogueError) as refused:
            load_catalogue(folder)
        assert f"indicators.csv: Line {line}, {told}" in str(refused.value)

    def test_a_wrong_file_changes_nothing(self, folder):
        load_catalogue()
        spoil(folder, "dental-check", name="Teeth checked", unit="percnt")
        with pytest.raises(CatalogueError):
            load_catalogue(folder)
        assert Indicator.objects.get(code="dental-check").name == "Dental check up to date"

    def test_every_problem_is_told_at_once(self, folder):
        spoil(folder, "dental-check", unit="percnt", polarity="up")
        with pytest.raises(CatalogueError) as refused:
            load_catalogue(folder)
        assert len(refused.value.problems) == 2

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "columns missing: "),
            ("code,name\n", "columns missing: order; not known: none"),
            ("code,name,order,colour\n", "not known: colour"),
            ("code,name,order\nseen,Seen\n", "line 2: more or fewer cells"),
            ("code,name,order\nseen,Seen,1,2\n", "line 2: more or fewer cells"),
        ],
    )
    def test_a_file_of_another_shape_is_refused(self, folder, text, told):
        (folder / "themes.csv").write_text(text)
        with pytest.raises(CatalogueError, match=told):
            load_catalogue(folder)

    def test_a_missing_file_is_named(self, folder):
        (folder / "groups.csv").unlink()
        with pytest.raises(CatalogueError, match=r"groups\.csv cannot be read"):
            load_catalogue(folder)

    def test_the_command_tells_what_it_did_and_what_is_wrong(self, folder):
        out = StringIO()
        call_command("load_catalogue", stdout=out)
        call_command("load_catalogue", stdout=out)
        assert f"0 new, 0 changed, {len(catalogue_rows())} as they were" in out.getvalue()
        spoil(folder, "dental-check", unit="percnt")
        with pytest.raises(CommandError, match="Nothing was loaded"):
            call_command("load_catalogue", folder=folder)


class TestSwitchingOn:
    @pytest.fixture(autouse=True)
    def _catalogue(self, db):
        load_catalogue()

    def test_the_whole_catalogue_once(self, nottingham, administrator):
        switched = switch_on_catalogue(council=nottingham, by=administrator)
        assert switched == len(catalogue_rows())
        assert switch_on_catalogue(council=nottingham, by=administrator) == 0
        assert AuditEvent.objects.filter(action="switch_on_catalogue").count() == 1

    def test_what_a_council_switched_off_stays_off(self, nottingham, administrator):
        switch_on_catalogue(council=nottingham, by=administrator)
        use = CouncilIndicator.objects.get(council=nottingham, indicator__code="girls")
        CouncilIndicator.objects.filter(pk=use.pk).update(on=False)
        switch_on_catalogue(council=nottingham, by=administrator)
        use.refresh_from_db()
        assert not use.on

    def test_named_measures_only_also_ones_that_were_off(self, nottingham, administrator):
        assert switch_on_catalogue(council=nottingham, by=administrator, codes=["girls"]) == 1
        nottingham.indicators.update(on=False)
        assert switch_on_catalogue(council=nottingham, by=administrator, codes=["girls"]) == 1
        assert list(nottingham.indicators.values_list("indicator__code", "on")) == [("girls", True)]

    def test_an_unknown_code_is_refused(self, nottingham, administrator):
        with pytest.raises(CatalogueError, match="no measure boys"):
            switch_on_catalogue(council=nottingham, by=administrator, codes=["girls", "boys"])
        assert not nottingham.indicators.exists()
