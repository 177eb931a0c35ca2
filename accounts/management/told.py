"""The council, person and day that a command is told, or what to type instead."""

from __future__ import annotations

import datetime as dt

from django.core.management.base import CommandError

from accounts.models import Council, User
from reference.domain.written_days import written_day


def council_called(slug: str, *, returncode: int = 1) -> Council:
    found = Council.objects.select_related("area").filter(slug=slug).first()
    if found is None:
        known = ", ".join(Council.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no council {slug!r}. Known: {known}", returncode=returncode)
    return found


def person_of(council: Council, email: str | None) -> User | None:
    """None where nobody was named."""
    if not email:
        return None
    found = User.objects.filter(memberships__council=council, email__iexact=email).first()
    if found is None:
        raise CommandError(f"{council} has nobody with the address {email}.")
    return found


def day_written(text: str) -> dt.date:
    day = written_day(text)
    if day is None:
        raise CommandError(f"{text!r} is no day. Write the year, the month and the day: 2021-03-31")
    return day
