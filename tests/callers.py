"""Other programs: they come with a token, never with a cookie."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import ApiToken, Council, User
from accounts.services import make_token

BOARD, PUBLIC = ApiToken.Reads.BOARD, ApiToken.Reads.PUBLIC


class Caller:
    """`Caller(text).get("figures")` asks the API for what stands below a council's address."""

    def __init__(self, text: str, council: str = "nottingham") -> None:
        self.text, self.council = text, council
        self.client = Client(headers={"authorization": f"Bearer {text}"})

    def get(self, path: str, asked: dict[str, Any] | None = None, **headers: str) -> Any:
        below = path if path.startswith("/") else f"/api/v1/councils/{self.council}/{path}"
        return self.client.get(below, asked or {}, headers=headers or None)

    def items(self, path: str, **asked: Any) -> list[dict[str, Any]]:
        answer = self.get(path, asked)
        assert answer.status_code == 200, answer.content
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


def a_token(council: Council, by: User, reads: str = BOARD, **how: Any) -> tuple[ApiToken, str]:
    name = how.pop("name", f"Test {reads} {ApiToken.objects.count()}")
    return make_token(
        council=council, name=name, reads=reads, days=how.pop("days", 30), by=by, **how
    )


def caller(council: Council, by: User, reads: str = BOARD, **how: Any) -> Caller:
    return Caller(a_token(council, by, reads, **how)[1], council.slug)
