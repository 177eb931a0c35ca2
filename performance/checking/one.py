"""Reads and checks one entry beside all that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from performance.domain.checks import Checked, Labels, Typed, check
from performance.domain.cumulative import is_cumulative, profile_of, year_end
from performance.domain.points import Point, comparable, last_before
from performance.domain.population import Estimate, estimate_for, estimate_used
from performance.domain.printing import with_unit
from performance.domain.series import Held
from performance.domain.status import Goal
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.known import Known
from performance.models import Entry, Indicator, Target
from reference.domain.periods import Period, parse

from .beside import beside
from .entry import EntryCheck
from .reading import period_of_entry, series_of, typed_of
from .together import Together

RESIDENTS = "aged 0 to 17"


def goal_on(targets: Sequence[Target], day: dt.date) -> Goal | None:
    """The goal of one measure on a day: its newest target begun by then."""
    begun = [target for target in targets if target.from_on <= day]
    if not begun:
        return None
    newest = max(begun, key=lambda target: target.from_on)
    return Goal(
        low=newest.low,
        high=newest.high,
        tolerance=newest.tolerance,
        profile=profile_of((newest.by_q1, newest.by_q2, newest.by_q3)),
    )


def check_entry(entry: Entry, known: Known, together: Together) -> EntryCheck:
    indicator, ends_on = entry.indicator, together.of.ends_on
    period = period_of_entry(entry, ends_on, known.asking.rules.terms)
    measure = known.names.get(indicator.pk) or indicator.name
    elsewhere = entry.area_id != known.asking.area
    about = _about(entry, elsewhere=elsewhere)
    # Beside an agency's figure the council's own says that it is its own.
    whose = about or (entry.area.name if len(together.areas[indicator.pk]) > 1 else "")
    name = f"{measure}, {whose}" if whose else measure
    # A target is the council's: an agency's figure is not judged by it.
    targets = () if elsewhere else known.targets.get(indicator.pk, ())
    goal = goal_on(targets, period.ends_on if period else ends_on)
    same = [
        one
        for one in known.held.get(indicator.pk, [])
        if one.group == entry.group_id and one.area == entry.area_id
    ]
    own = together.points.get(series_of(entry), ())
    breaks = known.breaks.get(indicator.pk, ())
    history = _history(same, own, period, entry.basis, breaks)
    running = is_cumulative(entry.basis, indicator.unit)
    previous = _previous(history, period, entry)
    typed = typed_of(entry)
    if period is not None and not typed.period.strip():
        typed = replace(typed, period=period.key)
    before = _same_figure(same, period, entry.basis)
    typed = _with_forecast_of_then(typed, before, period, ends_on)
    estimates = known.estimates.get(str(entry.area_id), ())
    asked = known.asking.still_asks(entry, together.wanted)
    dated = indicator.frequency == Frequency.DATED
    checked = check(
        typed,
        unit=Unit(indicator.unit),
        basis=Basis(entry.basis),
        needs_period=dated,
        previous=previous,
        # A running total has no usual range: it begins anew each April.
        history=() if running else history,
        so_far=_so_far(same, own, period, entry.basis, breaks) if running else None,
        goal=goal if entry.group_id == "all" else None,
        polarity=Polarity(indicator.polarity),
        labels=_labels(name, indicator, whose),
        decimals=indicator.decimals,
        signed=indicator.signed,
        rules=known.asking.rules,
        final=_final_in_words(before, indicator),
        as_at=together.as_at,
        # The date of a figure that was chosen, or that is held, is no slip of the pen.
        near=parse(together.of.quarter) if dated and asked and before is None else None,
    )
    return EntryCheck(
        entry=entry,
        indicator=indicator,
        measure=measure,
        name=name,
        period=period,
        checked=_named(checked if asked else replace(checked, comment_required=False), name),
        goal=goal,
        earlier=tuple(same),
        previous=previous,
        before=before,
        waiting=known.waiting.get(entry.pk),
        saved=known.saved.get(entry.pk),
        revisions=tuple(known.revisions.get(entry.pk, ())),
        covered=bool({indicator.pk, entry.comment_on_id} & together.commented),
        is_on=indicator.pk in known.on,
        is_asked=asked,
        quarter=together.of.quarter,
        beside=beside(entry, checked, known.offers_for(entry, period, together.of.quarter)),
        about=about,
        estimate=_estimate(indicator, period, ends_on, estimates),
        vintage=_vintage(indicator, checked, estimates),
        populations=frozenset(one.population for one in estimates),
        offered=known.last_words.get((together.of.quarter, indicator.pk), ""),
    )


def _about(entry: Entry, *, elsewhere: bool) -> str:
    """ "Adoption East Midlands", "care leavers, age not stated", or nothing."""
    parts = [entry.area.name] if elsewhere else []
    parts += [entry.group.name] if entry.group_id != "all" else []
    return ", ".join(parts)


def _estimate(
    indicator: Indicator, period: Period | None, ends_on: dt.date, known: Sequence[Estimate]
) -> Estimate | None:
    """The one population that the reference data hold, for a rate of that population."""
    if indicator.unit != Unit.RATE or RESIDENTS not in indicator.denominator:
        return None
    return estimate_for(period.ends_on if period else ends_on, known)


def _vintage(indicator: Indicator, checked: Checked, known: Sequence[Estimate]) -> str:
    """Which estimate a rate was worked out with: it is never worked out again with a later one."""
    if indicator.unit != Unit.RATE or checked.denominator is None:
        return ""
    used = estimate_used(int(checked.denominator), known)
    return used.words if used else "not stated"


def _final_in_words(before: Held | None, indicator: Indicator) -> str:
    """The final figure that stands: "not available" would withdraw it."""
    if before is None or before.provisional or before.value is None:
        return ""
    own = before.decimals_held if before.numerator is None else None
    return with_unit(before.value, Unit(indicator.unit), decimals=indicator.decimals, held=own)


def _labels(name: str, indicator: Indicator, whose: str) -> Labels:
    top, bottom = (
        f"{words}, {whose}" if words and whose else words
        for words in (indicator.numerator, indicator.denominator)
    )
    return Labels(name=name, numerator=top, denominator=bottom)


def _named(checked: Checked, name: str) -> Checked:
    """Problems with a date name the measure too: they also stand in the summary of the page."""
    errors = tuple(
        replace(one, message=f"{name}: {one.message[:1].lower()}{one.message[1:]}")
        if one.field in ("period", "final_due_on", "provisional")
        else one
        for one in checked.errors
    )
    return replace(checked, errors=errors)


def _history(
    held: Sequence[Held],
    own: Sequence[Point],
    period: Period | None,
    basis: str,
    breaks: Sequence[dt.date],
) -> tuple[Point, ...]:
    """The comparable figures before a period, oldest first; none where the period is not known.

    `own` are the return's, which stand for what is held of the same period and basis.
    """
    if period is None:
        return ()
    now = Point(period=period, value=None, basis=Basis(basis))
    told = {(one.period.key, one.basis) for one in own}
    signed = [one.point for one in held if (one.period.key, one.basis) not in told]
    return comparable(now, [*signed, *own], breaks)


def _previous(history: Sequence[Point], period: Period | None, entry: Entry) -> Point | None:
    """What a figure is compared with: the last one; a running total with the year before."""
    if period is None:
        return None
    now = Point(period=period, value=None, basis=Basis(entry.basis))
    return last_before(now, history, Unit(entry.indicator.unit))


def _with_forecast_of_then(
    typed: Typed, before: Held | None, period: Period | None, ends_on: dt.date
) -> Typed:
    """Who makes an earlier quarter's count final does not forecast again: what was expected then
    stands, unless something else is typed.
    """
    if before is None or before.expected is None or typed.expected.strip():
        return typed
    if period is None or period.ends_on >= ends_on:
        return typed
    return replace(typed, expected=f"{before.expected.normalize():f}")


def _so_far(
    held: Sequence[Held],
    own: Sequence[Point],
    period: Period | None,
    basis: str,
    breaks: Sequence[dt.date],
) -> Point | None:
    """How far a running total had come earlier in the same year, provisional or not."""
    if period is None:
        return None
    points = [one.point for one in held] + list(own)
    final = [replace(one, provisional=False) for one in points]
    known = {(one.period.key, one.basis): one for one in final}  # the return's own stand last
    now = Point(period=period, value=None, basis=Basis(basis))
    earlier = comparable(now, list(known.values()), breaks)
    this_year = [one for one in earlier if year_end(one.period) == year_end(period)]
    return this_year[-1] if this_year else None


def _same_figure(held: Sequence[Held], period: Period | None, basis: str) -> Held | None:
    found = (one for one in held if period and one.period.key == period.key)
    return next((one for one in found if one.basis == basis), None)
