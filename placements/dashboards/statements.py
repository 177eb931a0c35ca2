"""The pages around statements: which there are, how far each is, what stands before publishing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Council
from placements.models import Intention, MarkResponse, Statement
from placements.packs.statement import KINDS, MARKET, SUFFICIENCY, StatementPack, statement_pack
from placements.packs.statement.intended import intentions_of, is_open
from placements.packs.statement.marks import Mark, marks
from placements.packs.statement.parts import IntentionLine
from reporting.models import Audience, Build, Edition


@dataclass(frozen=True)
class StatementLine:
    statement: Statement
    answered: int
    editions: tuple[Edition, ...]


def statement_lines(council: Council) -> tuple[StatementLine, ...]:
    """Every statement with how many of the twelve marks are answered; the newest first."""
    found = Statement.objects.filter(council=council).prefetch_related("marks")
    editions = editions_of(council)
    return tuple(
        StatementLine(
            one,
            sum(bool(mark.response.strip()) for mark in one.marks.all()),
            tuple(e for e in editions if e.subject == one.as_at.isoformat()),
        )
        for one in found
    )


def editions_of(council: Council, statement: Statement | None = None) -> list[Edition]:
    found = Edition.objects.for_council(council).filter(kind__in=KINDS.values())
    if statement is not None:
        found = found.filter(subject=statement.as_at.isoformat())
    # The statement itself comes before the market position.
    ordered = found.order_by("-subject", "-kind", "audience", "-number")
    return list(ordered.prefetch_related("files").select_related("published_by"))


@dataclass(frozen=True)
class MarkRow:
    mark: Mark
    answer: MarkResponse


def mark_rows(statement: Statement) -> tuple[MarkRow, ...]:
    held = {one.mark: one for one in statement.marks.all()}
    return tuple(
        MarkRow(mark, held.get(mark.number) or MarkResponse(mark=mark.number)) for mark in marks()
    )


@dataclass(frozen=True)
class IntentionRow:
    intention: Intention
    line: IntentionLine


@dataclass(frozen=True)
class IntentionsPage:
    """Open ones by the day they are due; then those that are done, the newest first."""

    open: tuple[IntentionRow, ...]
    done: tuple[IntentionRow, ...]


def intentions_page(council: Council, day: dt.date) -> IntentionsPage:
    rows = [IntentionRow(*pair) for pair in intentions_of(council, day)]
    done = [row for row in rows if not is_open(row.intention, day)]
    return IntentionsPage(
        open=tuple(row for row in rows if is_open(row.intention, day)),
        done=tuple(sorted(done, key=lambda row: row.intention.done_on or day, reverse=True)),
    )


@dataclass(frozen=True)
class PublishPage:
    """What a person sees before publishing: what hides, what is to be read, what stands in the way.

    `packs` are the public statement and the market position, as they would be published.
    """

    statement: Statement
    public: StatementPack
    market: StatementPack
    unanswered: tuple[Mark, ...]
    editions: tuple[Edition, ...]
    under_way: tuple[Build, ...]

    @property
    def to_read(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.public.to_read, *self.market.to_read)))

    @property
    def naming(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.public.naming, *self.market.naming)))


def publish_page(statement: Statement) -> PublishPage:
    council = statement.council
    builds = Build.objects.for_council(council).filter(
        kind__in=KINDS.values(),
        subject=statement.as_at.isoformat(),
        status__in=(Build.Status.WAITING, Build.Status.RUNNING),
    )
    public = statement_pack(statement, SUFFICIENCY, Audience.PUBLIC)
    return PublishPage(
        statement=statement,
        public=public,
        market=statement_pack(statement, MARKET, Audience.PUBLIC, page=public.page),
        unanswered=tuple(r.mark for r in mark_rows(statement) if not r.answer.response.strip()),
        editions=tuple(editions_of(council, statement)),
        under_way=tuple(builds),
    )
