"""Protecting and proving the tables of every authority: 153 tables of 10 by 12 with margins.

    .venv/bin/python bench/bench_disclosure.py [--tables 153] [--rows 10] [--columns 12]

Counts are skewed as children in care are: most in few categories, many cells of nobody. Measured
are seconds of the wall and of the processor, and what is lost beside two simple rules: hiding every
row with a small number, and hiding whatever is below 10.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reporting.domain.disclosure import (
    Dimension,
    Protection,
    Publication,
    audit,
    key_of,
    protect_publication,
    table_publication,
    with_margins,
)

DIMENSIONS = [Dimension("row"), Dimension("column")]
AVERAGE_CHILDREN = 535  # 81,770 in care in 153 authorities


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=153)
    parser.add_argument("--rows", type=int, default=10)
    parser.add_argument("--columns", type=int, default=12)
    asked = parser.parse_args()
    rng = np.random.default_rng(2025)
    tables = [made(rng, asked.rows, asked.columns) for _ in range(asked.tables)]
    protect_publication(tables[0])  # what loads once a process
    wall, processor = time.perf_counter(), time.process_time()
    done = [protect_publication(table) for table in tables]
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    told(done, wall, processor)
    began = time.process_time()
    for one in done:
        audit(one.publication.told(one.hidden))
    print(f"Ranges of every hidden cell as well: {time.process_time() - began:.1f} s of processor")


def made(rng: np.random.Generator, rows: int, columns: int) -> Publication:
    """A table of an authority: its size, and the shares of its rows and columns, are skewed."""
    children = int(AVERAGE_CHILDREN * rng.lognormal(-0.15, 0.55))
    shares = np.outer(rng.dirichlet(np.full(rows, 0.7)), rng.dirichlet(np.full(columns, 0.7)))
    drawn = rng.multinomial(children, shares.ravel()).reshape(rows, columns)
    cells = {(f"r{i}", f"c{j}"): int(drawn[i, j]) for i in range(rows) for j in range(columns)}
    return table_publication(with_margins(cells, DIMENSIONS), DIMENSIONS)


def told(done: list[Protection], wall: float, processor: float) -> None:
    proven = sum(one.proof.is_proven for one in done)
    cells = sum(len(one.publication.quantities) for one in done)
    small = sum(len(one.publication.small) for one in done)
    secondary = sum(len(one.secondary) for one in done)
    print(f"{len(done)} tables, {cells:,} cells with margins, {proven} proven")
    print(f"Protect and prove: {wall:.1f} s, {processor:.1f} s of processor")
    print(f"Small: {small:,}. Hidden beside them: {secondary:,} cells")
    people = sum(inside(one.publication, one.publication.numbers) for one in done)
    ours = sum(inside(one.publication, one.secondary) for one in done)
    print(f"People in them: {ours:,} of {people:,} ({100 * ours / people:.1f}%)")
    for name, rule in (("whole rows", whole_rows), ("below 10", below_ten)):
        hidden = [rule(one.publication) - one.publication.small for one in done]
        count = sum(map(len, hidden))
        lost = sum(inside(one.publication, h) for one, h in zip(done, hidden, strict=True))
        leaks = sum(
            not audit(one.publication.told(h | one.publication.small), ranges=False).is_proven
            for one, h in zip(done, hidden, strict=True)
        )
        print(
            f"Rule “{name}”: {count:,} more cells, {lost:,} people ({100 * lost / people:.1f}%); "
            f"{leaks} tables leak all the same"
        )


def inside(publication: Publication, keys: Iterable[str]) -> int:
    """People in the cells themselves, margins left out."""
    return sum(publication.numbers[key] for key in keys if "Total" not in key)


def whole_rows(publication: Publication) -> frozenset[str]:
    """Every cell of a row in which one is small, its total too."""
    rows = {key.split("|")[0] for key in publication.small}
    return frozenset(
        key
        for key in publication.numbers
        if key.split("|")[0] in rows and publication.numbers[key] and key != key_of(["Total"] * 2)
    )


def below_ten(publication: Publication) -> frozenset[str]:
    return frozenset(key for key, number in publication.numbers.items() if 0 < number < 10)


if __name__ == "__main__":
    main()
