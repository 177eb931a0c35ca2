"""What earlier editions told of the same quantities: it cannot be taken back, and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from .publication import Printing, Publication, Quantity
from .small import few
from .telling import Relation


@dataclass(frozen=True)
class Earlier:
    """One telling of a quantity in an earlier edition: `shown`, or None where it was hidden.

    `is_same` says that the number has not been corrected since. It matters for a hidden one only.
    """

    key: str
    shown: int | None
    is_same: bool = True


def with_earlier(publication: Publication, earlier: Iterable[Earlier]) -> Publication:
    """The publication as readers of earlier editions see it.

    A number that was shown and has not changed is known for good. One that has changed since brings
    in the change: 1 to 5 people are small, whether more or fewer. What was hidden stays hidden,
    unless another edition showed it.

    >>> girls = Quantity.of_people("girls", 12)
    >>> known = with_earlier(Publication((girls,)), [Earlier("girls", 10)])
    >>> [(one.key, one.number, one.is_primary) for one in known.quantities]
    [('girls', 12, False), ('girls since it was 10', 2, True)]
    """
    quantities = dict(publication.by_key)
    relations = list(publication.relations)
    for old in earlier:
        now = quantities.get(old.key)
        if now is None:
            continue
        if old.shown is None:
            if old.is_same and now.printing is Printing.FREE:
                quantities[old.key] = replace(now, printing=Printing.WITHHELD)
        elif old.shown == now.number:
            quantities[old.key] = replace(now, known=True)
        else:
            change = _change(now, old.shown)
            if change.key not in quantities:
                quantities[change.key] = change
                terms = ((old.key, 1), (change.key, -1))
                relations.append(Relation(terms, old.shown, old.shown))
    return replace(publication, quantities=tuple(quantities.values()), relations=tuple(relations))


def _change(now: Quantity, shown: int) -> Quantity:
    change = now.number - shown
    small = few(Decimal(abs(change)))
    return Quantity(f"{now.key} since it was {shown}", change, small, Printing.NOWHERE, least=None)
