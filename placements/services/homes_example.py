"""Writes a whole register of homes at once: one that was drawn, or one that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.conf import settings
from django.db import models, transaction

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.synthetic.homes import Register, make_register, read_assumed, stays_of
from placements.frames import cohort_of
from placements.models import (
    Agreement,
    Concern,
    Contract,
    Extension,
    Intention,
    IntentionProgress,
    Irregular,
    Judgement,
    Lot,
    MarkResponse,
    MonitoringReport,
    OutcomeScore,
    Placement,
    Places,
    PlannedPlaces,
    PlanStep,
    PriceBand,
    Provider,
    ProviderAnswer,
    ProviderReview,
    Recommendation,
    Recruitment,
    Return903,
    RiskScore,
    Search,
    Setting,
    Spending,
    Statement,
    Suspension,
    Visit,
)

BATCH = 500


class NoReturns(ValueError):
    """There are no children for whom homes could be invented."""


@dataclass(frozen=True)
class Shelf:
    """Where the rows of a table go; `parents` are the fields that name rows of another table."""

    model: type[models.Model]
    parents: dict[str, str]
    of_council: bool = False


# In the order in which they are written: a row comes after those that it names.
SHELVES: dict[str, Shelf] = {
    "providers": Shelf(Provider, {}, of_council=True),
    "suspensions": Shelf(Suspension, {"provider": "providers"}),
    "reviews": Shelf(ProviderReview, {"provider": "providers"}),
    "settings": Shelf(Setting, {"provider": "providers"}),
    "places": Shelf(Places, {"setting": "settings"}),
    "planned": Shelf(PlannedPlaces, {"provider": "providers"}),
    "judgements": Shelf(Judgement, {"setting": "settings"}),
    "contracts": Shelf(Contract, {}, of_council=True),
    "sellers": Shelf(
        Contract.providers.through, {"contract": "contracts", "provider": "providers"}
    ),
    "extensions": Shelf(Extension, {"contract": "contracts"}),
    "lots": Shelf(Lot, {"contract": "contracts"}),
    "bands": Shelf(PriceBand, {"lot": "lots"}),
    "searches": Shelf(Search, {}),
    "answers": Shelf(ProviderAnswer, {"search": "searches", "provider": "providers"}),
    "placements": Shelf(Placement, {"setting": "settings", "lot": "lots", "search": "searches"}),
    "agreements": Shelf(Agreement, {"placement": "placements"}),
    "scores": Shelf(OutcomeScore, {"placement": "placements"}),
    "irregulars": Shelf(Irregular, {"placement": "placements"}),
    "spending": Shelf(Spending, {}, of_council=True),
    "risks": Shelf(RiskScore, {"setting": "settings"}),
    "visits": Shelf(Visit, {"setting": "settings"}),
    "concerns": Shelf(Concern, {"setting": "settings"}),
    "steps": Shelf(PlanStep, {"setting": "settings", "concern": "concerns"}),
    "monitoring": Shelf(MonitoringReport, {"setting": "settings"}),
    "recommendations": Shelf(Recommendation, {"report": "monitoring"}),
    "recruitment": Shelf(Recruitment, {}, of_council=True),
    "statements": Shelf(Statement, {}, of_council=True),
    "marks": Shelf(MarkResponse, {"statement": "statements"}),
    "intentions": Shelf(Intention, {}, of_council=True),
    "progress": Shelf(IntentionProgress, {"intention": "intentions"}),
}


@transaction.atomic
def load_example_homes(
    *, council: Council, seed: int, by: User | None = None, homes: int | None = None
) -> bool:
    """An invented register for the children of the council's returns, as on the last return's
    day; False where the council has providers already. The same for the same returns and seed.
    `homes`: how many settings there are to be, where that is not left to chance.

    Raises NoReturns.
    """
    if Provider.objects.for_council(council).exists():
        return False
    last = Return903.objects.for_council(council).last()
    if last is None:
        raise NoReturns(f"{council} has no returns of children. Load them first: import_903.")
    assumed = read_assumed(settings.FIXTURES_DIR / "synthetic")
    stays = stays_of(cohort_of(council), assumed.tables["codes"], last.as_at)
    rng = np.random.default_rng(seed)
    made = make_register(rng, assumed, stays, day=last.as_at, council=council.name, settings=homes)
    keep_register(council=council, register=made, by=by)
    return True


@transaction.atomic
def keep_register(*, council: Council, register: Register, by: User | None) -> None:
    """Writes every row of a register's tables, in few statements."""
    written: dict[str, Sequence[models.Model]] = {}
    for name, shelf in SHELVES.items():
        rows = [_filled(shelf, row, written, council) for row in register.get(name, [])]
        written[name] = shelf.model._default_manager.bulk_create(
            [shelf.model(**row) for row in rows], batch_size=BATCH
        )
    record_event(
        council=council,
        by=by,
        action="load_homes",
        subject="Register of homes",
        detail={name: len(rows) for name, rows in written.items() if rows},
    )


def _filled(
    shelf: Shelf, row: dict[str, Any], written: dict[str, Sequence[models.Model]], council: Council
) -> dict[str, Any]:
    """The row's fields: numbers of rows become the rows that were written."""
    found = dict(row)
    if shelf.of_council:
        found["council"] = council
    if "child" in found:
        found["child_id"] = found.pop("child")
    for name, table in shelf.parents.items():
        if found.get(name) is not None:
            found[name] = written[table][found[name]]
    return found
