"""Finding a home and keeping it; our own foster homes, and how people come to foster."""

from __future__ import annotations

from decimal import Decimal

from placements.charts.homes import bars_chart
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.recruiting import STAGES, Funnel, funnel
from placements.domain.supply.searching import (
    endings,
    not_first_choice,
    reasons_unavailable,
    searching,
    unplanned,
)
from placements.models import Placement, Recruitment
from reference.domain.periods import long_date

from .found import Found
from .parts import HomesView
from .saying import Saying
from .words import REGISTER


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
    households = saying.few(int(own["homes"].sum()))
    rows = [
        ("Approved households", households),
        ("Approved places", f"{approved:,}"),
        ("Usable places", f"{usable:,}"),
        *_in_use(found, occupied, vacant, hidden=hidden),
    ]
    if not saying.public:
        rows += [(f"Not usable: {why or 'no reason given'}", f"{number:,}")
                 for why, number in reasons_unavailable(own).items()]  # fmt: skip
    return HomesView(
        key="fostering",
        title=title,
        subtitle=f"Households approved by the council, {long_date(found.day)}",
        sentence=f"{households} households with {approved:,} approved places, of which "
        f"{usable:,} can be used now.",
        head=("Measure", "Number"),
        rows=tuple(rows),
        source=REGISTER,
    )


def _in_use(found: Found, occupied: int, vacant: int, *, hidden: bool) -> list[tuple[str, str]]:
    cells = (HIDDEN, HIDDEN) if hidden else (f"{occupied:,}", f"{vacant:,}")
    return list(zip(("In use", "Empty"), cells if found.knows_use else (NONE, NONE), strict=True))


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
        f"approvals; {told.households['deregistration']:,} households stopped: net gain {net}.",
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
