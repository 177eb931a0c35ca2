"""Regional agencies, and other areas whose figures a council reports beside its own."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.models import Entry, Figure, PartnerArea
from reference.models import Area

from .refusals import MeasureError

LONGEST_NAME = 100
# The product's own codes for agencies, which are no areas of the map: X10000001 and on.
FIRST_CODE = 10_000_001


@transaction.atomic
def add_agency(*, council: Council, name: str, by: User) -> PartnerArea:
    """Adds a regional agency for a council's use; found again if it is there.

    An agency works for several councils: one that another council has named already is the same
    area. Raises MeasureError when the name is empty, too long, or that of an area of the map.
    """
    name = " ".join(name.split())
    if not name:
        raise MeasureError("Enter the agency’s name.", "name")
    if len(name) > LONGEST_NAME:
        raise MeasureError(f"The name must be {LONGEST_NAME} characters or fewer.", "name")
    partner, new = PartnerArea.objects.get_or_create(council=council, area=_agency(name))
    if new:
        record_event(council=council, by=by, action="add_agency", subject=name)
    return partner


@transaction.atomic
def remove_agency(*, partner: PartnerArea, by: User) -> None:
    """Takes an agency off a council's list. Raises MeasureError when figures of it are held."""
    if _is_used(partner):
        raise MeasureError(
            f"Figures of {partner} are held or being entered, so it stays on the list."
        )
    record_event(council=partner.council, by=by, action="remove_agency", subject=str(partner))
    partner.delete()


def _is_used(partner: PartnerArea) -> bool:
    council, area = partner.council, partner.area_id
    entries = Entry.objects.filter(quarterly_return__council=council, area=area)
    return entries.exists() or Figure.objects.for_council(council).filter(area=area).exists()


def _agency(name: str) -> Area:
    same = {area.kind: area for area in Area.objects.filter(name__iexact=name)}
    if Area.Kind.AGENCY in same:
        return same[Area.Kind.AGENCY]
    if same:
        raise MeasureError(f"“{name}” is an area of the map. Enter the name of the agency.", "name")
    codes = Area.objects.filter(kind=Area.Kind.AGENCY).values_list("code", flat=True)
    number = max((int(code[1:]) + 1 for code in codes), default=FIRST_CODE)
    return Area.objects.create(code=f"X{number}", name=name, kind=Area.Kind.AGENCY)
