"""Builds a statement for an audience from the page of homes and from what officers wrote.

Disclosure control is the page's: what it hides is in no part of the dataclass that is made here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from accounts.models import Council
from performance.domain.wording import doubtful_sentences
from placements.dashboards.homes import HomesPage, Section, homes_page
from placements.models import Contract, MarkResponse, Provider, Setting, Statement
from reference.domain.periods import long_date
from reporting.models import Audience, Edition

from .intended import earlier_day, intentions_of, is_open
from .marks import Mark, marks
from .parts import (
    MARKET,
    STATUSES,
    Changes,
    Evidence,
    IntentionLine,
    MarkLine,
    StatementPack,
    Way,
)

Verdict = MarkResponse.Verdict
STATUS = dict(
    zip((Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.UNKNOWN), STATUSES, strict=True)
)
# What providers are told, in few pages: where children live, how many there may be, what is
# lacking where; never what it costs.
FOR_PROVIDERS = ("mix", "where", "near", "forecast", "gap", "districts", "planned")


def statement_pack(
    statement: Statement,
    kind: str,
    audience: str,
    *,
    edition_number: int | None = None,
    page: HomesPage | None = None,
) -> StatementPack:
    """The statement or the market position as on its day. `edition_number` is given when it is
    about to be published; without it the pack is a draft. The market position is public. `page`
    is that of the day and audience, where it has been built already.
    """
    council = statement.council
    audience = Audience.PUBLIC if kind == MARKET else Audience(audience)
    page = page or homes_page(council, statement.as_at, audience)
    intended = intentions_of(council, statement.as_at)
    since = earlier_day(statement)
    now = tuple(line for one, line in intended if is_open(one, statement.as_at))
    became = tuple(line for one, line in intended if one.made_on <= since and is_open(one, since))
    wanted = tuple(line for line in now if line.kind) if kind == MARKET else now
    answered = () if kind == MARKET else tuple(_marks(statement, page, now))
    became = () if kind == MARKET else became
    introduction = _paragraphs(statement.introduction)
    words = list(_words(introduction, answered, (*wanted, *became)))
    public = audience == Audience.PUBLIC
    beside = _beside(page, answered, words)
    return StatementPack(
        council=council,
        as_at=statement.as_at,
        kind=kind,
        audience=audience,
        edition_number=edition_number,
        introduction=introduction,
        page=page,
        sections=_sections(page, kind),
        marks=answered,
        intentions=wanted,
        became=became,
        ways=tuple(_ways(council, statement)) if kind == MARKET else (),
        contact=_contact(council),
        changes=_changes(statement, kind, audience, beside),
        to_read=tuple(dict.fromkeys(s for w in words for s in doubtful_sentences(w)))
        if public
        else (),
        naming=tuple(_naming(council, words)) if public else (),
        beside=beside,
    )


def next_number(statement: Statement, kind: str, audience: str) -> int:
    last = _last(statement, kind, audience)
    return last.number + 1 if last else 1


def _last(statement: Statement, kind: str, audience: str) -> Edition | None:
    editions = Edition.objects.for_council(statement.council).of(kind, subject_of(statement))
    return editions.filter(audience=audience).order_by("-number").first()


def subject_of(statement: Statement) -> str:
    return statement.as_at.isoformat()


def _sections(page: HomesPage, kind: str) -> tuple[Section, ...]:
    sections = page.sections
    if kind == MARKET:
        sections = tuple(
            replace(one, views=tuple(view for view in one.views if view.key in FOR_PROVIDERS))
            for one in sections
        )
    return tuple(one for one in sections if any(not view.is_empty for view in one.views))


def _marks(
    statement: Statement, page: HomesPage, now: tuple[IntentionLine, ...]
) -> Iterator[MarkLine]:
    held = {one.mark: one for one in statement.marks.all()}
    for mark in marks():
        answer = held.get(mark.number) or MarkResponse(mark=mark.number)
        yield MarkLine(
            number=mark.number,
            title=mark.title,
            text=mark.text,
            verdict=STATUS[Verdict(answer.verdict)],
            verdict_words=answer.get_verdict_display(),
            response=_paragraphs(answer.response),
            evidence=evidence_of(mark, page),
            actions=tuple(line for line in now if line.mark == mark.number),
        )


def evidence_of(mark: Mark, page: HomesPage) -> tuple[Evidence, ...]:
    """What the views that bear on a mark say; of those that this audience sees."""
    found = (page.views.get(key) for key in mark.evidence)
    return tuple(
        Evidence(view.title, view.sentence, view.anchor) for view in found if view and view.rows
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _words(
    introduction: tuple[str, ...],
    answered: tuple[MarkLine, ...],
    lines: tuple[IntentionLine, ...],
) -> Iterator[str]:
    """All that officers wrote freely and the document prints."""
    yield from introduction
    for mark in answered:
        yield from mark.response
    for line in lines:
        yield from (line.what, line.owner, *line.progress)


def _naming(council: Council, words: list[str]) -> Iterator[str]:
    """Names of homes that stand, as whole words, in what officers wrote."""
    said = "\n".join(words)
    names = Setting.objects.for_council(council).values_list("name", flat=True)
    yield from (name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, re.I))


def _ways(council: Council, statement: Statement) -> Iterator[Way]:
    """Contracts that run on the day; nobody sells by spot purchase or in house by contract."""
    found = Contract.objects.for_council(council).exclude(route__in=("in-house", "spot"))
    for one in found.filter(starts_on__lte=statement.as_at).with_end():
        last = one.last_day  # type: ignore[attr-defined]
        if last is None or last >= statement.as_at:
            until = f"until {long_date(last)}" if last else "no end is set"
            yield Way(one.name, one.get_route_display(), until)


def _contact(council: Council) -> str:
    """Whom providers ask, as a role."""
    own = Provider.objects.for_council(council).filter(sector=Provider.Sector.OWN)
    return next((one.contact for one in own if one.contact), "")


def _beside(page: HomesPage, answered: tuple[MarkLine, ...], words: list[str]) -> dict[str, object]:
    """What the next edition is compared with: verdicts, and marks of figures and words."""
    figures = (page.sentence, page.lead, page.gap, [s.views for s in page.sections])
    return {
        "verdicts": {str(one.number): one.verdict_words for one in answered},
        "figures": _mark_of(figures),
        "words": _mark_of(words),
    }


def _mark_of(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _changes(statement: Statement, kind: str, audience: str, beside: dict[str, object]) -> Changes:
    """Verdicts that changed; that figures or words did. What an earlier edition printed and this
    one hides is not repeated.
    """
    since = _last(statement, kind, audience)
    if since is None:
        return Changes(None)
    lines = [
        (f"Mark {number}", str(was), str(beside["verdicts"][number]))  # type: ignore[index]
        for number, was in since.beside.get("verdicts", {}).items()
        if beside["verdicts"].get(number, was) != was  # type: ignore[attr-defined]
    ]
    for part, what in (("figures", "Figures"), ("words", "What the council says")):
        if since.beside.get(part) != beside[part]:
            lines.append((what, "as published", "changed"))
    return Changes(since, tuple(lines))
