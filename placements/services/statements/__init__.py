"""Every write of sufficiency statements: begun, answered, what is meant to be done, published."""

from .intentions import add_intention, change_intention, note_progress
from .publishing import StatementError, publish_statement
from .writing import Conflict, answer_mark, begin_statement, change_statement

__all__ = [
    "Conflict",
    "StatementError",
    "add_intention",
    "answer_mark",
    "begin_statement",
    "change_intention",
    "change_statement",
    "note_progress",
    "publish_statement",
]
