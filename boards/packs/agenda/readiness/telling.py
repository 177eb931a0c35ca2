"""How a check is told: its line in readiness_checks.csv says how grave it is and who may decide."""

from __future__ import annotations

from functools import cache

from boards.domain.readiness import PASSED, Check
from reference.fixtures import fixture_rows


@cache
def kinds() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in fixture_rows("readiness_checks.csv")}


def check(kind: str, about: object, title: str, detail: str, item: int | None = None) -> Check:
    row = kinds()[kind]
    roles = tuple(filter(None, row["may_override"].split()))
    key = f"{kind}:{about}" if about else kind
    return Check(key, kind, row["state"], title, detail, item, roles, row["who"])


def passed(title: str, detail: str) -> Check:
    return Check(f"passed:{title}", "", PASSED, title, detail)
