"""One placement with its prices and scores; one search with its answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Council
from placements.models import Placement, ProviderAnswer, Search
from placements.registers import REGISTERS
from placements.registers.saying import pounds, words_of

from .homes import Part, parts_of


@dataclass(frozen=True)
class PlacementPage:
    placement: Placement
    today: dt.date
    is_open: bool
    days: int
    weekly: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SearchPage:
    search: Search
    days: int
    answers: tuple[ProviderAnswer, ...]
    offers: int
    placements: tuple[Placement, ...]


def placement_page(council: Council, placement: Placement, today: dt.date) -> PlacementPage:
    register = REGISTERS["placements"]
    over = placement.ends_on if placement.ends_on and placement.ends_on <= today else None
    price = placement.agreements.filter(from_on__lte=today).order_by("-from_on").first()
    said = [(box.label, words_of(register, box, placement)) for box in register.boxes]
    return PlacementPage(
        placement=placement,
        today=today,
        is_open=over is None and placement.starts_on <= today,
        days=max(((over or today) - placement.starts_on).days, 0),
        weekly=pounds(price.weekly) if price else "",
        facts=tuple((label, words) for label, words in said if words),
        parts=parts_of(council, ("prices", "irregular", "scores"), placement=placement),
    )


def search_page(search: Search, today: dt.date) -> SearchPage:
    answers = tuple(search.answers.select_related("provider"))
    offered = ProviderAnswer.Answer.OFFERED
    placements: Any = search.placements.select_related("setting")
    return SearchPage(
        search=search,
        days=((search.ended_on or today) - search.opened_on).days,
        answers=answers,
        offers=sum(one.answer == offered for one in answers),
        placements=tuple(placements),
    )
