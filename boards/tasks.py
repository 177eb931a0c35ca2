"""Work in the background: a call of one service, with ids for arguments."""

from __future__ import annotations

from django_tasks import task

from boards.models import Meeting
from boards.services.publishing import publish_agenda
from reporting.domain.paper import Progress
from reporting.models import Build, Edition
from reporting.services import BuildRefusedError, run_build


@task()
def build_agenda_pack(build_id: int) -> str:
    """Publishes the agenda, or the supplement, that a build asks for."""
    return run_build(build_id, _publish)


def _publish(build: Build, progress: Progress) -> Edition:
    meetings = Meeting.objects.for_council(build.council).select_related("board__council")
    meeting = meetings.filter(slug=build.subject).first()
    if meeting is None:
        raise BuildRefusedError("That meeting is no longer there")
    published = publish_agenda(
        meeting=meeting,
        by=build.asked_by,
        reason=build.options.get("reason", ""),
        supplement=bool(build.options.get("supplement")),
        progress=progress,
    )
    return published.public
