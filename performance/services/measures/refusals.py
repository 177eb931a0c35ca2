"""Why a change of a council's measures is refused."""

from __future__ import annotations

from accounts.models import Council
from performance.models import Indicator


class MeasureError(ValueError):
    """A change that cannot be made; the message says what, where and what to do.

    `field` names the part that is wrong, as the services call it; empty when it is none alone.
    """

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


def plain_name(name: str) -> str:
    """A name as it is compared: case and spaces between its words do not make another one."""
    return " ".join(name.split()).casefold()


def names_of_others(council: Council, indicator: Indicator | None) -> set[str]:
    """The names of every other measure that a council knows, its own names for them too."""
    known = Indicator.objects.known_to(council)
    own = council.indicators.all()
    if indicator is not None:
        known, own = known.exclude(pk=indicator.pk), own.exclude(indicator=indicator)
    names = [*known.values_list("name", flat=True), *own.values_list("name", flat=True)]
    return {plain_name(name) for name in names if name}


def refuse_strangers(council: Council, indicator: Indicator) -> None:
    """Another council's own measure is as if it were not there."""
    if indicator.council_id not in (None, council.pk):
        raise MeasureError(f"{council} has no such measure.")
