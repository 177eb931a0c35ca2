"""The demonstration's children: an extract of the open quarter, and offers in its returns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from config.demo import cohort
from config.demo.people import demo_people
from performance.models import Offer
from placements.domain.synthetic import Plan
from placements.models import Return903
from placements.services import synthetic
from reference.domain.periods import quarter
from tests.performance.returns_cast import opened, switch_on

pytestmark = pytest.mark.django_db
AS_AT = dt.date(2025, 6, 30)
STOCK, HOMES, LOCAL = "children-in-care", "three-or-more-homes", "within-own-radius"
# Nottingham's council house.
POINT = ("the city centre", (457_317, 339_991), Decimal(20))


def test_the_open_quarter_is_offered_figures_of_an_extract(
    exampleshire, monkeypatch, settings, tmp_path
):
    settings.COHORT_KEYS_DIR, settings.INTAKES_DIR = tmp_path / "keys", tmp_path / "intakes"
    # A few of them, in two years; only postcodes that begin with N: the country takes seconds.
    read = synthetic._postcodes
    monkeypatch.setattr(synthetic, "_postcodes", lambda letters: read("N"))
    drawing = cohort.Drawing(Plan(30, 2, 2024), "E06000018", 1, AS_AT, *POINT)
    monkeypatch.setattr(cohort, "_drawing", lambda council: drawing)
    people = demo_people(exampleshire, "a password of the demonstration")
    switch_on(exampleshire, STOCK, HOMES, LOCAL)
    opened(exampleshire, quarter(2025, 1), "care")
    assert cohort.load_cohort(exampleshire, people)
    assert [one.as_at for one in Return903.objects.order_by("year")] == [
        dt.date(2025, 3, 31),
        AS_AT,
    ]
    stock, homes = (Offer.objects.get(indicator__code=code) for code in (STOCK, HOMES))
    assert (stock.period, stock.offered_by) == ("2025-26-Q1", people.analyst)
    assert 15 < stock.value < 45
    assert homes.denominator == stock.value
    local = Offer.objects.get(indicator__code=LOCAL)
    assert 0 < local.value <= 100
    assert local.rule.startswith("Placed within 20 miles of the city centre / in care.")
    assert not cohort.load_cohort(exampleshire, people)


def test_the_real_drawing_is_an_extract_of_the_quarter_that_is_open(exampleshire):
    drawing = cohort._drawing(exampleshire)
    assert drawing.as_at == quarter(2025, 1).ends_on
    assert drawing.plan.first + drawing.plan.years - 1 == 2025
    assert (drawing.point, drawing.place) == ("the county town", (384_900, 254_700))
