"""Words found in papers, minutes, decisions and actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from accounts.models import Council
from boards.models import (
    CLOSED,
    Action,
    AgendaItem,
    Appendix,
    Minute,
    NextStep,
    Recommendation,
    Report,
    ReportSection,
    Resolution,
)
from boards.packs.agenda.texts import texts_of
from reference.domain.periods import long_date

LONGEST = 200
MOST_WORDS = 8
SHOWN = 50
AROUND = 90
# What a report says, and where; a section is called by its heading.
REPORT_PARTS: tuple[tuple[type[Any], str], ...] = (
    (ReportSection, ""),
    (Recommendation, "Recommendations"),
    (NextStep, "What officers will do"),
)


@dataclass(frozen=True)
class Hit:
    """One place where all the words stand. `excerpt`: (before, found, after) round the first; empty
    where only the title says them.
    """

    kind: str
    title: str
    address: str
    when: str
    excerpt: tuple[str, str, str]


@dataclass(frozen=True)
class Found:
    """`unread`: PDF papers whose words are not known to the search yet."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    more: bool
    unread: int = 0


def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\x00", " ")[:LONGEST].split()[:MOST_WORDS])


@dataclass(frozen=True)
class Reader:
    """What somebody may find. `kept`: reports whose closed papers they may not read, whatever their
    role (`restricted`); who does not work on reports finds those of published agendas.
    """

    restricted: bool
    sees_reports: bool = False
    kept: frozenset[int] = frozenset()

    def open_to(self, rows: QuerySet[Any], report: str) -> QuerySet[Any]:
        """Without what is closed to them; `report` leads from a row to its report."""
        return rows.exclude(self.closed(report, openness=f"{report}__openness"))

    def closed(self, report: str, *, openness: str = "openness") -> Q:
        """Rows that are closed to them; the fields tell a row's report and its openness."""
        if self.restricted and not self.kept:
            return Q(pk__in=[])
        closed = Q(**{f"{openness}__in": CLOSED})
        return closed & Q(**{f"{report}__in": self.kept}) if self.restricted else closed

    def parts(self, report: str) -> Q:
        """Rows whose closed part they may read."""
        return ~Q(**{f"{report}__in": self.kept}) if self.restricted else Q(pk__in=[])


def search(council: Council, text: str, reader: Reader) -> Found:
    """Papers, minutes, resolutions and actions with all of the words, any case. What is closed only
    for who may read it: its titles are not searched either. At most twenty-two queries.
    """
    words = words_of(text)
    if not words:
        return Found((), (), more=False)
    in_files, unread = _files(council, words, reader)
    hits = [
        *_reports(council, words, reader),
        *in_files,
        *_items(council, words, reader),
        *_minutes(council, words, reader),
        *_resolutions(council, words, reader),
        *_actions(council, words, reader),
    ]
    return Found(words, tuple(hits[:SHOWN]), more=len(hits) > SHOWN, unread=unread)


def _with(rows: QuerySet[Any], words: Sequence[str], *fields: str) -> Iterable[Any]:
    for word in words:
        any_field = Q()
        for field in fields:
            any_field |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(any_field)
    return rows[: SHOWN + 1]


def _reports(council: Council, words: Sequence[str], reader: Reader) -> Iterable[Hit]:
    """Sections, recommendations and officers’ next steps of signed-off reports."""
    for model, place in REPORT_PARTS:
        rows: QuerySet[Any] = model.objects.filter(report__in=_may_find(council, reader))
        rows = rows.select_related("report").prefetch_related("report__agenda_items__meeting")
        for row in _with(rows, words, "text", "report__title"):
            address = _paper(council, row.report, reader)
            where = place or row.heading
            yield Hit("Report", row.report.title, address, where, excerpt(row.text, words))


def _may_find(council: Council, reader: Reader) -> QuerySet[Report]:
    """Signed-off reports; for whoever does not work on reports, those of published agendas."""
    rows = Report.objects.for_council(council).filter(status=Report.Status.SIGNED_OFF)
    if not reader.sees_reports:
        published = AgendaItem.objects.filter(meeting__published_at__isnull=False)
        rows = rows.filter(pk__in=published.values("report"))
    return rows.exclude(reader.closed("pk"))


@dataclass(frozen=True)
class _File:
    """A paper that is a PDF; `sha256` is empty where its pages are not searched."""

    kind: str
    title: str
    where: str
    report: Report
    sha256: str


def _files(council: Council, words: Sequence[str], reader: Reader) -> tuple[list[Hit], int]:
    """Papers that are PDF files. Of a closed one only the title is searched: its pages are read
    where a look at them is recorded.
    """
    papers = [*_whole_reports(council, reader), *_appendices(council, reader)]
    texts, unread = texts_of(one.sha256 for one in papers if one.sha256)
    hits = []
    for one in papers:
        text = " ".join(texts.get(one.sha256, "").split())
        said = f"{one.title} {text}".casefold()
        if all(word.casefold() in said for word in words):
            address = _paper(council, one.report, reader)
            found = excerpt(text, words)
            hits.append(Hit(one.kind, one.title, address, one.where, found if found[1] else NONE))
    return hits, unread


NONE = ("", "", "")


def _whole_reports(council: Council, reader: Reader) -> Iterable[_File]:
    """Reports that came as a PDF, and performance packs."""
    rows = _may_find(council, reader).exclude(kind=Report.Kind.WRITTEN)
    for one in rows.select_related("file", "body").prefetch_related("agenda_items__meeting"):
        file = one.body or one.file
        sha256 = file.sha256 if file and one.is_open else ""
        yield _File("Report", one.title, one.get_kind_display(), one, sha256)


def _appendices(council: Council, reader: Reader) -> Iterable[_File]:
    rows = Appendix.objects.filter(report__in=_may_find(council, reader))
    rows = rows.exclude(reader.closed("report", openness="openness"))
    rows = rows.select_related("file", "report").prefetch_related("report__agenda_items__meeting")
    for one in rows:
        report = one.report
        sha256 = one.file.sha256 if one.is_open and report.is_open else ""
        where = f"Appendix {one.letter} of {report.title}"
        yield _File("Appendix", one.title, where, report, sha256)


def _paper(council: Council, report: Report, reader: Reader) -> str:
    """Where the reader may open it: its own page, or the papers of its meeting."""
    if reader.sees_reports:
        return _address("report_detail", council, report.slug)
    held = [item.meeting for item in report.agenda_items.all() if item.meeting.published_at]
    name = "board_papers" if reader.restricted else "papers"
    return _address(name, council, held[-1].slug) if held else ""


def _items(council: Council, words: Sequence[str], reader: Reader) -> Iterable[Hit]:
    rows = AgendaItem.objects.filter(
        meeting__board__council=council, removed_at=None, meeting__published_at__isnull=False
    ).select_related("meeting")
    for row in _with(reader.open_to(rows, "report"), words, "title"):
        address = _address("meeting_detail", council, row.meeting.slug)
        yield Hit("Agenda item", row.title, address, _day(row.meeting), ("", "", ""))


def _minutes(council: Council, words: Sequence[str], reader: Reader) -> Iterable[Hit]:
    held = Minute.objects.for_council(council).select_related("item__meeting", "item__report")
    rows = reader.open_to(held, "item__report")
    for word in words:
        own = Q(discussion__icontains=word) | Q(item__title__icontains=word)
        part = Q(closed_discussion__icontains=word) & reader.parts("item__report")
        rows = rows.filter(own | part)
    for row in rows[: SHOWN + 1]:
        meeting = row.item.meeting
        address = _address("minutes", council, meeting.slug)
        title = f"{row.number} {row.item.title}".strip()
        reads_part = reader.restricted and row.item.report_id not in reader.kept
        text = f"{row.discussion}\n\n{row.closed_discussion}" if reads_part else row.discussion
        yield Hit("Minutes", title, address, _day(meeting), excerpt(text.strip(), words))


def _resolutions(council: Council, words: Sequence[str], reader: Reader) -> Iterable[Hit]:
    rows = Resolution.objects.filter(minute__item__meeting__board__council=council).select_related(
        "minute__item__meeting"
    )
    rows = reader.open_to(rows, "minute__item__report").filter(
        Q(closed=False) | reader.parts("minute__item__report")
    )
    for row in _with(rows, words, "text"):
        meeting = row.minute.item.meeting
        address = _address("minutes", council, meeting.slug)
        yield Hit(
            "Decision", row.minute.item.title, address, _day(meeting), excerpt(row.text, words)
        )


def _actions(council: Council, words: Sequence[str], reader: Reader) -> Iterable[Hit]:
    all_of_them = Action.objects.for_council(council)
    rows = all_of_them.told_to(restricted=reader.restricted, kept=reader.kept)
    for row in _with(rows, words, "text", "owner"):
        address = _address("action", council, row.number)
        due = f"due {row.due_words}" if row.closed_on is None else "closed"
        yield Hit("Action", f"Action {row.number}", address, due, excerpt(row.text, words))


def excerpt(text: str, words: Sequence[str]) -> tuple[str, str, str]:
    """What stands round the first of the words in a text: before, the word, after.

    >>> excerpt("Members asked about dental checks.", ["dental"])
    ('Members asked about ', 'dental', ' checks.')
    """
    folded = text.casefold()
    places = [(folded.find(word.casefold()), word) for word in words]
    found = min(((at, word) for at, word in places if at >= 0), default=None)
    if found is None:
        return text[: 2 * AROUND], "", ""
    at, word = found
    end = at + len(word)
    before = text[max(0, at - AROUND) : at]
    after = text[end : end + AROUND]
    return (
        ("…" if at > AROUND else "") + before,
        text[at:end],
        after + ("…" if end + AROUND < len(text) else ""),
    )


def _address(name: str, council: Council, part: object) -> str:
    try:
        return reverse(f"boards:{name}", args=[council.slug, part])
    except NoReverseMatch:
        return ""


def _day(meeting: Any) -> str:
    return long_date(meeting.day)
