"""Irregular placements of a day: children each once, and what Ofsted was not told of."""

from __future__ import annotations

from placements.domain.supply.irregular import Irregular, irregular_on
from placements.domain.supply.register import Register

from .registers import DAY, register


def test_children_are_counted_once_and_what_ofsted_was_not_told_of():
    held = register(
        irregular=[
            {"child": 1},
            {"child": 1, "kind": "kin"},
            {"child": 2, "told": "told"},
            {"child": 3, "kind": "kin", "ended_on": "2021-04-01"},
            {"child": 4, "ended_on": "2021-03-31"},
            {"child": 5, "from_on": "2021-04-01"},
        ]
    )
    assert irregular_on(held, DAY) == Irregular(children=3, untold=1)


def test_nobody_in_an_empty_register():
    assert irregular_on(Register(), DAY) == Irregular()
