"""What of this floor is surplus after a while: work that came to nothing. Editions never are."""

from __future__ import annotations

import datetime as dt

from accounts.models import Council
from accounts.services import Surplus, surplus_rows
from reporting.models import Build


def surplus_builds(council: Council, before: dt.datetime) -> Surplus:
    """Builds that failed or have waited ever since; never one that published something."""
    left = [Build.Status.FAILED, Build.Status.WAITING]
    builds = Build.objects.for_council(council).filter(status__in=left, edition=None)
    return surplus_rows(builds.filter(asked_at__lt=before), "asked_at")
