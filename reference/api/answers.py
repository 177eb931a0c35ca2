"""How the API writes lists and numbers, on every floor."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase
from pydantic import PlainSerializer, StringConstraints

USUAL, MOST = 100, 500
# Beyond any list there is, and within what a database takes.
FARTHEST = 1_000_000


def _as_number(held: Decimal) -> float:
    """570 and 83.333333, not "570.00": what is held has at most 14 digits, a float has 15."""
    whole = held.to_integral_value()
    return int(whole) if held == whole else float(held)


Number = Annotated[Decimal, PlainSerializer(_as_number, return_type=float)]

# What is looked for in a text column: no database takes a NUL.
Words = Annotated[str, StringConstraints(max_length=140, pattern=r"^[^\u0000]*$")]
Code = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-zA-Z0-9_-]+$")]


class Pages(PaginationBase):
    """`@paginate(Pages)` above an operation that gives a queryset or a list."""

    class Input(Schema):
        limit: int = Field(USUAL, ge=1, le=MOST, description=f"How many, at most {MOST}")
        offset: int = Field(0, ge=0, le=FARTHEST, description="How many to leave out before them")

    class Output(Schema):
        count: int = Field(description="How many there are in all pages together")
        items: list[Any]

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | Sequence[Any],
        pagination: Any,
        request: HttpRequest,
        **params: Any,
    ) -> dict[str, Any]:
        first = pagination.offset
        return {
            "count": queryset.count() if isinstance(queryset, QuerySet) else len(queryset),
            "items": queryset[first : first + pagination.limit],
        }
