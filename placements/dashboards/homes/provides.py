"""Who provides: providers, our own places in use, owners, judgements, finding and keeping a home."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from placements.charts.homes import bars_chart
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.market import NOT_JUDGED, children_by_grade, concentration
from placements.domain.supply.places import summed
from placements.domain.supply.recruiting import STAGES, Funnel, funnel
from placements.domain.supply.searching import (
    endings,
    not_first_choice,
    reasons_unavailable,
    searching,
    unplanned,
)
from placements.models import Judgement, Placement, Recruitment
from reference.domain.periods import long_date
from reference.domain.rounding import percentage, plain, round_half_up

from .children import INTERNAL, Children
from .enough import REGISTER, kind_name
from .found import Found
from .happened import RETURNS, shares_view
from .parts import HomesView
from .saying import Saying, year_words

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
    places = found.told_places(public=saying.public)
    own = places[places["own"]]
    rows, used, all_of = [], 0, 0
    for one in summed(own, ["kind"]).itertuples(index=False):
        occupied, usable = int(one.occupied), int(one.fillable)
        key = key_of("register", found.day.isoformat(), str(one.kind), "own")
        hidden = not saying.may(key, occupied)
        rows.append(
            (kind_name(str(one.kind)), HIDDEN if hidden else f"{occupied:,}", f"{usable:,}")
        )
        used, all_of = used + occupied, all_of + usable
    may = not any(HIDDEN in row for row in rows)
    return HomesView(
        key="use",
        title="Our own places in use",
        subtitle=f"Places that our children may take, {long_date(found.day)}",
        sentence=f"{used:,} of {all_of:,} of our own places are in use."
        if rows and may
        else "The council’s own homes are not in the register yet."
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
        sentence=f"The largest owner has {share}% of the children whom we place with others; by the "
        f"Herfindahl index the market is {said}.",
        head=("Measure", "Value"),
        rows=tuple(rows),
        notes=("The index adds up the squared shares of all owners, times 10,000: 10,000 is one "
               "owner alone; above 2,000 a market counts as concentrated.",),
        source=REGISTER,
    )  # fmt: skip


def judged_view(found: Found, saying: Saying) -> HomesView:
    grades = children_by_grade(found.register, found.placed, found.day)
    labels = {**dict(Judgement.Grade.choices), NOT_JUDGED: "No judgement known"}
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
        source=REGISTER,
    )


def stability_view(found: Found) -> HomesView:
    told = searching(found.register, found.first, found.day)
    second, known = not_first_choice(found.register, found.first, found.day)
    days = NONE if told.median_days is None else f"{told.median_days:g}"
    rows = (
        ("Searches that ended in a match", f"{told.matched:,}"),
        ("Days to a match, median", days),
        ("Providers asked", f"{told.asked:,}"),
        ("Offers", f"{told.offered:,}"),
        ("Searches withdrawn", f"{told.withdrawn:,}"),
        ("Still looking", f"{told.still_open:,}"),
        ("Placements that were not the first choice", f"{second:,} of {known:,}"),
    )
    return HomesView(
        key="searches",
        title="How long it takes to find a home",
        subtitle=f"Twelve months to {long_date(found.day)}",
        sentence=f"Half of the {told.matched:,} matches took {days} days or less; {told.asked:,} "
        f"requests brought {told.offered:,} offers."
        if told.matched
        else "No search ended in a match in these months. Commissioners record searches in the "
        "register.",
        head=("Measure", "Value"),
        rows=rows,
        source=REGISTER,
    )


def endings_view(found: Found) -> HomesView:
    ended = endings(found.register, found.first, found.day)
    total, lost = sum(ended.values()), unplanned(ended)
    labels = dict(Placement.Ending.choices)
    rows = tuple((str(labels[key]), f"{ended[key]:,}") for key in labels if ended.get(key))
    bars = [(label, Decimal(ended[key]), f"{ended[key]:,}", key == "planned")
            for key, label in labels.items() if ended.get(key)]  # fmt: skip
    title, subtitle = "How placements ended", f"Twelve months to {long_date(found.day)}"
    return HomesView(
        key="endings",
        title=title,
        subtitle=subtitle,
        sentence=f"{lost:,} of {total:,} placements ended unplanned."
        if total
        else "No placement ended in these months.",
        head=("How", "Placements"),
        rows=rows,
        chart=bars_chart(title, bars, subtitle=subtitle, colour=found.council.colour,
                         label_head="How", value_head="Placements") if bars else None,
        source=REGISTER,
    )  # fmt: skip


def fostering_view(found: Found, saying: Saying) -> HomesView:
    """Our own households, approved and usable places, what is empty, and why what is not usable."""
    own = found.places[found.places["own"] & (found.places["kind"] == "foster")]
    title = "Our own foster homes"
    if own.empty:
        return HomesView(
            "fostering",
            title,
            sentence="No foster household of the council is in the register yet.",
        )
    occupied, vacant = int(own["occupied"].sum()), int(own["vacant"].sum())
    hidden = not saying.may(key_of("register", found.day.isoformat(), "foster", "own"), occupied)
    approved, usable = int(own["registered"].sum()), int(own["fillable"].sum())
    rows = [
        ("Approved households", saying.few(len(own))),
        ("Approved places", f"{approved:,}"),
        ("Usable places", f"{usable:,}"),
        ("In use", HIDDEN if hidden else f"{occupied:,}"),
        ("Empty", HIDDEN if hidden else f"{vacant:,}"),
    ]
    if not saying.public:
        rows += [(f"Not usable: {why or 'no reason given'}", f"{number:,}")
                 for why, number in reasons_unavailable(own).items()]  # fmt: skip
    return HomesView(
        key="fostering",
        title=title,
        subtitle=f"Households approved by the council, {long_date(found.day)}",
        sentence=f"{saying.few(len(own))} households with {approved:,} approved places, of which "
        f"{usable:,} can be used now.",
        head=("Measure", "Number"),
        rows=tuple(rows),
        source=REGISTER,
    )


def funnel_view(found: Found, saying: Saying) -> HomesView:
    told = funnel(found.register, found.first, found.day)
    title = "From an enquiry to a foster home"
    if told is None:
        return HomesView(
            "funnel",
            title,
            sentence="No month of recruitment is in the register for these twelve months. A "
            "commissioner enters enquiries, visits, applications, approvals and de-registrations.",
        )
    labels = dict(Recruitment.Stage.choices)
    rows = [(str(labels[stage]), saying.few(told.households[stage])) for stage in STAGES]
    rows += _net(told, saying)
    bars = [(str(labels[stage]), None if saying.few(told.households[stage]) == HIDDEN
             else Decimal(told.households[stage]), saying.few(told.households[stage]), True)
            for stage in STAGES]  # fmt: skip
    subtitle = f"Households, twelve months to {long_date(found.day)}"
    net = dict(rows)["Net gain in households"]
    return HomesView(
        key="funnel",
        title=title,
        subtitle=subtitle,
        sentence="Too few households to tell."
        if net == HIDDEN
        else f"{told.households['enquiry']:,} enquiries led to {told.households['approval']:,} "
        f"approvals; {told.households['deregistration']:,} households stopped: a net gain of {net}.",
        head=("Stage", "Households"),
        rows=tuple(rows),
        chart=bars_chart(title, bars, subtitle=subtitle, colour=saying.colour,
                         label_head="Stage", value_head="Households"),
        source=REGISTER,
    )  # fmt: skip


def _net(told: Funnel, saying: Saying) -> list[tuple[str, str]]:
    """Net gains; for the public only where both sides are told."""
    sides = told.households["approval"], told.households["deregistration"]
    hidden = any(saying.few(one) == HIDDEN for one in sides)
    places = told.net_places
    return [
        ("Net gain in households", HIDDEN if hidden else _signed(told.net_households)),
        ("Net gain in places", NONE if places is None else HIDDEN if hidden else _signed(places)),
    ]


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+' if number else ''}{abs(number):,}"
