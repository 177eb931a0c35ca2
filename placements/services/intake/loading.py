"""From files to a loaded return: in one go, or sent, read, shown and then accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.reading import label_of
from placements.models import Intake, Return903
from placements.services.forecasts import ask_forecast
from placements.services.keys import KeyMissing, Unsealable, key_for_loading, key_of
from placements.services.offering import ask_offering
from reporting.models import Build
from reporting.services import ask_build

from . import store
from .comparing import versions_of
from .keeping import keep
from .preparing import Prepared, StrictlyRefused, prepare, quiet
from .refusals import IntakeRefused, NothingNew, OutOfDate
from .securing import Secured, point_of

KIND = "return-903"
# Without these there is no figure at all; of any other table none may be right.
NEVER_NONE = {"children": "Header", "episodes": "Episodes"}
Tell = Callable[[str, int, int], None]


def load_returns(
    *,
    council: Council,
    sources: Iterable[Path | tuple[str, bytes]],
    by: User | None,
    year: int | None = None,
    as_at: dt.date | None = None,
    strict: bool = False,
    tell: Tell = quiet,
) -> Prepared:
    """Reads and accepts at once. Raises IntakeRefused, then nothing is loaded; StrictlyRefused also
    for what nobody would accept who saw the difference first: all of a table gone.
    """
    prepared = prepare(council, sources, year=year, as_at=as_at, strict=strict, tell=tell)
    _refuse_emptying(prepared)
    if not prepared.is_nothing_new:
        tell("Writing", 0, 0)
        _keep_unchanged(council, prepared.sent, prepared.versions, prepared.report, by)
    return prepared


def _refuse_emptying(prepared: Prepared) -> None:
    for one in prepared.differences:
        if one.leaves_none and one.table in NEVER_NONE:
            raise StrictlyRefused(
                f"Not one row of {NEVER_NONE[one.table]} of {label_of(one.year)} can be used, and "
                f"the {one.removed:,} that are held would go. Nothing was loaded.",
                prepared.report,
            )


@transaction.atomic
def _keep_unchanged(
    council: Council,
    sent: Secured,
    versions: Mapping[str, int],
    report: Mapping[str, Any],
    by: User | None,
) -> list[Return903]:
    """Only if what is held is still what it was compared with. Raises OutOfDate."""
    Council.objects.select_for_update().get(pk=council.pk)
    if versions_of(council) != dict(versions):
        raise OutOfDate(
            "Another return was loaded since, so the difference is out of date. Send it again; "
            "nothing was changed."
        )
    if point_of(council) != sent.point:
        raise OutOfDate(
            "The council’s own point was set or moved since this was read, so its distances are "
            "out of date. Send it again; nothing was changed."
        )
    held = keep(council, sent, by)
    record_event(
        council=council,
        by=by,
        action="load_return_903",
        subject=", ".join(str(one) for one in held),
        detail={
            "children": report["children"],
            "tables": report["difference"],
            "set_aside": sum(table["set_aside"] for table in report["tables"]),
        },
    )
    return held


# --- In steps, as the page does it ----------------------------------------------------------
@transaction.atomic
def send_return(
    *,
    council: Council,
    files: list[tuple[str, bytes]],
    by: User,
    year: int | None = None,
    as_at: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Intake:
    """Keeps the files, enciphered, and has them read in the background. Raises KeyMissing."""
    key, _ = key_for_loading(council)
    at = at or timezone.now()
    intake = Intake.objects.create(
        council=council,
        files=[name.replace("\0", "")[:200] for name, _ in files],
        store=store.new_store(),
        year=year,
        as_at=as_at,
        sent_by=by,
        sent_at=at,
    )
    store.keep_sent(intake.store, files, key)
    record_event(
        council=council,
        by=by,
        action="send_return_903",
        subject=str(intake),
        detail={"intake": intake.pk},
        at=at,
    )
    ask_build(council=council, kind=KIND, subject=str(intake.pk), by=by, at=at)
    return intake


def build_of(intake: Intake) -> Build | None:
    """The work that reads it."""
    builds = Build.objects.for_council(intake.council).filter(kind=KIND, subject=str(intake.pk))
    return builds.order_by("-pk").first()


def read_intake(*, intake: Intake, tell: Tell) -> None:
    """Reads what was sent; the uploaded files are gone afterwards, whatever came of it.

    Raises IntakeRefused when it cannot be used; then the intake says why.
    """
    if intake.status != Intake.Status.SENT:
        return
    try:
        key = key_of(intake.council)
        prepared = prepare(
            intake.council,
            store.sent_again(intake.store, key),
            year=intake.year,
            as_at=intake.as_at,
            tell=tell,
        )
        store.keep_read(intake.store, prepared.sent, key)
    except (IntakeRefused, KeyMissing, Unsealable) as refusal:
        now = timezone.now()
        _read_as(intake, status=Intake.Status.REFUSED, refusal=str(refusal), settled_at=now)
        store.forget(intake.store)
        raise IntakeRefused(str(refusal)) from refusal
    report = prepared.report | {"nothing_new": prepared.is_nothing_new}
    versions = dict(prepared.versions)
    if _read_as(intake, status=Intake.Status.READ, report=report, compared_with=versions):
        store.forget_sent(intake.store)
    else:  # somebody discarded it meanwhile
        store.forget(intake.store)
    store.sweep(now=timezone.now())


def _read_as(intake: Intake, **found: Any) -> bool:
    """Keeps what came of reading, unless the intake was settled meanwhile."""
    waiting = Intake.objects.filter(pk=intake.pk, status=Intake.Status.SENT)
    return bool(waiting.update(**found))


@transaction.atomic
def accept_intake(*, intake: Intake, by: User) -> list[Return903]:
    """Loads what was shown; its figures are worked out in the background.

    Raises NothingNew, OutOfDate, IntakeRefused, KeyMissing.
    """
    locked = _waiting(intake, Intake.Status.READ)
    if locked.report.get("nothing_new"):
        raise NothingNew("All of it is held already. Nothing was changed.")
    sent = store.read_again(locked.store, key_of(locked.council))
    held = _keep_unchanged(locked.council, sent, locked.compared_with, locked.report, by)
    _settle(locked, Intake.Status.ACCEPTED, by)
    ask_offering(council=locked.council, by=by, subject=f"return {locked.pk}")
    ask_forecast(council=locked.council, by=by, subject=f"return {locked.pk}")
    return held


@transaction.atomic
def discard_intake(*, intake: Intake, by: User) -> None:
    """What was sent is forgotten. Raises IntakeRefused where there is nothing to discard."""
    locked = _waiting(intake, Intake.Status.READ, Intake.Status.SENT)
    record_event(
        council=locked.council,
        by=by,
        action="discard_return_903",
        subject=str(locked),
        detail={"intake": locked.pk},
    )
    _settle(locked, Intake.Status.DISCARDED, by)


def _waiting(intake: Intake, *statuses: str) -> Intake:
    locked = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if locked.status not in statuses:
        raise IntakeRefused(f"This return does not wait: {locked.get_status_display().lower()}.")
    return locked


def _settle(intake: Intake, status: str, by: User) -> None:
    intake.status, intake.settled_by, intake.settled_at = status, by, timezone.now()
    intake.save()
    transaction.on_commit(lambda: store.forget(intake.store))
