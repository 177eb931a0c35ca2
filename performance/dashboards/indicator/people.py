"""People as a council's papers call them: by name or by job title."""

from __future__ import annotations

from accounts.models import Council, User


class Names:
    """Asks once for each person, however many figures they entered."""

    def __init__(self, council: Council) -> None:
        self._council = council
        self._known: dict[int, str] = {}

    def of(self, person: User | None) -> str:
        if person is None:
            return ""
        if person.pk not in self._known:
            self._known[person.pk] = person.printed_for(self._council)
        return self._known[person.pk]
