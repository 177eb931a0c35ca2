"""A file of earlier figures until it is handed over: kept, mapped, read, submitted."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping as Named

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.dashboards.history import compare, kept_reading, read_batch
from performance.domain.history import Mapping, Reading, mapping_text
from performance.models import HistoryMapping, ImportBatch
from reporting.spreadsheets import read_sheets

from .refusals import HistoryError, MayNot, NothingNew

Status = ImportBatch.Status
LONGEST_FILE, LONGEST_NAME = 200, 80


@transaction.atomic
def start_import(
    *, council: Council, data: bytes, name: str, by: User | None, at: dt.datetime | None = None
) -> ImportBatch:
    """Keeps a file to be mapped; one that waits already is found again.

    Raises UnreadableFile, and MayNot for who does not look after measures. `by` None: an operator.
    """
    _refuse_strangers(council, by)
    read_sheets(data, name)
    return _kept(council, data, name, by, at)


def _kept(
    council: Council, data: bytes, name: str, by: User | None, at: dt.datetime | None
) -> ImportBatch:
    sha256 = hashlib.sha256(data).hexdigest()
    known = council.import_batches.filter(
        checksum=sha256, status__in=[Status.DRAFT, Status.WAITING]
    )
    if (found := known.first()) is not None:
        return found
    batch = ImportBatch.objects.create(
        council=council,
        file_name=name[:LONGEST_FILE],
        checksum=sha256,
        data=data,
        uploaded_by=by,
        uploaded_at=at or timezone.now(),
    )
    _record(batch, by, "history.uploaded", {"sha256": sha256, "bytes": len(data)}, at)
    return batch


@transaction.atomic
def map_import(
    *,
    batch: ImportBatch,
    mapping: Mapping,
    by: User | None,
    name: str = "",
    at: dt.datetime | None = None,
) -> ImportBatch:
    """Keeps how a draft's file is read; under `name` also for the council's next file."""
    locked = _draft(batch, by)
    locked.mapping, name = mapping_text(mapping), " ".join(name.split())[:LONGEST_NAME]
    locked.mapping_name = name or locked.mapping_name
    locked.save(update_fields=["mapping", "mapping_name"])
    if name:
        HistoryMapping.objects.update_or_create(
            council=locked.council,
            name=name,
            defaults={"text": locked.mapping, "saved_by": by, "saved_at": at or timezone.now()},
        )
        _record(locked, by, "history.mapping_saved", {"name": name}, at)
    return locked


@transaction.atomic
def submit_import(
    *,
    batch: ImportBatch,
    by: User | None,
    leave_out: bool = False,
    at: dt.datetime | None = None,
) -> ImportBatch:
    """Hands a draft over for confirmation, with all that its mapping finds.

    Raises HistoryError while cells are wrong and `leave_out` does not say to go on without them,
    NothingNew, MappingError, UnreadableFile.
    """
    at = at or timezone.now()
    locked = _draft(batch, by)
    reading = read_batch(locked, timezone.localdate(at))
    if reading.mistakes and not leave_out:
        raise HistoryError(_mistakes(reading))
    _refuse_nothing_new(locked.council, reading)
    locked.found, locked.submitted_by = kept_reading(reading), by
    locked.status = Status.WAITING
    locked.save(update_fields=["found", "submitted_by", "status"])
    detail = {"figures": len(reading.figures), "left_out": len(reading.mistakes)}
    _record(locked, by, "history.submitted", detail, at)
    return locked


@transaction.atomic
def import_history(
    *,
    council: Council,
    data: bytes,
    name: str,
    mapping: Mapping,
    by: User | None,
    leave_out: bool = False,
    at: dt.datetime | None = None,
) -> ImportBatch:
    """A file and its mapping in one step, up to where somebody else confirms.

    The same file with the same mapping is the batch that it was, confirmed or not: nothing changes.
    Raises as `start_import` and `submit_import` do; nothing is kept then.
    """
    _refuse_strangers(council, by)
    sha256, text = hashlib.sha256(data).hexdigest(), mapping_text(mapping)
    again = council.import_batches.filter(
        checksum=sha256, mapping=text, status__in=[Status.WAITING, Status.CONFIRMED]
    )
    if (found := again.first()) is not None:
        return found
    batch = _kept(council, data, name, by, at)  # read once, when it is handed over
    batch = map_import(batch=batch, mapping=mapping, by=by, at=at)
    return submit_import(batch=batch, by=by, leave_out=leave_out, at=at)


@transaction.atomic
def take_back_import(*, batch: ImportBatch, by: User, at: dt.datetime | None = None) -> ImportBatch:
    """Makes a batch that waits a draft again: its mapping can change."""
    locked = locked_batch(batch)
    _refuse_strangers(locked.council, by)
    if locked.status != Status.WAITING:
        raise HistoryError(f"Only an import that waits is taken back; this one is {told(locked)}.")
    locked.status, locked.found = Status.DRAFT, {}
    locked.save(update_fields=["status", "found"])
    _record(locked, by, "history.taken_back", {}, at)
    return locked


@transaction.atomic
def discard_import(*, batch: ImportBatch, by: User, at: dt.datetime | None = None) -> None:
    """Throws away a file that has not been confirmed: no figure came of it."""
    locked = locked_batch(batch)
    _refuse_strangers(locked.council, by)
    if not locked.is_open:
        raise HistoryError(f"This import is {told(locked)}, so it is undone, not thrown away.")
    _record(locked, by, "history.discarded", {"sha256": locked.checksum}, at)
    locked.delete()


def locked_batch(batch: ImportBatch) -> ImportBatch:
    """The batch as it is now, held until the end of the transaction. Refuses one that is gone."""
    found = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("council__area", "uploaded_by", "submitted_by")
        .filter(pk=batch.pk)
        .first()
    )
    if found is None:
        raise HistoryError("This import was thrown away meanwhile. Upload the file again.")
    return found


def told(batch: ImportBatch) -> str:
    return batch.get_status_display().lower()


def _draft(batch: ImportBatch, by: User | None) -> ImportBatch:
    locked = locked_batch(batch)
    _refuse_strangers(locked.council, by)
    if locked.status != Status.DRAFT:
        raise HistoryError(
            f"This import is {told(locked)}, so its mapping cannot change. Nothing was changed."
        )
    return locked


def _refuse_strangers(council: Council, by: User | None) -> None:
    if by is not None and not by.has_perm("performance.import_history", council):
        raise MayNot("An analyst or an administrator of the council imports its history.")


def _mistakes(reading: Reading) -> str:
    count = len(reading.mistakes)
    first = reading.mistakes[0]
    cells = "1 cell needs" if count == 1 else f"{count} cells need"
    return (
        f"{cells} a decision before anything is imported. The first is {first.place}: "
        f"{first.message} Correct the file or the mapping, or choose to leave these cells out."
    )


def _refuse_nothing_new(council: Council, reading: Reading) -> None:
    compared = compare(council, reading.figures, reading.targets)
    if compared.figures or compared.targets:
        return
    if compared.conflicts:
        raise NothingNew(
            f"Nothing new: {len(compared.conflicts)} of the figures are held with another value, "
            "and imports never overwrite. Report a corrected figure in a return."
        )
    if compared.same:
        raise NothingNew(
            f"Nothing new: all {compared.same} figures and targets of the file are held already."
        )
    raise HistoryError("No cell that the mapping points at holds a figure that can be imported.")


def _record(
    batch: ImportBatch,
    by: User | None,
    action: str,
    detail: Named[str, object],
    at: dt.datetime | None,
) -> None:
    about = {"file": batch.file_name, "batch": batch.pk, **detail}
    record_event(
        council=batch.council, by=by, action=action, subject=batch.file_name, detail=about, at=at
    )
