"""Times that a sentence names, read as of 2020-21 quarter 4."""

from __future__ import annotations

import pytest

from performance.domain.figure_check.timing import times_in
from tests.performance.figure_check.literal import LEXICON, Q4


@pytest.mark.parametrize(
    ("text", "keys", "current"),
    [
        ("at 31 March 2021", ["2020-21-Q4"], True),
        ("at 31 December 2020", ["2020-12-31"], False),
        ("in Q3", ["2020-21-Q3"], False),
        ("in quarter four", ["2020-21-Q4"], True),
        ("Q4 2019-20", ["2019-20-Q4"], False),
        ("the third quarter of 2019/20", ["2019-20-Q3"], False),
        ("in 2019-20", ["FY2019-20"], False),
        ("in 2020/21", ["FY2020-21"], True),
        ("this quarter", ["2020-21-Q4"], True),
        ("the previous quarter", ["2020-21-Q3"], False),
        ("a year ago", ["2019-20-Q4", "FY2019-20"], False),
        ("well up on the autumn", ["2020-21-autumn"], False),
        ("in the spring term", ["2020-21-spring"], False),
        ("in the autumn term 2020", ["2020-21-autumn"], False),
        ("between June 2020 and March 2021", ["2020-06-01..2021-03-31"], False),
        ("March 2020", ["2020-03"], False),
        ("during 2020", ["2019-20-Q4", "FY2019-20", "FY2020-21"], False),
    ],
)
def test_a_time(text: str, keys: list[str], current: bool) -> None:
    [when] = times_in(text, Q4, LEXICON)
    assert [period.key for period in when.periods] == keys
    assert when.current is current


def test_no_time_is_named() -> None:
    assert times_in("seen within the last four weeks by 12 people", Q4, LEXICON) == []
