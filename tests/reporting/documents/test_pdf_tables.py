"""Tables of PDF files: the same cells as the table that was printed, or none."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from reporting.documents import read_document
from reporting.domain.documents import Block, Kind
from reporting.pdf import render_pdf

NAMES = (
    "Statutory visits in timescale",
    "Reviews on time",
    "Same placement for at least 2 years, children under 16 looked after for two and a half years",
    "Dental checks",
    "Three or more placements in 12 months",
    "Living in foster care",
    "Pathway plan up to date, care leavers aged 16 and 17",
)
HEADS = (
    ("2019-20", "Q3", "Q4", "Target"),
    ("Q3<br>2020-21", "Q4<br>2020-21", "Target"),
    ("31 March 2020", "31 March 2021", "Target 2020-21", "England"),
    ("2018", "2019", "2020", "2021"),
    ("Now", "Target"),
)
RULES = (
    "td, th { border: .5pt solid }",
    "tr { border-bottom: .5pt solid #999 }",
    "tr:nth-child(even) td { background: #eee }",
    "thead { border-bottom: 1pt solid }",
    "",
)


def printed(body: str, style: str = "") -> tuple[Block, ...]:
    """The blocks of a page printed with this style."""
    html = f"<!doctype html><html lang=en><title>x</title><style>{style}</style>{body}"
    return read_document("a.pdf", render_pdf(html, title="x").data).blocks


def cells(blocks: tuple[Block, ...]) -> set[tuple[str, str, str]]:
    return {
        (one.row, one.column, one.text)
        for one in blocks
        if one.kind is Kind.CELL and one.text != "–"
    }


Made = tuple[str, str, set[tuple[str, str, str]]]


def made(chance: random.Random) -> Made:
    """(Table, style, what it says), drawn from layouts that offices use."""
    heads = chance.choice(HEADS)
    said, rows = set(), []
    for name in chance.sample(NAMES, chance.randint(3, 6)):
        values = [_value(chance) for _ in heads]
        plain = [head.replace("<br>", " ") for head in heads]
        said |= {
            (name, head, one)
            for head, one in zip(plain, values, strict=True)
            if one not in ("", "–")
        }
        rows.append(f"<tr><td class=l>{name}" + "".join(f"<td class=n>{one}" for one in values))
    top = "".join(f"<th class=n>{head}" for head in heads)
    table = f"<table><thead><tr><th>Measure{top}</thead>{''.join(rows)}</table>"
    return table, _style(chance), said


def _value(chance: random.Random) -> str:
    tenths = f"{chance.randint(10, 99)}.{chance.randint(0, 9)}"
    return chance.choice([str(chance.randint(1, 99)), tenths, f"{tenths}%", "1,204", "", "–"])


def _style(chance: random.Random) -> str:
    side = chance.choice(["left", "right", "center"])
    return (
        f"@page {{ size: {chance.choice(['A4', 'A4 landscape', 'A5'])} }}"
        f"body {{ font: {chance.choice([9, 10, 12])}pt/{chance.choice([1.2, 1.4])} sans-serif }}"
        f"table {{ border-collapse: collapse; width: {chance.choice(['100%', 'auto'])} }}"
        f"td, th {{ padding: {chance.choice(['2pt 4pt', '3pt 6pt', '5pt 8pt'])}; text-align: left;"
        f" vertical-align: {chance.choice(['top', 'middle', 'bottom'])} }}"
        f".n {{ text-align: {side} }} .l {{ width: {chance.choice(['30%', '45%'])} }}"
        f"{chance.choice(RULES)}"
    )


@pytest.mark.parametrize("seed", range(16))
def test_a_table_is_read_as_it_was_written_or_not_at_all(seed: int) -> None:
    table, style, said = made(random.Random(seed))
    assert cells(printed(f"<p>Some words.</p><h2>Table 1</h2>{table}", style)) <= said


def test_most_of_what_tables_say_is_read() -> None:
    read = whole = 0
    for seed in range(16):
        table, style, said = made(random.Random(seed))
        read += len(cells(printed(table, style)))
        whole += len(said)
    assert read >= whole / 2


TABLE = (
    "<h2>Table 1: outcomes</h2><table><thead><tr><th rowspan=2>Measure<th colspan=2 class=c>Actual"
    "<th rowspan=2>Target<tr><th>December<br>2020<th>March<br>2021</thead>"
    "<tr><td>Reviews on time<td>95<td>95.9<td>97<tr><td>Dental checks<td>–<td>49<td>90</table>"
)
PADDED = (
    "table { border-collapse: collapse } .c { text-align: center }"
    "td, th { padding: 3pt 8pt; border: 1pt solid; text-align: left }"
)


def test_cells_have_heads_title_and_place() -> None:
    found = [one for one in printed(TABLE, PADDED) if one.kind is Kind.CELL]
    last = found[-1]
    assert cells(tuple(found)) == {
        ("Reviews on time", "Actual December 2020", "95"),
        ("Reviews on time", "Actual March 2021", "95.9"),
        ("Reviews on time", "Target", "97"),
        ("Dental checks", "Actual March 2021", "49"),
        ("Dental checks", "Target", "90"),
    }
    assert last.heading == "Table 1: outcomes"
    assert last.place.startswith("page 1, line ")


def test_a_year_over_two_quarters_is_not_read_as_that_of_one() -> None:
    """Printed at the left of its cell, it stands over the first quarter only."""
    table = (
        TABLE.replace("Actual", "2019-20").replace("December<br>2020", "Q3").replace("class=c", "")
    )
    found = cells(printed(table.replace("March<br>2021", "Q4"), PADDED))
    assert {column for _, column, _ in found} <= {"2019-20 Q3", "Target"}


def test_numbers_of_cells_are_in_no_line() -> None:
    others = " ".join(one.text for one in printed(TABLE, PADDED) if one.kind is not Kind.CELL)
    assert "95.9" not in others
    assert "Dental checks" in others


def test_prose_around_a_table_stays_prose() -> None:
    prose = "<p>Dental checks stand at 49 per cent, which is far below what we want to see.</p>" * 2
    found = printed(f"{prose}{TABLE}{prose}", PADDED)
    assert sum(one.kind is Kind.PARAGRAPH for one in found) >= 2


def test_heads_are_those_of_the_page_before_where_they_are_not_repeated() -> None:
    row = "<tr><td>Reviews on time<td class=n>95<td class=n>97"
    table = f"<table><tr><th>Measure<th>Q3<th>Q4{row * 40}</table>"
    style = f"@page {{ size: A5 landscape }} td {{ width: 4cm }} {PADDED}"
    found = [one for one in printed(table, style) if one.kind is Kind.CELL]
    assert {one.place.split(",")[0] for one in found} >= {"page 1", "page 2"}
    assert {one.column for one in found} == {"Q3", "Q4"}
    assert all(a.table <= b.table for a, b in pairwise(found))


def test_a_list_of_names_and_numbers_without_heads_needs_units() -> None:
    rows = "<table><tr><td>Dental checks<td>49%<tr><td>Children in care<td>684</table>"
    assert cells(printed(rows, PADDED)) == {("Dental checks", "", "49%")}


def test_letters_of_two_cells_that_touch_are_parted() -> None:
    """PDFium writes no space where a head of a column ends close to the next."""
    style = "table { border-collapse: collapse } td, th { padding: 1pt 3pt; font: 10pt serif }"
    table = (
        "<table><tr><th>Measure<th>Outturn<th>Target<tr><td>Reviews on time<td>95<td>97"
        "<tr><td>Dental checks<td>49<td>90</table>"
    )
    assert {column for _, column, _ in cells(printed(table, style))} <= {"Outturn", "Target"}


def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    style = "@page { size: 6cm 20cm; margin: 5mm } body { font: 11pt monospace }"
    text = " ".join(
        one.text for one in printed("<p>Half of them are in long-term care.</p>", style)
    )
    assert "\x02" not in text
    assert "long-term" in text.replace("- ", "-")
