"""What a council asks of a proof, and within which bounds it may ask."""

from __future__ import annotations

from dataclasses import dataclass

from .protection import SECONDS
from .publication import MIN_WIDTH

# Wider ranges than that hide whole documents; a reader of a page waits no longer than that.
MOST_WIDTH = 10
LEAST_SECONDS, MOST_SECONDS = 5, 600


@dataclass(frozen=True)
class ProofRules:
    """`min_width`: how many values of each small number must remain possible. `seconds`: how long
    the auditor may take over one document; what it has not proven by then counts as refused.
    """

    min_width: int = MIN_WIDTH
    seconds: float = SECONDS


DEFAULT_PROOF_RULES = ProofRules()
