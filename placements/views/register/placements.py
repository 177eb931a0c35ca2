"""The page of one placement, and what is done with it: ended, priced anew, flagged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.children import placement_page
from placements.forms.placing import PRICES as PRICE_BOXES
from placements.forms.placing import BoxesForm
from placements.models import Placement
from placements.registers import REGISTERS, Register
from placements.registers.labels import labels_for
from placements.services.placing import agree_price, end_placement, flag_irregular
from placements.services.register import LineAsks, LineRefused

from .finding import crumbs, line_or_404, may_keep
from .looks import SEES, ask_reason, child_looked, wants_reason
from .placing import PLACES

ASKS = require_http_methods(["GET", "HEAD", "POST"])
PLACEMENTS, PRICES = REGISTERS["placements"], REGISTERS["prices"]
IRREGULAR = REGISTERS["irregular"]
IRREGULAR_BOXES = (
    "kind", "from_on", "approved_until", "reason", "court_order_on", "ofsted_told_on",
)  # fmt: skip


@never_cache
@ASKS
@council_page(SEES)
def placement(request: CouncilRequest, placement: int) -> HttpResponse:
    found: Placement = line_or_404(request, PLACEMENTS, placement)
    if wants_reason(request):
        return ask_reason(request, str(found))
    child_looked(request, found.child)
    context = {
        "page": placement_page(request.council, found, timezone.localdate()),
        "keeps": may_keep(request, PLACEMENTS),
        "crumbs": crumbs(request, str(found), register=PLACEMENTS),
    }
    return render(request, "placements/register/placement.html", context)


@never_cache
@ASKS
@council_page(PLACES)
def placement_end(request: CouncilRequest, placement: int) -> HttpResponse:
    found: Placement = line_or_404(request, PLACEMENTS, placement)

    def end(form: BoxesForm) -> str:
        told = form.of(PLACEMENTS)
        end_placement(
            council=request.council,
            placement=found,
            ends_on=told["ends_on"],
            ending=told["ending"],
            by=request.user,
        )
        return f"{found} has ended."

    form = _form(request, PLACEMENTS, ("ends_on", "ending"), needs=("ends_on", "ending"))
    return _done(request, found, form, end, "End the placement")


@never_cache
@ASKS
@council_page(PLACES)
def placement_price(request: CouncilRequest, placement: int) -> HttpResponse:
    found: Placement = line_or_404(request, PLACEMENTS, placement)

    def agree(form: BoxesForm) -> str:
        agree_price(
            council=request.council,
            placement=found,
            values=form.of(PRICES),
            by=request.user,
            is_right=form.is_right,
        )
        return f"The new price of {found} has been saved."

    form = _form(request, PRICES, ("from_on", *PRICE_BOXES))
    return _done(request, found, form, agree, "Agree another price")


@never_cache
@ASKS
@council_page(PLACES)
def placement_irregular(request: CouncilRequest, placement: int) -> HttpResponse:
    found: Placement = line_or_404(request, PLACEMENTS, placement)

    def flag(form: BoxesForm) -> str:
        flag_irregular(
            council=request.council, placement=found, values=form.of(IRREGULAR), by=request.user
        )
        return f"{found} is flagged as irregular. The director sees it first."

    form = _form(request, IRREGULAR, IRREGULAR_BOXES)
    return _done(request, found, form, flag, "Flag as irregular")


def _form(
    request: CouncilRequest, register: Register, names: Sequence[str], needs: Sequence[str] = ()
) -> BoxesForm:
    return BoxesForm(
        request.POST if request.method == "POST" else None,
        boxes=[(register, name) for name in names],
        labels=labels_for(register, request.council),
        needs=needs,
    )


def _done(
    request: CouncilRequest,
    placement: Placement,
    form: BoxesForm,
    deed: Callable[[BoxesForm], str],
    title: str,
) -> HttpResponse:
    """Does it once the form is right, and leads back to the placement."""
    if form.is_valid():
        try:
            words = deed(form)
        except LineRefused as refusal:
            form.refuse(refusal.errors)
        except LineAsks as refusal:
            form.ask(refusal.questions)
        else:
            messages.success(request, words)
            return redirect("placements:placement", request.council.slug, placement.pk)
    context = {
        "placement": placement,
        "form": form,
        "title": title,
        "crumbs": crumbs(request, title, register=PLACEMENTS),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/register/placement_form.html", context, status=status)
