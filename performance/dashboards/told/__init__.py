"""What the board was told for 31 March beside what was published later: for page, pack and file.

The told figure is the newest version of what the council signed off, read as the quarter's pack
reads it. It is never worked out again: a rate keeps the count and population that it was told with,
whatever a later release makes of the same count.
"""

from .file import told_csv
from .lines import told_lines
from .page import told_line, told_page
from .parts import Explanation, PublishedAs, ToldLine, ToldPage

__all__ = [
    "Explanation",
    "PublishedAs",
    "ToldLine",
    "ToldPage",
    "told_csv",
    "told_line",
    "told_lines",
    "told_page",
]
