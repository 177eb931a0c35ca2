"""Disclosure control for public editions: no reader may learn of one to five people.

`protect_and_prove` is for series of figures: `cells` (a figure before and after), `small` (what a
figure tells by itself), `wholes` (parts that add up), `windows` (counts whose days overlap), `past`
(what earlier editions showed), `rule` (all of them together, `protect`), `figures` (what they tell,
as the auditor reads it), `proven_figures` (rule and auditor together), `showing` (whether a person
may have a figure shown again).

`protect_publication` is exact, for tables of people: `telling` (what a reader knows), `publication`
(the true numbers and how they hang together), `ratios` (percentages), `count_tables` (margins and
subtotals), `earlier` (editions before), `hiding` (the method), `auditing` (the proof, which shares
no code with the method), `protection` (both of them together), `further` (what a person may still
change), `suppressed` (tables with gaps). `frames` does it for tables of pandas, and is imported by
its own name: pandas takes long to load.
"""

from .auditing import CellProof, Proof, Verdict, audit
from .cells import LEAST_SHOWN, Cell, PastCell, Shielded, State
from .count_tables import TOTAL, Dimension, key_of, table_publication, with_margins
from .earlier import Earlier, with_earlier
from .further import (
    Further,
    NotAllowedError,
    Override,
    PrimaryCellError,
    overridden,
    smallest_further_hiding,
)
from .past import Conflict, conflicts_with_past
from .proof_rules import (
    DEFAULT_PROOF_RULES,
    LEAST_SECONDS,
    MOST_SECONDS,
    MOST_WIDTH,
    ProofRules,
)
from .protection import Protection, protect_publication
from .proven_figures import ProvenFigures, protect_and_prove
from .publication import MIN_WIDTH, Printing, Publication, Quantity, merged
from .ratios import Printed, Ratio
from .rule import protect, public_value, shown_to_public
from .showing import Answer, Judged, judge_showing
from .small import few, is_small
from .suppressed import GivenAway, SuppressedTable
from .telling import Relation, Told, Unknown, adds_up, between, same

__all__ = [
    "DEFAULT_PROOF_RULES",
    "LEAST_SECONDS",
    "LEAST_SHOWN",
    "MIN_WIDTH",
    "MOST_SECONDS",
    "MOST_WIDTH",
    "TOTAL",
    "Answer",
    "Cell",
    "CellProof",
    "Conflict",
    "Dimension",
    "Earlier",
    "Further",
    "GivenAway",
    "Judged",
    "NotAllowedError",
    "Override",
    "PastCell",
    "PrimaryCellError",
    "Printed",
    "Printing",
    "Proof",
    "ProofRules",
    "Protection",
    "ProvenFigures",
    "Publication",
    "Quantity",
    "Ratio",
    "Relation",
    "Shielded",
    "State",
    "SuppressedTable",
    "Told",
    "Unknown",
    "Verdict",
    "adds_up",
    "audit",
    "between",
    "conflicts_with_past",
    "few",
    "is_small",
    "judge_showing",
    "key_of",
    "merged",
    "overridden",
    "protect",
    "protect_and_prove",
    "protect_publication",
    "public_value",
    "same",
    "shown_to_public",
    "smallest_further_hiding",
    "table_publication",
    "with_earlier",
    "with_margins",
]
