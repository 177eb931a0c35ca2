"""What is public and no council's own: areas, neighbours, population, published statistics, and
Ofsted's register.
"""

from .areas import Area, AreaQuerySet, PopulationEstimate, StatisticalNeighbour
from .register import OfstedRelease, OfstedSetting
from .statistics import PublishedSeries, PublishedStatistic

__all__ = [
    "Area",
    "AreaQuerySet",
    "OfstedRelease",
    "OfstedSetting",
    "PopulationEstimate",
    "PublishedSeries",
    "PublishedStatistic",
    "StatisticalNeighbour",
]
