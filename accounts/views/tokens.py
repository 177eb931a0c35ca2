"""Tokens for other programs: which there are, making one, revoking one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.access import CouncilRequest, council_page
from accounts.dashboards import tokens_of
from accounts.forms.tokens import TokenForm


@require_safe
@council_page("accounts.manage_tokens")
def tokens(request: CouncilRequest) -> HttpResponse:
    return render(request, "accounts/tokens.html", {"lines": tokens_of(request.council)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_tokens")
def make_token(request: CouncilRequest) -> HttpResponse:
    """The answer shows the token, once: it is kept nowhere, not even until the next page."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            token, text = services.make_token(
                council=request.council, by=request.user, **form.cleaned_data
            )
        except services.TokenRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            context = {"token": token, "text": text}
            return render(request, "accounts/token_made.html", context)
    return render(request, "accounts/token_make.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_tokens")
def revoke_token(request: CouncilRequest, token: int) -> HttpResponse:
    """Asks before a token is revoked, and revokes on the answer."""
    found = get_object_or_404(request.council.api_tokens, pk=token)
    if request.method == "POST":
        services.revoke_token(token=found, by=request.user)
        messages.success(request, f"The token “{found.name}” has been revoked.")
        return redirect("accounts:tokens", request.council.slug)
    return render(request, "accounts/token_revoke.html", {"token": found})
