"""Times of day in templates."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone

from boards.domain.clock import clock as printed

register = template.Library()


@register.filter
def clock(moment: dt.datetime | dt.time | None) -> str:
    """ "2:05pm"; a moment in the council's own time. Nothing for nothing."""
    if moment is None:
        return ""
    if isinstance(moment, dt.datetime):
        return printed(timezone.localtime(moment).time())
    return printed(moment)
