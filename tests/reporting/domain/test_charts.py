"""Specifications of charts: checked, hashed, tabled, scaled."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.axis import axis_of, nice_step, scale_note, subtitle_of
from reporting.domain.chart_table import data_table, number
from reporting.domain.charts import (
    Break,
    ChartKind,
    ChartSpec,
    Mark,
    OpenPoint,
    Role,
    Row,
    Series,
    Target,
    UsualRange,
    ordered_rows,
    spec_hash,
)


def line(*values: object, **changed: object) -> ChartSpec:
    y = tuple(None if value is None else Decimal(str(value)) for value in values)
    given_ = {"x": tuple(f"Q{n}" for n in range(len(y))), "series": (Series("Ours", y, Role.OWN),)}
    return ChartSpec(ChartKind.LINE, "Title", "Sub.", "Alt", **(given_ | changed))  # type: ignore[arg-type]


def test_chart_needs_words() -> None:
    with pytest.raises(ValueError, match="cannot see"):
        ChartSpec(ChartKind.BARS, "Title", "", "")


def test_series_fits_its_places() -> None:
    with pytest.raises(ValueError, match="1 values for 2 places"):
        line(1, x=("a", "b"))


def test_hidden_point_holds_no_value() -> None:
    with pytest.raises(ValueError, match="says is hidden"):
        line(1, series=(Series("Ours", (Decimal(1),), Role.OWN, hidden=(0,)),))


def test_hash_changes_with_the_figures_only() -> None:
    assert spec_hash(line(1, 2)) == spec_hash(line(1, 2))
    assert spec_hash(line(1, 2)) != spec_hash(line(1, 3))


def test_table_of_lines_says_hidden_missing_provisional_and_targets() -> None:
    series = Series(
        "Ours",
        (Decimal("62.20"), None, None, Decimal("65.3")),
        Role.OWN,
        hidden=(2,),
        open_points=(OpenPoint(1, Decimal(69), "year-end"),),
        provisional=(3,),
    )
    targets = (
        Target("Target 60", Decimal(60), first=0, last=1),
        Target("Target 40–60", Decimal(40), Decimal(60), first=3),
    )
    spec = ChartSpec(
        ChartKind.LINE,
        "Title",
        "",
        "Alt",
        x=("Q1", "Q2", "Q1", "Q2"),
        x_groups=("2019-20", "2019-20", "2020-21", "2020-21"),
        series=(series,),
        targets=targets,
        usual=(UsualRange(Decimal(58), Decimal(61), Decimal(64)),),
        breaks=(Break(2, "local", "DfE"),),
        marks=(Mark(3, "Outside the usual range"),),
    )
    table = data_table(spec)
    assert table.head == ("Period", "Ours", "Ours, another basis", "Target")
    assert table.rows == (
        ("Q1 2019-20", "62.2%", "–", "60%"),
        ("Q2 2019-20", "–", "69% (year-end)", "60%"),
        ("Q1 2020-21", "c", "–", "–"),
        ("Q2 2020-21", "65.3% (provisional)", "–", "40%–60%"),
    )
    assert table.notes == (
        "Usual range 58% to 64%, average 61%.",
        "The series breaks before Q1 2020-21: local; DfE.",
        "Outside the usual range.",
        "Ringed: Q2 2020-21.",
    )


def test_table_of_distances_is_in_the_order_of_the_drawing() -> None:
    rows = (
        Row("Dental", Decimal(-41), "49%", target_text="90"),
        Row("Hidden", None, "c", target_text="95"),
        Row("Education", Decimal("8.4"), "68.4%", target_text="60"),
        Row("Reached", Decimal(0), "97%", target_text="97"),
    )
    spec = ChartSpec(ChartKind.DISTANCE, "Title", "", "Alt", rows=rows, value_head="Now")
    assert [row.label for row in ordered_rows(spec)] == ["Education", "Reached", "Dental", "Hidden"]
    table = data_table(spec)
    assert table.head == ("Measure", "Now", "Distance from target", "Target")
    assert table.rows == (
        ("Education", "68.4%", "8.4 above", "60"),
        ("Reached", "97%", "on target", "97"),
        ("Dental", "49%", "41 short", "90"),
        ("Hidden", "c", "–", "95"),
    )


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("65.30", "%", "65.3%"), ("86.0", "%", "86%"), ("81770", "", "81,770"), ("-0.25", "", "−0.3")],
)
def test_number(value: str, unit: str, text: str) -> None:
    assert number(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ((62.2, 65.3), 58, 70),  # at least ten points
        ((96, 100), 90, 100),  # never above 100
        ((1, 3), 0, 10),  # never below 0
        ((0, 100), 0, 100),
        ((None, None), 0, 10),
        ((50, 50), 44, 56),
    ],
)
def test_scale_of_percentages(values: tuple[object, ...], low: int, high: int) -> None:
    axis = axis_of(line(*values))
    assert (axis.low, axis.high) == (low, high)


def test_bars_start_at_zero() -> None:
    rows = (Row("a", Decimal(70)), Row("b", Decimal(60)))
    assert axis_of(ChartSpec(ChartKind.BARS, "Title", "", "Alt", rows=rows)).low == 0


def test_scale_that_does_not_start_at_zero_is_told() -> None:
    assert subtitle_of(line(62, 65)) == "Sub. The scale starts at 58."
    assert scale_note(line(2, 5)) == ""
    assert scale_note(line(None)) == ""
    assert scale_note(line(100, 110, unit="per 10,000")) == "The scale starts at 100."


@pytest.mark.parametrize(("span", "step"), [(10, "2"), (60, "10"), (61, "20"), ("0.5", "0.1")])
def test_steps_are_round(span: object, step: str) -> None:
    assert nice_step(Decimal(str(span)), 6) == Decimal(step)


values = st.decimals(min_value=-1000, max_value=100000, places=1)


@given(st.lists(st.none() | values, min_size=1, max_size=20), st.sampled_from(["%", "days"]))
def test_scale_holds_every_value(held: list[Decimal | None], unit: str) -> None:
    spec = line(*held, unit=unit)
    axis = axis_of(replace(spec))
    assert axis.high - axis.low >= 10
    assert 2 <= len(axis.ticks) <= 9
    assert all(axis.low <= value <= axis.high for value in held if value is not None)
