"""A return as rows of a spreadsheet: what is written out, and what is made of what comes back."""

from .boxes import Boxes, alike, boxes_of
from .cells import read_boxes
from .columns import KEYS, OPEN, Column
from .filling import filled

__all__ = ["KEYS", "OPEN", "Boxes", "Column", "alike", "boxes_of", "filled", "read_boxes"]
