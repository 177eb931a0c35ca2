"""The gap of two printed figures: higher or lower, never better or worse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.told import NO_GAP, gap_between, quarter_of_year
from performance.domain.vocabulary import Unit


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# Told, published, numerator and denominator behind the published one; then what is said.
CASES = [
    ("94.7", "90", (249, 276), "4.7 points higher", "4.5 points higher"),
    ("68.4", "63", (179, 283), "5.4 points higher", "5.1 points higher"),
    ("65.3", "62", (143, 232), "3.3 points higher", "3.7 points higher"),
    ("9", "10", (68, 684), "1 point lower", "0.9 points lower"),
    ("49", "53", (256, 484), "4 points lower", "3.9 points lower"),
    ("87.3", "88", (424, 484), "0.7 points lower", "0.3 points lower"),
    ("50", "50", (50, 100), "the same", ""),
    ("50.4", "50", (504, 1000), "0.4 points higher", "the same"),
]


@pytest.mark.parametrize(("told", "published", "counts", "words", "by_counts"), CASES)
def test_percentages(
    told: str, published: str, counts: tuple[int, int], words: str, by_counts: str
) -> None:
    exact = Decimal(counts[0]) * 100 / counts[1]
    gap = gap_between(number(told), number(published), Unit.PERCENT, decimals=1, exact=exact)
    assert (gap.words, gap.by_counts) == (words, by_counts)


def test_without_published_counts_only_the_printed_figures_speak() -> None:
    gap = gap_between(Decimal("94.7"), Decimal(90), Unit.PERCENT, decimals=1)
    assert (gap.size, gap.words, gap.by_counts) == (Decimal("4.7"), "4.7 points higher", "")


def test_a_public_edition_tells_no_decimal_of_ours() -> None:
    """95 is printed for 94.7: the gap is that of 95 and 90, and gives nothing back."""
    gap = gap_between(
        Decimal("94.7"), Decimal(90), Unit.PERCENT, decimals=1, exact=Decimal("90.2"), public=True
    )
    assert (gap.size, gap.words, gap.by_counts) == (5, "5 points higher", "")


@pytest.mark.parametrize(
    ("told", "published", "unit", "decimals", "words"),
    [
        ("99", "102", Unit.RATE, 0, "3 lower"),
        ("684", "684", Unit.COUNT, 0, "the same"),
        ("684", "680", Unit.COUNT, 0, "4 higher"),
        ("14.0", "14.8", Unit.SCORE, 1, "0.8 lower"),
    ],
)
def test_other_units(told: str, published: str, unit: Unit, decimals: int, words: str) -> None:
    assert gap_between(number(told), number(published), unit, decimals=decimals).words == words


@pytest.mark.parametrize(("told", "published"), [(None, "90"), ("94.7", None), (None, None)])
def test_a_hidden_or_missing_figure_has_no_gap(told: str | None, published: str | None) -> None:
    gap = gap_between(number(told), number(published), Unit.PERCENT, decimals=1, exact=Decimal(9))
    assert gap == NO_GAP
    assert not gap.is_known


def test_the_year_that_ends_on_31_march_is_that_of_its_fourth_quarter() -> None:
    assert quarter_of_year(2021).key == "2020-21-Q4"
    assert quarter_of_year(2021).ends_on == dt.date(2021, 3, 31)
