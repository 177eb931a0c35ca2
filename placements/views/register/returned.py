"""A file of placements that the returns know, to be completed and uploaded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.listing import head_of
from placements.dashboards.register.returned import Returned, returned_placements
from placements.registers import REGISTERS
from reference.domain.periods import long_date
from reporting.spreadsheets import Sheet, workbook
from reporting.views.attachments import attachment

from .looks import list_looked, reason_given

PLACEMENTS = REGISTERS["placements"]
TITLE = "Placements that the returns know"


@never_cache
@require_safe
@council_page(PLACEMENTS.keeps)
def placements_returned(request: CouncilRequest) -> HttpResponse:
    """Children, homes and days of the newest return, in the heads of the register's spreadsheet."""
    if not reason_given(request):
        return redirect("placements:register_list", request.council.slug, PLACEMENTS.key)
    found = returned_placements(request.council)
    list_looked(request, TITLE, len(found.lines))
    head = head_of(PLACEMENTS)
    sheet = Sheet(PLACEMENTS.name, head, found.rows(head))
    guide = Sheet("How to fill it in", [], [], notes=_guidance(found))
    made = workbook([sheet, guide], title=TITLE)
    return attachment(made, f"{request.council.slug}-placements-of-returns.xlsx")


def _guidance(found: Returned) -> list[str]:
    if found.day is None:
        return [TITLE, "No return is loaded, so no placement is known. An analyst loads one."]
    return [
        TITLE,
        f"Children in care on {long_date(found.day)} whose episode gives the URN of a home of the "
        f"register, and whom the register has not placed on that day: {len(found.lines)}.",
        "No return tells the route, the lot and the kind of home in the care plan: fill them in, "
        "then upload the file. Agreed prices are a register of their own.",
        f"Placed already on that day: {found.placed}. With a URN that no home of the register has "
        f"for itself: {found.unknown}. Foster households have no URN of their own: place those "
        "children by form or spreadsheet.",
    ]
