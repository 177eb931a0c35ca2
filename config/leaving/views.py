"""The administrator's page that exports all data of a council, and the file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.services import record_event
from reporting.models import Build
from reporting.services import ask_build

from .keeping import KIND, SUBJECT, export_path, exports_of, kept_exports


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_council")
def export_page(request: CouncilRequest) -> HttpResponse:
    if request.method == "POST":
        build = ask_build(council=request.council, kind=KIND, subject=SUBJECT, by=request.user)
        return redirect("reporting:build_detail", request.council.slug, build.pk)
    context = {"exports": kept_exports(request.council)}
    return render(request, "leaving/export.html", context)


@never_cache
@require_safe
@council_page("accounts.manage_council")
def export_file(request: CouncilRequest, build: int) -> HttpResponse:
    """The ZIP file; that somebody took it is recorded."""
    try:
        found = exports_of(request.council).get(pk=build, status=Build.Status.DONE)
        data = export_path(found).read_bytes()
    except (Build.DoesNotExist, OverflowError, FileNotFoundError) as error:
        raise Http404 from error
    record_event(
        council=request.council,
        by=request.user,
        action="read_export",
        subject=str(request.council),
        detail={"build": found.pk},
    )
    answer = HttpResponse(data, content_type="application/zip")
    name = f"{request.council.slug}-{found.finished_at:%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
