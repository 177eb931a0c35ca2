"""A child by the council's case number: found, or made, under the council's own key."""

from __future__ import annotations

from accounts.models import Council, User
from accounts.services import record_event
from placements.models import Child
from placements.services.keys import key_for_loading

LONGEST = 40


def child_of_case(*, council: Council, number: str, by: User | None) -> Child:
    """The child of a case number as the council writes it, which is kept enciphered only; called
    in the transaction of the deed. Raises KeyMissing for a key that is lost.
    """
    key, _ = key_for_loading(council)
    written = number.strip()[:LONGEST]
    (pseudonym,), (sealed,) = key.pseudonyms([written]), key.sealed([written])
    child, is_new = Child.objects.get_or_create(
        council=council, pseudonym=pseudonym, defaults={"sealed_number": sealed}
    )
    if is_new:
        record_event(council=council, by=by, action="register.child_added", subject=str(child))
    return child
