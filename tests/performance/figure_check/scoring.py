"""How well the check does on texts that people labelled number by number.

`corpus/labels.csv` has a line for every number: half, file, line, number, indicator, status. Status
`none`: no figure of a measure (a date, a section, another count), so nothing may be told of it.
`developed` texts were looked at while the rules were written, `held out` ones were not.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from accounts.models import Council
from performance.figure_check import check_documents
from reference.domain.periods import quarter
from reporting.documents import read_file

CORPUS = Path(__file__).parent / "corpus"
Q4 = quarter(2020, 4)
ALARMS = ("contradicts", "stale")
NONE = "none"


@dataclass(frozen=True)
class Label:
    half: str
    file: str
    line: int
    number: str
    indicators: frozenset[str]
    status: str


@dataclass(frozen=True)
class Scored:
    """A label with what was told of it; `told` without a label are numbers nobody labelled."""

    label: Label | None
    told: str
    indicator: str
    text: str = ""

    @property
    def expected(self) -> str:
        return self.label.status if self.label else NONE


def labels() -> list[Label]:
    with (CORPUS / "labels.csv").open(encoding="utf-8", newline="") as file:
        return [
            Label(
                row["half"], row["file"], int(row["line"]), row["number"],
                frozenset(row["indicator"].split(";")) - {""}, row["status"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def scored(council: Council, half: str) -> list[Scored]:
    """Every labelled number of a half of the corpus, each paper checked by itself."""
    by_file: dict[str, list[Label]] = defaultdict(list)
    for label in labels():
        if label.half == half:
            by_file[label.file].append(label)
    found: list[Scored] = []
    for name, wanted in by_file.items():
        report = check_documents(council, Q4, [read_file(CORPUS / name)])
        told = [(f.number, str(f.status), f.indicator, f.place, f.text) for f in report.findings]
        found += _matched(wanted, told)
    return found


def _matched(
    wanted: Sequence[Label], told: list[tuple[str, str, str, str, str]]
) -> Iterable[Scored]:
    """Labels and findings come in the same order; a text's place is its line. What is of a measure
    comes first: "12" may be the value in a row that is named "in 12 months".
    """
    left = list(told)
    for label in sorted(wanted, key=lambda one: not one.indicators):
        one = next((one for one in left if _is(one, label)), None)
        if one is None:
            yield Scored(label, NONE, "")
        else:
            left.remove(one)
            yield Scored(label, one[1], one[2], one[4])
    for number, status, indicator, _place, text in left:
        yield Scored(None, status, indicator, f"{number}: {text}")


def _is(told: tuple[str, str, str, str, str], label: Label) -> bool:
    number, _, indicator, place, _ = told
    here = not place.startswith("line") or place == f"line {label.line}"
    same = _plain(number) == _plain(label.number) or _plain(number).startswith(
        f"{_plain(label.number)} "
    )
    return here and same and (not label.indicators or indicator in {*label.indicators, ""})


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("%", " % ").split())


def precision(found: Sequence[Scored]) -> tuple[int, int]:
    """(Alarms that are right, alarms)."""
    alarms = [one for one in found if one.told in ALARMS]
    return sum(one.expected in ALARMS for one in alarms), len(alarms)


def recall(found: Sequence[Scored]) -> tuple[int, int]:
    """(Wrong numbers that were found, wrong numbers)."""
    wrong = [one for one in found if one.expected in ALARMS]
    return sum(one.told in ALARMS for one in wrong), len(wrong)


def exact(found: Sequence[Scored]) -> tuple[int, int]:
    """(Labels with exactly their status, labels)."""
    labelled = [one for one in found if one.label is not None]
    return sum(one.told == one.expected for one in labelled), len(labelled)


def confusion(found: Sequence[Scored]) -> Counter[tuple[str, str]]:
    """How often what is expected was told as what."""
    return Counter((one.expected, one.told) for one in found)
