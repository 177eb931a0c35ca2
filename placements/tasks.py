"""Work in the background: a call of one service, with ids for arguments."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django_tasks import task

from performance.services import OfferError
from placements.dashboards.homes.kept import refresh_homes
from placements.models import Intake, Statement
from placements.services import IntakeRefused, StillLoading, offer_for_build, read_intake
from placements.services.forecasts import NothingToForecast, keep_forecast
from placements.services.register.offers import offer_register_for_build
from placements.services.statements import publish_statement
from reporting.domain.paper import Progress
from reporting.models import Build, Edition
from reporting.services import BuildRefusedError, run_build


@task()
def read_return(build_id: int) -> str:
    """Reads the return that a build asks for."""
    return run_build(build_id, _read)


@task()
def offer_figures(build_id: int) -> str:
    """Works the figures out and offers them to the council's returns."""
    return run_build(build_id, _offer)


@task()
def offer_register(build_id: int) -> str:
    """Counts the register's figures and offers them to the council's returns."""
    return run_build(build_id, _offer_register)


@task()
def build_statement(build_id: int) -> str:
    """Publishes the statement or the market position that a build asks for."""
    return run_build(build_id, _publish)


def _publish(build: Build, progress: Progress) -> Edition:
    statement = Statement.objects.select_related("council__area").get(
        council=build.council, as_at=dt.date.fromisoformat(build.subject)
    )
    return publish_statement(
        statement=statement,
        kind=build.kind,
        audience=build.audience,
        by=build.asked_by,
        reason=build.options.get("reason", ""),
        sentences_read=build.options.get("sentences_read", []),
        progress=progress,
    )


def _offer(build: Build, progress: Progress) -> Edition | None:
    refresh_homes(build.council, today=timezone.localdate())
    progress("Working the figures out", 0, 0)
    try:
        offer_for_build(build)
    except (OfferError, StillLoading) as refusal:
        raise BuildRefusedError(str(refusal)) from refusal
    return None


def _offer_register(build: Build, progress: Progress) -> Edition | None:
    refresh_homes(build.council, today=timezone.localdate())
    progress("Counting the register", 0, 0)
    try:
        offer_register_for_build(build)
    except OfferError as refusal:
        raise BuildRefusedError(str(refusal)) from refusal
    return None


def _stages(progress: Progress) -> Progress:
    """A reader is told the stage, and each step renews the lease; counting pages is for papers."""
    return lambda stage, done, total: progress(stage, 0, 0)


@task()
def make_forecast(build_id: int) -> str:
    """Makes and keeps a forecast with its back-test."""
    return run_build(build_id, _forecast)


def _forecast(build: Build, progress: Progress) -> Edition | None:
    try:
        keep_forecast(council=build.council, by=build.asked_by, tell=_stages(progress))
    except NothingToForecast as refusal:
        raise BuildRefusedError(str(refusal)) from refusal
    refresh_homes(build.council, today=timezone.localdate())
    return None


def _read(build: Build, progress: Progress) -> Edition | None:
    intake = Intake.objects.for_council(build.council).get(pk=int(build.subject))
    try:
        read_intake(intake=intake, tell=_stages(progress))
    except IntakeRefused as refusal:
        raise BuildRefusedError(str(refusal)) from refusal
    return None
