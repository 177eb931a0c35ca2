"""Holds the prose of papers against a council's figures: what a command and a report page call.

A builder room: reads, calculates, writes nothing. It warns; nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Council
from performance.council_rules import few_people
from performance.domain import figure_check
from performance.domain.figure_check import Report, SmallCount
from reference.domain.periods import Period
from reporting.domain.documents import Document

from .known import known_of
from .words import lexicon

__all__ = ["Report", "check_documents", "small_counts"]


def check_documents(council: Council, quarter: Period, documents: Sequence[Document]) -> Report:
    """What the papers of one meeting say of the figures of a quarter. Eight queries, whatever the
    papers; their text is read by `reporting.documents`.
    """
    return figure_check.check_documents(documents, known_of(council, quarter))


def small_counts(council: Council, document: Document) -> tuple[SmallCount, ...]:
    """Small counts of people in a paper about to be public, by the council's own rule of what is
    few; no figure is read.
    """
    found = figure_check.small_counts(document, lexicon(), few_people(council))
    return tuple(dict.fromkeys(found))
