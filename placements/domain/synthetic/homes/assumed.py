"""What the invented register assumes, read from fixtures/synthetic/homes_*.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from numpy.random import Generator

Told = dict[str, str]
# Tables that are read row by row; the others have a shape of their own.
TABLES = ("codes", "kinds", "providers", "bands", "recruitment", "marks", "intentions")


@dataclass(frozen=True)
class Assumed:
    """All that is not chance. `words` are texts by list, `shares` (codes, chances) by list and
    group, `tables` the rows of the files of `TABLES`.
    """

    rates: dict[str, float]
    words: dict[str, list[str]]
    shares: dict[tuple[str, str], tuple[list[str], list[float]]]
    tables: dict[str, list[Told]]

    def happens(self, rng: Generator, name: str) -> bool:
        return bool(rng.random() < self.rates[name])

    def word(self, rng: Generator, name: str) -> str:
        words = self.words[name]
        return words[int(rng.integers(len(words)))]

    def draw(self, rng: Generator, name: str, group: str = "") -> str:
        """A code by the shares of a list; "" where it has no such group."""
        codes, chances = self.shares.get((name, group), ([""], [1.0]))
        return codes[int(rng.choice(len(codes), p=chances))]

    def kind(self, name: str) -> Told:
        return next(row for row in self.tables["kinds"] if row["kind"] == name)


def read_assumed(folder: Path) -> Assumed:
    """From homes_rates.csv, homes_words.csv, homes_shares.csv and the files of `TABLES`. Weights
    need not sum to one. Raises FileNotFoundError, and KeyError for a missing column.
    """
    words: dict[str, list[str]] = {}
    for row in _rows(folder, "words"):
        words.setdefault(row["list"], []).append(row["text"])
    return Assumed(
        rates={row["name"]: float(row["value"]) for row in _rows(folder, "rates")},
        words=words,
        shares=_shares(_rows(folder, "shares")),
        tables={name: _rows(folder, name) for name in TABLES},
    )


def _shares(rows: list[Told]) -> dict[tuple[str, str], tuple[list[str], list[float]]]:
    lists: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in rows:
        lists.setdefault((row["list"], row["group"]), []).append(
            (row["code"], float(row["weight"]))
        )
    return {
        key: ([code for code, _ in found], [one / sum(w for _, w in found) for _, one in found])
        for key, found in lists.items()
    }


def _rows(folder: Path, name: str) -> list[Told]:
    with (folder / f"homes_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
