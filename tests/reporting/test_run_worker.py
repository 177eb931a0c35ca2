"""The worker: runs what waits, one line for each, and brings back what a killed worker held."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.models import Council, User
from config.management.commands.run_worker import SWEEP_EVERY, TAKE_BACK_EVERY, Chores
from reporting.models import Build
from reporting.services import ask_build, run_build, take_build

pytestmark = pytest.mark.django_db(transaction=True)


@task()
def build_nothing(build_id: int) -> str:
    return run_build(build_id, lambda build, progress: None)


@task()
def fall(build_id: int) -> None:
    raise RuntimeError("fell")


@pytest.fixture(autouse=True)
def tasks_in_the_database(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.BUILDERS = {"pack": f"{__name__}.build_nothing", "bad": f"{__name__}.fall"}


def work() -> str:
    out = StringIO()
    call_command("run_worker", "--once", stdout=out)
    return out.getvalue()


def test_what_waits_is_run(nottingham: Council, officer: User) -> None:
    build = ask_build(council=nottingham, kind="pack", subject="2020-21-Q4", by=officer)
    assert f"build_nothing({build.pk}): done, " in work()
    build.refresh_from_db()
    assert build.status == "done"
    assert work() == ""


def test_task_that_falls_does_not_stop_the_worker(nottingham: Council, officer: User) -> None:
    ask_build(council=nottingham, kind="bad", subject="2020-21-Q4", by=officer)
    good = ask_build(council=nottingham, kind="pack", subject="2020-21-Q4", by=officer)
    told = work()
    assert "fall(" in told
    assert "failed" in told
    assert Build.objects.get(pk=good.pk).status == "done"


def test_work_of_a_killed_worker_is_done_by_the_next(nottingham: Council, officer: User) -> None:
    long_ago = timezone.now() - dt.timedelta(hours=1)
    build = ask_build(council=nottingham, kind="pack", subject="s", by=officer, at=long_ago)
    assert take_build(build.pk, now=long_ago) is not None
    DBTaskResult.objects.update(status="RUNNING")  # as a killed worker leaves it
    told = work()
    assert f"Back in the queue: build {build.pk}" in told
    build.refresh_from_db()
    assert (build.status, build.attempt) == ("done", 2)


def test_chores_keep_their_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(Chores, "take_back", lambda self: done.append("take back"))
    monkeypatch.setattr(Chores, "sweep", lambda self: done.append("sweep"))
    chores = Chores(print)
    for moment in (0.5, 1.0, TAKE_BACK_EVERY + 1, SWEEP_EVERY + 1):
        chores.run_due(moment)
    assert done == ["take back", "sweep", "take back", "take back", "sweep"]
