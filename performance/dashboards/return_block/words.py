"""A figure of a return in words: when it is of, what was typed, what is made of it."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from performance.checking import EntryCheck
from performance.domain.cumulative import awaits_forecast, day_words, due_goal, year_end
from performance.domain.printing import MISSING, amount, target_text, with_unit
from performance.domain.series import Held
from performance.domain.status import Status
from performance.domain.vocabulary import Basis, Frequency, Polarity, Standing, Unit
from performance.models import EntryFields, EntryRevision, Figure
from reference.domain.periods import Kind, Period
from reference.domain.rounding import plain

from .shapes import Said, Signed, Version

COUNTS, VALUE, UNAVAILABLE = (mode.value for mode in EntryFields.Mode)
SMALL = range(1, 6)


def is_main(check: EntryCheck, quarter: Period) -> bool:
    """What the catalogue asks of this quarter itself, in the measure's own basis."""
    entry, own = check.entry, check.indicator.basis
    if not check.is_asked or check.about:
        return False
    if check.indicator.frequency == Frequency.DATED:
        return True
    inside = check.period is not None and check.period.ends_on in quarter
    # A council may report on a basis of its own; beside it only the outturn is asked for.
    return inside and (entry.basis == own or entry.basis != Basis.OUTTURN)


def when_of(check: EntryCheck, quarter: Period) -> str:
    """The period and the basis in words: "January to March 2021, average over the period"."""
    basis = Basis(check.entry.basis)
    if check.period is None:
        return ""
    if basis is Basis.PERIOD_END and check.period.kind is not Kind.DAY:
        return f"at {check.period.end_in_words}"
    if check.period.kind is Kind.DAY:
        return f"at {check.period.end_in_words}"
    if basis is Basis.ROLLING_12:
        return f"12 months to {check.period.end_in_words}"
    if basis is Basis.YEAR_TO_DATE:
        return f"year to {check.period.end_in_words}"
    of = check.period.name if check.period.kind in (Kind.YEAR, Kind.TERM) else check.period.span
    return of if basis is Basis.OVER_PERIOD else f"{of}, {basis.label}"


def target_in_words(check: EntryCheck) -> str:
    """ "Target 95%, higher is better"; of a count through the year what is planned by now too."""
    polarity = Polarity(check.indicator.polarity)
    target = target_text(check.goal, check.unit, polarity)
    if target == MISSING:
        return "No target set" if polarity is Polarity.NONE else f"No target set, {polarity.label}"
    sign = "%" if check.unit is Unit.PERCENT else ""
    goal = check.goal
    if polarity is Polarity.RANGE and goal is not None and goal.low == goal.high:
        return f"Target {target}{sign}, near {target}{sign} is better"
    return f"Target {target}{sign}{_due_words(check)}, {polarity.label}"


def _due_words(check: EntryCheck) -> str:
    """ " by 31 March, 14 planned by 30 September", before the target is due."""
    period, basis = check.period, Basis(check.entry.basis)
    if period is None or not awaits_forecast(period, basis, check.unit):
        return ""
    due = due_goal(check.goal, period, basis, check.unit)
    planned = target_text(due, check.unit, Polarity(check.indicator.polarity))
    by = day_words(period.ends_on)
    steps = f"{planned} planned by {by}" if due else "no profile by quarter"
    return f" by {day_words(year_end(period))}, {steps}"


def outcome_of(check: EntryCheck) -> tuple[str, str]:
    """(what the boxes amount to, a line about it), as worked out on the server."""
    checked = check.checked
    if checked.errors:
        return MISSING, "needs correcting"
    if checked.value is None:
        return ("Not available", check.entry.unavailable_reason) if checked.complete else ("", "")
    small = small_group(check)
    if small:
        return figure_of(check), small
    if checked.judgement.status is not Status.NO_TARGET or checked.judgement.label:
        return figure_of(check), checked.judgement.words
    if check.previous:
        return figure_of(check), ""
    end = check.period.ends_on if check.period else None
    before = [one for one in check.earlier if end is None or one.period.ends_on < end]
    return figure_of(check), "no earlier figure to compare with" if before else "no earlier figure"


def change_in_words(check: EntryCheck) -> str:
    value, before = check.checked.value, check.previous
    if value is None or before is None or before.value is None:
        return ""
    decimals = check.indicator.decimals
    was = with_unit(before.value, check.unit, decimals=decimals)
    if value == before.value:
        return f"No change from {was}"
    way = "Up" if value > before.value else "Down"
    return f"{way} {amount(value - before.value, check.unit, decimals=decimals)} from {was}"


def figure_of(check: EntryCheck) -> str:
    checked = check.checked
    held = checked.decimals_held if checked.numerator is None else None
    return with_unit(checked.value, check.unit, decimals=check.indicator.decimals, held=held)


def small_group(check: EntryCheck) -> str:
    """ "Small group: shown as 1 of 3, hidden in public editions", where people could be known."""
    top, bottom = check.checked.numerator, check.checked.denominator
    if not check.indicator.counts_people:
        return ""
    if check.unit is Unit.COUNT and check.checked.value in SMALL:
        return "Small number: hidden in public editions"
    if top is None or bottom is None or check.unit is not Unit.PERCENT:
        return ""
    if top not in SMALL and bottom - top not in SMALL:
        return ""
    return f"Small group: shown as {plain(top)} of {plain(bottom)}, hidden in public editions"


def rest_of_year(check: EntryCheck) -> str:
    """ "from 1 October to 31 March": the days of which a forecast speaks; empty without one."""
    period = check.period
    if period is None or not awaits_forecast(period, check.entry.basis, check.unit):
        return ""
    begins = period.ends_on + dt.timedelta(days=1)
    return f"from {day_words(begins)} to {day_words(year_end(period))}"


def typed_in_words(typed: Said, unit: Unit) -> str:
    """What was typed, right or wrong: "246 out of 226", "92%", "Not available: reason"."""
    sign = "%" if unit is Unit.PERCENT and not typed.value.strip().endswith("%") else ""
    if typed.mode == UNAVAILABLE:
        return f"Not available: {typed.unavailable_reason}"
    if typed.mode == COUNTS or (not typed.mode and (typed.numerator or typed.denominator)):
        if unit is Unit.COUNT and not typed.denominator.strip():
            return typed.numerator.strip() or MISSING
        return f"{typed.numerator.strip() or MISSING} out of {typed.denominator.strip() or MISSING}"
    return f"{typed.value.strip()}{sign}" if typed.value.strip() else MISSING


def version_of(one: EntryRevision, unit: Unit, viewer: User, title: str = "") -> Version:
    by = "you" if one.by_id == viewer.pk else str(one.by)
    outcome = "" if one.outcome == EntryRevision.Outcome.SAVED else one.get_outcome_display()
    words = typed_in_words(one, unit)
    if one.expected.strip():
        words += f", {one.expected.strip()} more expected"
    if one.provisional:
        words += ", provisional"
    return Version(title, words, one.comment, by, one.at, outcome)


def text_of(check: EntryCheck, held: Held | None) -> str:
    if held is None:
        return MISSING
    decimals = check.indicator.decimals
    own = held.decimals_held if held.numerator is None else None
    text = with_unit(held.value, check.unit, decimals=decimals, held=own)
    return f"{text} (p)" if held.provisional else text


def signed_of(check: EntryCheck, one: Figure) -> Signed:
    own = one.decimals_held if one.numerator is None else None
    figure = with_unit(one.value, check.unit, decimals=check.indicator.decimals, held=own)
    if one.value is None:
        figure = f"Not available: {one.unavailable_reason}"
    if one.expected is not None:
        figure += f", {plain(one.expected)} more expected"
    if one.standing == Standing.PROVISIONAL:
        figure += ", provisional"
    return Signed(one.version, figure, one.version_reason, str(one.signed_by), one.signed_at)
