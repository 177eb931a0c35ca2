"""One figure of a return as pages show it: as typed, what is made of it, what is missing."""

from .block import Block
from .boxes import ASKS
from .building import block_of
from .words import figure_of, typed_in_words

__all__ = ["ASKS", "Block", "block_of", "figure_of", "typed_in_words"]
