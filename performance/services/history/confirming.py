"""A batch that waits becomes figures, by somebody other than who brought it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access import has_role
from accounts.models import Role, User
from accounts.services import record_event
from performance.dashboards.history import Compared, compare, kept_figures, kept_outcome
from performance.domain.history import Proposed
from performance.domain.vocabulary import Source, Standing, Unit
from performance.models import Figure, ImportBatch, Indicator
from performance.services.measures import set_target
from performance.services.turns import take_turn
from performance.services.vintages import population_vintage

from .drafting import locked_batch, told
from .refusals import HistoryError, MayNot

Status = ImportBatch.Status


@transaction.atomic
def confirm_import(*, batch: ImportBatch, by: User, at: dt.datetime | None = None) -> ImportBatch:
    """Makes figures and targets of a batch, all or none. What is held already is left as it is.

    The file itself is no longer kept. Raises MayNot for who brought it in, and HistoryError when
    nothing is left to import.
    """
    at = at or timezone.now()
    locked = locked_batch(batch)
    if locked.status != Status.WAITING:
        raise HistoryError(f"Only an import that waits is confirmed; this one is {told(locked)}.")
    _refuse_unless_may_confirm(by, locked)
    take_turn(locked.council)
    reading = kept_figures(locked.found)
    compared = compare(locked.council, reading.figures, reading.targets)
    if not (compared.figures or compared.targets):
        raise HistoryError("Meanwhile every figure of this file is held. Throw the file away.")
    figures = _make_figures(locked, compared, by, at)
    _make_targets(locked, compared, by)
    locked.found = kept_outcome(locked.found, compared)
    locked.status, locked.confirmed_by, locked.confirmed_at = Status.CONFIRMED, by, at
    locked.data = None
    locked.save()
    _record(locked, compared, figures, by, at)
    return locked


def may_confirm(user: User, batch: ImportBatch) -> str:
    """Why this person may not confirm this batch, in words; empty where they may."""
    try:
        _refuse_unless_may_confirm(user, batch)
    except MayNot as refusal:
        return str(refusal)
    return ""


def _refuse_unless_may_confirm(user: User, batch: ImportBatch) -> None:
    """As returns are signed off: by an approver, or in a small team by an officer as deputy; never
    by who uploaded or mapped the file.
    """
    council = batch.council
    deputy = council.deputies_sign_off and has_role(user, council, Role.OFFICER)
    if not (has_role(user, council, Role.APPROVER) or deputy):
        raise MayNot("An approver confirms an import.")
    if user in (batch.uploaded_by, batch.submitted_by):
        raise MayNot("You brought this file in, so somebody else confirms it.")


def _make_figures(
    batch: ImportBatch, compared: Compared, by: User, at: dt.datetime
) -> list[Figure]:
    made = [
        _figure(batch, one, compared.indicators[one.measure], by, at) for one in compared.figures
    ]
    try:
        with transaction.atomic():
            return Figure.objects.bulk_create(made, batch_size=200)
    except IntegrityError as error:
        raise HistoryError(
            "A return with some of these figures was signed off at the same moment. Nothing was "
            "imported. Confirm again."
        ) from error


def _figure(
    batch: ImportBatch, one: Proposed, indicator: Indicator, by: User, at: dt.datetime
) -> Figure:
    return Figure(
        council=batch.council,
        area_id=batch.council.area_id,
        indicator=indicator,
        group_id=one.group,
        period=one.period.key,
        starts_on=one.period.starts_on,
        ends_on=one.period.ends_on,
        basis=one.basis,
        version=1,
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.value,
        decimals_held=one.decimals_held,
        population_vintage=population_vintage(
            batch.council.area_id, Unit(indicator.unit), one.denominator
        ),
        source=Source.IMPORTED,
        standing=Standing.FINAL,
        import_batch=batch,
        import_cell=str(one.place)[-80:],
        entered_by=batch.submitted_by,
        entered_at=batch.uploaded_at,
        signed_by=by,
        signed_at=at,
    )


def _make_targets(batch: ImportBatch, compared: Compared, by: User) -> None:
    for one in compared.targets:
        target = set_target(
            council=batch.council,
            indicator=compared.indicators[one.measure],
            from_period=one.period,
            low=one.goal.low,
            high=one.goal.high,
            by=by,
            note=f"Imported from {batch.file_name}",
        )
        target.import_batch = batch
        target.save(update_fields=["import_batch"])


def _record(
    batch: ImportBatch, compared: Compared, figures: Sequence[Figure], by: User, at: dt.datetime
) -> None:
    record_event(
        council=batch.council,
        by=by,
        action="history.confirmed",
        subject=batch.file_name,
        detail={
            "batch": batch.pk,
            "sha256": batch.checksum,
            "figures": [figure.pk for figure in figures],
            "targets": len(compared.targets),
            "same": compared.same,
            "conflicts": len(compared.conflicts),
        },
        at=at,
    )
