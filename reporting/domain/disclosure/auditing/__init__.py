"""The auditor: what a reader can work out, proven with exact whole numbers.

It knows only what is told (`telling`) and shares no code with the method that hides. `systems`
turns what is told into whole-number systems, `solver` asks linear programs, `points` keeps
solutions that are checked without rounding, `audit` judges every hidden cell, `proofs` is the
answer.
"""

from .audit import audit
from .proofs import CellProof, Proof, Verdict

__all__ = ["CellProof", "Proof", "Verdict", "audit"]
