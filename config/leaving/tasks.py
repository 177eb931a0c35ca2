"""The export of a council in the background."""

from __future__ import annotations

from django_tasks import task

from reporting.domain.paper import Progress
from reporting.models import Build, Edition
from reporting.services import BuildRefusedError, run_build

from .exporting import export_council
from .keeping import export_path
from .refusals import LeavingError


@task()
def build_export(build_id: int) -> str:
    """Writes the export that a build asks for."""
    return run_build(build_id, _export)


def _export(build: Build, progress: Progress) -> Edition | None:
    progress("Writing tables and files", 0, 0)
    path = export_path(build)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)  # of a worker that was killed before it said so
    try:
        export_council(council=build.council, path=path, by=build.asked_by)
    except LeavingError as refusal:
        raise BuildRefusedError(str(refusal)) from refusal
    return None
