"""The first page after sign-in, and one's own account."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.forms.people import DetailsForm
from accounts.models import User


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One council: straight there. Several: a choice. None: whom to ask."""
    councils = list(cast(User, request.user).councils())
    if len(councils) == 1:
        return redirect(councils[0])
    return render(request, "accounts/home.html", {"councils": councils})


@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    known = {field: getattr(person, field) for field in ("name", "job_title", "phone")}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        services.change_details(person=person, **form.cleaned_data)
        messages.success(request, "Your details have been saved.")
        return redirect("accounts:own_account")
    context = {
        "form": form,
        "places": [(council, council.role_names(person)) for council in person.councils()],
        "two_step": is_mfa_enabled(person, [Authenticator.Type.TOTP]),
        "has_passkeys": is_mfa_enabled(person, [Authenticator.Type.WEBAUTHN]),
    }
    return render(request, "accounts/own_account.html", context)
