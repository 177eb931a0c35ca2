"""Returns of successive years put together: the later one wins, and each repair is listed."""

from .repairs import Repair
from .together import Linked, link

__all__ = ["Linked", "Repair", "link"]
