"""Who asks the API: a token in the header, for one council. Cookies count for nothing here."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.http import parse_etags
from ninja.errors import HttpError, Throttled
from ninja.security import HttpBearer

from accounts import services
from accounts.access import UnusableToken, token_held
from accounts.models import ApiToken, Council

# Raised when an answer's shape or content changes though nothing of the council did.
SHAPE = 1


class ApiRequest(HttpRequest):
    """A request with a token that works; on a council's addresses with that council."""

    auth: ApiToken
    council: Council
    etag: str


class Known(Exception):
    """Nothing has changed since the caller last asked: 304."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


class TokenAuth(HttpBearer):
    """Guards an operation, deny by default: another council is 404, as if nothing were there.

    `public` opens it to tokens that read public figures only. Others need `permission`, a name
    known to `rules`, in whoever made the token.
    """

    openapi_description = "Authorization: Bearer cpt_… An administrator of a council makes tokens."

    def __init__(self, permission: str, *, public: bool = False) -> None:
        super().__init__()
        self.permission, self.public = permission, public

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        now = timezone.now()
        try:
            found = token_held(token, timezone.localdate(now))
        except UnusableToken as reason:
            raise HttpError(401, str(reason)) from reason
        if wait := services.count_use(token=found, at=now):
            raise Throttled(wait)
        self._enter_council(request, found)
        self._check_rights(found)
        self._skip_what_is_known(request, found)
        return found

    def _enter_council(self, request: HttpRequest, token: ApiToken) -> None:
        match = request.resolver_match
        slug = match.kwargs.get("council") if match else None
        if slug is not None and slug != token.council.slug:
            raise Http404
        request.council = token.council  # type: ignore[attr-defined]

    def _check_rights(self, token: ApiToken) -> None:
        if token.is_public:
            if not self.public:
                raise HttpError(403, "This token reads public figures only.")
        elif not token.made_by.has_perm(self.permission, token.council):
            raise HttpError(403, "Whoever made this token may not read this.")

    def _skip_what_is_known(self, request: HttpRequest, token: ApiToken) -> None:
        """The council's number of changes tells whether an answer of today would be another."""
        council, today = token.council, timezone.localdate()
        tag = f'W/"{SHAPE}.{council.pk}.{council.changes}.{token.reads}.{today.isoformat()}"'
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            raise Known(tag)
        request.etag = tag  # type: ignore[attr-defined]
