"""The page's one sentence and its questions, both by rule from what was found and may be told."""

from __future__ import annotations

from decimal import Decimal

from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.gap import MANY
from reference.domain.rounding import plain

from .costs import moving
from .enough import worst_cell
from .found import Found
from .happened import ENGLAND_SERIES, mix_values
from .parts import HomesView
from .saying import LEAST, Saying, year_words
from .unknown import NEED_UNKNOWN, places_words

FEWER = Decimal(1)
SHARE_SPOT = Decimal(20)


def sentence(found: Found, saying: Saying) -> tuple[str, str]:
    """(what is said first, in bold; the rest): where children live against the first year and
    England, or what is lacking.
    """
    children = found.children
    if children is None:
        return _without_returns(found, saying)
    foster, homes = (mix_values(children, saying, group) for group in ("foster", "residential"))
    if foster[-1] is None:
        return f"We look after {children.total:,} children.", _homes(found, homes)
    total = f"{children.total:,}"
    then = foster[0] if len(foster) > 1 else None
    first = _first(foster[-1], then, total)
    rest = f" {plain(foster[-1])}%"
    rest += f", from {plain(then)}% in {year_words(children.days[0])}." if then is not None else "."
    return first, rest + _homes(found, homes)


def _first(now: Decimal, then: Decimal | None, total: str) -> str:
    if then is None or abs(now - then) < FEWER:
        return f"Of our {total} children as many live with foster carers as before:"
    word = "Fewer" if now < then else "More"
    return f"{word} of our {total} children live with foster carers:"


def _homes(found: Found, homes: list[Decimal | None]) -> str:
    now, then = homes[-1], homes[0] if len(homes) > 1 else None
    if now is None:
        return ""
    told = found.published.get(max(found.published, default=0), {}).get(
        ENGLAND_SERIES["residential"]
    )
    england = told.england.value if told and told.england else None
    said = f" {_more(now, then)} live in children’s homes: {plain(now)}%"
    return said + (f", against {plain(england)}% in England." if england is not None else ".")


def _more(now: Decimal, then: Decimal | None) -> str:
    if then is None or abs(now - then) < FEWER:
        return "As many"
    return "More" if now > then else "Fewer"


def _without_returns(found: Found, saying: Saying) -> tuple[str, str]:
    if found.places.empty:
        return "Nothing is known yet of our homes.", ""
    if not found.knows_children:
        return places_words(found), f" {NEED_UNKNOWN}"
    day = found.day.isoformat()
    told = {row.name: row.whole.short for row in found.gap
            if saying.may(key_of(day, "needs", row.key), row.whole.needed)}  # fmt: skip
    name = max(told, key=lambda name: told[name], default="")
    if name and told[name] > 0:
        return f"Most is lacking in “{name}”:", f" {told[name]:,} places."
    if len(told) < len(found.gap):
        return "Too few children are known to say whether there are enough homes.", ""
    first = "Every child whom the register has placed has a place of the right kind."
    return first, " No SSDA903 return says whether those are all of our children."


def questions(found: Found, saying: Saying, views: dict[str, HomesView]) -> tuple[str, ...]:
    """Each asked only where a finding gives cause."""
    asked = [
        _about_gap(found, saying),
        _about_plans(found, saying),
        _about_money(found, saying),
        _about_spot(found),
        _about_vacancies(found, saying),
        _about_distance(views.get("near")),
        _about_scenarios(views.get("scenarios")),
    ]
    return tuple(one for one in asked if one)


def _about_gap(found: Found, saying: Saying) -> str:
    worst = worst_cell(found, saying)
    if worst is None:
        return ""
    cell, name, ages = worst
    many = cell.short >= MANY
    return (
        f"What would it take to find {cell.short:,} more places in “{name}”{ages}?"
        if many
        else f"Who is looking for the places lacking in “{name}”{ages}?"
    )


def _about_plans(found: Found, saying: Saying) -> str:
    needs = found.needs
    waiting = needs[(needs["plan"] == "foster") & (needs["group"] == "residential")]
    least = LEAST if saying.public else 1
    asked = len(waiting) >= least
    return "Which children in homes have a plan to live with a foster carer?" if asked else ""


def _about_money(found: Found, saying: Saying) -> str:
    told = moving(found, saying)
    return "Where do we pay most for what suits a child least?" if told and told.middle > 0 else ""


def _about_spot(found: Found) -> str:
    placed = found.placed
    if placed.empty:
        return ""
    share = Decimal(int((placed["route"] == "spot").sum()) * 100) / len(placed)
    return (
        "Why are so many places bought one child at a time, outside any contract?"
        if share >= SHARE_SPOT
        else ""
    )


def _about_vacancies(found: Found, saying: Saying) -> str:
    if not found.knows_use:
        return ""
    own = found.places[found.places["own"]]
    asked = worst_cell(found, saying) is not None and int(own["vacant"].sum()) > 0
    return "Why are some of our own places empty while others are lacking?" if asked else ""


def _about_distance(view: HomesView | None) -> str:
    short = view is not None and view.title.startswith(("Just short", "Too far"))
    return "What would persuade providers near us to take our children first?" if short else ""


def _about_scenarios(view: HomesView | None) -> str:
    told = view is not None and not view.is_empty
    return "Which of these scenarios has a budget, an owner and a date?" if told else ""
