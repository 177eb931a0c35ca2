"""Who did what, and when: looked through by person, deed, object and day, and taken along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import services
from accounts.access import CouncilRequest, council_page
from accounts.dashboards import AuditQuery, audit_choices, audit_lines, audit_page
from accounts.forms.audit import AuditFilterForm
from reference.domain.spreadsheets import csv_text


@require_safe
@council_page("accounts.read_audit")
def audit(request: CouncilRequest) -> HttpResponse:
    form = _filters(request)
    filters = request.GET.copy()
    number = filters.pop("page", [""])[-1]
    context = {"form": form, "filters": filters.urlencode(), "is_filtered": any(filters.values())}
    if form.is_valid():
        asked = AuditQuery(**form.cleaned_data)
        context["page"], context["deeds"] = audit_page(request.council, number, asked)
    return render(request, "accounts/audit.html", context)


@require_safe
@council_page("accounts.read_audit")
def audit_csv(request: CouncilRequest) -> HttpResponse:
    """What the page shows, all pages of it, for a spreadsheet; that it was taken is recorded."""
    form = _filters(request)
    if not form.is_valid():
        return render(request, "accounts/audit.html", {"form": form}, status=400)
    asked = AuditQuery(**form.cleaned_data)
    text = csv_text(audit_lines(request.council, asked))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{request.council.slug}-audit-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    services.record_event(
        council=request.council,
        by=request.user,
        action="read_audit_file",
        subject=name,
        detail=form.cleaned_data,
    )
    return answer


def _filters(request: CouncilRequest) -> AuditFilterForm:
    people, actions = audit_choices(request.council)
    return AuditFilterForm(request.GET, people=people, actions=actions)
