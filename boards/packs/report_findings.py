"""What of a report is not ready, and why: what its page and the agenda's readiness panel show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone

from boards.domain.dates import short
from boards.domain.findings import Finding, asks_for_decision, holds_proposal, says_nothing
from boards.models import Appendix, Openness, PaperFile, Report, Review
from performance.packs.parts import QuarterlyPack
from reporting.models import Audience

from .quarter_body import is_quarter
from .report_body import UNPROVEN, UNPROVEN_WORDS, ReportBody, report_body
from .report_paper import quarter_pack


def why_not_ready(
    report: Report,
    *,
    today: dt.date | None = None,
    body: ReportBody | None = None,
    pack: QuarterlyPack | None = None,
) -> list[Finding]:
    """Everything that is amiss, what stops sign-off first. Empty where nothing is. Whoever has the
    `body` of the report, or its public `pack`, hands it over: neither is made twice.
    """
    today = today or timezone.localdate()
    found = [
        *_of_kind(report, body, pack),
        *reviews_not_ready(report, today=today),
        *_decision(report),
    ]
    found += [*_openness(report), *_files(report)]
    return sorted(found, key=lambda finding: not finding.stops)


def public_pack(report: Report) -> QuarterlyPack | None:
    """The pack that is a performance report, as the public reads it; None for other reports, and
    where no quarter is chosen.
    """
    if report.kind != Report.Kind.PERFORMANCE or not is_quarter(report.period):
        return None
    return quarter_pack(report.board.council, report.period, Audience.PUBLIC)


def _of_kind(
    report: Report, body: ReportBody | None, pack: QuarterlyPack | None
) -> Iterator[Finding]:
    if report.kind == Report.Kind.WRITTEN:
        yield from _sections(report)
        yield from _body(report, body or report_body(report))
    elif report.kind == Report.Kind.PERFORMANCE:
        yield from _quarter(report, pack or public_pack(report))
    elif report.file is None:
        yield Finding("no-file", "No PDF has been uploaded yet", part="files")


def _sections(report: Report) -> Iterator[Finding]:
    answered = {r.role.casefold() for r in report.reviews.all() if r.answer}
    for section in report.sections.all():
        by_reviewer = section.reviewer.casefold() in answered
        if section.required and not section.text.strip() and not by_reviewer:
            who = f" and {section.reviewer} has not answered" if section.reviewer else ""
            words = f"“{section.heading}” must be filled in: it is empty{who}"
            yield Finding(f"empty-{section.key}", words, part=section.key)


def _body(report: Report, body: ReportBody) -> Iterator[Finding]:
    for number, problem in enumerate(body.problems):
        words = f"“{problem.heading}”: {problem.words}"
        if problem.key == UNPROVEN:
            yield Finding(UNPROVEN, words, part="figures")
        else:
            yield Finding(f"text-{problem.key}-{number}", words, problem.stops, problem.key)
    if report.status == Report.Status.SIGNED_OFF:
        now = [[one.key, one.version, one.printed] for one in body.figures]
        yield from _since_sign_off(report, now, same=body.key == report.body_key)


def _quarter(report: Report, pack: QuarterlyPack | None) -> Iterator[Finding]:
    if pack is None:
        yield Finding("no-quarter", "Choose the quarter whose pack this is", part="details")
        return
    if pack.is_empty:
        words = f"No figure of {pack.quarter.name} has been signed off, so the pack is empty"
        yield Finding("empty-pack", words, part="figures")
    elif pack.is_public and not pack.is_proven:
        words = f"The pack of {pack.quarter.name}: {UNPROVEN_WORDS}"
        yield Finding(UNPROVEN, words, part="figures")
    elif report.status == Report.Status.SIGNED_OFF:
        now = [[one.key, one.version, one.printed] for one in pack.figures]
        yield from _since_sign_off(report, now, same=True)


def _since_sign_off(report: Report, now: list[list[object]], *, same: bool) -> Iterator[Finding]:
    was = [[one["key"], one["version"], one["printed"]] for one in report.figures]
    told = {str(one[0]): one for one in now}
    moved = [one for one in report.figures if told.get(one["key"]) not in was]
    if moved or now != was:
        names = "; ".join(one["label"] for one in moved[:3])
        words = "Figures have changed since sign-off" + (f": {names}" if names else "")
        yield Finding("figures-changed", words, stops=False, part="figures")
    elif not same:
        words = "What the report prints has changed since sign-off: reopen it and sign it off again"
        yield Finding("body-changed", words, stops=False)


def reviews_not_ready(report: Report, *, today: dt.date) -> Iterator[Finding]:
    """Who has not answered, has not cleared it, or answered an older text."""
    for review in report.reviews.all():
        key, by = f"review-{review.role.casefold()}", short(review.due_on)
        if not review.answer:
            late = ", and that day has passed" if review.due_on < today else ""
            yield Finding(key, f"{review.role} has not answered: asked by {by}{late}", part=REVIEWS)
        elif review.answer == Review.Answer.REFUSED:
            yield Finding(key, f"{review.role} did not clear it: {review.comment}", part=REVIEWS)
        elif review.revision < report.revision:
            words = f"The report has changed since {review.role} answered: ask again"
            yield Finding(key, words, part=REVIEWS)


REVIEWS = "reviewers"


def _decision(report: Report) -> Iterator[Finding]:
    """Who asks for a decision states what it implies and what is proposed."""
    asked = [one.text for one in report.recommendations.all()]
    if not asked:
        words = "It recommends nothing: say what the board is asked, if only to note it"
        yield Finding("no-recommendation", words, stops=False, part="recommendations")
    if not asks_for_decision(asked):
        return
    answers = [review for review in report.reviews.all() if review.answer]
    asks = "The board is asked to approve, agree or adopt"
    if not answers:
        yield Finding("decision-unreviewed", f"{asks}, and no reviewer has answered", part=REVIEWS)
    elif all(_is_none(review) for review in answers):
        words = f"{asks}, and every reviewer answered “none”: ask whether that is meant"
        yield Finding("decision-none", words, stops=False, part=REVIEWS)
    if report.kind == Report.Kind.WRITTEN:
        yield from _written_decision(report, asks)


def _is_none(review: Review) -> bool:
    none = review.answer == Review.Answer.NONE
    return says_nothing(review.comment) if review.comment else none


def _written_decision(report: Report, asks: str) -> Iterator[Finding]:
    sections = list(report.sections.all())
    for section in sections:
        if section.reviewer and section.text.strip() and says_nothing(section.text):
            words = f"{asks}, and “{section.heading}” says only “{section.text.strip()}”"
            yield Finding(f"says-none-{section.key}", words, stops=False, part=section.key)
    if not holds_proposal(section.text for section in sections if not section.reviewer):
        words = f"{asks}, and its text holds no such proposal"
        yield Finding("no-proposal", words, part="recommendations")


def _openness(report: Report) -> Iterator[Finding]:
    for paper, called in _papers(report):
        if paper.openness == Openness.EXEMPT and not paper.public_interest.strip():
            words = f"{called} is exempt and nobody has said why that serves the public better"
            yield Finding(f"reasoning-{called}", words, part="openness")


def _papers(report: Report) -> Iterable[tuple[Report | Appendix, str]]:
    yield report, "The report"
    for one in report.appendices.all():
        yield one, f"Appendix {one.letter}"


def _files(report: Report) -> Iterator[Finding]:
    named: list[tuple[PaperFile | None, str]] = [(report.file, "The uploaded PDF")]
    named += [(one.file, f"Appendix {one.letter}") for one in report.appendices.all()]
    for file, called in named:
        if file is not None and not file.tagged and not file.description.strip():
            words = f"{called} has no tags: describe it for those who have it read to them"
            yield Finding(f"untagged-{file.pk}", words, part="files")
