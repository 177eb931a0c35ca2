"""Parts that add up, places within places, percentages of printed numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.domain.disclosure import Cell, PastCell, protect
from reporting.domain.disclosure.small import counts_told


def part(key: str, n: int | None, of: int | None = 60, **rest: object) -> Cell:
    numbers = [None if number is None else Decimal(number) for number in (n, of)]
    value = rest.pop("value", 50)
    settings = {"partition": "p", "period": "Q4", **rest}
    return Cell(key, numbers[0], numbers[1], Decimal(str(value)), "percent", True, **settings)  # type: ignore[arg-type]


def count(key: str, n: int, **rest: object) -> Cell:
    return Cell(key, Decimal(n), None, Decimal(n), "count", True, **rest)  # type: ignore[arg-type]


def hidden(cells: list[Cell], past: tuple[PastCell, ...] = ()) -> set[str]:
    return {key for key, seen in protect(cells, past).items() if seen.is_hidden}


class TestParts:
    @pytest.mark.parametrize(("second", "all_hidden"), [(27, True), (24, False), (30, False)])
    def test_what_is_left_of_the_whole_is_no_few(self, second: int, all_hidden: bool) -> None:
        """30 and 27 of 60 leave three; 24 leaves six; 30 leaves nobody."""
        cells = [part("full orders", 30), part("voluntary", second)]
        assert bool(hidden(cells)) is all_hidden

    def test_a_part_without_counts_hides_with_its_partner(self) -> None:
        cells = [part("far", 3), part("near", None, None, value=95)]
        assert hidden(cells) == {"far", "near"}

    def test_a_part_told_on_two_bases_counts_once(self) -> None:
        cells = [
            part("girls", 20, part="girls"),
            part("girls, average", 20, part="girls"),
            part("boys", 40, part="boys"),
        ]
        assert hidden(cells) == set()

    def test_the_total_is_no_part(self) -> None:
        assert hidden([part("all", 60), part("girls", 29), part("boys", 28)])
        assert not hidden([part("all", 60), part("girls", 30), part("boys", 30)])


class TestPlaces:
    @pytest.mark.parametrize(("agency", "state"), [(23, True), (26, False), (20, False)])
    def test_agency_less_own_is_no_few(self, agency: int, state: bool) -> None:
        cells = [count("own", 20), count("agency", agency, holds="own")]
        assert hidden(cells) == ({"agency"} if state else set())

    def test_own_yields_where_the_agencys_was_published(self) -> None:
        cells = [count("own", 20), count("agency", 23, holds="own")]
        past = (PastCell("agency", "value", "shown", Decimal(23), 1),)
        assert hidden(cells, past) == {"own", "agency"}


def share(value: object, whole: int, **rest: object) -> Cell:
    wholes = (("in care", Decimal(whole)),)
    return part("girls", None, None, value=value, wholes=wholes, partition="", **rest)


class TestSharesOfPrintedNumbers:
    @pytest.mark.parametrize(
        ("value", "whole", "state"),
        [(6, 34, True), (6, 684, False), (1, 684, True), (95, 60, True), (50, 34, False)],
    )
    def test_a_percentage_that_could_be_few_is_hidden(
        self, value: int, whole: int, state: bool
    ) -> None:
        assert hidden([share(value, whole)]) == ({"girls"} if state else set())

    @pytest.mark.parametrize(
        ("before", "now", "whole", "state"),
        [
            (50, 55, 60, True),  # 30, then 33
            (55, 50, 60, True),
            (50, 62, 60, False),  # 30, then 37
            (50, 50, 60, False),
            (83, 84, 684, False),  # 565 to 571, then 572 to 578: one to thirteen
        ],
    )
    def test_two_editions_tell_of_no_few(
        self, before: int, now: int, whole: int, state: bool
    ) -> None:
        old = PastCell("girls", "value", "shown", Decimal(before), 1)
        assert hidden([share(now, whole, version=2)], (old,)) == ({"girls"} if state else set())

    def test_the_number_may_have_changed_as_well(self) -> None:
        """50% of 60 and then 50% of 66: three more."""
        past = (
            PastCell("girls", "value", "shown", Decimal(50), 1),
            PastCell("in care", "value", "shown", Decimal(60), 1),
        )
        assert hidden([share(50, 66, version=2)], past) == {"girls"}

    def test_what_a_whole_percentage_tells(self) -> None:
        assert counts_told(Decimal(50), Decimal(60)) == (30, 30)
        assert counts_told(Decimal(83), Decimal(684)) == (565, 571)
