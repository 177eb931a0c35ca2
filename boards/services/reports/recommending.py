"""What a report asks of the board, and apart from it what officers will do themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from boards.models import NextStep, Recommendation, Report

from .changing import changed, writable
from .refusals import ReportError


@dataclass(frozen=True)
class Step:
    """A step that officers take, with the impact meant."""

    text: str
    impact: str = ""
    owner: str = ""
    due_on: dt.date | None = None


@transaction.atomic
def set_recommendations(
    *,
    report: Report,
    recommendations: Sequence[str],
    steps: Sequence[Step],
    revision: int,
    by: User,
) -> None:
    """Replaces both lists, read at the report's `revision`. Raises ReportError when the lists were
    changed meanwhile; the page then shows both.
    """
    found = writable(report, by)
    said = [text.strip() for text in recommendations if text.strip()]
    steps = [step for step in steps if step.text.strip()]
    if (said, list(steps)) == (recommendations_of(found), steps_of(found)):
        return
    if revision != found.revision:
        raise ReportError(
            "The report was changed while you were writing. Your text stands below; compare it "
            "with the report and save again."
        )
    found.recommendations.all().delete()
    Recommendation.objects.bulk_create(
        Recommendation(report=found, order=order, text=text)
        for order, text in enumerate(said, start=1)
    )
    found.next_steps.all().delete()
    NextStep.objects.bulk_create(
        NextStep(
            report=found,
            order=order,
            text=step.text.strip(),
            impact=step.impact.strip(),
            owner=step.owner.strip(),
            due_on=step.due_on,
        )
        for order, step in enumerate(steps, start=1)
    )
    counts = {"recommendations": len(said), "steps": len(steps)}
    changed(found, by, "report.recommendations_set", counts)


def recommendations_of(report: Report) -> list[str]:
    return list(report.recommendations.values_list("text", flat=True))


def steps_of(report: Report) -> list[Step]:
    return [Step(one.text, one.impact, one.owner, one.due_on) for one in report.next_steps.all()]
