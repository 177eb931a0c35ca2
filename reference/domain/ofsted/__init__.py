"""Ofsted's register of children's social care: read, compared from release to release, counted."""

from .columns import Alias, Columns, find_columns, is_header, missing_columns
from .comparing import Difference, Movement, differences, movement
from .judgements import Judgement, history
from .market import Concentration, Grades, Market, OwnerShare, Supply, market, owner_key
from .reading import NoUrn, RowReader
from .settings import FIELDS, NOTHING, Finding, ProvisionType, Setting, Vocabulary, plain_words

__all__ = [
    "FIELDS",
    "NOTHING",
    "Alias",
    "Columns",
    "Concentration",
    "Difference",
    "Finding",
    "Grades",
    "Judgement",
    "Market",
    "Movement",
    "NoUrn",
    "OwnerShare",
    "ProvisionType",
    "RowReader",
    "Setting",
    "Supply",
    "Vocabulary",
    "differences",
    "find_columns",
    "history",
    "is_header",
    "market",
    "missing_columns",
    "movement",
    "owner_key",
    "plain_words",
]
