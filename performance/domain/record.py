"""How earlier forecasts of a year's count compare with what came: an honest record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.periods import Period
from reference.domain.rounding import plain


@dataclass(frozen=True)
class PastForecast:
    """What was forecast for a 31 March in one quarter, and what came by it."""

    made_in: Period
    forecast: Decimal
    came: Decimal
    provisional: bool = False

    @property
    def difference(self) -> Decimal:
        """Above 0: more came than was forecast."""
        return self.came - self.forecast

    @property
    def forecast_text(self) -> str:
        return plain(self.forecast)

    @property
    def came_text(self) -> str:
        return f"{plain(self.came)} (provisional)" if self.provisional else plain(self.came)

    @property
    def words(self) -> str:
        """ "3 fewer than forecast", "as forecast"."""
        if not self.difference:
            return "as forecast"
        way = "more" if self.difference > 0 else "fewer"
        return f"{plain(abs(self.difference))} {way} than forecast"


def record_words(past: Sequence[PastForecast]) -> str:
    """ "Of 4 earlier forecasts of the year, 3 too high, 1 right."; empty without any."""
    if not past:
        return ""
    high = sum(one.difference < 0 for one in past)
    low = sum(one.difference > 0 for one in past)
    met = len(past) - high - low
    named = ((high, "too high"), (low, "too low"), (met, "right"))
    said = [f"{count} {words}" for count, words in named if count]
    of = "forecast" if len(past) == 1 else "forecasts"
    return f"Of {len(past)} earlier {of} of the year, {', '.join(said)}."
