"""Before children's lines are shown somebody says why; each look is kept with that reason."""

from __future__ import annotations

import time

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.access import CouncilRequest
from placements.forms.looks import LookForm
from placements.models import Child
from placements.services import record_child_look, record_list_look

SEES = "placements.see_placements"
# How long one reason holds: as long as somebody works on one thing.
HOLDS_FOR = 60 * 60


PREFIX = "look"


def wants_reason(request: CouncilRequest, *, has_form: bool = False) -> bool:
    """Whether the page that asks why comes first. Where the page has a form of its own, one that
    was filled in is not thrown away.
    """
    if request.method == "POST":
        return not has_form or f"{PREFIX}-reason" in request.POST
    return not reason_given(request)


def reason_given(request: CouncilRequest) -> str:
    """The reason that somebody gave within the last hour, for this council."""
    kept = request.session.get(_place(request))
    if not kept or time.time() - kept["at"] > HOLDS_FOR:
        return ""
    return str(kept["reason"])


def ask_reason(request: CouncilRequest, title: str) -> HttpResponse:
    """The page that asks why; the answer leads back to the page that was asked for."""
    form = LookForm(request.POST if request.method == "POST" else None, prefix=PREFIX)
    if form.is_valid():
        kept = {"reason": form.cleaned_data["reason"], "at": time.time()}
        request.session[_place(request)] = kept
        return HttpResponseRedirect(request.get_full_path())
    context = {"form": form, "title": title}
    status = 422 if form.errors else 200
    return render(request, "placements/register/reason.html", context, status=status)


def list_looked(request: CouncilRequest, name: str, count: int, needs: str = SEES) -> None:
    record_list_look(
        council=request.council,
        by=request.user,
        reason=reason_given(request),
        list_name=name,
        count=count,
        needs=needs,
    )


def child_looked(request: CouncilRequest, child: Child) -> None:
    record_child_look(child=child, by=request.user, reason=reason_given(request), needs=SEES)


def _place(request: CouncilRequest) -> str:
    return f"why-{request.council.pk}"
