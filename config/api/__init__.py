"""The JSON API under /api/v1/: the routers of every floor behind one guard, and its documents."""

from .mounted import api, api_patterns, nothing_here
from .pages import description

__all__ = ["api", "api_patterns", "description", "nothing_here"]
