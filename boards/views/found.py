"""What an address names, or a 404: always through the council, so that another’s is not there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from accounts.models import Council
from boards.models import Meeting


def meeting_or_404(council: Council, slug: str) -> Meeting:
    found = Meeting.objects.for_council(council).select_related("board__council")
    return get_object_or_404(found, slug=slug)
