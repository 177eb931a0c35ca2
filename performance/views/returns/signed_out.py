"""A form that arrives when its sender is signed out, or after a second sign-in: what was typed
comes back, to be sent again. Works with keyboard and phone, with and without script.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

from performance.forms.lost import posted_words

PAGES = ("performance:return_enter", "performance:return_check", "performance:return_review")
TOKEN = "csrfmiddlewaretoken"


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """What was typed, with the way to sign in; None where nothing was: the guard redirects."""
    return _typed_again(request)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view for the whole site; the pages of returns keep what was typed."""
    match = request.resolver_match
    answer = _typed_again(request) if match and match.view_name in PAGES else None
    return answer or csrf_failure(request, reason=reason)


def _typed_again(request: HttpRequest) -> HttpResponse | None:
    lost = posted_words(request.POST)
    if not lost:
        return None
    given = {
        "lost": lost,
        "again": _fields(request) if _is_own_page(request) else [],
        "address": request.get_full_path(),
    }
    return render(request, "performance/returns/send_again.html", given, status=403)


def _is_own_page(request: HttpRequest) -> bool:
    """Whether the form stood on this site: nobody is offered to send what another site made up."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in request.POST.lists() for text in texts if name != TOKEN]
