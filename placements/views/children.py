"""Children behind a number, and one child's way through care: for analysts who say why."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from placements.dashboards.journey import child_journey
from placements.dashboards.members import (
    Behind,
    NoSuchNumber,
    behind_figure,
    behind_group,
    list_name,
    members_of,
)
from placements.forms.looks import LookForm
from placements.models import Child
from placements.services import (
    KeyMissing,
    Unsealable,
    record_child_look,
    record_list_look,
    reveal_case_numbers,
)

from .cohort import KNOWS, asked_day

READS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(READS)
@council_page(KNOWS)
def group_members(request: CouncilRequest, view: str) -> HttpResponse:
    """The children of one group of the profile: the number first, the list for a reason."""
    group, day = request.GET.get("group", ""), asked_day(request)
    if not group or day is None:
        return redirect("placements:cohort", request.council.slug)
    return _members(request, lambda: behind_group(request.council, view, group, day))


@never_cache
@require_http_methods(READS)
@council_page(KNOWS)
def figure_members(request: CouncilRequest, figure: str) -> HttpResponse:
    """The children behind a computed figure's numerator, or its denominator."""
    day = asked_day(request)
    if day is None:
        return redirect("placements:figures", request.council.slug)
    side = request.GET.get("side", "")
    return _members(request, lambda: behind_figure(request.council, figure, day, side))


def _members(request: CouncilRequest, find: Callable[[], Behind]) -> HttpResponse:
    try:
        behind = find()
    except NoSuchNumber as refusal:
        raise Http404(str(refusal)) from refusal
    form = LookForm(request.POST if request.method == "POST" else None)
    listed, numbers = None, _case_numbers(request, form, behind.children)
    if form.is_valid():
        record_list_look(
            council=request.council,
            by=request.user,
            reason=form.cleaned_data["reason"],
            list_name=list_name(behind),
            count=behind.count,
        )
        listed = members_of(request.council, behind.children, behind.day, numbers)
    context = {"behind": behind, "form": form, "listed": listed, "has_numbers": bool(numbers)}
    status = 422 if form.errors else 200
    return render(request, "placements/cohort/members.html", context, status=status)


@never_cache
@require_http_methods(READS)
@council_page(KNOWS)
def child_record(request: CouncilRequest, child: int) -> HttpResponse:
    """One child's journey, once the analyst has said why."""
    found = get_object_or_404(Child, council=request.council, pk=child)
    form = LookForm(request.POST if request.method == "POST" else None)
    page, numbers = None, _case_numbers(request, form, [found.pk])
    if form.is_valid():
        try:
            page = child_journey(request.council, found)
        except KeyError as missing:
            raise Http404("The returns tell nothing of this child.") from missing
        record_child_look(child=found, by=request.user, reason=form.cleaned_data["reason"])
    number = numbers.get(found.pk, "")
    context = {"child": found, "form": form, "page": page, "case_number": number}
    status = 422 if form.errors else 200
    return render(request, "placements/cohort/child.html", context, status=status)


def _case_numbers(
    request: CouncilRequest, form: LookForm, children: Collection[int]
) -> dict[int, str]:
    """Those of the children, where they were asked for with a reason. That the key is not there
    the form says: then nothing is shown, and no look kept.
    """
    if "numbers" not in request.POST or not form.is_valid():
        return {}
    try:
        return reveal_case_numbers(
            council=request.council,
            by=request.user,
            reason=form.cleaned_data["reason"],
            children=[int(one) for one in children],
        )
    except (KeyMissing, Unsealable) as refusal:
        form.add_error(None, str(refusal))
        return {}
