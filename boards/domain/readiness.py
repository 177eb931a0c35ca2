"""What stands between an agenda and its publication, sorted: what stops it, what to look at, what
passed. Somebody who may can let a check pass, and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

STOPS, LOOK, PASSED = "stops", "look", "passed"


@dataclass(frozen=True)
class Check:
    """One check. `key` is the same as long as it is about the same thing; `kind` is its line in
    readiness_checks.csv. `may_override` are roles; `who` says so in words.
    """

    key: str
    kind: str
    state: str
    title: str
    detail: str = ""
    item: int | None = None
    may_override: tuple[str, ...] = ()
    who: str = ""
    overridden_by: str = ""
    reason: str = ""
    # Where it was found, one place a line.
    places: tuple[str, ...] = ()

    @property
    def is_overridden(self) -> bool:
        return bool(self.reason)


@dataclass(frozen=True)
class Readiness:
    checks: tuple[Check, ...]

    @property
    def stops(self) -> list[Check]:
        return self._in(STOPS)

    @property
    def look(self) -> list[Check]:
        return self._in(LOOK)

    @property
    def passed(self) -> list[Check]:
        return self._in(PASSED)

    @property
    def is_ready(self) -> bool:
        return not self.stops

    def of(self, item: int) -> list[Check]:
        """What is still amiss with an item, the worst first."""
        found = [check for check in self.checks if check.item == item and check.state != PASSED]
        return sorted(found, key=lambda check: check.state != STOPS)

    def _in(self, state: str) -> list[Check]:
        return [check for check in self.checks if check.state == state]


def settled(checks: Iterable[Check], overrides: Iterable[tuple[str, str, str]]) -> Readiness:
    """The checks with overrides (key, by whom, reason): what was overridden has passed.

    An override of something that nobody may override counts for nothing.
    """
    held = {key: (by, reason) for key, by, reason in overrides}
    return Readiness(tuple(_settled(check, held.get(check.key)) for check in checks))


def _settled(check: Check, override: tuple[str, str] | None) -> Check:
    if override is None or not check.may_override or check.state == PASSED:
        return check
    return replace(check, state=PASSED, overridden_by=override[0], reason=override[1])


def repeated(titles: Sequence[str]) -> list[str]:
    """Titles that two items share, each once, in order.

    >>> repeated(["Health", "Work plan", "health "])
    ['Health']
    """
    seen: dict[str, str] = {}
    found: list[str] = []
    for title in titles:
        plain = " ".join(title.casefold().split())
        if plain in seen and seen[plain] not in found:
            found.append(seen[plain])
        seen.setdefault(plain, title)
    return found


def speaks_of(text: str, title: str) -> bool:
    """Whether a text holds a title, however its words are spaced and cased.

    >>> speaks_of("See the KESTREL\\ncontract below", "Kestrel contract")
    True
    """
    plain = " ".join(title.casefold().split())
    return bool(plain) and plain in " ".join(text.casefold().split())
