"""Flows between two columns: who is hidden is in neither table nor drawing."""

from __future__ import annotations

from decimal import Decimal

from reporting.charts.flows import flows_height
from reporting.charts.paper import chart_svg
from reporting.domain.chart_table import data_table
from reporting.domain.charts import ChartKind, ChartSpec, Flow


def flows(*told: tuple[str, str, int | None]) -> ChartSpec:
    return ChartSpec(
        kind=ChartKind.FLOWS,
        title="From home to home",
        subtitle="",
        alt="From home to home",
        unit="",
        x=("A year ago", "Now"),
        flows=tuple(Flow(a, b, None if n is None else Decimal(n)) for a, b, n in told),
        value_head="Children",
    )


SPEC = flows(
    ("Foster care", "Foster care", 30),
    ("Foster care", "Not in care", 12),
    ("Not in care", "Secure home", None),
    ("Not in care", "With parents", 6),
)


def test_the_table_has_every_flow_and_hides_what_is_hidden() -> None:
    table = data_table(SPEC)
    assert table.head == ("A year ago", "Now", "Children")
    assert table.rows[1] == ("Foster care", "Not in care", "12")
    assert table.rows[2] == ("Not in care", "Secure home", "c")


def test_the_drawing_names_groups_with_their_numbers_and_no_hidden_one() -> None:
    drawing = chart_svg(SPEC)
    assert "Foster care 42" in drawing
    assert "With parents 6" in drawing
    assert "Secure home" not in drawing
    assert chart_svg(SPEC) == drawing


def test_more_groups_need_more_room_and_nobody_draws_nothing() -> None:
    assert flows_height(SPEC) > flows_height(flows(("Foster care", "Foster care", 48)))
    assert flows().is_empty
    assert flows(("Foster care", "Not in care", None)).is_empty
    assert not SPEC.is_empty
    assert chart_svg(flows())
