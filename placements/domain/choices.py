"""What the law and the guidance leave open, as named settings with their defaults.

Every figure prints the rule that it used: `fixtures/cohort_rules.csv` has the words of a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

# setting -> value as text -> words
Wording = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Rules:
    """The choices of a computation (INDICATORS, "From the 903", rows marked *choice*)."""

    # T0 to T4, and the return from them, as placements and moves of their own (NI 62).
    temporary_moves_count: bool = False
    # RNE T and U, a change of placement with the same carers, as moves (NI 62).
    same_carer_moves_count: bool = False
    many_placements: int = 3
    far_miles: float = 20.0
    # PN4: the child is at the review and does not contribute.
    silent_attendance_counts: bool = False
    # A review that is overdue when the period begins is still due in it.
    overdue_reviews_stay_due: bool = True
    # The council's own point, by name, and radius; the miles to it stand in the episodes.
    own_point: str = ""
    own_radius: float = 20.0

    def changed(self) -> dict[str, str]:
        """The settings that are not the default's, as text."""
        return {
            one.name: as_text(getattr(self, one.name))
            for one in fields(self)
            if getattr(self, one.name) != one.default
        }

    def in_words(self, wording: Wording) -> dict[str, str]:
        """Setting -> the sentence, or the number, that a rule's text puts in its place."""
        texts = {one.name: as_text(getattr(self, one.name)) for one in fields(self)}
        return {name: wording.get(name, {}).get(text, text) for name, text in texts.items()}


def as_text(value: object) -> str:
    """A setting as a file or a form holds it.

    >>> as_text(20.0), as_text(True)
    ('20', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_wording(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Rows of setting, value and words."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["setting"], {})[row["value"]] = row["words"]
    return found
