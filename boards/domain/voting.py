"""Who has a vote."""

from __future__ import annotations


def has_vote(*, votes: bool, co_opted: bool, ordinary_committee: bool) -> bool:
    """Local Government and Housing Act 1989, section 13: co-opted members of an ordinary committee
    have no vote, whatever the board says.
    """
    return votes and not (co_opted and ordinary_committee)
