"""A small register, and what somebody types for a new line of each of its lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Council
from placements.models import (
    Agreement,
    Child,
    Concern,
    Contract,
    Lot,
    MonitoringReport,
    Placement,
    Places,
    Provider,
    Search,
    Setting,
)

DAY = dt.date(2021, 5, 17)


@dataclass
class Stand:
    """What stands in the register before a test."""

    council: Council
    own: Provider
    setting: Setting
    contract: Contract
    lot: Lot
    child: Child
    placement: Placement
    search: Search
    report: MonitoringReport
    concern: Concern


def stand_of(council: Council) -> Stand:
    """A home for four, judged by nobody, with one child in it since the first of April."""
    own = Provider.objects.create(council=council, name="The council", sector="own")
    setting = Setting.objects.create(
        provider=own, name="Rowan House", kind="home", opened_on=dt.date(2015, 1, 1)
    )
    Places.objects.create(
        setting=setting, from_on=dt.date(2015, 1, 1), registered=4, usable=3, reason="Capped"
    )
    contract = Contract.objects.create(
        council=council, name="Framework", route="framework", starts_on=dt.date(2019, 4, 1)
    )
    contract.providers.add(own)
    lot = Lot.objects.create(contract=contract, name="Homes", kind="home")
    child = Child.objects.create(council=council, pseudonym="1" * 64)
    placement = Placement.objects.create(
        child=child,
        setting=setting,
        route="framework",
        lot=lot,
        plan="foster",
        starts_on=dt.date(2021, 4, 1),
    )
    Agreement.objects.create(placement=placement, from_on=dt.date(2021, 4, 1), social_care=4000)
    return Stand(
        council,
        own,
        setting,
        contract,
        lot,
        child,
        placement,
        Search.objects.create(child=child, kind="home", opened_on=dt.date(2021, 3, 1)),
        MonitoringReport.objects.create(setting=setting, visited_on=dt.date(2021, 4, 10)),
        Concern.objects.create(setting=setting, raised_on=dt.date(2021, 4, 2), about="Staffing"),
    )


def typed(stand: Stand) -> dict[str, tuple[dict[str, Any], tuple[str, Any]]]:
    """By register: what is typed for a new line, and one box with what it is changed to."""
    own, home, lot = str(stand.own.pk), str(stand.setting.pk), str(stand.lot.pk)
    placed = str(stand.placement.pk)
    another = Child.objects.create(council=stand.council, pseudonym="2" * 64)
    Council.objects.get_or_create(
        slug="exampleshire", defaults={"name": "Exampleshire Council", "area": stand.council.area}
    )
    return {
        "providers": (
            {"name": "=Oak Care", "sector": "private", "owner": "Oak", "contact": "", "urn": ""},
            ("owner", "Elm Group"),
        ),
        "sharings": (
            {
                "partner": "exampleshire", "what": "supply", "agreement": "D2N2/7",
                "from_on": "1/4/2021", "until_on": "",
            },
            ("what", "prices"),
        ),
        "breaks": (
            {"name": "Lockdown", "first": "23/3/2020", "last": "30/6/2020"},
            ("last", "31/7/2020"),
        ),
        "suspensions": (
            {"provider": own, "from_on": "1/5/2020", "until_on": "1/6/2020", "reason": "A check"},
            ("reason", "A complaint"),
        ),
        "settings": (
            {
                "name": "Household 12", "provider": own, "kind": "foster", "urn": "",
                "district": "Nottingham", "registered_on": "", "opened_on": "1 May 2019",
                "closed_on": "", "age_from": "0", "age_to": "10",
                "specialisms": ["siblings", "respite"], "homes": "1",
            },
            ("specialisms", ["respite"]),
        ),
        "places": (
            {
                "setting": home, "from_on": "1/6/2021", "registered": "4", "usable": "4",
                "reserved": "1", "blocked": "0", "reason": "Kept for emergencies",
            },
            ("reserved", "2"),
        ),
        "planned": (
            {
                "name": "New home", "provider": own, "kind": "home", "phase": "1",
                "opens_on": "1/4/2022", "places": "4", "use": "shared", "age_from": "10",
                "age_to": "17", "district": "", "status": "planned",
            },
            ("status", "dropped"),
        ),
        "judgements": (
            {"setting": home, "inspected_on": "3/2/2020", "grade": "good"},
            ("grade", "outstanding"),
        ),
        "contracts": (
            {
                "name": "Block of four", "route": "block", "providers": [own],
                "starts_on": "1/4/2020", "ends_on": "31/3/2024", "places": "4", "warn_months": "6",
            },
            ("providers", []),
        ),
        "lots": (
            {"contract": str(stand.contract.pk), "name": "Fostering", "kind": "foster"},
            ("name", "Fostering, lot 2"),
        ),
        "extensions": (
            {
                "contract": str(stand.contract.pk), "until_on": "31/3/2025",
                "agreed_on": "1/2/2021", "note": "",
            },
            ("note", "One year"),
        ),
        "bands": (
            {
                "lot": lot, "provider": "", "name": "Standard", "from_on": "1/4/2021",
                "weekly": "£4,100.50",
            },
            ("weekly", "4200"),
        ),
        "spending": (
            {"month": "April 2021", "kind": "home", "budget": "100000", "forecast": "",
             "actual": "98,765.40"},
            ("forecast", "101000"),
        ),
        "reviews": (
            {"provider": own, "held_on": "1/3/2021", "by_role": "Contracts officer", "summary": ""},
            ("summary", "All well"),
        ),
        "risks": (
            {
                "setting": home, "scored_on": "1/3/2021", "performance": "1", "viability": "2",
                "inspections": "3", "history": "4", "complexity": "5",
            },
            ("complexity", "4"),
        ),
        "visits": (
            {"setting": home, "visited_on": "2/3/2021", "by_role": "Officer", "summary": "Fine"},
            ("summary", "Fine, and warm"),
        ),
        "concerns": (
            {
                "setting": home, "raised_on": "2/3/2021", "source": "Visit", "about": "Repairs",
                "settled_on": "", "outcome": "",
            },
            ("settled_on", "3/4/2021"),
        ),
        "steps": (
            {
                "setting": home, "concern": str(stand.concern.pk), "what": "Mend the roof",
                "owner": "Manager", "due_on": "1/7/2021", "done_on": "",
            },
            ("done_on", "30/6/2021"),
        ),
        "monitoring": (
            {"setting": home, "visited_on": "4/3/2021", "received_on": ""},
            ("received_on", "12/3/2021"),
        ),
        "recommendations": (
            {"report": str(stand.report.pk), "what": "Hold a drill", "due_on": "", "done_on": ""},
            ("due_on", "1/6/2021"),
        ),
        "recruitment": (
            {"month": "4/2021", "stage": "enquiry", "households": "31", "places": ""},
            ("households", "32"),
        ),
        "placements": (
            {
                "child": f"Child {another.pk}", "setting": home, "route": "framework", "lot": lot,
                "search": "", "plan": "foster", "starts_on": "5/4/2021", "ends_on": "",
                "ending": "", "first_choice": "yes", "suspended_reason": "",
                "below_good_reason": "", "below_good_follow_up": "",
            },
            ("first_choice", "no"),
        ),
        "prices": (
            {
                "placement": placed, "from_on": "1/5/2021", "social_care": "4000",
                "education": "200.50", "health": "0", "framework": "",
            },
            ("framework", "3900"),
        ),
        "scores": (
            {"placement": placed, "reviewed_on": "1/5/2021", "outcome": "safe", "score": "3"},
            ("score", "4"),
        ),
        "irregular": (
            {
                "placement": placed, "kind": "kin", "from_on": "1/4/2021", "ended_on": "",
                "approved_until": "22/7/2021", "reason": "Being assessed", "court_order_on": "",
                "ofsted_told_on": "",
            },
            ("ended_on", "1/5/2021"),
        ),
        "searches": (
            {
                "child": str(another.pk), "kind": "foster", "opened_on": "1/2/2021",
                "ended_on": "3/2/2021", "outcome": "matched",
            },
            ("outcome", "withdrawn"),
        ),
        "answers": (
            {
                "search": str(stand.search.pk), "provider": own, "asked_on": "2/3/2021",
                "answered_on": "", "answer": "waiting", "reason": "",
            },
            ("answer", "declined"),
        ),
    }  # fmt: skip
