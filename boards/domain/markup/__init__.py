"""The text of a report’s sections: a small safe form that is read into blocks and numbered.

A blank line ends a paragraph. Inside a section stand

    ## Words                        a heading between paragraphs, without a number
    - words                         a list
    1. words                        a numbered list
    Table: what it shows            the caption of the table below it
    | Measure | 2020 | 2021 |       a table; its first line holds the heads of the columns
    **words**                       bold
    {{figure CODE PERIOD}}          the value held; {{change ...}} and {{target ...}} too
    {{chart CODE}}                  the measure through time, in a paragraph of its own
    {{table THEME PERIOD}}          all measures of a theme, in a paragraph of its own
"""

from .blocks import (
    Block,
    Bullets,
    Chart,
    Line,
    MarkupProblem,
    MeasureTable,
    Paragraph,
    Parsed,
    Part,
    Reference,
    ReferenceKind,
    Subheading,
    Table,
    Words,
    plain_text,
)
from .numbering import Numbered, NumberedSection, number_sections
from .reading import parse
from .references import references_in

__all__ = [
    "Block",
    "Bullets",
    "Chart",
    "Line",
    "MarkupProblem",
    "MeasureTable",
    "Numbered",
    "NumberedSection",
    "Paragraph",
    "Parsed",
    "Part",
    "Reference",
    "ReferenceKind",
    "Subheading",
    "Table",
    "Words",
    "number_sections",
    "parse",
    "plain_text",
    "references_in",
]
