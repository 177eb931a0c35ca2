"""A table before anybody knows what it is: headings, and rows of text in pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from placements.domain.reading import Piece


@dataclass(frozen=True)
class RawTable:
    """`file` is what messages call it, `names` what may tell its year: file, then folder."""

    file: str
    group: str
    names: tuple[str, ...]
    headings: tuple[str, ...]
    pieces: Callable[[], Iterator[Piece]]


def piece_of(lines: Sequence[Sequence[str]], rows: Sequence[int], width: int) -> Piece:
    """Lines of cells as columns. Blank cells beyond the headings do no harm; others make a line
    ragged, and so does a cell too few.
    """
    ragged = np.array([not _fits(line, width) for line in lines], dtype=bool)
    even = [[*line[:width], *[""] * (width - len(line))] for line in lines]
    cells = pd.DataFrame(even, columns=range(width), dtype="str")
    return Piece(cells, np.asarray(rows, dtype="int64"), ragged)


def _fits(line: Sequence[str], width: int) -> bool:
    return len(line) == width or (len(line) > width and not any(line[width:]))
