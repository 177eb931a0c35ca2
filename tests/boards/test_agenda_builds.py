"""Publishing in the background: what a killed worker leaves, and who goes on."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from django.utils import timezone

from accounts.models import Council, User
from boards.dashboards.agenda import agenda_page
from boards.models import Appendix, Meeting, Override
from boards.packs.agenda import KIND
from boards.packs.agenda.following import dead_ends
from boards.services import publishing
from boards.services.meetings import cancel_meeting
from boards.tasks import build_agenda_pack
from reporting.models import Build, Edition
from reporting.services import ask_build, take_back_expired
from reporting.services.files import edition_path
from tests.boards.agendas import SECRET, a_full_meeting
from tests.boards.cast import NOW


class KilledError(BaseException):
    """As a worker ends that is killed: nothing is caught, nothing is tidied."""


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    made = a_full_meeting(nottingham, governance_officer)
    Override.objects.create(
        meeting=made, check_key="notice", reason="Agreed.", by=governance_officer, at=NOW
    )
    return made


@pytest.fixture
def build(meeting: Meeting, governance_officer: User) -> Build:
    return ask_build(
        council=meeting.board.council, kind=KIND, subject=meeting.slug, by=governance_officer
    )


def test_a_build_publishes_both_editions(build: Build, meeting: Meeting) -> None:
    assert build_agenda_pack.call(build.pk) == Build.Status.DONE
    build.refresh_from_db()
    assert build.edition is not None
    assert build.edition.audience == "public"
    assert Edition.objects.filter(kind=KIND, subject=meeting.slug).count() == 2


def test_a_killed_worker_leaves_no_half_edition_and_another_goes_on(
    build: Build, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze, calls = publishing._freeze, []

    def killed(*args: object) -> Edition:
        calls.append(args)
        if len(calls) == 2:  # the public edition's row is written, the board's is not
            raise KilledError
        return freeze(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "_freeze", killed)
    with pytest.raises(KilledError):
        build_agenda_pack.call(build.pk)
    monkeypatch.undo()
    assert not Edition.objects.filter(kind=KIND).exists()
    meeting.refresh_from_db()
    assert meeting.published_at is None
    later = timezone.now() + dt.timedelta(minutes=5)
    assert take_back_expired(now=later) == [build.pk]
    assert build_agenda_pack.call(build.pk) == Build.Status.DONE
    assert Edition.objects.filter(kind=KIND).count() == 2


def test_what_stops_is_told_in_words(build: Build, meeting: Meeting) -> None:
    Override.objects.all().delete()
    assert build_agenda_pack.call(build.pk) == Build.Status.FAILED
    build.refresh_from_db()
    assert "clear days of notice" in build.error
    assert SECRET not in f"{build.subject}{build.options}{build.stage}{build.error}"


def test_a_cancelled_meeting_publishes_nothing_more(
    build: Build, meeting: Meeting, governance_officer: User
) -> None:
    """Numbers are frozen by the first publication, so nothing else would stop a second."""
    publishing.publish_agenda(meeting=meeting, by=governance_officer)
    cancel_meeting(meeting=meeting, reason="Strike", by=governance_officer)
    assert not agenda_page(Meeting.objects.get(), today=NOW.date()).may_publish
    Build.objects.filter(pk=build.pk).update(options={"reason": "A clearer scan"})
    assert build_agenda_pack.call(build.pk) == Build.Status.FAILED
    build.refresh_from_db()
    assert "This meeting is cancelled" in build.error
    assert Edition.objects.filter(kind=KIND).count() == 2


def test_a_meeting_that_is_over_says_so(build: Build, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=Meeting.Status.HELD)
    assert build_agenda_pack.call(build.pk) == Build.Status.FAILED
    build.refresh_from_db()
    assert "This meeting is over" in build.error


def test_calendars_are_told_when_the_agenda_was_published(
    meeting: Meeting, governance_officer: User
) -> None:
    """What rises in the calendar's sequence is dated: feeds put what changed last first."""
    publishing.publish_agenda(meeting=meeting, by=governance_officer, at=NOW)
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    assert meeting.changed_at == NOW


@pytest.mark.parametrize("broken", ["gone", "of another length"])
def test_a_failure_never_names_a_restricted_paper(
    build: Build, meeting: Meeting, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Everybody of the council may follow a build."""
    secret = Appendix.objects.get(title=f"{SECRET} costs").file
    if broken == "gone":
        edition_path(secret.sha256).unlink()
    else:
        secret.pages = 3
        secret.save()
    assert build_agenda_pack.call(build.pk) == Build.Status.FAILED
    build.refresh_from_db()
    assert "Item 2, Appendix A" in build.error
    assert SECRET not in build.error
    assert SECRET not in caplog.text


def test_a_bookmark_that_leads_nowhere_is_told_by_its_place() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_outline() as outline:
            first = pikepdf.OutlineItem("Contents", 0)
            first.children.append(pikepdf.OutlineItem(f"{SECRET} costs", "nowhere"))
            outline.root.append(first)
        pdf.save(out)
    assert dead_ends(out.getvalue()) == ["Bookmark 2 leads nowhere"]
