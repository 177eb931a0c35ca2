"""Reads the tables of a return: recognised by their columns, typed, checked by its year."""

from .definitions import Definitions, Rule, Table, definitions, label_of
from .problems import Problem, Problems
from .recognising import ColumnTwice, NotRecognised, Recognised, recognise
from .rows import Parsed, Piece, Source, read_table
from .years import (
    YearUnknown,
    end_of,
    is_older,
    parse_year,
    year_holding,
    year_in_episodes,
    year_in_name,
)

__all__ = [
    "ColumnTwice",
    "Definitions",
    "NotRecognised",
    "Parsed",
    "Piece",
    "Problem",
    "Problems",
    "Recognised",
    "Rule",
    "Source",
    "Table",
    "YearUnknown",
    "definitions",
    "end_of",
    "is_older",
    "label_of",
    "parse_year",
    "read_table",
    "recognise",
    "year_holding",
    "year_in_episodes",
    "year_in_name",
]
