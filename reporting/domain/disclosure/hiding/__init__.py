"""The method: which further numbers go, so that small ones cannot be worked out, at least loss.

It proposes; only the auditor, which shares no code with it, proves. `moves` finds the cheapest way
to another table that readers could not tell from the true one; `complements` collects such ways.
"""

from .complements import Complements

__all__ = ["Complements"]
