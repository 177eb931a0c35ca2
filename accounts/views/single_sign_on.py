"""The way to the council's own sign-in and back. Without a provider in the settings: not found."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from accounts.adapter import PROVIDER, did_not_work, send_back

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


def _or_back(view: View) -> View:
    """A provider that does not answer, or not as it should, leads back to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, **rest: str) -> HttpResponse:
        try:
            try:
                return view(request, **rest)
            except (RequestException, LookupError) as failure:
                log.warning("The provider of single sign-on failed: %r", failure)
                send_back(request, did_not_work())
        except ImmediateHttpResponse as back:
            return cast(HttpResponse, back.response)

    return guarded


@login_not_required
@never_cache
@require_safe
@_or_back
def go(request: HttpRequest) -> HttpResponse:
    return cast(HttpResponse, openid_connect.login(request, PROVIDER))


@login_not_required
@never_cache
@require_safe
@_or_back
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return cast(HttpResponse, openid_connect.callback(request, provider_id))
