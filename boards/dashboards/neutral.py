"""What the agenda calls the items whose reports a person is kept from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from accounts.models import User
from boards.domain.readiness import Check, Readiness
from boards.models import AgendaItem, Meeting, Report
from boards.report_access import is_kept, kept_from


@dataclass(frozen=True)
class Neutral:
    """Public titles in place of secret ones, for one reader: `items` by item, `titles` by what they
    stand for. Both are empty for whom nothing is kept from.
    """

    items: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def title(self, item: AgendaItem) -> str:
        return self.items.get(item.pk, item.title)

    def words(self, text: str) -> str:
        """A text without secret titles. A longer title goes first: it may hold a shorter one."""
        for secret in sorted(self.titles, key=len, reverse=True):
            text = text.replace(secret, self.titles[secret])
        return text

    def readiness(self, found: Readiness) -> Readiness:
        return Readiness(tuple(self._check(check) for check in found.checks))

    def _check(self, check: Check) -> Check:
        """Of an item that is kept from the reader only what is amiss, not what its paper says."""
        title = self.words(check.title)
        if check.item in self.items:
            return replace(check, title=title, detail="", places=(), reason="")
        return replace(
            check,
            title=title,
            detail=self.words(check.detail),
            places=tuple(map(self.words, check.places)),
        )


EVERYTHING = Neutral()


def neutral(person: User, meeting: Meeting) -> Neutral:
    """Two queries for whom nothing is kept from, else five; items that were taken off count too."""
    kept = kept_from(person, meeting.board.council)
    if not kept:
        return EVERYTHING
    found = meeting.items.filter(report__in=kept).select_related("report", "work_item")
    items = list(found.prefetch_related("report__appendices"))
    closed = {
        item.pk: item.report.public_title
        for item in items
        if item.report is not None and is_kept(item.report, kept)
    }
    return Neutral(closed, dict(_titles(items)))


def _titles(items: Iterable[AgendaItem]) -> Iterable[tuple[str, str]]:
    """Each secret title of these items' closed papers, with the public one."""
    for item in items:
        report = item.report
        if report is None:
            continue
        if not report.is_open:
            own = {item.title, report.title, item.work_item.title if item.work_item else ""}
            yield from ((title, report.public_title) for title in own if title)
        yield from _appendices(report)


def _appendices(report: Report) -> Iterable[tuple[str, str]]:
    for one in report.appendices.all():
        if not one.is_open or not report.is_open:
            yield one.title, one.public_title or f"Appendix {one.letter}"
