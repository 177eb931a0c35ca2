"""Prints what is hidden of tables with many equal numbers, for processes that hash differently."""

from __future__ import annotations

import random

from reporting.domain.disclosure.protection import protect_publication
from reporting.domain.disclosure.publication import Publication, Quantity
from reporting.domain.disclosure.telling import adds_up

ROWS, COLUMNS = "abcdef", "uvwxy"
NUMBERS = (0, 2, 2, 3, 3, 3, 8, 9, 12, 30)


def table(seed: int) -> Publication:
    rng = random.Random(seed)
    cells = {row + column: rng.choice(NUMBERS) for row in ROWS for column in COLUMNS}
    sums = {row: [row + column for column in COLUMNS] for row in ROWS}
    sums |= {column: [row + column for row in ROWS] for column in COLUMNS}
    margins = {key: sum(cells[part] for part in parts) for key, parts in sums.items()}
    whole = {"all": sum(cells.values())}
    relations = [adds_up(key, parts) for key, parts in sums.items()]
    relations += [adds_up("all", list(ROWS)), adds_up("all", list(COLUMNS))]
    people = {**cells, **margins, **whole}
    return Publication(
        tuple(Quantity.of_people(key, number) for key, number in people.items()), tuple(relations)
    )


if __name__ == "__main__":
    for seed in range(4):
        print(*sorted(protect_publication(table(seed)).hidden))
