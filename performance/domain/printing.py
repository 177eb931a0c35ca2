"""How a figure, a gap and a target are written. One place, so that every page says it alike.

As many decimals as are held, at most one; none in public editions for percentages and rates,
whose decimals could give a small number away. Differences of percentages are "points".
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reference.domain.rounding import plain

from .goal import Goal
from .vocabulary import Polarity, Unit

MISSING = "–"
HIDDEN = "c"
UNITS = tuple(Decimal(1).scaleb(-places) for places in range(7))


def places_of(unit: Unit, decimals: int, held: int | None = None, *, public: bool = False) -> int:
    """Decimals to print. `held` is how many the officer's own percentage had; None: from counts."""
    if unit in (Unit.PERCENT, Unit.RATE) and public:
        return 0
    if unit is Unit.SCORE or unit is Unit.DAYS:
        return min(max(decimals, 0), 6)
    known = decimals if held is None or unit is not Unit.PERCENT else min(decimals, held)
    return max(min(known, 1), 0)


def printed(
    value: Decimal | None,
    unit: Unit,
    *,
    decimals: int,
    held: int | None = None,
    public: bool = False,
    hidden: bool = False,
) -> str:
    """A value without its unit: "83.3", "86", "1,204"; missing "–", hidden "c".

    Scores keep the decimals of the catalogue ("14.0"); of the others trailing zeros fall away.
    """
    if hidden:
        return HIDDEN
    if value is None:
        return MISSING
    places = places_of(unit, decimals, held, public=public)
    if unit is Unit.SCORE:
        return fixed(value, places)
    return plain(rounded(value, places))


def with_unit(
    value: Decimal | None,
    unit: Unit,
    *,
    decimals: int,
    held: int | None = None,
    public: bool = False,
    hidden: bool = False,
) -> str:
    """As it stands under "now": "83.3%", "99", "0", "426 days"."""
    text = printed(value, unit, decimals=decimals, held=held, public=public, hidden=hidden)
    if text in (HIDDEN, MISSING):
        return text
    if unit is Unit.PERCENT:
        return f"{text}%"
    if unit is Unit.DAYS:
        return f"{text} {'day' if text == '1' else 'days'}"
    return text


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero: exact on a Decimal, and much faster than by fractions."""
    return value.quantize(UNITS[places], rounding=ROUND_HALF_UP)


def fixed(value: Decimal, places: int) -> str:
    """With all its decimals, thousands separated, a true minus sign: 4 -> "4.0"."""
    return f"{rounded(value, places):,f}".replace("-", "−")


def amount(size: Decimal, unit: Unit, *, decimals: int, always_decimal: bool = False) -> str:
    """The size of a gap or a difference, without sign: "11.7 points", "9 points", "11", "3 days".

    At most one decimal of points; none with `decimals=0`, as public editions need, where a gap of
    11.7 points would give the figure's own decimal back. A difference too small to
    print is "less than 0.1 points", never "0 points".
    """
    size = abs(size)
    most = 1 if unit is Unit.PERCENT else len(UNITS) - 1
    places = min(max(decimals, 0), most)
    short = rounded(size, places)
    if size and not short:
        text = f"less than {UNITS[places]:f}"
    else:
        text = fixed(short, places) if always_decimal else plain(short)
    one = text in ("1", "less than 1")
    if unit is Unit.PERCENT:
        return f"{text} {'point' if one else 'points'}"
    if unit is Unit.DAYS:
        return f"{text} {'day' if one else 'days'}"
    return text


def target_text(goal: Goal | None, unit: Unit, polarity: Polarity | None = None) -> str:
    """A target as a table shows it: "95", "50+", "40–60", "88", "up to 10"; none is "–".

    Where higher is better "95" already means at least 95; only without that does it need a "+".
    """
    if goal is None or (goal.low is None and goal.high is None):
        return MISSING
    if goal.low is None and goal.high is not None:
        return f"up to {plain(goal.high)}"
    if goal.high is None and goal.low is not None:
        return plain(goal.low) if polarity is Polarity.HIGH else f"{plain(goal.low)}+"
    low, high = plain(goal.low or Decimal(0)), plain(goal.high or Decimal(0))
    return low if low == high else f"{low}–{high}"
