"""Importing DfE's files: what is taken, what is refused, and with which words."""

from decimal import Decimal
from pathlib import Path

import pytest

from reference.models import PublishedStatistic
from reference.services import ImportReport, StatisticsFileError, import_statistics

from .conftest import EAST_MIDLANDS, ENGLAND, NOTTINGHAM, WriteFile, line

pytestmark = pytest.mark.django_db
RELEASE = 2031  # one that the fixtures do not hold
RATES = ("population_type", "population_estimate", "children_count", "rate_per_10000")
RATES_2024 = ("population_count", "population_estimate", "number", "rate_per_10000")
CARE = ("care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent")
LOOKED_AFTER = "Children looked after on 31 March each year"


def rates(*extra: list[str]) -> list[list[str]]:
    return [
        line(2031, ENGLAND, LOOKED_AFTER, "12183016", "81770", "67"),
        line(2031, EAST_MIDLANDS, LOOKED_AFTER, "1032130", "6410", "62"),
        line(2031, NOTTINGHAM, LOOKED_AFTER, "68714", "639", "93"),
        *extra,
    ]


def do(*paths: Path, release: int = RELEASE) -> ImportReport:
    return import_statistics(paths=paths, release=release)


def held() -> int:
    return PublishedStatistic.objects.filter(release=RELEASE).count()


def refused(path: Path) -> str:
    """The words with which a file is refused; nothing of it may be held."""
    report = do(path)
    assert not report.imported
    assert held() == 0
    [failure] = report.failed
    return str(failure.error)


def test_a_table_is_taken_with_its_release_and_population(statistics_file: WriteFile) -> None:
    [done] = do(statistics_file(RATES, rates())).imported
    assert (done.table, done.rows, done.added, done.changed) == ("number_and_rate", 3, 3, 0)
    row = PublishedStatistic.objects.get(release=RELEASE, area="E06000018")
    assert (row.year, row.count, row.value, row.population) == (2031, 639, 93, 68714)
    assert (row.heading, row.breakdown) == ("", LOOKED_AFTER)


def test_a_second_run_changes_nothing_and_a_revision_only_what_it_revises(
    statistics_file: WriteFile,
) -> None:
    path = statistics_file(RATES, rates())
    do(path)
    [again] = do(path).imported
    assert again.changed_nothing
    revised = rates()
    revised[2][-2:] = ["640", "c"]
    [done] = do(statistics_file(RATES, revised)).imported
    assert (done.added, done.changed) == (0, 1)
    row = PublishedStatistic.objects.get(release=RELEASE, area="E06000018")
    assert (row.count, row.value, row.value_symbol) == (640, None, "c")


def test_a_byte_order_mark_and_the_older_names_are_understood(statistics_file: WriteFile) -> None:
    old = [line(2031, NOTTINGHAM, "Children looked after at 31 March each year", "x", "c", "k")]
    do(statistics_file(RATES_2024, old, encoding="utf-8-sig"))
    row = PublishedStatistic.objects.get(release=RELEASE)
    assert row.breakdown == LOOKED_AFTER
    assert (row.count_symbol, row.value_symbol, row.population) == ("c", "k", None)


def test_two_releases_are_held_side_by_side(statistics_file: WriteFile) -> None:
    path = statistics_file(RATES, [line(2030, ENGLAND, LOOKED_AFTER, "1", "2", "3")])
    do(path, release=2030)
    do(path, release=2031)
    assert PublishedStatistic.objects.filter(year=2030).count() == 2


def test_tables_with_the_same_columns_are_told_apart(statistics_file: WriteFile) -> None:
    suitable = [line(2031, ENGLAND, "19 to 21 years", "Accommodation considered suitable", *"12")]
    active = [line(2031, ENGLAND, "19 to 21 years", "Total", *"34")]
    active += [
        line(2031, ENGLAND, "19 to 21 years", "Total in education, employment or training", *"56")
    ]
    report = do(
        statistics_file(CARE, suitable, "one.csv"), statistics_file(CARE, active, "two.csv")
    )
    assert [done.table for done in report.imported] == [
        "care_leaver_accommodation",
        "care_leaver_activity",
    ]


def test_known_columns_without_known_words_are_refused(statistics_file: WriteFile) -> None:
    message = refused(statistics_file(CARE, [line(2031, ENGLAND, "19", "Likes football", *"12")]))
    assert "no row shows which table this is" in message
    assert "Accommodation considered suitable" in message


def test_averages_keep_their_decimal(statistics_file: WriteFile) -> None:
    heading = "Ages 5 to 16 years with SDQ score"
    columns = ("characteristic", "breakdown", "children_count", "children_percent")
    do(statistics_file(columns, [line(2031, ENGLAND, heading, "SDQ average score", "14.9", "z")]))
    row = PublishedStatistic.objects.get(release=RELEASE)
    assert (row.count, row.value, row.value_symbol) == (Decimal("14.9"), None, "z")


def test_school_moves_have_a_heading_of_two_columns(statistics_file: WriteFile) -> None:
    columns = ("cla_group", "move_measure", "school_stability", "number", "percentage")
    do(
        statistics_file(
            columns, [line(2031, ENGLAND, "CLA on 31 March", "Any moves", "Total", "x", "x")]
        )
    )
    assert PublishedStatistic.objects.get(release=RELEASE).heading == "CLA on 31 March: Any moves"


def test_a_code_that_ons_changed_is_the_same_authority(statistics_file: WriteFile) -> None:
    gateshead = (*NOTTINGHAM[:5], "390", "Gateshead", "E08000020")
    do(statistics_file(RATES, [line(2031, gateshead, LOOKED_AFTER, "1", "2", "3")]))
    assert PublishedStatistic.objects.get(release=RELEASE).area_id == "E08000037"


def test_an_abolished_authority_is_no_error(statistics_file: WriteFile) -> None:
    cumbria = (*NOTTINGHAM[:5], "909", "Cumbria", "E10000006")
    assert not do(statistics_file(RATES, [line(2031, cumbria, LOOKED_AFTER, *"zzz")])).failed


def test_an_unknown_table_is_told_what_was_found_and_expected(statistics_file: WriteFile) -> None:
    message = refused(statistics_file(("shoe_size",), [line(2031, ENGLAND, "7")]))
    assert "shoe_size" in message
    assert "placement_stability" in message
    assert "care_leaver_age" in message


def test_one_bad_cell_keeps_the_whole_file_out(statistics_file: WriteFile) -> None:
    bad = line(2031, ENGLAND, "Children who moved", "1", "many", "1")
    message = refused(statistics_file(RATES, rates(bad)))
    assert message.startswith("table.csv: line 5, column children_count: 'many'")


def test_an_unknown_area_is_named_once(statistics_file: WriteFile) -> None:
    atlantis = (*NOTTINGHAM[:5], "999", "Atlantis", "E06000999")
    lines = [line(year, atlantis, LOOKED_AFTER, *"123") for year in (2030, 2031)]
    message = refused(statistics_file(RATES, rates(*lines)))
    assert message.count("E06000999") == 1
    assert "line 5" in message


def test_a_row_that_stands_twice_is_refused_with_both_lines(statistics_file: WriteFile) -> None:
    message = refused(statistics_file(RATES, rates(rates()[2])))
    assert "line 5" in message
    assert "stands already in line 4" in message


def test_a_year_after_the_release_is_refused(statistics_file: WriteFile) -> None:
    message = refused(statistics_file(RATES, [line(2032, ENGLAND, LOOKED_AFTER, *"123")]))
    assert "column time_period" in message


def test_many_problems_are_counted(statistics_file: WriteFile) -> None:
    lines = [line(year, ENGLAND, LOOKED_AFTER, "?", "?", "?") for year in range(2000, 2025)]
    message = refused(statistics_file(RATES, lines))
    assert message.count("column") == 10
    assert "and 15 more problems" in message


def test_an_empty_file_and_a_bare_header(statistics_file: WriteFile, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert "empty" in refused(empty)
    assert "no rows" in refused(statistics_file(RATES, []))


def test_a_download_cut_in_mid_row(statistics_file: WriteFile) -> None:
    path = statistics_file(RATES, rates())
    path.write_bytes(path.read_bytes()[:-12])
    assert "line 4" in refused(path)


def test_a_download_cut_in_its_last_number(statistics_file: WriteFile) -> None:
    other = [
        line(2031, area, "Children starting to be looked after each year", "1", "2", "30")
        for area in (ENGLAND, NOTTINGHAM)
    ]
    path = statistics_file(RATES, rates(*other))
    path.write_bytes(path.read_bytes()[:-2])
    assert "The last line has no end" in refused(path)


def test_an_uneven_table_is_taken_with_a_warning(statistics_file: WriteFile) -> None:
    other = line(2031, ENGLAND, "Children starting to be looked after each year", *"123")
    [done] = do(statistics_file(RATES, rates(other))).imported
    assert "is the download complete?" in done.warnings[0]


def test_figures_that_end_before_the_release_bring_a_question(statistics_file: WriteFile) -> None:
    path = statistics_file(RATES, [line(2030, ENGLAND, LOOKED_AFTER, *"123")])
    [done] = do(path).imported
    assert done.warnings == ["The newest figures are of 2030: is this the release of 2031?"]


def test_last_years_file_under_this_years_number_changes_nothing(
    statistics_file: WriteFile,
) -> None:
    old = [[*row] for row in rates()]
    for row in old:
        row[0] = "2030"
    do(statistics_file(RATES, old))
    old[-1][-2] = "640"
    path = statistics_file(RATES, old)
    [failure] = do(path).failed
    assert "would change 1 of the figures held of the release of 2031" in str(failure.error)
    assert "--replace" in str(failure.error)
    assert PublishedStatistic.objects.get(release=RELEASE, area="E06000018").count == 639
    [done] = import_statistics(paths=[path], release=RELEASE, replace=True).imported
    assert (done.changed, done.warnings) == (1, [])


def test_a_file_in_another_encoding(statistics_file: WriteFile) -> None:
    path = statistics_file(
        RATES, rates(line(2031, ENGLAND, "Children’s", *"123")), encoding="cp1252"
    )
    message = refused(path)
    assert "line 5" in message
    assert "UTF-8" in message


def test_a_spreadsheet_is_no_csv(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    assert "spreadsheet" in refused(path)


def test_a_bad_file_does_not_keep_the_others_out(statistics_file: WriteFile) -> None:
    good = statistics_file(RATES, rates(), "good.csv")
    bad = statistics_file(("shoe_size",), [line(2031, ENGLAND, "7")], "bad.csv")
    report = do(bad, good)
    assert [done.path for done in report.imported] == [good]
    assert [failure.path for failure in report.failed] == [bad]
    assert held() == 3


def test_files_that_contradict_each_other_are_both_refused(statistics_file: WriteFile) -> None:
    one = statistics_file(RATES, rates(), "one.csv")
    revised = rates()
    revised[0][-1] = "68"
    two = statistics_file(RATES, revised, "two.csv")
    report = do(one, two)
    assert {failure.path for failure in report.failed} == {one, two}
    assert "each release by itself" in str(report.failed[0].error)
    assert held() == 0


def test_the_same_file_twice_is_no_contradiction(statistics_file: WriteFile) -> None:
    report = do(
        statistics_file(RATES, rates(), "one.csv"), statistics_file(RATES, rates(), "2.csv")
    )
    assert not report.failed
    assert held() == 3


def test_a_folder_stands_for_its_csv_files(statistics_file: WriteFile, tmp_path: Path) -> None:
    statistics_file(RATES, rates(), "one.CSV")
    (tmp_path / "readme.txt").write_text("not a table")
    assert len(do(tmp_path).imported) == 1


def test_paths_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(StatisticsFileError, match="There is no file or folder"):
        do(tmp_path / "missing.csv")
    with pytest.raises(StatisticsFileError, match="holds no CSV file"):
        do(tmp_path)


def test_a_release_is_a_year() -> None:
    with pytest.raises(ValueError, match="a year such as 2025"):
        import_statistics(paths=[], release=25)
