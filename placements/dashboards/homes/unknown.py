"""What is told of places where nobody knows who needs them, or who lives there: places alone."""

from __future__ import annotations

from placements.domain.supply.ages import LAST_AGE
from reference.domain.periods import long_date

from .found import Found
from .parts import HomesView
from .saying import Saying
from .words import COUNTED, REGISTER, SHARED_OUT

ALL_AGES = "All ages"
NEED_UNKNOWN = "How many of our children need these places is not known yet."
WHY = "No SSDA903 return holds this day, and the register has no placement on it."
TO_DO = "An analyst loads a return (Children’s data), or a commissioner places children."
USE_UNKNOWN = "How many are in use is not known yet: the register has placed no child by this day."
PLACE_THEM = "A commissioner places children, or loads a spreadsheet of placements."


def places_words(found: Found) -> str:
    """ "The register has 53 places that our children may take."."""
    number = int(found.counted_places["fillable"].sum())
    if not number:
        return "The register has homes, but no place that the council may count on."
    return (
        f"The register has {number:,} place{'' if number == 1 else 's'} that our children may take."
    )


def supply_view(found: Found, saying: Saying) -> HomesView:
    """In place of the gap table while nobody knows who needs places: places by kind, and by age
    once somebody has said for which ages a home is.
    """
    bands = found.bands.names if _knows_ages(found) else ()
    rows = tuple(
        (row.name, *(f"{number:,}" for number in numbers[: len(bands)]), f"{sum(numbers):,}")
        for row in found.kinds.table
        if any(numbers := found.fillable.get(row.key, ()))
    )
    return HomesView(
        key="gap",
        title="Places by kind and age" if bands else "Places by kind",
        subtitle=f"Places that our children may take, {long_date(found.day)}",
        sentence=_said(saying, NEED_UNKNOWN, WHY, to_do=TO_DO),
        head=("Type of home", *bands, ALL_AGES),
        rows=rows,
        notes=(COUNTED, *((SHARED_OUT,) if bands else ()), *_left_out(found)) if rows else (),
        source=REGISTER,
    )


def _left_out(found: Found) -> tuple[str, ...]:
    """Places of kinds without a row here, short breaks for example: the lead counts them."""
    told = sum(sum(numbers) for numbers in found.fillable.values())
    beside = int(found.counted_places["fillable"].sum()) - told
    if beside <= 0:
        return ()
    return (
        f"{beside:,} more of them {'is' if beside == 1 else 'are'} of other kinds: see “Places, "
        "and those in use”.",
    )


def _knows_ages(found: Found) -> bool:
    ages = found.counted_places[["age_from", "age_to"]]
    return bool(((ages["age_from"] > 0) | (ages["age_to"] < LAST_AGE)).any())


def use_words(found: Found, saying: Saying) -> str:
    return _said(saying, places_words(found), USE_UNKNOWN, to_do=PLACE_THEM)


def _said(saying: Saying, *parts: str, to_do: str) -> str:
    """What to do is for those who can do it."""
    return " ".join(parts if saying.public else (*parts, to_do))
