"""A sufficiency statement and a profile of the same day: neither gives the other's numbers away."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal

import pandas as pd
import pytest

from performance.domain.section_keys import section_key
from placements.dashboards.profile.counting import CODE, GROUPINGS, Counts
from placements.dashboards.profile.earlier import cell_key
from placements.dashboards.profile.protecting import key_of, numbers_of, shielded
from placements.dashboards.profile.statements import counted_in_statements, tell_of_needs
from reporting.domain.disclosure import PastCell

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 3, 31)
FOSTER, OWN, PRIVATE = "Foster care", "Own provision", "Private provision"
HOMES = "Children’s homes and residential"


def day():
    """Own carers look after 41, others 16; 3 live in private homes."""
    return Counts(
        day=DAY,
        total=60,
        by_view={
            "placement": {FOSTER: 57, HOMES: 3},
            "provider": {OWN: 41, PRIVATE: 19},
        },
        order={},
        age_by_sex={},
        codes={
            ("U6", FOSTER, "Foster placements", OWN): 41,
            ("U6", FOSTER, "Foster placements", PRIVATE): 16,
            ("K2", HOMES, "Homes", PRIVATE): 3,
        },
    )


def told(council, **rows):
    keys = {
        row: section_key(council.slug, council.area_id, "homes", DAY.isoformat(), "needs", row)
        for row in rows
    }
    return {
        keys[row]: [
            PastCell(
                keys[row],
                "value",
                "shown" if shown is not None else "primary",
                None if shown is None else Decimal(shown),
                1,
            )
        ]
        for row, shown in rows.items()
    }


def shown_after(council, past):
    numbers = numbers_of([day()], {})
    tell_of_needs(numbers, council, [day()], past)
    return numbers, shielded(numbers, {})


def test_what_a_statement_printed_is_known_beside_the_profile(nottingham):
    """Private provision is 19. A statement that printed 16 children with foster agencies has told
    who the other three are, unless the 19 are hidden."""
    _, before = shown_after(nottingham, {})
    assert before.may(key_of(DAY.isoformat(), "provider", PRIVATE))
    past = told(nottingham, **{"agency-foster": 16, "own-foster": 41})
    _, after = shown_after(nottingham, past)
    assert not after.may(key_of(DAY.isoformat(), "provider", PRIVATE))


def test_what_it_hid_or_what_has_changed_since_is_no_knowledge(nottingham):
    past = told(nottingham, **{"agency-foster": 15, "own-foster": None})
    numbers, _ = shown_after(nottingham, past)
    assert numbers.known == set()
    assert not any("|needs|agency-foster" in key for key in numbers.people)


def test_a_row_that_a_statement_hid_is_protected_beside_the_profile(nottingham):
    past = told(nottingham, **{"own-foster": None})
    numbers, _ = shown_after(nottingham, past)
    key = key_of(DAY.isoformat(), "needs", "own-foster")
    assert (numbers.people[key], key in numbers.unprinted) == (41, True)
    assert any(key == one for relation in numbers.relations for one, _ in relation.terms)


class TestCellsOfNeeds:
    """Thirty children: 20 of 5 to 9 with own carers, 7 of 10 to 15 with others, and 3 of 10 to 15
    in private homes."""

    @pytest.fixture
    def day(self):
        children = [
            *[("U6", FOSTER, "Foster placements", OWN, "5 to 9")] * 20,
            *[("U6", FOSTER, "Foster placements", PRIVATE, "10 to 15")] * 7,
            *[("K2", HOMES, "Homes", PRIVATE, "10 to 15")] * 3,
        ]
        marks = pd.DataFrame(children, columns=[CODE, *GROUPINGS, "age"])
        return Counts(
            day=DAY,
            total=30,
            by_view={"age": dict(Counter(marks["age"]))},
            order={},
            age_by_sex={},
            codes=dict(Counter(marks[[CODE, *GROUPINGS]].itertuples(index=False, name=None))),
            marks=marks,
        )

    def cells(self, council, told):
        found = {}
        for (row, band), shown in told.items():
            parts = ("needs", row, str(band))
            at = section_key(council.slug, council.area_id, "homes", DAY.isoformat(), *parts)
            state = "primary" if shown is None else "shown"
            found[at] = [PastCell(at, "value", state, shown, 1)]
        return found

    def shown(self, council, day, told):
        numbers = numbers_of([day], {})
        tell_of_needs(numbers, council, [day], self.cells(council, told))
        return numbers, shielded(numbers, {})

    def test_an_age_less_the_cells_that_were_printed_is_the_cell_that_was_hidden(
        self, nottingham, day
    ):
        """Ten are 10 to 15; a statement printed that 7 of them live with other foster carers."""
        ages = [key_of(DAY.isoformat(), "age", group) for group in ("5 to 9", "10 to 15")]
        _, before = self.shown(nottingham, day, {})
        assert all(before.may(one) for one in ages)
        told = {("agency-foster", 2): Decimal(7), ("homes", 2): None}
        _, after = self.shown(nottingham, day, told)
        assert after.is_proven
        assert not after.may(ages[1])

    def test_what_has_changed_since_is_no_knowledge(self, nottingham, day):
        numbers, _ = self.shown(nottingham, day, {("agency-foster", 2): Decimal(9)})
        assert numbers.known == set()


def test_numbers_that_a_statement_printed_of_a_figure_are_counted(nottingham):
    def cell(*parts, shown):
        key = cell_key(nottingham, key_of(DAY.isoformat(), *parts))
        return {key: [PastCell(key, "value", "shown" if shown else "primary", shown, 1)]}

    past = cell("within-20-miles", "near", shown=Decimal(361))
    past |= cell("own-foster-carers", "own", shown=Decimal(41))
    past |= cell("inside-our-area", "near", shown=None)
    assert counted_in_statements(nottingham, [DAY], past) == {
        ("within-20-miles", DAY): {Decimal(361)},
        ("own-foster-carers", DAY): {Decimal(41)},
    }
    assert counted_in_statements(nottingham, [], past) == {}
