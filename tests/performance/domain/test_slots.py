"""What a return asks for, and which period is now."""

import pytest

from performance.domain.slots import asked, natural_period
from performance.domain.vocabulary import Basis, Frequency
from reference.domain.periods import quarter

Q1, Q2, Q3, Q4 = (quarter(2020, number) for number in (1, 2, 3, 4))


def keys(which, frequency, **more):
    found = asked(which, frequency=frequency, basis=Basis.PERIOD_END, **more)
    return [(slot.period_key, slot.basis.value) for slot in found]


@pytest.mark.parametrize(
    ("which", "frequency", "expected"),
    [
        (Q4, Frequency.QUARTER, ["2020-21-Q4"]),
        (Q4, Frequency.MONTH, ["2021-01", "2021-02", "2021-03"]),
        (Q4, Frequency.TERM, ["2020-21-spring"]),
        (Q3, Frequency.TERM, ["2020-21-autumn"]),
        (Q2, Frequency.TERM, ["2019-20-summer"]),
        (Q1, Frequency.TERM, []),
        (Q4, Frequency.YEAR, ["FY2020-21"]),
        (Q3, Frequency.YEAR, []),
        (Q4, Frequency.DATED, [""]),
    ],
)
def test_what_is_asked(which, frequency, expected):
    assert [key for key, _ in keys(which, frequency)] == expected


def test_the_outturn_is_asked_in_quarter_4_only():
    assert keys(Q4, Frequency.QUARTER, outturn_too=True) == [
        ("2020-21-Q4", "period_end"),
        ("FY2020-21", "outturn"),
    ]
    assert keys(Q3, Frequency.QUARTER, outturn_too=True) == [("2020-21-Q3", "period_end")]


def test_an_outturn_is_not_asked_twice():
    found = asked(Q4, frequency=Frequency.YEAR, basis=Basis.OUTTURN, outturn_too=True)
    assert len(found) == 1


def test_a_dated_slot_has_no_period():
    (slot,) = asked(Q4, frequency=Frequency.DATED, basis=Basis.NOT_STATED)
    assert (slot.period, slot.period_key, slot.basis) == (None, "", Basis.NOT_STATED)


@pytest.mark.parametrize(
    ("which", "frequency", "expected"),
    [
        (Q4, Frequency.QUARTER, "2020-21-Q4"),
        (Q4, Frequency.MONTH, "2021-03"),
        (Q4, Frequency.TERM, "2020-21-spring"),
        (Q1, Frequency.TERM, None),
        (Q4, Frequency.YEAR, "FY2020-21"),
        (Q2, Frequency.YEAR, None),
        (Q4, Frequency.DATED, None),
    ],
)
def test_which_period_is_now(which, frequency, expected):
    found = natural_period(which, frequency)
    assert (found.key if found else None) == expected
