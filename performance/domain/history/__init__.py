"""A council's own scorecard: what its mapping says of it, and the figures that are read with it."""

from .figures import Place, Proposed, ProposedTarget
from .found import LeftOut, Mistake, Reading
from .guessing import guess_mapping
from .headings import Heading, read_heading
from .known import KnownMeasure
from .mapping import (
    COLUMNS,
    Axis,
    Holds,
    Mapping,
    MappingError,
    MappingProblem,
    Part,
    Reads,
    Rule,
    mapping_text,
)
from .parsing import parse_mapping
from .reading import read_history
from .sheet import sheet_headings

__all__ = [
    "COLUMNS",
    "Axis",
    "Heading",
    "Holds",
    "KnownMeasure",
    "LeftOut",
    "Mapping",
    "MappingError",
    "MappingProblem",
    "Mistake",
    "Part",
    "Place",
    "Proposed",
    "ProposedTarget",
    "Reading",
    "Reads",
    "Rule",
    "guess_mapping",
    "mapping_text",
    "parse_mapping",
    "read_heading",
    "read_history",
    "sheet_headings",
]
