"""Nottingham, 2020-21 quarter 4: the figures of a real board paper, and nothing but them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from accounts.models import Council
from performance.models import Indicator, Theme
from performance.services.catalogue import switch_on_catalogue
from performance.services.measures import break_series, report_on_basis, set_target
from performance.services.packs import set_pack_details
from performance.services.returns import TypedEntry, add_series_note
from reference.domain.periods import parse, quarter
from reference.models import Area

from .entering import (
    Days,
    Line,
    answer_checks,
    confirmed,
    entry_of,
    hand_over,
    moment,
    opened_return,
    save,
    typed,
)
from .people import People
from .tables import parts, rows

SLUG = "nottingham"
AREA = "E06000018"
NAME = "Nottingham City Council"
BOARD = "Corporate Parenting Board"
COLOUR = "#53284f"
QUARTER = quarter(2020, 4)
DAYS = Days(dt.date(2021, 4, 1), dt.date(2021, 4, 28), dt.date(2021, 5, 4))
# The papers of a meeting are out five clear days before it.
PUBLISHED = dt.date(2021, 5, 7)
AGENCY = ("X10000001", "Adoption East Midlands")


@transaction.atomic
def load(council: Council, people: People) -> None:
    """Switches, targets, the quarter's eight returns, undated values and the pack's cover."""
    Area.objects.get_or_create(
        code=AGENCY[0], defaults={"name": AGENCY[1], "kind": Area.Kind.AGENCY}
    )
    indicators = {one.code: one for one in Indicator.objects.filter(council=None)}
    _measures(council, people, indicators)
    lines = defaultdict(list)
    for row in rows(SLUG, "figures"):
        line = Line(**row | {"group": row["group"] or "all"})
        lines[indicators[line.code].theme_id].append(line)
    for theme in Theme.objects.filter(code__in=lines):
        _return(council, theme, lines[theme.code], people)
    _notes(council, people, indicators)
    set_pack_details(
        council=council,
        quarter=QUARTER,
        meeting_on=dt.date(2021, 5, 17),
        item="9",
        presented_by="Interim Director for Children’s Integrated Services",
        by=people.governance,
    )


def _measures(council: Council, people: People, indicators: dict[str, Indicator]) -> None:
    measures = list(rows(SLUG, "measures"))
    codes = [row["code"] for row in measures]
    switch_on_catalogue(council=council, codes=codes, by=people.administrator)
    for row in measures:
        if row["basis"]:
            report_on_basis(
                council=council,
                indicator=indicators[row["code"]],
                basis=row["basis"],
                by=people.administrator,
            )
    for row in rows(SLUG, "targets"):
        set_target(
            council=council,
            indicator=indicators[row["code"]],
            from_period=parse(row["from"]),
            low=Decimal(row["low"]) if row["low"] else None,
            high=Decimal(row["high"]) if row["high"] else None,
            note=row["note"],
            by=people.administrator,
        )

    for row in rows(SLUG, "breaks"):
        break_series(
            council=council,
            indicator=indicators[row["code"]],
            from_period=parse(row["from"]),
            kind="source",
            before=row["before"],
            after=row["after"],
            reason=row["reason"],
            by=people.administrator,
        )


def _return(council: Council, theme: Theme, lines: list[Line], people: People) -> None:
    opened = opened_return(council, theme, QUARTER, people, DAYS)
    written: dict[int, TypedEntry] = {}
    asked: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        entry = entry_of(opened, line, people, written)
        written[entry.pk] = typed(entry, line)
        if entry.asked:
            asked[line.code].append(entry.pk)
    _comment(written, asked)
    save(opened, list(written.values()), people, DAYS)
    # A year's figure stands beside the quarter's, and two terms beside each other.
    answer_checks(opened, people, DAYS, confirmed)
    hand_over(opened, people, DAYS)


def _comment(written: dict[int, TypedEntry], asked: dict[str, list[int]]) -> None:
    """Comments under a measure's first figure, or that of the period named, and what they cover."""
    ids = dict(Indicator.objects.filter(council=None).values_list("code", "pk"))
    for row in rows(SLUG, "comments"):
        if found := asked.get(row["code"]):
            under = next((pk for pk in found if written[pk].period == row["period"]), found[0])
            written[under] = replace(written[under], comment=row["text"])
            for pk in (pk for code in parts(row["covers"]) for pk in asked[code]):
                written[pk] = replace(written[pk], comment_on=ids[row["code"]])


def _notes(council: Council, people: People, indicators: dict[str, Indicator]) -> None:
    for row in rows(SLUG, "notes"):
        add_series_note(
            council=council,
            indicator=indicators[row["code"]],
            group=row["group"],
            printed=row["printed"],
            when=row["when"],
            text=row["text"],
            by=people.officer,
            at=moment(DAYS.submitted),
        )
