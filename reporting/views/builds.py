"""Work in the background as its reader sees it: working, failed, or done."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from reporting.models import Audience, Build, Edition


@never_cache
@require_safe
@council_page("reporting.follow_build")
def build_detail(request: CouncilRequest, build: int) -> HttpResponse:
    found = _build_or_404(request, build)
    if found.status == Build.Status.DONE and found.edition:
        address = edition_address(found.edition)
        if address and "stay" not in request.GET:
            return redirect(address)
    context = {
        "build": found,
        "what": what_is_built(found),
        "state": _state(found),
        "page": page_of(found),
    }
    return render(request, "reporting/build_detail.html", context)


@never_cache
@require_safe
@council_page("reporting.follow_build")
def build_state(request: CouncilRequest, build: int) -> HttpResponse:
    return JsonResponse(_state(_build_or_404(request, build)))


def _build_or_404(request: CouncilRequest, build: int) -> Build:
    try:
        builds = Build.objects.for_council(request.council).select_related(
            "council", "edition__council"
        )
        return builds.get(pk=build)
    except (Build.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def what_is_built(build: Build) -> str:
    """ "the board edition", "the public edition", "the export of all data", or "the document"."""
    if build.kind in settings.BUILD_PAGES:
        return str(settings.BUILD_PAGES[build.kind][0])
    return f"the {build.get_audience_display().lower()}" if build.audience else "the document"


def page_of(build: Build) -> str:
    """Where something is found that is built and not published; "" for editions."""
    if build.kind not in settings.BUILD_PAGES:
        return ""
    return reverse(settings.BUILD_PAGES[build.kind][1], args=[build.council.slug])


def edition_address(edition: Edition) -> str:
    """Where the edition's PDF is read; "" if it has none."""
    if edition.pdf is None:
        return ""
    public = edition.audience == Audience.PUBLIC
    name = "reporting:edition_file" if public else "reporting:board_edition_file"
    return reverse(name, args=[edition.council.slug, edition.pk, edition.pdf.name])


def _state(build: Build) -> dict[str, object]:
    """`words` is the line under the heading, "Page 12 of 30"."""
    return {
        "status": build.status,
        "stage": build.stage,
        "done": build.done,
        "total": build.total,
        "words": _words(build),
        "error": _sentence(build.error),
        "edition": edition_address(build.edition) if build.edition else "",
    }


def _words(build: Build) -> str:
    if build.status == Build.Status.WAITING:
        return "Waiting for its turn."
    if build.total:
        return f"Page {build.done} of {build.total}."
    if build.stage and build.done:
        return f"{build.stage}, page {build.done} so far."
    return f"{build.stage}." if build.stage else "Starting."


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."
