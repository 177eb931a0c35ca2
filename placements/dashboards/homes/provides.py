"""Who provides: providers, our own places in use, owners, judgements of the homes that we use."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.judged import published_by
from placements.domain.supply.market import NOT_JUDGED, children_by_grade, concentration
from placements.domain.supply.places import summed
from placements.models import Judgement
from reference.domain.periods import long_date
from reference.domain.rounding import percentage, round_half_up

from .children import INTERNAL, Children
from .finding import endings_view, fostering_view, funnel_view, stability_view
from .found import Found
from .happened import shares_view
from .parts import HomesView
from .saying import Saying, year_words
from .unknown import USE_UNKNOWN
from .words import REGISTER, RETURNS, kind_name

HALF = Decimal(50)
OWN_SHARES = {"foster": "Foster care", "residential": "Children’s homes"}
CONCENTRATED = 2000


def provides(found: Found, saying: Saying) -> tuple[HomesView, ...]:
    views = []
    if found.children:
        views += [provider_view(found.children, saying), internal_view(found.children, saying)]
    if not found.places.empty:
        views += [use_view(found, saying)]
    if not found.placed.empty:
        views += [owners_view(found, saying), judged_view(found, saying)]
    if not saying.public and not found.register.placed.empty:
        views += [stability_view(found), endings_view(found)]
    if not found.places.empty:
        views += [fostering_view(found, saying)]
    return (*views, funnel_view(found, saying))


def provider_view(children: Children, saying: Saying) -> HomesView:
    view = shares_view(
        children,
        saying,
        view="provider",
        key="provider",
        title="Who provides the places",
        subtitle="Share of children in care by provider",
        own="Own provision",
    )
    private = next((row for row in view.rows if row[0] == "Private provision"), None)
    if private is None or private[2] in (HIDDEN, NONE):
        return view
    share = Decimal(private[2].rstrip("%"))
    return view.titled("Over half by private providers" if share > HALF else "")


def internal_view(children: Children, saying: Saying) -> HomesView:
    """The council's own share in fostering and in children's homes, as the indicators have it."""
    rows = [
        (OWN_SHARES[group], *(_own_share(children, saying, code, day) for day in children.days))
        for group, code in INTERNAL.items()
    ]
    said = [f"{row[0].lower()} {row[-1]}" for row in rows if row[-1] not in (NONE, HIDDEN)]
    return HomesView(
        key="internal",
        title="Our own share",
        subtitle="Share of children in each kind of home whom the council itself houses",
        sentence=f"Our own share: {', '.join(said)}." if said else "Too few children to tell.",
        head=("Kind of home", *(year_words(day) for day in children.days)),
        rows=tuple(rows),
        source=RETURNS,
    )


def _own_share(children: Children, saying: Saying, code: str, day: dt.date) -> str:
    figure = children.figures[code, day]
    own, whole = figure.numerator or 0, figure.denominator or 0
    key = key_of(day.isoformat(), code, "own")
    rest = key_of(day.isoformat(), code, "not")
    return saying.share(key, own, whole) if saying.may(rest, whole - own) else HIDDEN


def use_view(found: Found, saying: Saying) -> HomesView:
    """Our own places by kind: one square each where there are few."""
    if not found.knows_use:
        return HomesView("use", "Our own places in use", sentence=USE_UNKNOWN)
    places = found.told_places(public=saying.public)
    own = places[places["own"]]
    rows, used, all_of = [], 0, 0
    table = summed(own, ["kind"])[["kind", "occupied", "fillable"]]
    for kind, occupied, usable in table.itertuples(index=False):
        key = key_of("register", found.day.isoformat(), str(kind), "own")
        hidden = not saying.may(key, occupied)
        rows.append((kind_name(str(kind)), HIDDEN if hidden else f"{occupied:,}", f"{usable:,}"))
        used, all_of = used + occupied, all_of + usable
    may = not any(HIDDEN in row for row in rows)
    return HomesView(
        key="use",
        title="Our own places in use",
        subtitle=f"Places that our children may take, {long_date(found.day)}",
        sentence=f"{used:,} of {all_of:,} of our own places are in use."
        if rows and may
        else "No home of the council itself is here whose use may be told."
        if not rows
        else "Too few children live in some of them to tell all.",
        head=("Kind", "In use", "Places"),
        rows=tuple(rows),
        source=REGISTER,
    )


def owners_view(found: Found, saying: Saying) -> HomesView:
    """How much of the bought places depends on how few owners. The public sees no owner's name."""
    market = concentration(found.placed)
    index = market.herfindahl
    title = "How few owners we depend on"
    if not market.of or index is None:
        return HomesView("owners", title, sentence="No child is placed with another provider.")
    day = found.day.isoformat()
    sides = {"largest": market.largest, "others": market.of - market.largest}
    if not all(saying.may(key_of("register", day, "owners", w), n) for w, n in sides.items()):
        return HomesView("owners", title, sentence="Too few children to tell.")
    share = percentage(market.largest, market.of, 0)
    said = "concentrated" if index > CONCENTRATED else "spread over many owners"
    rows = [("Largest owner, children", f"{market.largest:,} of {market.of:,}"),
            ("Largest owner, share", f"{share}%"),
            ("Owners", f"{len(market.owners):,}"),
            ("Herfindahl index", f"{round_half_up(index):,}")]  # fmt: skip
    if not saying.public:
        rows += [(owner, f"{number:,}") for owner, number in market.owners[:10]]
    return HomesView(
        key="owners",
        title=title,
        subtitle=f"Children in homes of other providers by owner, {long_date(found.day)}",
        sentence=f"The largest owner has {share}% of the children whom we place with others; by "
        f"the Herfindahl index the market is {said}.",
        head=("Measure", "Value"),
        rows=tuple(rows),
        notes=("The index adds up the squared shares of all owners, times 10,000: 10,000 is one "
               "owner alone; above 2,000 a market counts as concentrated.",),
        source=REGISTER,
    )  # fmt: skip


def judged_view(found: Found, saying: Saying) -> HomesView:
    grades = children_by_grade(found.register, found.placed, found.day)
    known = {**dict(Judgement.Grade.choices), NOT_JUDGED: "No judgement known"}
    # Ofsted's own words stand where they are new to us.
    labels = known | {one: one for one in grades if one not in known}
    total = sum(grades.values())
    day = found.day.isoformat()
    keys = {key: key_of("register", day, "grade", key) for key in grades}
    hidden = not all(saying.may(keys[key], number) for key, number in grades.items())
    rows = () if hidden else tuple(
        (str(label), f"{grades[key]:,}", f"{percentage(grades[key], total, 0)}%")
        for key, label in labels.items() if grades.get(key)
    )  # fmt: skip
    well = sum(grades.get(one, 0) for one in ("outstanding", "good", "strong"))
    if hidden:
        said = "Not shown: too few children are in homes of some judgements."
    elif not total:
        said = "No child lives in a home that is inspected by itself."
    else:
        said = f"{well:,} of {total:,} children live in a home that was last judged good or better."
    return HomesView(
        key="judgements",
        title="Judgements of the homes that we use",
        subtitle=f"Children by the newest judgement of their home, {long_date(found.day)}; foster "
        "households are judged with their agency",
        sentence=said,
        head=("Judgement", "Children", "Share"),
        rows=rows,
        source=_judged_by(found),
    )


def _judged_by(found: Found) -> str:
    """Who told of the judgements: Ofsted's list, by URN, wherever it is the newer."""
    alone = found.placed[found.placed["kind"].astype(str) != "foster"]
    released = published_by(found.register, alone["setting"], found.day)
    if released is None:
        return REGISTER
    return f"Ofsted’s list of {long_date(released)}, by URN; else {REGISTER.lower()}"
