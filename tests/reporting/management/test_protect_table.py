"""manage.py protect_table: any count table in, a protected and proven one out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Council
from reporting.domain.disclosure import Protection, Publication, protect_publication
from reporting.management import protecting
from reporting.models import DisclosureRules

PLAIN = """\ufeffsex,age,children,percent
girls,under 10,3,1.3
girls,10 and over,40,17.9
boys,under 10,30,13.5
boys,10 and over,20,9.0
=cmd(),under 10,70,31.4
=cmd(),10 and over,60,26.9
"""


def protect(tmp_path: Path, text: str, *more: str, by: str = "sex,age") -> tuple[str, str]:
    """What the command wrote, and what it told."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    told = io.StringIO()
    call_command(
        "protect_table", str(source), "--value", "children", "--by", by, "--out", str(out), *more,
        stderr=told,
    )  # fmt: skip
    return out.read_text(encoding="utf-8"), told.getvalue()


def numbers(written: str) -> dict[tuple[str, ...], str]:
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))
    return {tuple(row[:-1]): row[-1] for row in rows[1:]}


def test_margins_are_made_and_small_numbers_hidden(tmp_path: Path) -> None:
    written, told = protect(tmp_path, PLAIN)
    found = numbers(written)
    assert len(found) == 12
    assert found["girls", "under 10"] == "c"
    assert sorted(found.values()).count("c") == 4
    assert found["Total", "Total"] == "223"
    assert "1 tables, 12 cells: 1 small or hidden already, 3 more hidden" in told


def test_nothing_beside_the_counts_is_written_and_nothing_runs_as_a_formula(tmp_path: Path) -> None:
    written, _ = protect(tmp_path, PLAIN)
    assert written.startswith("\ufeffsex,age,children\n") or "sex,age,children\r\n" in written
    assert "'=cmd()" in written
    assert "17.9" not in written


def test_totals_that_stand_there_are_recognised(tmp_path: Path) -> None:
    text = "sex,children\ngirls,3\nboys,40\nothers,50\nEverybody,93\n"
    written, _ = protect(tmp_path, text, "--total", "Everybody", by="sex")
    assert numbers(written) == {
        ("girls",): "c",
        ("boys",): "c",
        ("others",): "50",
        ("Everybody",): "93",
    }


def test_each_area_is_protected_by_itself_and_rows_can_be_chosen(tmp_path: Path) -> None:
    text = (
        "level,area,sex,children\n"
        "authority,A,girls,3\nauthority,A,boys,40\nauthority,A,Total,43\n"
        "authority,B,girls,30\nauthority,B,boys,40\nauthority,B,Total,70\n"
        "region,R,girls,30\nregion,R,boys,80\nregion,R,Total,120\n"
    )
    written, _ = protect(tmp_path, text, "--within", "area", "--where", "level=authority", by="sex")
    found = numbers(written)
    assert [found["A", one] for one in ("girls", "boys", "Total")] == ["c", "c", "43"]
    assert [found["B", one] for one in ("girls", "boys", "Total")] == ["30", "40", "70"]
    with pytest.raises(CommandError, match=r"R: The numbers do not add up: Total is 120, .* 110"):
        protect(tmp_path, text, "--within", "area", by="sex")


def test_what_a_suppressed_file_gives_away_is_counted_and_more_is_hidden(tmp_path: Path) -> None:
    text = (
        "area,need,children\n"
        "A,one,20\nA,two,c\nA,three,40\nA,four,z\nA,Total,64\n"  # two is four: worked out exactly
        "B,one,20\nB,two,c\nB,three,c\nB,four,x\nB,Total,90\n"
        "C,one,20\nC,two,c\nC,three,c\nC,four,0\nC,Total,21\n"  # one of them is one
    )
    written, told = protect(tmp_path, text, "--within", "area", by="need")
    assert "came with 5 hidden cells in 3 tables" in told
    assert "work out 1 exactly, and narrow 2 more" in told
    found = numbers(written)
    assert [found["A", one] for one in ("one", "two", "three", "four", "Total")] == [
        "c", "c", "40", "z", "64",
    ]  # fmt: skip
    assert found["B", "four"] == "x"
    assert found["B", "Total"] == "90"
    assert [found["C", one] for one in ("one", "two", "three", "four")] == ["c", "c", "c", "0"]
    # Nobody is told a number that the file does not show.
    assert "4," not in told
    assert "4" not in found.values()


def test_percentages_that_would_give_a_number_back_are_words_or_hidden(tmp_path: Path) -> None:
    text = (
        "sex,age,children,percent\ngirls,under 10,3,2\ngirls,10 and over,40,28\n"
        "boys,under 10,50,34\nboys,10 and over,52,36\n"
    )
    written, told = protect(tmp_path, text, "--percent", "percent")
    rows = {tuple(row[:2]): row[2:] for row in csv.reader(io.StringIO(written))}
    assert rows["girls", "under 10"] == ["c", "under 10%"]
    assert rows["girls", "10 and over"] == ["c", "c"]
    assert rows["Total", "Total"] == ["145", ""]
    assert "Proven" in told
    wrong = text.replace("50,34", "50,54")
    with pytest.raises(CommandError, match="under 10: 54 is printed, its numbers make 34"):
        protect(tmp_path, wrong, "--percent", "percent")
    of_sex = text.replace("3,2", "3,7").replace("40,28", "40,93")
    of_sex = of_sex.replace("50,34", "50,49").replace("52,36", "52,51")
    written, _ = protect(tmp_path, of_sex, "--percent", "percent=age")
    assert "c,under 10%" in written


def test_a_percentage_beside_a_hidden_number_counts_as_given_away(tmp_path: Path) -> None:
    """0.4 percent of 230 is one child, 5.2 percent twelve."""
    text = "need,children,percent\na,20,8.7\nb,c,0.4\nc,c,5.2\nd,197,85.7\nTotal,230,100.0\n"
    written, told = protect(tmp_path, text, "--percent", "percent", by="need")
    assert "work out 2 exactly" in told
    assert [line.split(",")[1:] for line in written.splitlines()[2:4]] == [["c", "c"]] * 2
    _, told = protect(tmp_path, text, by="need")
    assert "work out 0 exactly" in told


def test_rows_may_be_parts_of_a_subtotal(tmp_path: Path) -> None:
    text = "age,children\nunder 1,3\n1 to 4,30\nunder 5,33\n5 to 9,40\nTotal,73\n"
    parts = ("--part", "age:under 1=under 5", "--part", "age:1 to 4=under 5")
    written, _ = protect(tmp_path, text, *parts, by="age")
    assert list(numbers(written).values()) == ["c", "c", "33", "40", "73"]
    with pytest.raises(CommandError, match="do not add up"):
        protect(tmp_path, text, by="age")
    with pytest.raises(CommandError, match="write it as"):
        protect(tmp_path, text, "--part", "under 1=under 5", by="age")


@pytest.mark.django_db
def test_a_councils_own_rules_hold_unless_others_are_typed(
    tmp_path: Path, nottingham: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    DisclosureRules.objects.create(council=nottingham, min_width=6, seconds=45)
    asked = []

    def spy(publication: Publication, **options: float) -> Protection:
        asked.append((publication.min_width, options["seconds"]))
        return protect_publication(publication, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(protecting, "protect_publication", spy)
    protect(tmp_path, PLAIN, "--council", "nottingham")
    protect(tmp_path, PLAIN, "--council", "nottingham", "--min-width", "4")
    protect(tmp_path, PLAIN)
    assert asked == [(6, 45.0), (4, 45.0), (3, 60.0)]
    with pytest.raises(CommandError, match="no council 'nowhere'"):
        protect(tmp_path, PLAIN, "--council", "nowhere")


def test_without_proof_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Not proven, so nothing was written: the table"):
        protect(tmp_path, PLAIN, "--seconds", "0")
    assert not (tmp_path / "out.csv").exists()
    contradicting = "need,children\none,20\ntwo,c\nTotal,15\n"
    with pytest.raises(CommandError, match="Not proven"):
        protect(tmp_path, contradicting, by="need")


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("sex,age,children\ngirls,x,2.5\n", (), "line 2, children: '2.5' is neither"),
        ("sex,age,children\ngirls,x,-3\n", (), "line 2, children: '-3' is neither"),
        ("sex,age,children\ngirls,x,\n", (), "line 2, children: An empty cell is neither"),
        ("sex,age,children\ngirls,x,7\ngirls,x,8\n", (), "line 3, children: girls, x stands"),
        ("sex,children\ngirls,7\n", (), "no column 'age'. Columns: sex, children"),
        ("sex,age,age,children\ngirls,x,y,7\n", (), "more than one column 'age'"),
        ("sex,age,children\n", (), "has no rows"),
        ("sex,age,children\ngirls,x,7\n", ("--where", "sex=boys"), "has no such rows"),
        ("sex,age,children\ngirls,x,7\n", ("--where", "sex"), "--where is a column"),
        ("sex,age,children\ngirls,x,7\n", ("--within", "sex"), "'sex' is named twice"),
        ("sex,age,children\ngirls,x,7\n", ("--min-width", "1"), "--min-width is 2 or more"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str, more: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError) as refused:
        protect(tmp_path, text, *more)
    assert words in str(refused.value)
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be read: No such file"):
        call_command(
            "protect_table", str(tmp_path / "gone.csv"), "--value", "n", "--by", "a",
            "--out", str(tmp_path / "out.csv"),
        )  # fmt: skip
    with pytest.raises(CommandError, match="--by names no column"):
        protect(tmp_path, PLAIN, by=" ")


def test_many_faults_are_not_all_listed(tmp_path: Path) -> None:
    rows = "".join(f"girls,{n},?\n" for n in range(14))
    with pytest.raises(CommandError, match="and 4 more"):
        protect(tmp_path, "sex,age,children\n" + rows)
