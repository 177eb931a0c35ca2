"""Councils: making one and changing its settings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.domain.lines import broken_line
from accounts.domain.logo import MEDIA_TYPE, LogoRefused, checked_png
from accounts.domain.slugs import why_refused
from accounts.models import Council, User
from reference.models import Area

from .audit import record_event

__all__ = ["AreaNotUsable", "CouncilRefused", "LogoRefused", "change_council", "create_council"]

CHANGEABLE = (
    "name",
    "board_name",
    "colour",
    "deputies_sign_off",
    "people_on_papers",
    "contacts_on_papers",
    "due_working_days",
)


class CouncilRefused(ValueError):
    """A council cannot be made or changed in this way; the message says why and what to do."""


class AreaNotUsable(CouncilRefused):
    """The area is no authority, or exists no longer."""


@transaction.atomic
def create_council(
    *,
    area: Area,
    slug: str,
    name: str | None = None,
    board_name: str | None = None,
    colour: str | None = None,
    by: User | None = None,
    today: dt.date | None = None,
) -> Council:
    """Makes a council for an authority that exists today, or for a fictional area.

    Without `name` it is called after its area ("Nottingham Council"): the area's name cannot tell
    a city from a county. Raises CouncilRefused.
    """
    _check_area(area, today or timezone.localdate())
    if refusal := why_refused(slug):
        raise CouncilRefused(refusal)
    if Council.objects.filter(slug=slug).exists():
        raise CouncilRefused(f"Another council already has the address /{slug}/. Choose another.")
    council = Council(area=area, slug=slug, name=f"{area.name} Council" if name is None else name)
    council.board_name = council.board_name if board_name is None else board_name
    council.colour = (colour or council.colour).lower()
    _check_fields(council)
    council.save()
    record_event(
        council=council,
        by=by,
        action="create_council",
        subject=council.name,
        detail={"area": area.code, "slug": slug},
    )
    return council


@transaction.atomic
def change_council(
    *,
    council: Council,
    by: User | None,
    logo: bytes | None = None,
    remove_logo: bool = False,
    **fields: Any,
) -> Council:
    """Changes a council's settings; `fields` are any of CHANGEABLE, `logo` the bytes of a PNG.

    The audit says what each field was and is. Raises CouncilRefused, LogoRefused.
    """
    unknown = sorted(set(fields) - set(CHANGEABLE))
    if unknown:
        raise CouncilRefused(f"A council's {', '.join(unknown)} cannot be changed here")
    changes = _change_fields(council, fields) | _change_logo(council, logo, remove_logo)
    _check_fields(council)
    if changes:
        # Only these: another's deed may have raised the council's counter of changes since.
        logo_type = ["logo_type"] if "logo" in changes else []
        council.save(update_fields=[*changes, *logo_type])
        record_event(
            council=council, by=by, action="change_council", subject=council.name, detail=changes
        )
    return council


def _check_area(area: Area, today: dt.date) -> None:
    if area.kind not in (Area.Kind.AUTHORITY, Area.Kind.FICTIONAL):
        raise AreaNotUsable(
            f"{area.name} ({area.code}) is a {area.get_kind_display().lower()}. A council needs an "
            "upper-tier authority."
        )
    if area.closed_on and area.closed_on <= today:
        heirs = ", ".join(f"{heir.name} ({heir.code})" for heir in area.successors.all())
        advice = f" Its successors: {heirs}." if heirs else ""
        raise AreaNotUsable(
            f"{area.name} ({area.code}) was abolished on {area.closed_on:%-d %B %Y}.{advice}"
        )
    if area.opened_on and area.opened_on > today:
        raise AreaNotUsable(f"{area.name} ({area.code}) opens only on {area.opened_on:%-d %B %Y}.")


def _check_fields(council: Council) -> None:
    for field, what in (("name", "council"), ("board_name", "board")):
        if not getattr(council, field).strip() or broken_line(getattr(council, field)):
            raise CouncilRefused(f"Enter the {what}'s name, on one line.")
    try:
        council.clean_fields(exclude=["area", "slug", "logo", "logo_type"])
    except ValidationError as error:
        told = "; ".join(
            f"{field}: {' '.join(words)}" for field, words in error.message_dict.items()
        )
        raise CouncilRefused(told) from error


def _change_fields(council: Council, fields: dict[str, Any]) -> dict[str, Any]:
    changes = {}
    for field, now in fields.items():
        was = getattr(council, field)
        if was != now:
            setattr(council, field, now)
            changes[field] = {"was": was, "now": now}
    return changes


def _change_logo(council: Council, logo: bytes | None, remove: bool) -> dict[str, Any]:
    if logo is None and not (remove and council.logo):
        return {}
    was = len(council.logo or b"")
    council.logo = checked_png(logo) if logo is not None else b""
    council.logo_type = MEDIA_TYPE if logo is not None else ""
    return {"logo": {"was": f"{was} bytes", "now": f"{len(council.logo)} bytes"}}
