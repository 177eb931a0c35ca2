"""What is new in a council's figures today, whoever may hear of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Max, Q
from django.urls import reverse

from accounts.models import Council
from performance.domain.reminders import (
    Line,
    News,
    Occasion,
    Unfinished,
    Waiting,
    due_lines,
    provisional_lines,
)
from performance.domain.series import figure_named
from performance.held import held_figures
from performance.models import CouncilIndicator, Indicator, QuarterlyReturn, ReturnStep, Theme
from performance.packs import KIND
from reference.calendar import england_bank_holidays
from reference.domain.periods import parse
from reporting.models import Edition, EditionFigure

Status = QuarterlyReturn.Status
# How long after a sign-off or a publication people are still told of it: a weekly digest that
# failed for its three days still finds it.
KEPT_NEW = dt.timedelta(days=14)
PACKS = "Packs"


def news_of(council: Council, now: dt.datetime) -> list[News]:
    """Everything that could be told today, by theme in its order, packs last. Nine queries."""
    today, holidays = now.date(), england_bank_holidays()
    found = [
        *_returns(council, today, holidays),
        *_provisional(council, today, holidays),
        *_signed(council, now),
    ]
    order = {name: place for place, name in enumerate(Theme.objects.values_list("name", flat=True))}
    return [*sorted(found, key=lambda one: order[one.heading]), *_published(council, now)]


def _about(theme: Theme, line: Line, by: int | None = None) -> News:
    return News(line, theme.name, frozenset({theme.pk}), by)


def _returns(council: Council, today: dt.date, holidays: Collection[dt.date]) -> list[News]:
    submitted = Max("steps__pk", filter=Q(steps__kind=ReturnStep.Kind.SUBMITTED))
    returns = (
        QuarterlyReturn.objects.for_council(council)
        .outstanding()
        .select_related("theme")
        .annotate(submission=submitted)
    )
    found = []
    for one in returns:
        waiting = Waiting(one.pk, _name(one), one.due_on, _path(council, one))
        if one.status == Status.SUBMITTED:
            key = f"to_sign:{getattr(one, 'submission', None)}"
            words = f"{waiting.name} waits for sign-off"
            lines = [Line(Occasion.TO_SIGN, key, words, waiting.path)]
        else:
            lines = due_lines([waiting], today, holidays=holidays)
        found += [_about(one.theme, line) for line in lines]
    return found


def _provisional(council: Council, today: dt.date, holidays: Collection[dt.date]) -> list[News]:
    held = held_figures(council)
    uses = CouncilIndicator.objects.filter(council=council, on=True)
    found = []
    for use in uses.select_related("indicator__theme"):
        unfinished = [
            Unfinished(
                key=one.key,
                name=f"{use.name or use.indicator.name}, {one.period.name}",
                final_due_on=one.final_due_on,
                path=reverse("performance:return_list", args=[council.slug]),
            )
            for one in held.get(use.indicator_id, ())
            if one.provisional and one.final_due_on
        ]
        lines = provisional_lines(unfinished, today, holidays=holidays)
        found += [_about(use.indicator.theme, line) for line in lines]
    return found


def _signed(council: Council, now: dt.datetime) -> list[News]:
    """Sign-offs lead to the dashboard, which every member may read."""
    steps = ReturnStep.objects.filter(
        quarterly_return__council=council,
        kind=ReturnStep.Kind.SIGNED_OFF,
        at__gt=now - KEPT_NEW,
        at__lte=now,
    ).select_related("quarterly_return__theme")
    found = []
    for step in steps:
        one = step.quarterly_return
        path = reverse("performance:dashboard", args=[council.slug, one.quarter])
        words = f"{_name(one)} was signed off"
        line = Line(Occasion.SIGNED_OFF, f"signed_off:{step.pk}", words, f"{path}#t-{one.theme_id}")
        found.append(_about(one.theme, line, step.by_id))
    return found


def _published(council: Council, now: dt.datetime) -> list[News]:
    editions = Edition.objects.for_council(council).standing()
    recent = editions.filter(
        kind=KIND, published_at__gt=now - KEPT_NEW, published_at__lte=now
    ).order_by("published_at", "pk")
    themes = _themes_of(council, recent)
    return [
        News(
            Line(
                Occasion.PUBLISHED,
                f"published:{one.pk}",
                f"{one.title}: {one.get_audience_display().lower()} {one.number} was published",
                reverse("performance:pack_detail", args=[council.slug, one.subject]),
            ),
            PACKS,
            frozenset(themes.get(one.pk, ())),
            one.published_by_id,
        )
        for one in recent
    ]


def _themes_of(council: Council, editions: Collection[Edition]) -> dict[int, set[str]]:
    """The themes of which editions print figures."""
    known = Indicator.objects.known_to(council).values_list("code", "theme") if editions else ()
    theme_of: dict[str, str] = dict(known)
    found: dict[int, set[str]] = {}
    rows = EditionFigure.objects.filter(edition__in=[one.pk for one in editions])
    for edition, key in rows.values_list("edition", "key"):
        theme = theme_of.get(figure_named(key).indicator)
        if theme is not None:
            found.setdefault(edition, set()).add(theme)
    return found


def _name(quarterly_return: QuarterlyReturn) -> str:
    """Without its theme, which is the heading above it."""
    return f"The return for {parse(quarterly_return.quarter).name}"


def _path(council: Council, quarterly_return: QuarterlyReturn) -> str:
    name = "return_enter" if quarterly_return.is_editable else "return_review"
    return reverse(
        f"performance:{name}",
        args=[council.slug, quarterly_return.quarter, quarterly_return.theme_id],
    )
