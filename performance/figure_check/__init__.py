"""Holds the prose of papers against a council's figures: what a command and a report page call.

A builder room: reads, calculates, writes nothing. It warns; nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Council
from performance.domain import figure_check
from performance.domain.figure_check import Report
from reference.domain.periods import Period
from reporting.domain.documents import Document

from .known import known_of

__all__ = ["Report", "check_documents"]


def check_documents(council: Council, quarter: Period, documents: Sequence[Document]) -> Report:
    """What the papers of one meeting say of the figures of a quarter. Eight queries, whatever the
    papers; their text is read by `reporting.documents`.
    """
    return figure_check.check_documents(documents, known_of(council, quarter))
