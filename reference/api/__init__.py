"""The JSON API of what is public: published statistics. Its lists and numbers serve every floor."""

from .answers import Code, Number, Pages, Words
from .statistics import router

__all__ = ["Code", "Number", "Pages", "Words", "router"]
