"""The council, person and day that a command is told, or what to type instead."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.core.management.base import CommandError

from accounts.models import Council, User

YEARS = range(1900, 2200)


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
    """A day of a year that somebody may mean: months are counted back from it and on."""
    day: dt.date | None = None
    with suppress(ValueError):
        day = dt.date.fromisoformat(text)
    if day is None or day.year not in YEARS:
        raise CommandError(f"{text!r} is no day. Write the year, the month and the day: 2021-03-31")
    return day
