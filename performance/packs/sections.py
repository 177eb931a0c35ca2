"""Sections that floors above add to a pack, named by dotted path in the setting PACK_SECTIONS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Council
from reference.domain.periods import Period

from .cells import Shown


@dataclass(frozen=True)
class SectionCell:
    """A number of people that the public edition shows or hides; `shown` is None where hidden.

    The same number has the same key in every edition, made by `section_key`.
    """

    key: str
    state: str
    shown: Decimal | None
    partition: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a pack with a heading of its own. `template` receives it as `section`, with
    `medium`, `on_paper` and `council`; all of it is made for the pack's audience.

    `cells` are those of a public edition. `mark` is another one when what it prints is.
    """

    anchor: str
    title: str
    template: str
    content: Any
    mark: str
    cells: tuple[SectionCell, ...] = ()
    hidden_count: int = 0
    holds_small_numbers: bool = False


Builder = Callable[[Council, Period, str, Mapping[str, Shown]], Section | None]


def sections_of(
    council: Council, quarter: Period, audience: str, shown: Mapping[str, Shown]
) -> tuple[Section, ...]:
    """What the setting's functions make of a quarter, in its order; None of them is left out.

    `shown` is what disclosure control says of the figures that stand in the same document.
    """
    builders: list[Builder] = [import_string(path) for path in settings.PACK_SECTIONS]
    made = (build(council, quarter, audience, shown) for build in builders)
    return tuple(section for section in made if section is not None)
