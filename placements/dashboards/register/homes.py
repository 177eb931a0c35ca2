"""One home with its places and what is known of it; one provider with its homes and contracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min

from accounts.models import Council
from placements.domain.register_due import REVIEW_MONTHS, Due, due_on, months_later
from placements.measures import district_names
from placements.models import Contract, Placement, Places, Provider, Setting
from placements.registers import REGISTERS, Register
from placements.registers.facts import last_days
from placements.registers.judged import Graded, graded, newest
from placements.registers.saying import words_of

MOST_LINES = 12


@dataclass(frozen=True)
class Part:
    """Lines of another register that belong to a home or provider."""

    register: Register
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True)
class Vacancy:
    """How full a home is on a day. No places: nobody has entered them."""

    places: Places | None
    children: int

    @property
    def free(self) -> int:
        return max(self.places.fillable - self.children, 0) if self.places else 0


@dataclass(frozen=True)
class HomePage:
    setting: Setting
    today: dt.date
    is_open: bool
    is_suspended: bool
    vacancy: Vacancy
    grade: Graded | None
    judged: tuple[Graded, ...]
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ProviderPage:
    provider: Provider
    is_suspended: bool
    review: Due | None
    facts: tuple[tuple[str, str], ...]
    settings: tuple[tuple[Setting, str], ...]
    contracts: tuple[tuple[Contract, dt.date | None], ...]
    parts: tuple[Part, ...]


def home_page(council: Council, setting: Setting, today: dt.date) -> HomePage:
    judged = graded([setting])[setting.pk]
    return HomePage(
        setting=setting,
        today=today,
        is_open=Setting.objects.open_on(today).filter(pk=setting.pk).exists(),
        is_suspended=is_suspended(setting.provider, today),
        vacancy=vacancy_on(setting, today),
        grade=newest(judged, today),
        judged=tuple(one for one in judged if one.is_published),
        facts=_facts(REGISTERS["settings"], setting),
        parts=parts_of(
            council,
            ("places", "judgements", "risks", "visits", "concerns", "steps", "monitoring"),
            setting=setting,
        ),
    )


def provider_page(council: Council, provider: Provider, today: dt.date) -> ProviderPage:
    settings = provider.settings.order_by("kind", "name")
    contracts = Contract.objects.filter(providers=provider).order_by("name", "pk")
    ends = last_days(council)
    return ProviderPage(
        provider=provider,
        is_suspended=is_suspended(provider, today),
        review=_next_review(provider, today),
        facts=_facts(REGISTERS["providers"], provider),
        settings=tuple((one, district_names().get(one.district, "")) for one in settings),
        contracts=tuple((one, ends[one.pk]) for one in contracts),
        parts=parts_of(council, ("suspensions", "reviews", "planned"), provider=provider),
    )


def _next_review(provider: Provider, today: dt.date) -> Due | None:
    """None for the council itself, for one without a home, and while nothing is known to count
    from.
    """
    if provider.sector == Provider.Sector.OWN:
        return None
    last = provider.reviews.filter(held_on__lte=today).aggregate(day=Max("held_on"))["day"]
    opened = provider.settings.open_on(today).aggregate(day=Min("opened_on"))["day"]
    begin = last or opened
    return due_on(months_later(begin, REVIEW_MONTHS), today) if begin else None


def is_suspended(provider: Provider, day: dt.date) -> bool:
    return provider.suspensions.in_force_on(day).exists()


def vacancy_on(setting: Setting, day: dt.date) -> Vacancy:
    places = setting.places.filter(from_on__lte=day).order_by("-from_on").first()
    children = Placement.objects.open_on(day).filter(setting=setting).count()
    return Vacancy(places, children)


def _facts(register: Register, line: Any) -> tuple[tuple[str, str], ...]:
    said = [(box.label, words_of(register, box, line)) for box in register.boxes]
    return tuple((label, words) for label, words in said if words)


def parts_of(council: Council, keys: Sequence[str], **of: Any) -> tuple[Part, ...]:
    return tuple(_part(council, REGISTERS[key], of) for key in keys)


def _part(council: Council, register: Register, of: dict[str, Any]) -> Part:
    lines = register.lines(council).filter(**of)
    boxes = [box for box in register.boxes if box.shown and box.name not in of]
    newest = sorted(lines, key=lambda one: str(getattr(one, _day_of(register))), reverse=True)
    rows = [
        (one.pk, tuple(words_of(register, box, one) for box in boxes))
        for one in newest[:MOST_LINES]
    ]
    heads = tuple(box.label for box in boxes)
    return Part(register, heads, tuple(rows), max(len(newest) - MOST_LINES, 0))


def _day_of(register: Register) -> str:
    return next(box.name for box in register.boxes if box.name.endswith("_on"))
