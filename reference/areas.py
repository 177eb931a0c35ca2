"""Areas by what people type: a code, a name, or part of one."""

from __future__ import annotations

import re
from difflib import get_close_matches

from django.db.models import F

from reference.models import Area

# A GSS code that is wrong by a digit is near to nothing: only words get suggestions.
GSS_CODE = re.compile(r"^[A-Z]\d{8}$")
CLOSE_ENOUGH = 0.6
SUGGESTIONS = 5


class AreaUnknown(ValueError):
    """No area is called so; the message says what comes close."""


def find_area(text: str) -> Area:
    """The area with that code or name; of two of one name the one that still exists.

    Raises AreaUnknown.
    """
    text = " ".join(text.split())
    still_there = Area.objects.order_by(F("closed_on").desc(nulls_first=True))
    found = Area.objects.filter(code__iexact=text).first()
    found = found or still_there.filter(name__iexact=text).first()
    if found is not None:
        return found
    if not Area.objects.exists():
        raise AreaUnknown(
            "No areas are loaded yet. Run `manage.py load_reference` first, then this again."
        )
    raise AreaUnknown(f"There is no area “{text}”. {_close_to(text)}".strip())


def _close_to(text: str) -> str:
    """A few areas whose names look like what was typed: those that contain it first, and those
    that exist before those that were abolished.
    """
    if GSS_CODE.match(text.upper()):
        return ""
    order = F("closed_on").desc(nulls_first=True)
    known = list(Area.objects.order_by(order, "name").values_list("name", "code"))
    typed = text.lower()
    near = [pair for pair in known if typed and typed in pair[0].lower()]
    words = {word.lower(): pair for pair in reversed(known) for word in pair}
    near += [words[word] for word in get_close_matches(typed, words, SUGGESTIONS, CLOSE_ENOUGH)]
    told = [f"{name} ({code})" for name, code in dict.fromkeys(near)][:SUGGESTIONS]
    return f"Did you mean {', '.join(told)}?" if told else "Nothing similar is known."
