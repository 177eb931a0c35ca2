"""Long work that survives a killed worker: who holds a build, how far it is, and what became of it.

A build is leased to one worker for two minutes; each report of progress renews the lease. A lease
that runs out was held by a worker that is gone: the build goes back into the queue, at most three
times. `BUILDERS` in the settings names the task for each kind, so that this floor knows nobody
above it; a task is called with the build's id and calls `run_build`.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import Council, User
from accounts.services import record_event
from reporting.domain.paper import Progress, RenderError
from reporting.models import Build, Edition

from .editions import PublishError

log = logging.getLogger(__name__)
LEASE = dt.timedelta(seconds=120)
# How long a waiting build may stand in the queue before it is put there again.
QUEUED = dt.timedelta(minutes=10)
ATTEMPTS = 3
# The page that shows them adds that nothing was published and nothing was lost.
GAVE_UP = (
    f"The work stopped {ATTEMPTS} times before it was done. Build it again; if it stops again, "
    "tell your administrator"
)
UNEXPECTED = (
    "Something went wrong that we did not foresee. Build it again; if it fails again, tell your "
    "administrator the number of this build"
)


class BuildRefusedError(Exception):
    """The work cannot be done as asked; the message says why, in words for the reader."""


class LeaseLostError(Exception):
    """Another worker has taken this build over; the one that is told must stop."""


@dataclass(frozen=True)
class Lease:
    """The right to work on a build. The attempt is its number: an older lease counts no more."""

    build_id: int
    attempt: int
    until: dt.datetime


@transaction.atomic
def ask_build(
    *,
    council: Council,
    kind: str,
    subject: str,
    by: User,
    audience: str = "",
    options: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Build:
    """A build in the queue; the one that already waits or works for the same thing, if any."""
    if kind not in settings.BUILDERS:
        raise BuildRefusedError(f"Nobody builds {kind!r}. BUILDERS in the settings names who does")
    at = at or timezone.now()
    Council.objects.select_for_update().get(pk=council.pk)  # two clicks are one build
    options = options or {}
    under_way = Build.objects.for_council(council).filter(
        kind=kind, subject=subject, audience=audience, status__in=UNDER_WAY
    )
    for build in under_way:
        if build.options == options:
            return build
    build = Build.objects.create(
        council=council,
        kind=kind,
        subject=subject,
        audience=audience,
        options=options,
        asked_by=by,
        asked_at=at,
        lease_until=at + QUEUED,
    )
    detail = {"build": build.pk, "kind": kind, "subject": subject, "audience": audience}
    record_event(
        council=council,
        by=by,
        action="ask_build",
        subject=f"{kind} {subject}",
        detail=detail,
        at=at,
    )
    _enqueue(build)
    return build


UNDER_WAY = (Build.Status.WAITING, Build.Status.RUNNING)


def _enqueue(build: Build) -> None:
    """Into the queue once the row can be seen; should that fail, the row is taken back later."""
    task = import_string(settings.BUILDERS[build.kind])
    transaction.on_commit(lambda: task.enqueue(build.pk))


def take_build(build_id: int, *, now: dt.datetime) -> Lease | None:
    """The right to work on a build; None if it is done, or another worker holds it."""
    free = Q(status=Build.Status.WAITING) | Q(status=Build.Status.RUNNING, lease_until__lt=now)
    until = now + LEASE
    taken = Build.objects.filter(free, pk=build_id, attempt__lt=ATTEMPTS).update(
        status=Build.Status.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=until,
        stage="",
        done=0,
        total=0,
        error="",
    )
    if not taken:
        return None
    return Lease(build_id, Build.objects.values_list("attempt", flat=True).get(pk=build_id), until)


def _held(lease: Lease) -> Any:
    return Build.objects.filter(
        pk=lease.build_id, status=Build.Status.RUNNING, attempt=lease.attempt
    )


def report_progress(lease: Lease, *, stage: str, done: int, total: int, now: dt.datetime) -> None:
    """How far the work is; renews the lease. Raises LeaseLostError if it is another's by now."""
    changed = _held(lease).update(
        stage=stage[:120],
        done=done,
        total=max(done, total) if total else 0,
        lease_until=now + LEASE,
    )
    if not changed:
        raise LeaseLostError(f"Build {lease.build_id} is no longer held by attempt {lease.attempt}")


def progress_of(lease: Lease, *, every: float = 0.5) -> Progress:
    """A callable (stage, done, total) for `render_pdf` and builders: writes at most twice a second.

    Call it outside transactions, or nobody sees it and a rollback takes it back.
    """
    last: list[float] = []

    def tell(stage: str, done: int, total: int) -> None:
        moment = time.monotonic()
        if not last or moment - last[0] >= every:
            last[:] = [moment]
            report_progress(lease, stage=stage, done=done, total=total, now=timezone.now())

    return tell


@transaction.atomic
def finish_build(lease: Lease, *, now: dt.datetime, edition: Edition | None = None) -> None:
    """The work is done. Raises LeaseLostError if another worker has taken it over."""
    changed = _held(lease).update(
        status=Build.Status.DONE,
        finished_at=now,
        lease_until=None,
        edition=edition,
        done=F("total"),
    )
    if not changed:
        raise LeaseLostError(f"Build {lease.build_id} is no longer held by attempt {lease.attempt}")


@transaction.atomic
def fail_build(lease: Lease, *, words: str, now: dt.datetime) -> bool:
    """The work cannot be done; `words` are for the reader. False if the lease is lost."""
    changed = _held(lease).update(
        status=Build.Status.FAILED, finished_at=now, lease_until=None, error=words
    )
    return bool(changed)


@transaction.atomic
def take_back_expired(*, now: dt.datetime) -> list[int]:
    """Builds whose worker is gone, or whose place in the queue was lost, go back into the queue.

    After the third attempt a build has failed, in words. Returns the builds that wait again.
    """
    late = Build.objects.select_for_update().filter(status__in=UNDER_WAY, lease_until__lt=now)
    again = []
    for build in late:
        if build.status == Build.Status.RUNNING and build.attempt >= ATTEMPTS:
            build.status, build.error = Build.Status.FAILED, GAVE_UP
            build.finished_at, build.lease_until = now, None
        else:
            build.status, build.lease_until = Build.Status.WAITING, now + QUEUED
            again.append(build.pk)
            _enqueue(build)
        build.save(update_fields=["status", "error", "finished_at", "lease_until"])
    return again


def run_build(build_id: int, work: Callable[[Build, Progress], Edition | None]) -> str:
    """Takes a build, does its work and keeps what became of it; what a builder's task calls.

    `work(build, progress)` returns the edition it published, if any. What it refuses in words
    (BuildRefusedError, PublishError, RenderError) the reader is told; of anything else the log
    tells where it happened.
    Returns the status, "" when there was nothing to do.
    """
    lease = take_build(build_id, now=timezone.now())
    if lease is None:
        return ""
    build = Build.objects.select_related("council", "asked_by").get(pk=build_id)
    try:
        edition = work(build, progress_of(lease))
        finish_build(lease, edition=edition, now=timezone.now())
    except LeaseLostError:
        log.warning("Build %s was taken over by another worker", build_id)
        return ""
    except (BuildRefusedError, PublishError, RenderError) as refusal:
        fail_build(lease, words=str(refusal), now=timezone.now())
        return Build.Status.FAILED
    except Exception as error:
        log.error("Build %s failed\n%s", build_id, without_words(error))
        fail_build(lease, words=UNEXPECTED, now=timezone.now())
        return Build.Status.FAILED
    return Build.Status.DONE


CAUSES = 5


def without_words(error: BaseException | None) -> str:
    """What kind of error it is and where it happened, the first cause last. Its own words stay out
    of the log: those of a database hold whole rows, so a title that is not for everybody too.
    """
    told: list[str] = []
    # An error may be named as its own cause.
    while error is not None and len(told) < CAUSES:
        where = "".join(traceback.format_tb(error.__traceback__))
        told.append(f"{type(error).__name__}, at\n{where}")
        error = error.__cause__ or error.__context__
    return "because of ".join(told)
