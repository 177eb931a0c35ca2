"""Figures of a document: the auditor reads them, and what the rule leaves open is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.domain.disclosure import Cell, PastCell, audit, protect_and_prove
from reporting.domain.disclosure.figures import told_by_figures

DAYS = [dt.date(2020, 4, 1), dt.date(2020, 7, 1), dt.date(2020, 10, 1), dt.date(2021, 1, 1)]


def count(key: str, number: int | str, start: int = 0, end: int = 0, **rest: object) -> Cell:
    """A count, of a series where it has days."""
    days = {"series": "s", "first": DAYS[start], "after": DAYS[end]} if end else {}
    return Cell(key, None, None, Decimal(number), "count", True, **{**days, **rest})  # type: ignore[arg-type]


def share(key: str, numerator: int, denominator: int, **rest: object) -> Cell:
    value = Decimal(numerator * 1000 // denominator) / 10
    of = (Decimal(numerator), Decimal(denominator), value, "percent", True)
    return Cell(key, *of, **rest)  # type: ignore[arg-type]


def refused(cells: Sequence[Cell], hidden: Sequence[str], *past: PastCell) -> frozenset[str]:
    return audit(told_by_figures(cells, hidden, past)).refused


def shown(key: str, number: int | str, part: str = "value", version: int = 1) -> PastCell:
    return PastCell(key, part, "shown", Decimal(number), version)


def test_a_hidden_quarter_is_the_year_to_date_less_the_rest() -> None:
    cells = [count("q1", 20, 0, 1), count("q2", 3, 1, 2), count("to date", 23, 0, 2)]
    assert "q2" in refused(cells, ["q2"])
    assert not refused(cells, ["q2", "to date"])


def test_a_step_of_few_between_two_shown_totals_is_refused() -> None:
    cells = [count("to june", 20, 0, 1), count("to september", 23, 0, 2)]
    assert len(refused(cells, [])) == 1
    assert not refused(cells, ["to june"])


def test_a_percentage_of_a_printed_whole_is_a_count() -> None:
    cells = [count("in care", 40), share("visited", 3, 40, wholes=(("in care", Decimal(40)),))]
    assert "visited#n" in refused(cells, [])
    assert not refused(cells, ["visited"])
    assert not refused(cells, ["in care"])
    # Another whole is no denominator of it.
    other = share("visited", 3, 40, wholes=(("in care", Decimal(41)),))
    assert not refused([count("in care", 41), other], [])


def test_parts_of_a_whole_with_those_of_no_part() -> None:
    whole = ("in care", Decimal(100))
    cells = [
        count("in care", 100),
        share("foster", 60, 100, partition="place", part="foster", wholes=(whole,)),
        share("home", 37, 100, partition="place", part="home", wholes=(whole,)),
    ]
    # Three are in no part: 100 less 60 and 37.
    assert "place##others" in refused(cells, [])
    assert protect_and_prove(cells).proof.is_proven


def test_the_wider_place_less_our_own() -> None:
    cells = [count("ours", 30), count("agency", 33, holds="ours")]
    assert refused(cells, []) == {"agency#around"}
    assert not refused(cells, ["agency"])


def test_a_change_of_few_since_an_earlier_edition() -> None:
    assert refused([count("a", 12)], [], shown("a", 10, version=0)) == {"a#since 10"}
    assert not refused([count("a", 12)], ["a"], shown("a", 10, version=0))
    assert not refused([count("a", 12)], [], shown("a", 30, version=0))


def test_counts_that_an_earlier_document_printed_are_known() -> None:
    cells = [share("visited", 3, 40)]
    assert not refused(cells, [])
    assert "visited#n" in refused(cells, [], shown("visited", 40, "denominator"))
    # In another version it was the denominator of other numbers.
    assert not refused(cells, [], shown("visited", 40, "denominator", version=2))


def test_averages_and_changes_stand_by_themselves() -> None:
    change = Cell("net", Decimal(3), None, Decimal(-3), "count", True)
    average = count("average", "30.5", 0, 1)
    days = Cell("days", Decimal(90), Decimal(3), Decimal(30), "days", True)
    told = told_by_figures([change, average, days], [], [shown("average", "30.2")])
    assert not told.unknown
    assert not told.relations


def test_windows_that_contradict_newer_ones_tell_nothing() -> None:
    falling = [count("old", 50, 0, 1), count("new", 20, 0, 2)]
    assert audit(told_by_figures(falling, [])).is_proven


def test_what_the_rule_leaves_open_is_closed_with_a_single_figure() -> None:
    # An earlier edition told that 83% were of the one part; of a printed whole, the rest are five.
    whole = ("all", Decimal(30))
    parts = {"partition": "place", "period": "x", "wholes": (whole,)}
    cells = [count("all", 30), share("foster", 25, 30, **parts), share("home", 5, 30, **parts)]
    done = protect_and_prove(cells, [shown("foster", 83)])
    assert done.further == {"all"}
    assert done.states["all"].state == "secondary"
    assert done.states["all"].value is None
    assert done.proof.is_proven


def test_what_earlier_editions_gave_away_for_good_is_named_and_holds_nothing_up() -> None:
    cells = [count("all", 30), share("visited", 5, 30, wholes=(("all", Decimal(30)),))]
    done = protect_and_prove(cells, [shown("all", 30), shown("visited", 17)])
    assert "visited#n" in done.told_for_good
    assert done.proof.is_proven


def test_without_time_it_is_not_proven() -> None:
    cells = [count("q1", 20, 0, 1), count("q2", 3, 1, 2), count("to date", 23, 0, 2)]
    assert not protect_and_prove(cells, seconds=0).proof.is_proven


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[Cell], list[PastCell]]:
    """Windows of one series, and parts of wholes, some of them told before."""
    quarters = draw(st.lists(st.integers(0, 30), min_size=3, max_size=3))
    windows = [(i, j) for i in range(3) for j in range(i + 1, 4)]
    cells = [count(f"w{i}{j}", sum(quarters[i:j]), i, j) for i, j in windows if draw(st.booleans())]
    for name in "ab":
        whole = draw(st.sampled_from([12, 40, 300]))
        one = draw(st.integers(0, whole))
        kin = {"partition": name, "wholes": ((f"{name} all", Decimal(whole)),)}
        cells.append(count(f"{name} all", whole))
        cells.append(share(f"{name} one", one, whole, **kin))
        cells.append(share(f"{name} two", whole - one, whole, **kin))
    told = [
        shown(cell.key, int((cell.value or 0) + Decimal("0.5")))
        for cell in cells
        if draw(st.integers(0, 5)) == 0
    ]
    return cells, told


@given(documents())
@settings(max_examples=60, deadline=None)
def test_every_document_is_proven_in_the_end(document: tuple[list[Cell], list[PastCell]]) -> None:
    cells, past = document
    done = protect_and_prove(cells, past)
    assert done.proof.is_proven
    hidden = [key for key, one in done.states.items() if one.is_hidden]
    assert refused(cells, hidden, *past) <= done.told_for_good
