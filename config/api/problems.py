"""What goes wrong, as JSON: a sentence, and where it helps the place in the request."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

PROBLEM = {
    "title": "Problem",
    "type": "object",
    "properties": {
        "detail": {"type": "string", "description": "What went wrong and what to do"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
                "required": ["where", "what"],
            },
        },
    },
    "required": ["detail", "problems"],
}
ANSWERS = {
    401: "No token, or one that does not work (any more)",
    403: "The token does not read this",
    404: "Nothing is there, or nothing that this token opens",
    405: "Only GET",
    422: "The request asks for something that is not there, or not possible",
    429: "Too many requests in this minute; Retry-After says when to go on",
}
# What stands in an address between braces.
PARTS = {
    "council": "Its slug, as /councils gives it",
    "code": "Of a measure, as /measures gives it",
    "edition": "Its id, as /editions gives it",
    "name": "Of a file, as its edition gives it",
}
NO_TOKEN = (
    "Send a token with the request, in the header “Authorization: Bearer cpt_…”. An administrator "
    "of your council makes one."
)


def problem(status: int, detail: str, problems: list[dict[str, str]] | None = None) -> JsonResponse:
    answer = JsonResponse({"detail": detail, "problems": problems or []}, status=status)
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def add_handlers(api: NinjaAPI) -> None:
    api.add_exception_handler(AuthenticationError, lambda request, error: problem(401, NO_TOKEN))
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(Throttled, _too_often)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(ValidationError, _not_possible)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, error.message)


def _too_often(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(429, f"Too many requests. Wait {error.wait} seconds, then go on.")
    answer["Retry-After"] = str(error.wait)
    return answer


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "Nothing is there, or nothing that this token opens.")


def _not_possible(request: HttpRequest, error: Any) -> HttpResponse:
    problems = [{"where": _place(one["loc"]), "what": _words(one)} for one in error.errors]
    return problem(422, "The request asks for something that is not possible.", problems)


def _place(parts: tuple[Any, ...]) -> str:
    """("query", "limit") -> "query: limit"; what stands between says nothing to people."""
    return f"{parts[0]}: {parts[-1]}"


def _words(error: dict[str, Any]) -> str:
    words = str(error["msg"]).removeprefix("Value error, ")
    return words if words.endswith(".") else f"{words}."


def document_problems(schema: Any) -> Any:
    """Every operation may answer so; said once, here."""
    schema["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                parameter["schema"] = _sent(parameter["schema"])
                if parameter["in"] == "path":
                    parameter["schema"]["description"] = PARTS[parameter["name"]]
            for status, words in ANSWERS.items():
                operation["responses"][status] = {"description": words, "content": content}
    return schema


def _sent(shape: dict[str, Any]) -> dict[str, Any]:
    """A parameter is sent or left out; nobody can send null in an address."""
    kinds = [one for one in shape.get("anyOf", ()) if one.get("type") != "null"]
    if len(kinds) != 1:
        return shape
    return {**{key: value for key, value in shape.items() if key != "anyOf"}, **kinds[0]}
