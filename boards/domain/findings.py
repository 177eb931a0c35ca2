"""What stands between a report and its sign-off, in words; and what its words ask of the board."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DECIDES = re.compile(r"\b(approv|agree|adopt|endors)\w*", re.I)
PROPOSES = re.compile(r"\b(propos|recommend|approv|adopt|agree|endors)\w*", re.I)
SAYS_NOTHING = frozenset({"", "none", "no", "nil", "n/a", "na", "not applicable", "not known"})


@dataclass(frozen=True)
class Finding:
    """`stops` says that nobody signs the report off before it is put right; otherwise somebody
    should look. `part` is where: a section's key, "reviewers", "openness", "files", "figures",
    "recommendations", or "" for the report as a whole.
    """

    key: str
    words: str
    stops: bool = True
    part: str = ""


def asks_for_decision(recommendations: Iterable[str]) -> bool:
    """Whether the board is asked to approve, agree, adopt or endorse, and not only to note.

    >>> asks_for_decision(["To note the report"]), asks_for_decision(["To adopt the strategy"])
    (False, True)
    """
    return any(DECIDES.search(text) for text in recommendations)


def holds_proposal(texts: Iterable[str]) -> bool:
    """Whether the report itself, beside its recommendations, says what is proposed."""
    return any(PROPOSES.search(text) for text in texts)


def says_nothing(text: str) -> bool:
    """Whether a statutory comment is only "none".

    >>> says_nothing(" None. "), says_nothing("None beyond the budget for 2021-22.")
    (True, False)
    """
    return text.strip().strip(".").casefold() in SAYS_NOTHING


def in_words(findings: Sequence[Finding]) -> str:
    return " ".join(f"{finding.words.rstrip('.')}." for finding in findings)
