"""The page that describes the API, made of its OpenAPI document: no scripts, no other site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .mounted import api


@dataclass(frozen=True)
class Part:
    """A parameter, or a field of an answer."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True)
class Operation:
    id: str
    path: str
    tag: str
    words: str
    parameters: tuple[Part, ...]
    public: bool
    answer: str
    item: str
    fields: tuple[Part, ...]


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    context = {
        "schema": schema,
        "operations": list(operations(schema)),
        "problem": problems(schema),
        "limit": settings.API_REQUESTS_A_MINUTE,
    }
    return render(request, "api/description.html", context)


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """Each address with its parameters and the fields of what it answers."""
    for path, methods in schema["paths"].items():
        told = methods["get"]
        answer, item, shape = _answer(schema, told["responses"][200])
        yield Operation(
            id=told["operationId"],
            path=path,
            tag=told["tags"][0],
            words=told.get("description", told["summary"]),
            parameters=tuple(_part(one["name"], one["schema"]) for one in told["parameters"]),
            public=told["x-public"],
            answer=answer,
            item=item,
            fields=tuple(_part(name, one) for name, one in shape.items()),
        )


def problems(schema: dict[str, Any]) -> tuple[tuple[int, str], ...]:
    first = next(iter(schema["paths"].values()))["get"]
    return tuple(
        (status, answer["description"])
        for status, answer in first["responses"].items()
        if status >= 400
    )


def _answer(schema: dict[str, Any], response: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """What comes back in words, what one item is called, and its fields."""
    found = response.get("content", {}).get("application/json", {}).get("schema", {})
    shape = _resolved(schema, found)
    if not shape:
        return "the file", "", {}
    items = shape["properties"].get("items")
    if items is None:
        return "one object", "the object", shape["properties"]
    fields = _resolved(schema, items["items"])["properties"]
    return "a page of a list, with count and items", "an item", fields


def _resolved(schema: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    reference = found.get("$ref", "")
    named: dict[str, Any] = schema["components"]["schemas"]
    return named[reference.rsplit("/", 1)[-1]] if reference else found


def _part(name: str, shape: dict[str, Any]) -> Part:
    words = shape.get("description", "")
    if "default" in shape and shape["default"] is not None:
        words = f"{words}. Without it: {shape['default']}".lstrip(". ")
    return Part(name, _kind(shape), words)


def _kind(shape: dict[str, Any]) -> str:
    """ "string", "date", "number or null", "one of public, board"."""
    if "anyOf" in shape:
        return " or ".join(_kind(one) for one in shape["anyOf"])
    if "enum" in shape:
        return f"one of {', '.join(map(str, shape['enum']))}"
    if "$ref" in shape:
        return str(shape["$ref"].rsplit("/", 1)[-1]).removesuffix("Out")
    if shape.get("type") == "array":
        return f"list of {_kind(shape['items'])}"
    return str(shape.get("format") or shape.get("type", "anything"))
