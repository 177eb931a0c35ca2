"""From figures to chart specifications. What must not be seen has been taken out before."""

from .neighbours import neighbours_chart
from .rows import distance_charts, mix_chart
from .trend import MOST_PLACES, Aside, Line, own_name, trend_chart
from .usual import Side, sides_of
from .year import Step, year_chart
from .yearly import published_chart

__all__ = [
    "MOST_PLACES",
    "Aside",
    "Line",
    "Side",
    "Step",
    "distance_charts",
    "mix_chart",
    "neighbours_chart",
    "own_name",
    "published_chart",
    "sides_of",
    "trend_chart",
    "year_chart",
]
