"""Children in homes: the search before, how the home was bought, the price, what reviews said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from .buying import BLOCK, BLOCK_PLACES, DYNAMIC, FRAMEWORK, lot_for
from .money import make_agreement
from .providers import OWN, provider_of_role
from .scene import Row, Scene
from .stays import Stay

CONTRACTS = {"framework": FRAMEWORK, "dynamic": DYNAMIC, "block": BLOCK}
SIXTEEN_WEEKS = dt.timedelta(weeks=16)


def make_placements(scene: Scene, stays: Sequence[Stay], where: Mapping[Stay, int]) -> None:
    """A placement for each stay, in its setting; searches, prices and scores; one placement that
    is in no registered home, and one with kin on temporary approval, where there are such.
    """
    for stay in stays:
        found = _placement(scene, stay, where[stay])
        make_agreement(scene, found, stay)
        if scene.assumed.happens(scene.rng, "scored"):
            _scores(scene, found, stay)
        if stay.ends_on is None and scene.assumed.happens(scene.rng, "still_looking"):
            _search(scene, stay, None, stay.kind)
    _unregistered(scene, stays)
    _kin(scene, stays)


def _placement(scene: Scene, stay: Stay, setting: int) -> int:
    provider = scene.rows("settings")[setting]["provider"]
    route, lot = _bought(scene, stay, provider)
    recent = stay.starts_on > scene.day - dt.timedelta(days=365)
    search = _search(scene, stay, provider, stay.kind) if recent and provider != OWN else None
    row = {
        "child": stay.child,
        "setting": setting,
        "route": route,
        "lot": lot,
        "search": search,
        "plan": _plan(scene, stay),
        "starts_on": stay.starts_on,
        "ends_on": stay.ends_on,
        "ending": _ending(scene, stay),
        "first_choice": scene.assumed.happens(scene.rng, "first_choice"),
    }
    return scene.add("placements", **row, **_below_good(scene, stay, setting))


def _bought(scene: Scene, stay: Stay, provider: int) -> tuple[str, int | None]:
    """(route, lot). The block's provider sells the block first."""
    if provider == OWN:
        return "in-house", None
    lot = lot_for(scene, BLOCK, stay.kind)
    if provider == provider_of_role(scene, "block") and lot is not None and stay.ends_on is None:
        filled = sum(row["lot"] == lot for row in scene.rows("placements"))
        if filled < BLOCK_PLACES:
            return "block", lot
    route = scene.assumed.draw(scene.rng, "route", stay.kind) or "spot"
    contract = CONTRACTS.get(route)
    return route, None if contract is None else lot_for(scene, contract, stay.kind)


def _plan(scene: Scene, stay: Stay) -> str:
    if stay.kind in ("home", "school") and scene.assumed.happens(scene.rng, "plan_of_fostering"):
        return "foster"
    return stay.kind


def _ending(scene: Scene, stay: Stay) -> str:
    if stay.ends_on is None:
        return ""
    return "planned" if stay.ceased else scene.assumed.draw(scene.rng, "ending")


def _below_good(scene: Scene, stay: Stay, setting: int) -> Row:
    """Why a home was chosen that was judged below Good, where it was."""
    judged = [
        one
        for one in scene.rows("judgements")
        if one["setting"] == setting and one["inspected_on"] <= stay.starts_on
    ]
    grade = max(judged, key=lambda one: one["inspected_on"])["grade"] if judged else ""
    if grade not in ("requires-improvement", "inadequate", "inconsistent", "weak"):
        return {}
    return {
        "below_good_reason": "The home knows the child’s needs; the action plan was read first.",
        "below_good_follow_up": "A visit each month until the next inspection.",
    }


def _search(scene: Scene, stay: Stay, provider: int | None, kind: str) -> int:
    """`provider` is whose home was found; None: still looking."""
    opened = scene.before(2, 40) if provider is None else stay.starts_on - scene.days(1, 45)
    found = scene.add(
        "searches",
        child=stay.child,
        kind=kind,
        opened_on=opened,
        ended_on=None if provider is None else stay.starts_on,
        outcome="open" if provider is None else "matched",
    )
    for one in scene.rng.integers(1, len(scene.rows("providers")) - 1, size=3):
        if int(one) != provider:
            _answer(scene, found, int(one), opened)
    if provider is not None:
        _row(scene, found, provider, opened, stay.starts_on, "offered", "")
    return found


def _answer(scene: Scene, search: int, provider: int, opened: dt.date) -> None:
    offered = scene.assumed.happens(scene.rng, "offered")
    reason = "" if offered else scene.assumed.word(scene.rng, "declined")
    on = min(opened + scene.days(0, 4), scene.day)
    _row(scene, search, provider, opened, on, "offered" if offered else "declined", reason)


def _row(
    scene: Scene,
    search: int,
    provider: int,
    asked: dt.date,
    answered: dt.date,
    answer: str,
    reason: str,
) -> None:
    scene.add(
        "answers",
        search=search,
        provider=provider,
        asked_on=asked,
        answered_on=answered,
        answer=answer,
        reason=reason,
    )


def _scores(scene: Scene, placement: int, stay: Stay) -> None:
    """Two reviews half a year apart, as far as the stay reaches."""
    until = stay.ends_on or scene.day
    for on in (until - scene.days(190, 210), until - scene.days(5, 25)):
        if on > stay.starts_on:
            for outcome in scene.assumed.words["outcome"]:
                drawn = int(scene.rng.integers(2, 6))
                scene.add(
                    "scores", placement=placement, reviewed_on=on, outcome=outcome, score=drawn
                )


def _unregistered(scene: Scene, stays: Sequence[Stay]) -> None:
    """The newest stay in a private home was in an annexe that nobody had registered."""
    newest = _newest(stays, lambda one: one.kind in ("other", "home") and one.sector == "private")
    if newest is None:
        return
    row = scene.rows("placements")[newest]
    home = scene.rows("settings")[row["setting"]]
    kept = {"opened_on": row["starts_on"], "registered_on": None, "urn": ""}
    setting = scene.add(
        "settings",
        **{**home, **kept, "kind": "other", "name": f"{home['name']} annexe", "specialisms": []},
    )
    scene.add(
        "places",
        setting=setting,
        from_on=row["starts_on"],
        registered=1,
        usable=1,
        reserved=0,
        blocked=0,
        reason="",
    )
    row["setting"] = setting
    scene.add(
        "irregulars",
        placement=newest,
        kind="unregistered",
        from_on=row["starts_on"],
        reason="No registered home offered a place; the court allowed it while one is found.",
        court_order_on=row["starts_on"],
        ofsted_told_on=row["starts_on"] + dt.timedelta(days=1),
        approved_until=scene.day + scene.days(10, 40),
    )


def _kin(scene: Scene, stays: Sequence[Stay]) -> None:
    newest = _newest(stays, lambda one: one.kind == "foster" and one.connected)
    if newest is None:
        return
    on = stays[newest].starts_on
    scene.add(
        "irregulars",
        placement=newest,
        kind="kin",
        from_on=on,
        reason="Grandparents care for the child while the fostering panel assesses them.",
        court_order_on=None,
        ofsted_told_on=None,
        approved_until=on + SIXTEEN_WEEKS,
    )


def _newest(stays: Sequence[Stay], fits: Callable[[Stay], bool]) -> int | None:
    """The number of the stay that began last, of those that go on and fit."""
    found = [n for n, one in enumerate(stays) if one.ends_on is None and fits(one)]
    return found[-1] if found else None
