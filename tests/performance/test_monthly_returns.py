"""Three months of a measure in one return, commented on once; dates that make sense."""

import datetime as dt

import pytest

from accounts.models import Council
from performance.checking import check_return
from performance.models import CouncilIndicator, Indicator, Theme
from performance.services.returns import ReturnNotReady, submit_return
from tests.performance.returns_cast import (
    CODES,
    HOME,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    opened,
    save,
    switch_on,
)

MONTHS = ("2021-01", "2021-02", "2021-03")


def monthly(council: Council) -> Indicator:
    """A measure of the council's own that is counted every month."""
    made = Indicator.objects.create(
        council=council,
        code="own-monthly",
        name="Seen this month",
        full_name="Seen this month",
        tells="Something",
        definition="Something",
        unit="percent",
        polarity="high",
        frequency="month",
        basis="over_period",
        theme=Theme.objects.get(pk="leaving"),
        source="Test",
    )
    CouncilIndicator.objects.create(council=council, indicator=made)
    return made


@pytest.fixture
def leaving(nottingham, officer):
    monthly(nottingham)
    enters(officer, nottingham)
    return opened(nottingham)


def type_months(found, officer, *values, **last):
    months = [found.entries.get(period=month) for month in MONTHS]
    contents = [{"mode": "value", "value": value} for value in values]
    contents[-1] |= last
    save(found, officer, *zip(months, contents, strict=True))


def states(found):
    checks = {one.entry.period: one for one in check_return(found)}
    return [checks[month].state for month in MONTHS]


def test_a_month_is_compared_with_the_month_before_in_the_same_return(leaving, officer):
    type_months(leaving, officer, "90", "60", "61")
    checks = {one.entry.period: one for one in check_return(leaving)}
    asked = checks["2021-02"].checked
    assert asked.surprises[0].message == "Is 60 right? It is 30 points lower than last month (90%)."
    assert asked.why_comment == "the figure is 30 points worse than last month"
    assert checks["2021-03"].previous.value == 60


def test_a_month_that_cannot_be_read_is_no_comparison(leaving, officer):
    type_months(leaving, officer, "90", "sixty", "61")
    checks = {one.entry.period: one for one in check_return(leaving)}
    assert checks["2021-03"].previous.value == 90


def test_a_measure_asks_for_words_once(leaving, nottingham, officer):
    own = Indicator.objects.get(code="own-monthly")
    nottingham.targets.create(indicator=own, from_on=dt.date(2020, 4, 1), low=99)
    type_months(leaving, officer, "60", "61", "62")
    assert states(leaving) == ["done", "done", "comment"]
    type_months(leaving, officer, "60", "61", "62", comment="Two visitors were ill.")
    assert states(leaving) == ["done", "done", "done"]


@pytest.fixture
def quarterly(nottingham, officer):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    return opened(nottingham)


def test_words_elsewhere_still_cover_only_where_they_are(quarterly, nottingham, officer):
    aim(nottingham, HOME, 99)
    aim(nottingham, WORK, 99)
    home = entry(quarterly, HOME).indicator_id
    save(
        quarterly,
        officer,
        (entry(quarterly, HOME), {"mode": "value", "value": "90"}),
        (entry(quarterly, WORK), {"mode": "value", "value": "60", "comment_on": home}),
    )
    found = {one.indicator.code: one.state for one in check_return(quarterly)}
    assert (found[HOME], found[WORK]) == ("comment", "comment")


def test_a_date_to_come_is_refused_on_the_day_of_the_check(quarterly, officer):
    staying = entry(quarterly, STAYING)
    save(quarterly, officer, (staying, {"mode": "value", "value": "25", "period": "28 April 2045"}))
    found = next(one for one in check_return(quarterly) if one.indicator.code == STAYING)
    assert found.checked.errors[0].message == (
        "Staying put with a former foster carer: the date has not come yet: 28 April 2045."
    )


def test_a_date_far_from_the_quarter_asks_unless_it_is_held(quarterly, officer):
    staying = entry(quarterly, STAYING)
    save(quarterly, officer, (staying, {"mode": "value", "value": "25", "period": "28 March 2019"}))
    found = next(one for one in check_return(quarterly) if one.indicator.code == STAYING)
    assert (found.state, found.checked.to_confirm) == ("confirm", "25@2019-03-28")


def test_a_quarter_that_is_not_over_is_not_signed_off_as_final(quarterly, officer):
    save(
        quarterly,
        officer,
        (entry(quarterly, HOME), {"mode": "value", "value": "90"}),
        (entry(quarterly, WORK), {"mode": "value", "value": "60"}),
        (entry(quarterly, STAYING), {"mode": "unavailable", "unavailable_reason": "New"}),
    )
    early = dt.datetime(2021, 3, 15, 12, tzinfo=dt.UTC)
    with pytest.raises(ReturnNotReady, match="2 of the figures"):
        submit_return(quarterly_return=quarterly, by=officer, at=early)
    [home] = [
        one for one in check_return(quarterly, as_at=early.date()) if one.indicator.code == HOME
    ]
    assert home.checked.errors[0].message == (
        "In suitable accommodation: the period is not over before 31 March 2021. "
        "Say that the figure is provisional."
    )
    submit_return(
        quarterly_return=quarterly, by=officer, at=dt.datetime(2021, 4, 1, 12, tzinfo=dt.UTC)
    )
