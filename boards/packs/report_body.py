"""A report’s body: the frozen values that page, PDF and Word file are made of, and their hash."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from boards.domain.dates import short
from boards.domain.markup import Block, MarkupProblem, number_sections, parse
from boards.models import Board, Report, ReportSection, Review
from performance.packs.parts import FigureUsed
from reporting.domain.charts import ChartSpec, spec_hash

from .live_figures import LiveFigures, used_once
from .printed_blocks import PrintedBlock, Printer

# Raised when template or style sheet print the same values otherwise than before.
FORM = 1
EXEMPT = (
    "Not for publication: exempt under paragraph {} of Part 1 of Schedule 12A, "
    "Local Government Act 1972"
)
CONFIDENTIAL = "Not for publication: confidential, section 100A(2), Local Government Act 1972"

# Nobody may let this pass: it is told by a key of its own.
UNPROVEN = "not-proven"
UNPROVEN_WORDS = (
    "there was not enough time to prove that nobody can work a small number out of this paper, so "
    "the public may not read it. Try again when the server is less busy, or switch measures off"
)


@dataclass(frozen=True)
class PrintedSection:
    key: str
    number: str
    heading: str
    wording: str
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True)
class PrintedStep:
    """What officers will do themselves, and the impact meant."""

    text: str
    impact: str
    owner: str
    due: str


@dataclass(frozen=True)
class PrintedAppendix:
    letter: str
    title: str
    note: str


@dataclass(frozen=True)
class SectionProblem:
    """What stands in the way in one section; `line` is 0 where no line is meant."""

    key: str
    heading: str
    words: str
    stops: bool = True


@dataclass(frozen=True)
class ReportBody:
    """All that a report prints. `marking` is empty where the public may read it."""

    title: str
    council: str
    board: str
    marking: str
    facts: tuple[tuple[str, str], ...]
    recommendations: tuple[tuple[str, str], ...]
    sections: tuple[PrintedSection, ...]
    steps: tuple[PrintedStep, ...]
    steps_number: str
    appendices: tuple[PrintedAppendix, ...]
    figures: tuple[FigureUsed, ...]
    problems: tuple[SectionProblem, ...]
    public: bool

    @property
    def key(self) -> str:
        """The hash of all that is printed, figures with their versions: the name of the PDF."""
        said = {"form": FORM, "body": _plain(self)}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, ChartSpec):
        return spec_hash(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)


def marking_of(paper: Any) -> str:
    """What stands on a paper that the public may not read; "" on an open one."""
    if paper.is_open:
        return ""
    return EXEMPT.format(paper.paragraph) if paper.paragraph else CONFIDENTIAL


def report_body(report: Report, live: LiveFigures | None = None) -> ReportBody:
    """What a report says now, for those who may read it. About ten queries, `live` included."""
    board = report.board
    live = live or LiveFigures(board.council, public=report.is_open)
    printer = Printer(live, council=board.council)
    reviews = {review.role.casefold(): review for review in report.reviews.all()}
    recommendations = recommended(report, board)
    kept = [one for one in report.sections.all() if _is_printed(one, reviews)]
    typed: list[tuple[str, Sequence[Block]]] = []
    problems: list[SectionProblem] = []
    for section in kept:
        parsed = parse(text_of(section, reviews, board))
        problems += _problems(section, parsed.problems)
        typed.append((section.heading, parsed.blocks))
    numbered = number_sections(typed, first=2 if recommendations else 1)
    sections = []
    for section, numbers in zip(kept, numbered, strict=True):
        printer.begin(section.key, section.heading)
        blocks = tuple(printer.printed(one) for one in numbers.blocks)
        sections.append(
            PrintedSection(section.key, numbers.number, section.heading, section.wording, blocks)
        )
    problems += [SectionProblem(*one) for one in printer.problems]
    if printer.figures and not live.is_proven:
        problems.append(SectionProblem(UNPROVEN, "Figures", UNPROVEN_WORDS))
    return ReportBody(
        title=report.title,
        council=board.council.name,
        board=board.name,
        marking=marking_of(report),
        facts=_facts(report),
        recommendations=recommendations,
        sections=tuple(sections),
        steps=tuple(_steps(report)),
        steps_number=str(len(sections) + (2 if recommendations else 1)),
        appendices=tuple(_appendices(report)),
        figures=used_once(printer.figures),
        problems=tuple(problems),
        public=report.is_open,
    )


def recommended(report: Report, board: Board) -> tuple[tuple[str, str], ...]:
    """(mark, text) of each recommendation, marked as the board marks its resolutions."""
    letters = board.resolutions == Board.Resolutions.LETTERS
    return tuple(
        (f"({chr(96 + number) if letters and number < 27 else number})", one.text)
        for number, one in enumerate(report.recommendations.all(), start=1)
    )


def _is_printed(section: ReportSection, reviews: dict[str, Review]) -> bool:
    """An empty section that nobody has to fill is left out."""
    said = bool(section.text.strip()) or _review_of(section, reviews) is not None
    return section.required or said


def _review_of(section: ReportSection, reviews: dict[str, Review]) -> Review | None:
    found = reviews.get(section.reviewer.casefold()) if section.reviewer else None
    return found if found is not None and found.answer in NOTHING else None


# What stands where a reviewer cleared the report without a word; a refusal is not printed.
NOTHING = {Review.Answer.CLEARED: "", Review.Answer.NONE: "There are no implications."}


def text_of(section: ReportSection, reviews: dict[str, Review], board: Board) -> str:
    """The author's text, and below it what the reviewer answered."""
    review = _review_of(section, reviews)
    if review is None:
        return section.text
    said = review.comment.strip()
    if not said and not section.text.strip():
        said = NOTHING[Review.Answer(review.answer)]
    if said and board.comment_initials and review.answered_at and review.answered_by:
        on = short(timezone.localdate(review.answered_at))
        said = f"{said} ({_initials(str(review.answered_by))}, {on})"
    return "\n\n".join(part for part in (section.text.strip(), said) if part)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()


def _problems(section: ReportSection, found: Iterable[MarkupProblem]) -> list[SectionProblem]:
    return [SectionProblem(section.key, section.heading, str(problem)) for problem in found]


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Report of", report.author),
        ("Director", report.director),
        ("Strategic priority", report.priority.name if report.priority else ""),
        ("Wards affected", report.wards),
    )
    return tuple((head, words) for head, words in facts if words)


def _steps(report: Report) -> Iterable[PrintedStep]:
    for step in report.next_steps.all():
        due = short(step.due_on) if step.due_on else ""
        yield PrintedStep(step.text, step.impact, step.owner, due)


def _appendices(report: Report) -> Iterable[PrintedAppendix]:
    """The body stands in every edition: it names a closed appendix by its public title."""
    for one in report.appendices.all():
        title = one.title if one.is_open or not report.is_open else one.public_title
        note = "" if one.is_open else marking_of(one)
        yield PrintedAppendix(one.letter, title, note)
