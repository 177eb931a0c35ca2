"""The tags of a paper, put right and made fewer before its file is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What holds its words itself. Content of other types, as of a section, keeps the span round it.
HOLDERS = frozenset({
    "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TD", "/TH", "/Lbl", "/LBody", "/Caption",
    "/Span",
})  # fmt: skip
# All that there is in a span that says nothing of its words.
IDLE = frozenset({"Type", "S", "P", "K", "Pg"})


def settle_tags(document: Any, pdf: Any) -> None:
    """What WeasyPrint is told to do last: `pdf` is its file, with the tags as dictionaries."""
    held: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    elements = {one.reference: one for one in held if "S" in one and "P" in one}
    _say_scopes(elements)
    moved = _take_out_idle_spans(elements)
    for pairs in (one["Nums"] for one in held if "Nums" in one):
        for owners in (owned for owned in pairs if isinstance(owned, list)):
            owners[:] = [moved.get(owner, owner) for owner in owners]


def _say_scopes(elements: Mapping[bytes, Any]) -> None:
    """Says of each table head whether it heads a column or a row: WeasyPrint links cells to their
    heads, which is enough for PDF/UA, but some readers look for the scope alone.
    """
    for head in elements.values():
        if head["S"] == "/TH":
            row = elements.get(head["P"], {})
            group = elements.get(row.get("P", b""), {})
            column = group.get("S") in ("/THead", "/Table")
            head["A"]["Scope"] = "/Column" if column else "/Row"


def _take_out_idle_spans(elements: Mapping[bytes, Any]) -> dict[bytes, bytes]:
    """WeasyPrint puts a span round each line of words. It says nothing, and there are more of them
    than of all other tags: words belong to their paragraph or cell at once. Returns who owns what
    a span has owned.
    """
    moved: dict[bytes, bytes] = {}
    for reference, span in elements.items():
        above = elements.get(span["P"])
        if above is not None and above["S"] in HOLDERS and _is_idle(span, above):
            moved[reference] = span["P"]
    for reference in moved:
        span = elements[reference]
        kids = elements[span["P"]]["K"]
        kids[kids.index(reference)] = span["K"][0]
        # The file's objects are counted by their place: this one stays, empty, until it is saved.
        span.clear()
    return moved


def _is_idle(span: Any, above: Any) -> bool:
    """Whether an element is a span round one piece of content, on the page of the one above it."""
    kids = span["K"]
    is_plain = span["S"] == "/Span" and span.keys() == IDLE and len(kids) == 1
    return is_plain and isinstance(kids[0], int) and span["Pg"] == above.get("Pg")
