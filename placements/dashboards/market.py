"""The market of homes in a council's area, as Ofsted's published register shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Council
from placements.dashboards.homes import HomesView
from placements.dashboards.profile.parts import NONE
from reference.domain.ofsted import Concentration, Grades, Setting, Supply, market, movement
from reference.domain.periods import long_date
from reference.domain.rounding import percentage, round_half_up, share
from reference.fixtures import home_types, provision_types, register_labels
from reference.models import OfstedRelease
from reference.ofsted import settings_of

MOST_OWNERS = 10
TYPES = "Homes and schemes, by kind"


@dataclass(frozen=True)
class MarketPage:
    """`as_at` is the release's day; None where no release is held."""

    council: Council
    as_at: dt.date | None
    sentence: str
    tables: tuple[HomesView, ...]
    releases: tuple[dt.date, ...]


def market_page(council: Council, day: dt.date) -> MarketPage:
    """Of the newest release up to `day`, beside the release before. Nothing here is named or placed
    but by its authority: the register that is held does not know more.
    """
    releases = list(OfstedRelease.objects.by(day))
    days = tuple(one.as_at for one in releases)
    if not releases:
        return MarketPage(council, None, "No release of Ofsted’s register is held yet.", (), ())
    here = settings_of(releases[0], council.area)
    homes = [one for one in here if one.provision_type in set(home_types())]
    tables = [_by_kind(here), _by_sector(homes), *_judged(here, homes), _owners(homes)]
    if len(releases) > 1:
        before = settings_of(releases[1], council.area)
        tables.append(_moved(before, here, releases[1].as_at))
    shown = tuple(table for table in tables if table.rows)
    return MarketPage(council, days[0], _sentence(homes), shown, days)


def _sentence(homes: Sequence[Setting]) -> str:
    found = market(homes)
    ours = found.by_sector.get("local-authority")
    own = f", {ours.places:,} of them a council’s own" if ours else ""
    words = f"{found.total.settings:,} children’s home{'' if found.total.settings == 1 else 's'}"
    return f"{words} in the area with {found.total.places:,} places{own}."


def _by_kind(here: Sequence[Setting]) -> HomesView:
    parts = market(here).by_type
    names = {slug: one.name for slug, one in provision_types().items()}
    order = sorted(parts, key=lambda one: (list(names).index(one) if one in names else 99, one))
    rows = tuple((names.get(one, one), *_supply(parts[one])) for one in order)
    return HomesView("kinds", TYPES, head=("Kind", "Number", "Places", "Suspended"), rows=rows)


def _supply(part: Supply) -> tuple[str, str, str]:
    places = NONE if part.unplaced == part.settings else f"{part.places:,}"
    return f"{part.settings:,}", places, f"{part.suspended:,}" if part.suspended else NONE


def _by_sector(homes: Sequence[Setting]) -> HomesView:
    parts = market(homes).by_sector
    order = sorted(parts, key=lambda one: -parts[one].places)
    rows = tuple((_label("sector", one), *_supply(parts[one])) for one in order)
    head = ("Sector", "Number", "Places", "Suspended")
    return HomesView("sectors", "Children’s homes, by who runs them", head=head, rows=rows)


def _judged(here: Sequence[Setting], homes: Sequence[Setting]) -> list[HomesView]:
    overall, supported = market(homes).overall, market(here).supported
    good = sum(overall.counts.get(grade, 0) for grade in ("outstanding", "good"))
    said = f"{good:,} of {overall.inspected:,} inspected homes are good or outstanding."
    made = [_grades("judgements", "Judgements of children’s homes", said, "grade", overall)]
    title = "Supported accommodation: outcomes of inspections"
    words = f"{supported.inspected:,} of {supported.settings:,} have been inspected."
    return [*made, _grades("outcomes", title, words, "outcome", supported)]


def _grades(key: str, title: str, sentence: str, words: str, found: Grades) -> HomesView:
    known = [code for column, code in register_labels() if column == words]
    rows = [(_label(words, code), f"{found.counts.get(code, 0):,}") for code in known]
    rows.append(("Not inspected yet", f"{found.settings - found.inspected:,}"))
    return HomesView(
        key,
        title,
        sentence=sentence,
        head=("Judgement", "Number"),
        rows=tuple(rows) if found.settings else (),
    )


def _owners(homes: Sequence[Setting]) -> HomesView:
    found = market(homes).concentration
    rows = tuple(
        (one.owner, f"{one.settings:,}", f"{one.places:,}", _share(one.places, found.places))
        for one in found.owners[:MOST_OWNERS]
    )
    head = ("Owner", "Homes", "Places", "Share of places")
    title = "Who owns the children’s homes"
    return HomesView("owners", title, sentence=_owned(found), head=head, rows=rows)


def _owned(found: Concentration) -> str:
    if not found.places:
        return ""
    largest, places = found.largest(1)
    # Shares are percentages; the index is told of 10,000.
    index = round_half_up(100 * share(*found.herfindahl))
    return (
        f"{len(found.owners):,} owners; the largest has {_share(largest, places)} of the places. "
        f"The Herfindahl index is {index:,} of 10,000; above 2,000 a market is concentrated."
    )


def _share(part: int, whole: int) -> str:
    return f"{percentage(part, whole)}%"


def _moved(before: Iterable[Setting], now: Iterable[Setting], since: dt.date) -> HomesView:
    found = movement(before, now)
    names = {slug: one.name for slug, one in provision_types().items()}
    rows = [
        (names.get(one.provision_type, one.provision_type), came, one.owner or NONE,
         NONE if one.places is None else f"{one.places:,}")
        for came, part in (("Joined", found.joiners), ("Left", found.leavers))
        for one in part
    ]  # fmt: skip
    said = (
        f"{len(found.joiners):,} joined and {len(found.leavers):,} left since {long_date(since)}."
    )
    head = ("Kind", "Joined or left", "Owner", "Places")
    return HomesView("moved", "Who came and who went", sentence=said, head=head, rows=tuple(rows))


def _label(column: str, code: str) -> str:
    return register_labels().get((column, code), code or "Not told")
