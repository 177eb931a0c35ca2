"""A build outlives its worker: leases, attempts, refusals in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django_tasks import task
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts.models import AuditEvent, Council, User
from reporting.domain.paper import Progress, RenderError
from reporting.models import Build, Edition
from reporting.services import (
    BuildRefusedError,
    LeaseLostError,
    PublishError,
    ask_build,
    fail_build,
    finish_build,
    progress_of,
    report_progress,
    run_build,
    take_back_expired,
    take_build,
)

from ..conftest import NOON, Publish

pytestmark = pytest.mark.django_db
called: list[int] = []


@task()
def note_build(build_id: int) -> str:
    called.append(build_id)
    return "noted"


@pytest.fixture(autouse=True)
def builders(settings: Settings) -> None:
    settings.BUILDERS = {"performance-pack": f"{__name__}.note_build"}
    called.clear()


def later(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def ask(council: Council, by: User, **changed: Any) -> Build:
    given: dict[str, Any] = {"kind": "performance-pack", "subject": "2020-21-Q4", "at": NOON}
    return ask_build(council=council, by=by, **(given | {"audience": "board"} | changed))


@pytest.fixture
def build(nottingham: Council, governance_officer: User) -> Build:
    return ask(nottingham, governance_officer)


def test_asked_build_waits_and_is_called_once_it_can_be_seen(
    nottingham: Council,
    governance_officer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        build = ask(nottingham, governance_officer)
        assert called == []
    assert (build.status, called) == ("waiting", [build.pk])
    assert AuditEvent.objects.get(action="ask_build").detail["build"] == build.pk


def test_two_clicks_are_one_build(build: Build, nottingham: Council, officer: User) -> None:
    assert ask(nottingham, officer) == build
    assert ask(nottingham, officer, audience="public") != build
    take_build(build.pk, now=NOON)
    assert ask(nottingham, officer) == build
    Build.objects.update(status="done")
    assert ask(nottingham, officer) != build


def test_kind_that_nobody_builds_is_refused(nottingham: Council, officer: User) -> None:
    with pytest.raises(BuildRefusedError, match="BUILDERS"):
        ask(nottingham, officer, kind="poem")


def test_build_is_taken_once(build: Build) -> None:
    lease = take_build(build.pk, now=NOON)
    assert lease is not None
    assert (lease.attempt, lease.until) == (1, later(120))
    assert take_build(build.pk, now=later(119)) is None


def test_progress_renews_the_lease(build: Build) -> None:
    lease = take_build(build.pk, now=NOON)
    assert lease is not None
    report_progress(lease, stage="Laying out", done=12, total=30, now=later(100))
    assert take_build(build.pk, now=later(219)) is None
    build.refresh_from_db()
    assert (build.stage, build.done, build.total) == ("Laying out", 12, 30)


def test_expired_lease_is_taken_over_and_the_old_worker_must_stop(build: Build) -> None:
    old = take_build(build.pk, now=NOON)
    new = take_build(build.pk, now=later(121))
    assert old is not None
    assert new is not None
    assert new.attempt == 2
    with pytest.raises(LeaseLostError):
        report_progress(old, stage="", done=1, total=1, now=later(122))
    with pytest.raises(LeaseLostError):
        finish_build(old, now=later(122))
    assert fail_build(old, words="No", now=later(122)) is False
    finish_build(new, now=later(123))
    build.refresh_from_db()
    assert (build.status, build.finished_at, build.lease_until) == ("done", later(123), None)


def test_expired_build_goes_back_into_the_queue(
    build: Build, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    take_build(build.pk, now=NOON)
    assert take_back_expired(now=later(120)) == []
    with django_capture_on_commit_callbacks(execute=True):
        assert take_back_expired(now=later(121)) == [build.pk]
    build.refresh_from_db()
    assert (build.status, build.attempt, called) == ("waiting", 1, [build.pk])
    assert take_back_expired(now=later(122)) == []


def test_third_lost_attempt_is_a_failure_in_words(build: Build) -> None:
    for attempt in range(3):
        assert take_build(build.pk, now=later(1000 * attempt)) is not None
        take_back_expired(now=later(1000 * attempt + 121))
    build.refresh_from_db()
    assert (build.status, build.attempt) == ("failed", 3)
    assert "stopped 3 times" in build.error
    assert take_build(build.pk, now=later(9000)) is None


def test_build_that_fell_out_of_the_queue_is_put_there_again(
    build: Build, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert take_back_expired(now=later(599)) == []
        assert take_back_expired(now=later(601)) == [build.pk]
    assert called == [build.pk]


def test_done_build_is_not_built_again(build: Build) -> None:
    assert run_build(build.pk, lambda build, progress: None) == "done"
    assert run_build(build.pk, lambda build, progress: pytest.fail("built twice")) == ""


def test_run_build_keeps_the_edition(build: Build, publish: Publish) -> None:
    edition = publish()

    def work(build: Build, progress: Progress) -> Edition:
        progress("Laying out", 1, 2)
        return edition

    assert run_build(build.pk, work) == "done"
    build.refresh_from_db()
    assert (build.edition, build.done, build.total) == (edition, 2, 2)


@pytest.mark.parametrize("refusal", [BuildRefusedError, PublishError, RenderError])
def test_refusal_is_told_in_its_own_words(build: Build, refusal: type[Exception]) -> None:
    def work(build: Build, progress: Progress) -> None:
        raise refusal("Item 7 is encrypted")

    assert run_build(build.pk, work) == "failed"
    build.refresh_from_db()
    assert build.error == "Item 7 is encrypted"


def test_unforeseen_failure_tells_no_inner_words(
    build: Build, caplog: pytest.LogCaptureFixture
) -> None:
    assert run_build(build.pk, lambda build, progress: {}["password"]) == "failed"
    build.refresh_from_db()
    assert "password" not in build.error
    assert "did not foresee" in build.error
    assert "KeyError" in caplog.text


def test_the_log_says_where_it_failed_and_nothing_of_what_was_written(
    build: Build, caplog: pytest.LogCaptureFixture
) -> None:
    row = "-".join(("Failing", "row", "Kestrel"))

    def work(build: Build, progress: Progress) -> None:
        try:
            raise LookupError(row)
        except LookupError as error:
            raise ValueError(row) from error

    assert run_build(build.pk, work) == "failed"
    assert f"Build {build.pk} failed" in caplog.text
    assert caplog.text.index("ValueError, at") < caplog.text.index("because of LookupError, at")
    assert "in work" in caplog.text
    assert row not in caplog.text


def test_worker_that_lost_its_lease_changes_nothing(build: Build) -> None:
    def work(build: Build, progress: Progress) -> None:
        Build.objects.update(attempt=2)  # another worker took it over

    assert run_build(build.pk, work) == ""
    build.refresh_from_db()
    assert build.status == "running"


def test_progress_is_written_now_and_then(build: Build) -> None:
    lease = take_build(build.pk, now=NOON)
    assert lease is not None
    tell = progress_of(lease, every=1000)
    for page in (1, 2, 3):
        tell("Laying out", page, 3)
    build.refresh_from_db()
    assert build.done == 1
