"""Eight quarters in a box of 132 by 36, worked by hand: slots 17 apart from 7, heights 27 to 5."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.domain.sparkline import Band, Dot, sketch

D = Decimal


def eight(*last: Decimal | None) -> tuple[Decimal | None, ...]:
    return (*[None] * (8 - len(last)), *last)


def test_two_quarters_are_a_line_from_the_seventh_slot_to_the_eighth() -> None:
    drawing = sketch(eight(D(60), D(80)))
    assert drawing is not None
    assert drawing.line == "M109 27L126 5"
    assert drawing.dots == (Dot("109", "27", "3"), Dot("126", "5", "4.5"))
    assert drawing.target == ""
    assert drawing.bands == ()


def test_always_eight_ticks() -> None:
    drawing = sketch(eight(D(60), D(80)))
    assert drawing is not None
    assert drawing.ticks.count("M") == 8
    assert drawing.ticks.startswith("M7 32v3")
    assert drawing.ticks.endswith("M126 32v3")


def test_a_missing_quarter_is_a_gap() -> None:
    drawing = sketch(eight(D(60), None, D(80)))
    assert drawing is not None
    assert drawing.line == ""
    assert len(drawing.dots) == 2


def test_a_provisional_figure_is_an_open_dot_and_joined_with_nothing() -> None:
    drawing = sketch(eight(D(60), D(70), D(80)), provisional={7})
    assert drawing is not None
    assert drawing.line == "M92 27L109 16"
    assert [dot.open for dot in drawing.dots] == [False, False, True]


def test_a_small_rise_is_no_cliff() -> None:
    # 80 to 81 in a scale of ten points, 75.5 to 85.5: a tenth of the height.
    drawing = sketch(eight(D(80), D(81)))
    assert drawing is not None
    assert drawing.line == "M109 17.1L126 14.9"


def test_a_target_is_a_line_across() -> None:
    drawing = sketch(eight(D(80)), [(D(100), None)] * 8)
    assert drawing is not None
    assert drawing.target == "M0 5H132"
    assert drawing.dots == (Dot("126", "27", "4.5"),)


def test_an_upper_target_alone_is_a_line_too() -> None:
    drawing = sketch(eight(D(100)), [(None, D(80))] * 8)
    assert drawing is not None
    assert drawing.target == "M0 27H132"


def test_a_range_is_a_band() -> None:
    # 20 to 60 over 22 units: 40 to 60 is the upper half.
    drawing = sketch(eight(D(20)), [(D(40), D(60))] * 8)
    assert drawing is not None
    assert drawing.target == ""
    assert drawing.bands == (Band("0", "5", "132", "11"),)


def test_a_range_of_one_value_is_a_line() -> None:
    drawing = sketch(eight(D(20)), [(D(40), D(40))] * 8)
    assert drawing is not None
    assert drawing.target == "M0 5H132"
    assert drawing.bands == ()


def test_old_quarters_keep_their_old_target() -> None:
    # 80 until the fifth slot, 90 to 100 after it; the edge lies between slots at 7 + 17 * 4.5.
    targets = [(D(80), None)] * 5 + [(D(90), D(100))] * 3
    drawing = sketch(eight(D(80), D(90)), targets)
    assert drawing is not None
    assert drawing.target == "M0 27H83.5"
    assert drawing.bands == (Band("83.5", "5", "48.5", "11"),)


def test_quarters_before_the_first_target_have_none() -> None:
    drawing = sketch(eight(D(80), D(90)), [(None, None)] * 7 + [(D(90), None)])
    assert drawing is not None
    assert drawing.target == "M117.5 5H132"


def test_nothing_to_compare_is_no_drawing() -> None:
    assert sketch(eight(D(80))) is None
    assert sketch(eight(), [(D(95), None)] * 8) is None


def test_a_figure_on_its_target_stands_in_the_middle() -> None:
    drawing = sketch(eight(D(95)), [(D(95), None)] * 8)
    assert drawing is not None
    assert drawing.target == "M0 16H132"
    assert drawing.dots[0].y == "16"


def test_other_than_eight_slots_is_an_error() -> None:
    with pytest.raises(ValueError, match="8 slots, not 7"):
        sketch((D(1),) * 7)
    with pytest.raises(ValueError, match="8 slots, not 8 and 3"):
        sketch((D(1),) * 8, [(D(1), None)] * 3)
