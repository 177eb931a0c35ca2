"""An import is undone as a whole, while nobody has built on it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.dashboards.history import kept_figures
from performance.models import Figure, FigureQuerySet, ImportBatch
from reporting.models import Edition, EditionFigure

from .drafting import locked_batch, told
from .refusals import HistoryError, MayNot

Status = ImportBatch.Status


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User, at: dt.datetime | None = None) -> ImportBatch:
    """Takes the figures and targets of a batch away again; the audit event lists every figure.

    Raises MayNot, and HistoryError when a later version or a published edition stands on them.
    """
    at = at or timezone.now()
    locked = locked_batch(batch)
    if not by.has_perm("performance.undo_history", locked.council):
        raise MayNot("An approver, an analyst or an administrator undoes an import.")
    if reason := why_not_undone(locked):
        raise HistoryError(reason)
    figures = locked.figures.select_related("indicator").order_by("indicator__code", "ends_on")
    listed = [_listed(figure) for figure in figures]
    figures.delete()
    targets = _take_targets(locked)
    locked.status, locked.undone_by, locked.undone_at = Status.UNDONE, by, at
    locked.save(update_fields=["status", "undone_by", "undone_at"])
    record_event(
        council=locked.council,
        by=by,
        action="history.undone",
        subject=locked.file_name,
        detail={
            "batch": locked.pk,
            "sha256": locked.checksum,
            "figures": listed,
            "targets": targets,
        },
        at=at,
    )
    return locked


def why_not_undone(batch: ImportBatch) -> str:
    """Why a batch can no longer be undone, in words; empty where it can."""
    if batch.status != Status.CONFIRMED:
        return f"Only an import that was confirmed is undone; this one is {told(batch)}."
    later = batch.figures.filter(Exists(_later_version())).select_related("indicator").first()
    if later is not None:
        return (
            f"A return has reported {later.indicator}, {later.period}, again since, so its first "
            "version stays. Correct single figures in a return instead."
        )
    edition = _edition_on(batch)
    if edition is not None:
        return (
            f"“{edition}” was published since and draws on these figures, so they stay. Correct "
            "single figures in a return instead."
        )
    return ""


def _later_version() -> FigureQuerySet:
    same = ("council", "area", "indicator", "group", "period", "basis")
    return Figure.objects.filter(
        version__gt=OuterRef("version"), **{name: OuterRef(name) for name in same}
    )


def _edition_on(batch: ImportBatch) -> Edition | None:
    """An edition published since that holds one of the measures: its lines and usual ranges are
    drawn with their history.
    """
    codes = set(batch.figures.values_list("indicator__code", flat=True))
    since = Edition.objects.filter(council=batch.council, published_at__gte=batch.confirmed_at)
    held = EditionFigure.objects.filter(edition__in=since).values_list("edition_id", "key")
    found = next((pk for pk, key in held.iterator() if key.split("/")[2] in codes), None)
    return Edition.objects.get(pk=found) if found else None


def _take_targets(batch: ImportBatch) -> list[str]:
    """Targets that are still as they were imported; one that somebody changed since stays."""
    imported = {
        (one.measure, one.period.starts_on): (one.goal.low, one.goal.high)
        for one in kept_figures(batch.found).targets
    }
    taken = []
    for target in batch.targets.select_related("indicator"):
        values = imported.get((target.indicator.code, target.from_on))
        if values == (target.low, target.high):
            taken.append(str(target))
            target.delete()
    batch.targets.update(import_batch=None)
    return taken


def _listed(figure: Figure) -> list[object]:
    return [
        figure.indicator.code, figure.group_id, figure.period, figure.basis,
        figure.numerator, figure.denominator, figure.value, figure.import_cell,
    ]  # fmt: skip
