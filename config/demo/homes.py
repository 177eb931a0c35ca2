"""The demonstration's homes: an invented register for Exampleshire's invented children with its
sufficiency statement, and what a public paper says of Nottingham's own provision.
"""

from __future__ import annotations

import datetime as dt

from accounts.models import Council
from placements.domain.supply.changing import CARERS, ENTRIES, HOME, STEP
from placements.domain.synthetic.homes import Register
from placements.models import KeptForecast, Provider, Return903, SavedScenario, Statement
from placements.packs.statement import MARKET, SUFFICIENCY
from placements.services.forecasts import keep_forecast
from placements.services.homes_example import keep_register, load_example_homes
from placements.services.statements import publish_statement
from reporting.models import Audience, Edition, EditionFile

from .entering import moment
from .exampleshire import SEED
from .exampleshire import SLUG as EXAMPLESHIRE
from .people import People
from .tables import rows

TOLD = "provision"
# What the demonstration's folder calls it.
STATEMENT = f"{EXAMPLESHIRE}-sufficiency-statement.pdf"
STATED = dt.date(2025, 7, 18)
# What the invented commissioner would like to know the worth of: name, kind, numbers.
SCENARIOS = (
    ("Ten more foster households a year", CARERS, {"amount": 10, "places": 1.5, "lag": 9}),
    ("One new four-bed home", HOME, {"amount": 4, "on": "2026-01-01"}),
    ("Fewer entries at 10 to 15", ENTRIES, {"amount": 20}),
    ("Step-down from homes to fostering", STEP, {"amount": 10}),
)


def load_homes(council: Council, people: People) -> bool:
    """False where the council has a register already, or there is nothing to make one of."""
    if Provider.objects.for_council(council).exists():
        return False
    if council.slug == EXAMPLESHIRE:
        if not Return903.objects.for_council(council).exists():
            return False
        return load_example_homes(council=council, seed=SEED, by=people.commissioner)
    keep_register(council=council, register=_told(council), by=people.commissioner)
    return True


def load_forecast(council: Council, people: People) -> bool:
    """Makes the forecast of invented children, with what scenarios would change; False where there
    is one, or there are no children.
    """
    held = KeptForecast.objects.filter(council=council).exists()
    if held or not Return903.objects.for_council(council).exists():
        return False
    SavedScenario.objects.bulk_create(
        SavedScenario(council=council, name=name, kind=kind, numbers=numbers,
                      made_by=people.commissioner, made_at=moment(STATED))
        for name, kind, numbers in SCENARIOS
    )  # fmt: skip
    keep_forecast(council=council, by=people.analyst)
    return True


def _told(council: Council) -> Register:
    """The rows of provision.csv: a line may stand for several homes together."""
    made: Register = {
        "providers": [{"name": council.name, "sector": Provider.Sector.OWN, "owner": council.name}],
        "settings": [],
        "places": [],
    }
    for number, row in enumerate(rows(council.slug, TOLD)):
        on, places = dt.date.fromisoformat(row["on"]), int(row["places"])
        setting = {"provider": 0, "name": row["name"], "kind": row["kind"], "homes": row["homes"]}
        made["settings"].append({**setting, "district": council.area_id})
        line = {"setting": number, "from_on": on, "registered": places, "usable": places}
        made["places"].append(line)
    return made


def publish_statements(council: Council, people: People) -> bool:
    """The public statement and the market position for providers, where they are missing."""
    statement = Statement.objects.filter(council=council).select_related("council__area").first()
    if statement is None:
        return False
    done = False
    for kind in (SUFFICIENCY, MARKET):
        if not Edition.objects.for_council(council).filter(kind=kind).exists():
            publish_statement(
                statement=statement,
                kind=kind,
                audience=Audience.PUBLIC,
                by=people.approver,
                at=moment(STATED),
            )
            done = True
    return done


def statement_file() -> EditionFile | None:
    """The PDF of Exampleshire's newest public statement."""
    editions = Edition.objects.filter(council__slug=EXAMPLESHIRE, kind=SUFFICIENCY).public()
    newest = editions.standing().order_by("subject", "number").last()
    return newest.pdf if newest else None
