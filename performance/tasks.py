"""Work in the background: a call of one service, with ids for arguments."""

from __future__ import annotations

from django_tasks import task

from performance.services.packs import publish_pack
from reference.domain.periods import parse
from reporting.domain.paper import Progress
from reporting.models import Build, Edition
from reporting.services import run_build


@task()
def build_pack(build_id: int) -> str:
    """Publishes the performance pack that a build asks for."""
    return run_build(build_id, _publish)


def _publish(build: Build, progress: Progress) -> Edition:
    return publish_pack(
        council=build.council,
        quarter=parse(build.subject),
        audience=build.audience,
        by=build.asked_by,
        reason=build.options.get("reason", ""),
        sentences_read=build.options.get("sentences_read", []),
        progress=progress,
    )
