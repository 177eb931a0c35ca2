"""Reminders by e-mail: each person's own choice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import CouncilRequest, council_page
from performance.dashboards.reminders import choosing_of
from performance.forms.reminders import MailChoiceForm
from performance.services import choose_mail


@council_page("performance.read_figures")
def mail_choice(request: CouncilRequest) -> HttpResponse:
    """What the person is told of this council, and how often; what did not reach them."""
    choosing = choosing_of(request.council, request.user, timezone.now())
    form = MailChoiceForm(choosing, request.POST if request.method == "POST" else None)
    if form.is_valid():
        choose_mail(council=request.council, by=request.user, **form.choice())
        messages.success(request, "Your choice has been saved.")
        return redirect("performance:mail_choice", request.council.slug)
    context = {"form": form, "choosing": choosing}
    return render(request, "performance/reminders/choice.html", context)
