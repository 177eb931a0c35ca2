"""The auditor says exactly what an attacker with unlimited time would find."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reporting.domain.disclosure as disclosure
from reporting.domain.disclosure.auditing import Verdict, audit
from reporting.domain.disclosure.ratios import Ratio
from reporting.domain.disclosure.telling import (
    Relation,
    Told,
    Unknown,
    adds_up,
    between,
    same,
)

from .attacker import possible

SMALL = Unknown(needed=3)
ROOM = Path(disclosure.__file__).parent


def told(shown: dict[str, int], hidden: dict[str, Unknown], *relations: Relation) -> Told:
    return Told(shown, hidden, relations)


def test_two_parts_of_a_total_leave_what_the_total_leaves() -> None:
    proof = audit(told({"all": 9}, {"a": SMALL, "b": SMALL}, adds_up("all", "ab")))
    assert [(c.key, c.low, c.high, c.width) for c in proof.cells] == [
        ("a", 0, 9, 10),
        ("b", 0, 9, 10),
    ]
    assert proof.is_proven
    assert not proof.refused


def test_a_single_part_is_worked_out() -> None:
    proof = audit(told({"all": 9, "b": 6}, {"a": SMALL}, adds_up("all", "ab")))
    assert proof.verdict is Verdict.REFUSED
    assert proof.of("a").is_exact
    assert (proof.of("a").low, proof.of("a").high) == (3, 3)
    with pytest.raises(KeyError):
        proof.of("b")


def test_a_range_of_two_is_too_narrow_for_a_small_number_and_enough_for_another() -> None:
    hidden = {"a": SMALL, "b": Unknown(needed=2), "c": Unknown()}
    proof = audit(told({"all": 1}, hidden, adds_up("all", "ab"), same("b", "c")))
    assert {c.key: c.verdict for c in proof.cells} == {
        "a": Verdict.REFUSED,
        "b": Verdict.PROVEN,
    }


def test_hidden_cells_that_are_known_not_to_be_zero_have_less_room() -> None:
    hidden = {key: Unknown(least=1, needed=3) for key in "ab"}
    assert audit(told({"all": 4}, hidden, adds_up("all", "ab"))).is_proven
    assert not audit(told({"all": 3}, hidden, adds_up("all", "ab"))).is_proven


def test_equal_quantities_of_two_tables_give_each_other_away() -> None:
    hidden = {"a": SMALL, "b": SMALL, "a2": SMALL}
    sums = adds_up("all", ["a", "b"]), adds_up("other", ["a2", "c"])
    numbers = {"all": 50, "other": 30, "c": 26}
    apart = audit(told(numbers, hidden, *sums))
    assert apart.refused == {"a2"}
    together = audit(told(numbers, hidden, *sums, same("a", "a2")))
    assert together.refused == {"a", "a2", "b"}


def test_a_percentage_of_a_printed_whole_gives_its_numerator_back() -> None:
    ratio = Ratio("share", "n", "d")
    proof = audit(told({"d": 40}, {"n": SMALL}, *ratio.tells(Decimal(8))))
    assert (proof.of("n").low, proof.of("n").high) == (3, 3)
    # 7.5 <= 100 n / 400 < 8.5: 30 to 33
    proof = audit(told({"d": 400}, {"n": SMALL}, *ratio.tells(Decimal(8))))
    assert (proof.of("n").low, proof.of("n").high) == (30, 33)


def test_a_percentage_without_any_count_leaves_both_numbers_open() -> None:
    ratio = Ratio("share", "n", "d")
    hidden = {"n": SMALL, "d": SMALL, "rest": SMALL}
    proof = audit(told({}, hidden, adds_up("d", ["n", "rest"]), *ratio.tells(Decimal(50))))
    assert proof.is_proven
    assert proof.of("n").high is None


def test_values_between_the_ends_that_no_whole_table_has_do_not_count() -> None:
    # a = 2 b and a + c = 3: a is 0 or 2, though the linear program says 0 to 3.
    hidden = {"a": SMALL, "b": Unknown(), "c": Unknown()}
    double = Relation((("a", 1), ("b", -2)), 0, 0)
    proof = audit(told({"all": 3}, hidden, double, adds_up("all", "ac")))
    assert proof.verdict is Verdict.REFUSED
    assert (proof.of("a").low, proof.of("a").high) == (0, 2)


def test_numbers_that_contradict_one_another_prove_nothing() -> None:
    for relations in (
        (adds_up("all", "ab"), between("a", 10, None)),
        (adds_up("all", "ab"), between("c", 2, 1)),
        (adds_up("all", "abc"), adds_up("c", "ab")),
    ):
        proof = audit(told({"all": 9}, dict.fromkeys("abc", SMALL), *relations))
        assert proof.verdict is Verdict.NOT_PROVEN
    assert audit(told({"a": 1, "b": 2}, {"c": SMALL}, same("a", "b"))).is_contradictory


def test_without_time_nothing_is_proven() -> None:
    ticks = iter(range(100))

    def clock() -> float:
        return float(next(ticks))

    question = told({"all": 9}, {"a": SMALL, "b": SMALL}, adds_up("all", "ab"))
    proof = audit(question, seconds=2, clock=clock)
    assert proof.verdict is Verdict.NOT_PROVEN
    assert proof.refused == {"a", "b"}
    assert audit(question, seconds=0).verdict is Verdict.NOT_PROVEN


def test_a_range_without_end_that_holds_no_values_is_not_proven() -> None:
    # 2 a - 2 b = 1 has no whole solution, and the linear program does not see it.
    hidden = {"a": SMALL, "b": Unknown()}
    odd = Relation((("a", 4), ("b", -4), ("c", 2)), 0, 0)
    assert not audit(told({"c": 1}, hidden, odd)).is_proven


def test_an_end_that_the_solver_cannot_tell_is_no_end() -> None:
    # Known of old: 83% were of the one part. HiGHS finds no end and does not know why.
    shares = Ratio("share", "n", "d").tells(Decimal(83))
    hidden = {"n": Unknown(), "d": Unknown(), "rest": SMALL, "other": SMALL, "all": Unknown()}
    sums = adds_up("d", ["n", "rest"]), adds_up("all", ["other", "n"]), same("d", "all")
    assert audit(told({}, hidden, *sums, *shares)).is_proven


def test_nothing_hidden_is_proven() -> None:
    assert audit(told({"a": 1}, {})).is_proven
    assert audit(told({}, {"a": Unknown()}, between("a", 1, 1))).is_proven


@st.composite
def questions(draw: st.DrawFn) -> Told:
    """Few unknowns in a handful of relations that some table fits; each at most 6."""
    keys = "abcde"[: draw(st.integers(1, 5))]
    truth = {key: draw(st.integers(0, 6)) for key in keys}
    relations = []
    for _ in range(draw(st.integers(0, 4))):
        terms = [(key, draw(st.sampled_from([1, 1, 1, -1, 2, 3, -2]))) for key in keys]
        terms = [term for term in terms if draw(st.booleans())]
        amount = sum(many * truth[key] for key, many in terms)
        slack = draw(st.sampled_from([0, 0, 1, 2, None]))
        over = draw(st.sampled_from([0, 1, None]))
        least = None if slack is None else amount - slack
        relations.append(Relation(tuple(terms), least, None if over is None else amount + over))
    shown = {key: truth[key] for key in keys if draw(st.integers(0, 4)) == 0}
    hidden = {
        key: Unknown(0, 6, draw(st.sampled_from([0, 2, 3]))) for key in keys if key not in shown
    }
    return Told(shown, hidden, tuple(relations))


@given(questions())
@settings(max_examples=150, deadline=None)
def test_auditor_agrees_with_an_attacker_who_tries_every_table(question: Told) -> None:
    attainable = possible(question, 6)
    for cell in audit(question).cells:
        found = attainable[cell.key]
        assert (cell.verdict is Verdict.PROVEN) is (len(found) >= cell.needed)
        assert cell.low is not None
        assert cell.high is not None
        # The range is that of the linear program unless it is tight: never narrower than the truth.
        assert cell.low <= min(found) <= max(found) <= cell.high
        if cell.verdict is Verdict.REFUSED:
            assert (cell.low, cell.high) == (min(found), max(found))


@given(questions())
@settings(max_examples=60, deadline=None)
def test_proof_is_the_same_without_ranges(question: Told) -> None:
    def verdicts(ranges: bool) -> dict[str, Verdict]:
        return {c.key: c.verdict for c in audit(question, ranges=ranges).cells}

    assert verdicts(ranges=False) == verdicts(ranges=True)


def _imports(folder: str) -> Iterator[str]:
    for path in (ROOM / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                yield "." * node.level + (node.module or "")


def test_auditor_and_method_share_no_code_but_their_language() -> None:
    ours = {name for name in _imports("auditing") if name.startswith("..")}
    assert ours == {"..telling"}
    theirs = {name for name in _imports("hiding") if name.startswith("..")}
    assert theirs == {"..telling", "..publication"}
