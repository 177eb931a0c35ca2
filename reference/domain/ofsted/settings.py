"""One line of Ofsted's register, and the words that it may be written in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as one release has it. There is no field for where it is but its authority.

    `provision_type`, `status`, `sector` and the grades are our codes, or Ofsted's words where those
    are new to us; `area` is a GSS code, None where the authority is none of England's. A number or
    day that was not printed, or cannot be read, is None.
    """

    urn: str
    provision_type: str
    registered_on: dt.date | None
    status: str
    name: str
    authority: str
    area: str | None
    region: str
    sector: str
    places: int | None
    premises: int | None
    short_breaks_only: bool
    many_buildings: bool
    owner: str
    event_type: str
    inspected_on: dt.date | None
    published_on: dt.date | None
    event_number: str
    overall: str
    helped: str
    leaders: str
    supported_outcome: str


FIELDS = tuple(field.name for field in fields(Setting))

# A setting of which nothing is known.
NOTHING = Setting(
    urn="",
    provision_type="",
    registered_on=None,
    status="",
    name="",
    authority="",
    area=None,
    region="",
    sector="",
    places=None,
    premises=None,
    short_breaks_only=False,
    many_buildings=False,
    owner="",
    event_type="",
    inspected_on=None,
    published_on=None,
    event_number="",
    overall="",
    helped="",
    leaders="",
    supported_outcome="",
)


@dataclass(frozen=True, slots=True)
class ProvisionType:
    """A kind of setting: whether it is a children's home, and whether its name is public."""

    slug: str
    name: str
    is_home: bool
    is_named: bool


@dataclass(frozen=True)
class Vocabulary:
    """What words stand for; every word is a key as `plain_words` writes it.

    types: words -> kind of setting. codes: (list, words) -> code, the lists being status, sector,
    grade, outcome and flag. areas: name of a local authority -> GSS code.
    """

    types: Mapping[str, ProvisionType]
    codes: Mapping[tuple[str, str], str]
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was odd in a row, with the heading of its column."""

    column: str
    message: str


def plain_words(text: str) -> str:
    """Without what releases write now so, now so: capitals, hyphens, stops, line breaks, "&".

    >>> plain_words("St. Helens"), plain_words("Bournemouth, Christchurch & Poole")
    ('st helens', 'bournemouth christchurch and poole')
    """
    told = text.casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    return _APART.sub(" ", told).strip()
