"""Checking the answers and submitting; then, for others, reading, signing off, sending back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page, when_signed_out
from performance.dashboards.return_form import return_form
from performance.forms.returns import ReasonForm
from performance.models import QuarterlyReturn
from performance.services.returns import (
    ReturnError,
    is_removable,
    may_enter,
    may_sign,
    remove_return,
    reopen_return,
    send_back_return,
    sign_off_return,
    submit_return,
)

from .finding import not_yours, return_or_404, to
from .signed_out import signed_out

REASONS = {
    "send_back": ("What should change?", "Say what should change, so that the officers know."),
    "reopen": ("Why is it reopened?", "Say why: the new versions will carry the reason."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.enter_figures")
def return_check(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    """Everything typed, before it is handed over."""
    found = return_or_404(request, quarter, theme)
    if not may_enter(request.user, found):
        return not_yours(request, found)
    if request.method == "POST":
        return _submit(request, found)
    if not found.is_editable:
        return to("return_review", found)
    page = return_form(found, viewer=request.user, today=timezone.localdate(), pressed=True)
    return render(request, "performance/returns/check.html", {"page": page})


def _submit(request: CouncilRequest, found: QuarterlyReturn) -> HttpResponse:
    try:
        submit_return(quarterly_return=found, by=request.user)
    except ReturnError as refusal:
        messages.error(request, str(refusal))
        found.refresh_from_db()
        return to("return_check" if found.is_editable else "return_review", found)
    messages.success(
        request, f"{found.theme} has been submitted. An approver who entered nothing signs it off."
    )
    return to("return_review", found)


@when_signed_out(signed_out)
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.see_returns")
def return_review(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    """Everything of a return to read; sign-off, sending back and reopening for who may."""
    found = return_or_404(request, quarter, theme)
    action = request.POST.get("action", "")
    forms = {
        name: ReasonForm(
            request.POST if action == name else None,
            label=label,
            missing=missing,
            auto_id=f"{name}-%s",
        )
        for name, (label, missing) in REASONS.items()
    }
    if request.method == "POST":
        done = _act(request, found, action, forms.get(action))
        if done is not None:
            return done
    page = return_form(found, viewer=request.user, today=timezone.localdate())
    given = {
        "page": page,
        "forms": forms,
        "refusal": may_sign(request.user, found),
        "may_reopen": request.user.has_perm("performance.reopen_return", request.council),
        "may_enter": may_enter(request.user, found),
        "may_remove": request.user.has_perm("performance.open_return", request.council)
        and is_removable(found),
    }
    return render(request, "performance/returns/review.html", given)


def _act(
    request: CouncilRequest, found: QuarterlyReturn, action: str, form: ReasonForm | None
) -> HttpResponse | None:
    """Takes one step; None where a reason is missing and the page must ask for it."""
    if form is not None and not form.is_valid():
        return None
    try:
        said = _step(request, found, action, form.cleaned_data["reason"] if form else "")
    except ReturnError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    if action == "remove":
        return redirect("performance:return_list", request.council.slug)
    return to("return_review", found)


def _step(request: CouncilRequest, found: QuarterlyReturn, action: str, reason: str) -> str:
    if action == "sign_off":
        sign_off_return(quarterly_return=found, by=request.user)
        if not found.entries.exists():
            return f"{found.theme} is signed off: nothing was due."
        return f"{found.theme} is signed off. Its figures are on the dashboard."
    if action == "send_back":
        send_back_return(quarterly_return=found, reason=reason, by=request.user)
        return f"{found.theme} was sent back to its officers with your reason."
    if action == "reopen":
        reopen_return(quarterly_return=found, reason=reason, by=request.user)
        return f"{found.theme} is open again. Its figures stand until it is signed off again."
    if action == "remove":
        remove_return(quarterly_return=found, by=request.user)
        return f"The empty return of {found.theme} was removed."
    raise ReturnError("Nothing was chosen. Press one of the buttons.")
