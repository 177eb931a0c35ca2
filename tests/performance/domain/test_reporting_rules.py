"""Rules that a council sets itself: days of every year, terms in order."""

from decimal import Decimal

import pytest

from performance.domain.change import Point
from performance.domain.checks import Typed, check
from performance.domain.reporting_rules import (
    DEFAULT_RULES,
    Rules,
    day_month,
    read_day_month,
    terms_of,
    terms_problem,
)
from performance.domain.slots import asked
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from reference.domain.periods import DEFAULT_TERMS, Term, quarter

# Spring ends in April here, and so in quarter 1.
OWN = {
    Term.AUTUMN: ((9, 3), (12, 20)),
    Term.SPRING: ((1, 6), (4, 9)),
    Term.SUMMER: ((4, 24), (7, 22)),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 September", (9, 1)),
        (" 31 dec ", (12, 31)),
        ("1/9", (9, 1)),
        ("09 / 04", (4, 9)),
        ("29 February", None),
        ("31 June", None),
        ("1 13", None),
        ("0/1", None),
        ("September", None),
        ("1 Octember", None),
        ("", None),
    ],
)
def test_a_day_of_every_year(text, found):
    assert read_day_month(text) == found


def test_a_day_is_written_as_people_write_it():
    assert day_month(9, 1) == "1 September"
    assert read_day_month(day_month(12, 31)) == (12, 31)


def test_terms_as_periods_take_them():
    assert terms_of(OWN)[Term.SPRING] == (1, 6, 4, 9, 1)
    assert terms_of(OWN)[Term.AUTUMN] == (9, 3, 12, 20, 0)


@pytest.mark.parametrize(
    ("term", "days", "told"),
    [
        (Term.SPRING, ((4, 9), (1, 6)), "spring term must end after it begins"),
        (Term.SPRING, ((1, 6), (4, 24)), "summer term must begin after the spring"),
        (Term.SUMMER, ((4, 24), (9, 3)), "autumn term must begin after the summer"),
    ],
)
def test_terms_that_overlap_are_refused(term, days, told):
    assert terms_problem(terms_of(OWN)) == ""
    assert terms_problem(DEFAULT_TERMS) == ""
    assert told in terms_problem(terms_of(OWN | {term: days}))


def test_a_return_asks_for_the_terms_that_end_by_the_councils_dates():
    given = {"frequency": Frequency.TERM, "basis": Basis.PERIOD_END}
    own = asked(quarter(2021, 1), terms=terms_of(OWN), **given)
    assert [slot.period_key for slot in own] == ["2020-21-spring"]
    assert str(own[0].period.ends_on) == "2021-04-09"
    assert asked(quarter(2021, 1), **given) == ()


def value(number, rules):
    return check(
        Typed(mode="value", value=number, period="2020-21-Q4"),
        unit=Unit.PERCENT,
        basis=Basis.OVER_PERIOD,
        previous=Point(quarter(2020, 3), Decimal(80)),
        polarity=Polarity.HIGH,
        rules=rules,
    )


def test_a_jump_is_asked_about_from_the_councils_points_on():
    assert value("88", DEFAULT_RULES).surprises == ()
    assert value("88", Rules(surprise_points=Decimal(8))).surprises
    assert not value("88", Rules(surprise_points=Decimal("8.1"))).surprises


def test_a_fall_wants_a_comment_beyond_the_councils_tolerance():
    assert not value("75", DEFAULT_RULES).comment_required
    assert value("75", Rules(tolerance=Decimal("4.9"))).comment_required
    assert value("74", DEFAULT_RULES).comment_required
    assert not value("74", Rules(tolerance=Decimal(6))).comment_required
