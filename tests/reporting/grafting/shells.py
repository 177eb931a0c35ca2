"""A small shell, as a pack's template would make one, from a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.template import Context, Engine

from reporting.grafting import labels
from reporting.grafting.plan import Place
from reporting.pdf import render_pdf

TEMPLATE = Path(__file__).with_name("shell.html")
TITLE = "Corporate Parenting Board, agenda"


def shell_of(places: Sequence[Place], titles: dict[str, str], last: int, front: int = 2) -> bytes:
    """Front sheet (and its blank back, if `front` is 2), then a page for every side."""
    lines = [
        {
            "item": place.item,
            "title": titles[place.item],
            "printed": place.printed,
            "sides": place.sides,
        }
        for place in places
    ]
    template = Engine().from_string(TEMPLATE.read_text(encoding="utf-8"))
    values = {"title": TITLE, "places": lines, "last": last, "front_blank": front == 2}
    printed = [str(n + 1) for n in range(front)]
    printed += [side.label for place in places for side in place.sides]
    made = render_pdf(
        template.render(Context(values)),
        title=TITLE,
        page_labels=labels(printed),
        style_sheet="none.css",
    )
    assert made.pages == len(printed), (made.pages, printed)
    return made.data
