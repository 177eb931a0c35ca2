"""What a computation of the 903 return offers in tests: three or more homes, 68 of 684."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import Council
from performance.domain.offers import ComputedFrom
from performance.domain.vocabulary import Basis
from performance.models import Indicator, Offer
from performance.services import OfferedFigure, OfferOutcome, offer_figures
from reference.domain.periods import parse

HOMES, SAME_HOME, FAR = "three-or-more-homes", "same-home-two-years", "over-20-miles"
SETTLED = (HOMES, SAME_HOME, FAR)
FILE = ComputedFrom("903-episodes-2021.csv", "3f5a" * 16)
LATER_FILE = ComputedFrom("903-episodes-2021-corrected.csv", "77ab" * 16)


def offered(code: str = HOMES, of: tuple[int, int] | None = (68, 684), **fields: Any) -> Any:
    """One computed figure of the fourth quarter, on the measure's own basis."""
    measure = Indicator.objects.get(code=code, council=None)
    top, bottom = of or (None, None)
    known: dict[str, Any] = {
        "indicator": code,
        "period": parse("2020-21-Q4"),
        "basis": Basis(measure.basis),
        "source": "903 return",
        "files": (FILE,),
        "rule": "Three or more placements of 24 hours or more in the 12 months",
        "rule_version": "2",
        "as_at": dt.date(2021, 3, 31),
        "numerator": None if top is None else Decimal(top),
        "denominator": None if bottom is None else Decimal(bottom),
        "completeness": "All 684 children have placements in the file",
    }
    return OfferedFigure(**{**known, **fields})


def offer(council: Council, *offers: OfferedFigure) -> OfferOutcome:
    return offer_figures(council=council, offers=offers, by=None)


def newest(code: str = HOMES) -> Offer:
    found = Offer.objects.filter(indicator__code=code).order_by("version").last()
    assert found, f"nothing is offered of {code}"
    return found
