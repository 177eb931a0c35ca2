"""Page labels: what readers show beside a page, written as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reporting.domain.paper import PageLabel

if TYPE_CHECKING:
    from pikepdf import Dictionary


def label_tree(labels: Sequence[PageLabel]) -> Dictionary:
    """The value of /PageLabels. The first page has a label, whether one was given or not."""
    import pikepdf  # here: those who only count labels need not wait for it

    found = sorted(labels, key=lambda label: label.first)
    if not found or found[0].first != 0:
        found = [PageLabel(0), *found]
    tree = pikepdf.Array()
    for label in found:
        entry = pikepdf.Dictionary()
        if label.style:
            entry.S = pikepdf.Name("/" + label.style)
            entry.St = label.start
        if label.prefix:
            entry.P = pikepdf.String(label.prefix)
        tree.append(label.first)
        tree.append(entry)
    return pikepdf.Dictionary(Nums=tree)


def labels(printed: Sequence[str]) -> list[PageLabel]:
    """Labels of pages from what each of them prints: "1", "2", "25-26", "27".

    Numbers that run on are one label; every other text is a label of its own.
    """
    found: list[PageLabel] = []
    for place, text in enumerate(printed):
        if not text.isdecimal():
            found.append(PageLabel(place, "", text))
        elif not _runs_on(found, printed, place):
            found.append(PageLabel(place, "D", "", int(text)))
    return found


def _runs_on(found: Sequence[PageLabel], printed: Sequence[str], place: int) -> bool:
    before = printed[place - 1] if place else ""
    return bool(found) and before.isdecimal() and int(before) + 1 == int(printed[place])
