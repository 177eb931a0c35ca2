"""Puts the routers together. Tokens only: no cookies, so no CSRF; no other site's scripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from accounts.api import Known, TokenAuth
from accounts.api import router as councils
from performance.api import router as figures
from reference.api import router as statistics
from reporting.api import router as editions

from .problems import add_handlers, document_problems, problem

DESCRIPTION = (
    "Read-only. A token opens one council; an administrator of the council makes it under "
    "Settings, Tokens for other programs, and chooses whether it reads public figures only or "
    "whatever an administrator reads. Send it with every request, in the header "
    "“Authorization: Bearer cpt_…”. Lists come in pages of 100, at most 500. An answer that has "
    "not changed since is 304 for a request with its ETag in If-None-Match."
)


class CouncilApi(NinjaAPI):
    """Answers carry a validator and are nobody else's to keep."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        return _marked(response, getattr(request, "etag", ""))

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **where: Any) -> Any:
        schema = document_problems(super().get_openapi_schema(**where))
        public = self._open_to_the_public()
        for path in schema["paths"].values():
            for told in path.values():
                told["x-public"] = told["operationId"] in public
        return schema

    def _open_to_the_public(self) -> set[str]:
        """The operations that tokens for public figures open."""
        return {
            self.get_openapi_operation_id(operation)
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            if all(
                isinstance(guard, TokenAuth) and guard.public for guard in operation.auth_callbacks
            )
        }


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization"
    return response


api = CouncilApi(
    title="Figures of a corporate parenting board",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    # Whoever adds an operation and says nothing gets one that public tokens do not open.
    auth=TokenAuth("accounts.manage_tokens"),
)
api.add_router("", councils)
api.add_router("", figures)
api.add_router("", editions)
# Public, and no council's own: every token reads them.
api.add_router("", statistics, auth=TokenAuth("accounts.see_council", public=True))
add_handlers(api)


@api.exception_handler(Known)
def known(request: HttpRequest, reason: Known) -> HttpResponse:
    return _marked(HttpResponse(status=304), reason.etag)


@cache
def _parameters() -> dict[str, frozenset[str]]:
    """What may follow the question mark, by the operation's name."""
    operations = [
        operation
        for path in api.get_openapi_schema()["paths"].values()
        for operation in path.values()
    ]
    return {
        operation["operationId"]: frozenset(
            one["name"] for one in operation["parameters"] if one["in"] == "query"
        )
        for operation in operations
    }


def _guarded(view: Callable[..., HttpResponse], name: str) -> Callable[..., HttpResponse]:
    """The view of an operation: no sign-in page for programs, and every refusal as JSON."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            refused = problem(405, "This address is for reading: use GET.")
            refused["Allow"] = answer["Allow"]
            return refused
        known = _parameters().get(name)
        if answer.status_code == 200 and known is not None and (more := set(request.GET) - known):
            return _unknown_parameters(more, known)
        return answer

    return csrf_exempt(login_not_required(guarded))


def _unknown_parameters(more: set[str], known: frozenset[str]) -> JsonResponse:
    """A filter that is misspelt must not give the whole list."""
    there = f"There is: {', '.join(sorted(known))}." if known else "There is none."
    what = f"No such parameter. {there}"
    return problem(
        422,
        "The address asks for something that is not there.",
        [{"where": f"query: {name}", "what": what} for name in sorted(more)],
    )


@csrf_exempt
@login_not_required
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, "There is nothing at this address. See /api/ for what there is.")


def _patterns() -> list[URLPattern]:
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        # The library asks for a name of the root, and has nothing to show there.
        root = pattern.name == "api-root"
        view = nothing_here if root else pattern.callback
        pattern.callback = _guarded(view, str(pattern.name))
    return patterns


api_patterns = (_patterns(), "api")
