"""A measure that is a change: a fall is entered, shown and protected like a rise."""

from decimal import Decimal

import pytest

from performance.measures import measures_of
from performance.models import Figure, Indicator
from performance.packs.cells import proven_shield
from performance.rows import measure_row
from performance.services.returns import save_draft, sign_off_return, submit_return
from reference.domain.periods import parse
from tests.performance.figures import a_figure
from tests.performance.returns_cast import Q4, enters, entry, opened, switch_on, typed

CODE = "caseload-change-19-22"


@pytest.fixture
def practice(nottingham, officer):
    switch_on(nottingham, CODE)
    enters(officer, nottingham, "practice")
    return opened(nottingham, Q4, "practice")


def test_the_form_says_how_a_fall_is_written(client_of, officer, practice):
    page = client_of(officer).get(f"/nottingham/returns/{Q4.key}/practice/").content.decode()
    assert "A fall is below 0: write -3" in page


def test_a_fall_is_entered_and_signed_off(practice, officer, approver):
    written = typed(entry(practice, CODE), mode="value", value="-3")
    save_draft(quarterly_return=practice, typed=[written], by=officer)
    submit_return(quarterly_return=practice, by=officer)
    sign_off_return(quarterly_return=practice, by=approver)
    assert Figure.objects.get().value == Decimal(-3)
    (measure,) = measures_of(practice.council)
    assert measure_row(measure, Q4, {}).now == "−3"


def test_the_usual_range_of_a_change_is_not_cut_at_nought(nottingham):
    quarters = [f"{year}-{year - 1999}-Q{n}" for year in (2018, 2019, 2020) for n in (1, 2, 3, 4)]
    for number, quarter in enumerate(quarters):
        a_figure(nottingham, CODE, quarter, "-2" if number % 2 else "2", quarter=quarter)
    (measure,) = measures_of(nottingham)
    usual = measure_row(measure, parse(quarters[-1]), {}).change.usual
    assert usual is not None
    assert round(usual.lower, 2) == -10.64


def test_a_fall_of_few_people_is_hidden_as_a_rise_is(nottingham):
    a_figure(nottingham, CODE, Q4.key, "-3")
    Indicator.objects.filter(code=CODE).update(counts_people=True)
    (shown,) = proven_shield(measures_of(nottingham)).shown.values()
    assert shown.shielded.state != "shown"
