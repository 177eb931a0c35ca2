"""How papers that the public reads call a member."""

from __future__ import annotations

YOUNG_PERSON = "young_person"
UNNAMED = "A young person"


def public_name(name: str, kind: str, *, young_people_named: bool = False) -> str:
    """The name, or words in its place for a young person whom the board does not name.

    >>> public_name("Sam", "young_person")
    'A young person'
    """
    return UNNAMED if kind == YOUNG_PERSON and not young_people_named else name
