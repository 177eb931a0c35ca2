"""Homes with as many places as their children needed: places first, then homes around them."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from .providers import OWN, provider_for
from .scene import Scene
from .stays import Stay

# A place: the stays in it, one after the other.
Bed = list[Stay]
Cell = tuple[str, str, str, bool]
# Ofsted's numbers begin with SC0, SC1, SC2 and SC4: no home that exists has one of these.
URN = "SC9{:05}"
LONG_AGO = dt.date(1990, 1, 1)
INSPECTED = ("home", "school", "secure", "supported")
LATER = "Taken by another council"


def make_supply(
    scene: Scene, stays: Sequence[Stay], *, settings: int | None = None
) -> dict[Stay, int]:
    """Settings, their places and judgements; returns the setting of each stay.

    Children of one kind, sector and district share homes. There are as many places as were filled
    at once, and some more; of a home that is not the council's own, the rest is other councils'.
    `settings`: how many there are to be; homes are then as large as that takes, and there are
    never fewer than one for each kind, sector and district.
    """
    cells: dict[Cell, list[Stay]] = {}
    for stay in stays:
        cells.setdefault((stay.kind, stay.sector, stay.district, stay.connected), []).append(stay)
    beds = {cell: beds_of(found) for cell, found in cells.items()}
    wanted = {} if settings is None else _shared_out(beds, settings)
    where: dict[Stay, int] = {}
    for cell, found_beds in beds.items():
        for home in _homes(scene, cell, found_beds, wanted.get(cell)):
            setting = _setting(scene, cell, home)
            where |= {stay: setting for bed in home for stay in bed}
    _spare(scene)
    return where


def _homes(
    scene: Scene, cell: Cell, beds: Sequence[Bed], wanted: int | None
) -> Iterator[list[Bed]]:
    """The beds of each home: of so many homes that are alike, else of homes of drawn sizes."""
    if wanted is not None:
        ends = [len(beds) * at // wanted for at in range(wanted + 1)]
        yield from (list(beds[a:b]) for a, b in pairwise(ends))
        return
    left = iter(beds)
    while home := list(islice(left, _size(scene, cell))):
        yield home


def _shared_out(beds: Mapping[Cell, Sequence[Bed]], settings: int) -> dict[Cell, int]:
    """How many homes each cell has, so that there are `settings` in all: one, then the next one
    always where homes are largest. None without a bed.
    """
    homes = dict.fromkeys(beds, 1)
    largest = [(-float(len(of)), at, cell) for at, (cell, of) in enumerate(beds.items())]
    heapq.heapify(largest)
    for _ in range(min(settings, sum(map(len, beds.values()))) - len(homes)):
        _, at, cell = largest[0]
        homes[cell] += 1
        heapq.heapreplace(largest, (-len(beds[cell]) / homes[cell], at, cell))
    return homes


def beds_of(stays: Sequence[Stay]) -> list[Bed]:
    """As few places as hold the stays, which come in order of their first day: a place is free
    again on the day on which a child leaves.
    """
    beds: list[Bed] = []
    for stay in stays:
        free = (bed for bed in beds if (end := bed[-1].ends_on) and end <= stay.starts_on)
        if (bed := next(free, None)) is not None:
            bed.append(stay)
        else:
            beds.append([stay])
    return beds


def _size(scene: Scene, cell: Cell) -> int:
    """How many of the home's places the council's children ever filled at once."""
    kind, sector, _, connected = cell
    told = scene.assumed.kind(kind)
    if connected:
        return 1
    if sector == "own":
        return int(scene.rng.integers(int(told["own_low"]), int(told["own_high"]) + 1))
    return int(scene.rng.integers(1, int(told["our_places"]) + 1))


def _setting(scene: Scene, cell: Cell, home: list[Bed]) -> int:
    kind, sector, district, _ = cell
    told, number = scene.assumed.kind(kind), len(scene.rows("settings"))
    ages = [stay.age for bed in home for stay in bed]
    began = min(stay.starts_on for bed in home for stay in bed)
    opened = max(began - scene.days(90, 3000), LONG_AGO)
    setting = scene.add(
        "settings",
        provider=provider_for(scene, kind, sector),
        name=_name(scene, kind, number),
        kind=kind,
        urn=URN.format(number) if kind in INSPECTED else "",
        district=district,
        registered_on=opened - scene.days(1, 60),
        opened_on=opened,
        age_from=min(int(told["age_from"]), *ages),
        age_to=max(int(told["age_to"]), *ages),
        specialisms=_specialisms(scene),
    )
    _places(scene, setting, sector, home)
    _judgements(scene, setting)
    _closed(scene, setting, cell, home)
    return setting


def _closed(scene: Scene, setting: int, cell: Cell, home: list[Bed]) -> None:
    """An own home whose last child left is closed; so are kin, and most other own households."""
    kind, sector, _, connected = cell
    ends = [bed[-1].ends_on for bed in home]
    if sector != "own" or None in ends:
        return
    if kind != "foster" or connected or scene.assumed.happens(scene.rng, "gave_up"):
        last = max(one for one in ends if one)
        scene.rows("settings")[setting]["closed_on"] = last


def _name(scene: Scene, kind: str, number: int) -> str:
    if kind == "foster":
        return f"Household F{number:04}"
    return f"Imagined {scene.assumed.word(scene.rng, 'tree')} House {number:03}"


def _specialisms(scene: Scene) -> list[str]:
    if scene.rng.random() < 0.5:
        return []
    return [scene.assumed.word(scene.rng, "specialism")]


def _places(scene: Scene, setting: int, sector: str, home: list[Bed]) -> None:
    """As registered; then, of a home that is not the council's own, fewer when children left."""
    row, ours = scene.rows("settings")[setting], len(home)
    told = scene.assumed.kind(row["kind"])
    if sector == "own":
        _line(scene, setting, row["opened_on"], max(ours, int(told["own_low"])), 0, "")
        return
    drawn = int(scene.rng.integers(int(told["external_low"]), int(told["external_high"]) + 1))
    registered = max(drawn, ours)
    _line(scene, setting, row["opened_on"], registered, registered - ours, LATER)
    left = [bed[-1].ends_on for bed in home if bed[-1].ends_on]
    gone = [on for on in left if not scene.assumed.happens(scene.rng, "spare")]
    if gone:
        reserved = registered - ours + len(gone)
        _line(scene, setting, max(gone), registered, reserved, LATER)


def _line(
    scene: Scene, setting: int, on: dt.date, registered: int, reserved: int, reason: str
) -> None:
    scene.add(
        "places",
        setting=setting,
        from_on=on,
        registered=registered,
        usable=registered,
        reserved=reserved,
        blocked=0,
        reason=reason if reserved else "",
    )


def _judgements(scene: Scene, setting: int) -> None:
    """The last two inspections, a year apart, where the kind of home is inspected."""
    row = scene.rows("settings")[setting]
    last = scene.before(20, 380)
    for on in (last - scene.days(330, 400), last):
        grade = scene.assumed.draw(scene.rng, "grade", row["kind"])
        if grade and on > row["opened_on"]:
            scene.add("judgements", setting=setting, inspected_on=on, grade=grade)


def _spare(scene: Scene) -> None:
    """Some own homes and households have a place more, some of them kept empty for a reason."""
    held = {line["setting"]: line for line in scene.rows("places")}
    for setting, row in enumerate(scene.rows("settings")):
        if row["provider"] != OWN or "closed_on" in row:
            continue
        if scene.assumed.happens(scene.rng, "own_spare"):
            line = held[setting]
            line["registered"] += 1
            line["usable"] += 1
            _kept_empty(scene, setting, row["kind"], line["registered"])


def _kept_empty(scene: Scene, setting: int, kind: str, registered: int) -> None:
    """Since some months ago the place more is blocked in a household, or a home is capped."""
    name = "blocked" if kind == "foster" else "capped"
    opened = scene.rows("settings")[setting]["opened_on"]
    on = scene.before(20, 150)
    if on <= opened:
        return
    blocked = int(name == "blocked")
    scene.add(
        "places",
        setting=setting,
        from_on=on,
        registered=registered,
        usable=registered - (1 - blocked),
        reserved=0,
        blocked=blocked,
        reason=scene.assumed.word(scene.rng, name),
    )
