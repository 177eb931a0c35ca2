"""What sign-off makes of entries: a new figure, or a new version where something changed; and of
comments: commentary.
"""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from performance.checking import EntryCheck
from performance.domain.series import Held
from performance.domain.typed import same_words
from performance.domain.vocabulary import Standing
from performance.models import Commentary, Entry, Figure, QuarterlyReturn
from reference.domain.periods import Period

from .refusals import ReturnNotReady


def period_of(check: EntryCheck) -> Period:
    if check.period is None:
        # A ready entry has one: its check asks for it.
        raise ReturnNotReady([check])
    return check.period


def make_figures(
    locked: QuarterlyReturn, checks: list[EntryCheck], by: User, at: dt.datetime
) -> list[Figure]:
    """The new versions. What an entry says is a new version only if somebody changed the entry
    since this very return last signed it off: another return may have told more by now.
    """
    made = {
        check.entry.pk: _figure(locked, check, check.before, by, at)
        for check in checks
        if check.changes_figure
    }
    figures = Figure.objects.bulk_create(made.values())
    _remember(checks, dict(zip(made, figures, strict=True)))
    return figures


def _remember(checks: list[EntryCheck], made: dict[int, Figure]) -> None:
    """What each entry signed off, and the version of its figure that its officers know."""
    entries = [check.entry for check in checks]
    for check in checks:
        entry, before = check.entry, check.before
        if not check.is_superseded:
            known = made[entry.pk].pk if entry.pk in made else None
            entry.base_id = known or (before.figure_id if before else None)
        entry.signed_revision = entry.revision
    Entry.objects.bulk_update(entries, ["base", "signed_revision"])


def _figure(
    locked: QuarterlyReturn, check: EntryCheck, before: Held | None, by: User, at: dt.datetime
) -> Figure:
    entry, checked, period = check.entry, check.checked, period_of(check)
    unavailable, offer = checked.value is None, check.beside.of
    return Figure(
        council=locked.council,
        area_id=entry.area_id,
        indicator=entry.indicator,
        group_id=entry.group_id,
        period=period.key,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        basis=entry.basis,
        version=before.version + 1 if before else 1,
        numerator=None if unavailable else checked.numerator,
        denominator=None if unavailable else checked.denominator,
        value=checked.value,
        expected=checked.expected,
        decimals_held=checked.decimals_held,
        unavailable_reason=entry.unavailable_reason if unavailable else "",
        population_vintage=check.vintage[:60],
        source=check.beside.source,
        source_note=check.beside.note,
        offer_id=offer.offer_id if offer else None,
        override_reason=check.beside.reason,
        standing=Standing.PROVISIONAL if entry.provisional else Standing.FINAL,
        final_due_on=checked.final_due_on,
        reported_direction=entry.reported_direction,
        version_reason=_why_again(locked, entry, before),
        reported_in=locked,
        entered_by=entry.updated_by,
        entered_at=entry.updated_at or at,
        signed_by=by,
        signed_at=at,
    )


def _why_again(locked: QuarterlyReturn, entry: Entry, before: Held | None) -> str:
    if before is None:
        return ""
    if entry.mode == Entry.Mode.UNAVAILABLE and before.value is not None:
        return f"Withdrawn: {entry.unavailable_reason}"[:240]
    if before.provisional and not entry.provisional:
        return f"The final figure, reported in {locked.quarter}"
    return locked.reopened_reason or f"Reported again in {locked.quarter}"


def _why_said_again(locked: QuarterlyReturn) -> str:
    return locked.reopened_reason or f"Said again in {locked.quarter}"


def make_commentary(locked: QuarterlyReturn, checks: list[EntryCheck], at: dt.datetime) -> None:
    """One commentary a box that has words, with every measure that points at it."""
    newest = {one.indicator_id: one for one in locked.commentaries.order_by("version")}
    covers: dict[int, set[int]] = {}
    for check in checks:
        target = check.entry.comment_on_id or check.entry.indicator_id
        covers.setdefault(target, {target}).add(check.entry.indicator_id)
    boxes: dict[int, list[Entry]] = {}
    for check in checks:
        boxes.setdefault(check.entry.indicator_id, []).append(check.entry)
    offered = {check.entry.indicator_id: check.offered for check in checks}
    for indicator, entries in boxes.items():
        text = "\n\n".join(e.comment.strip() for e in entries if e.comment.strip())
        before = newest.get(indicator)
        about = covers.get(indicator, {indicator}) if text else {indicator}
        if text == (before.text if before else "") and (not before or about == _about(before)):
            continue
        said = Commentary.objects.create(
            council=locked.council,
            reported_in=locked,
            indicator_id=indicator,
            version=before.version + 1 if before else 1,
            text=text,
            version_reason=_why_said_again(locked) if before else "",
            unchanged=same_words(text, offered[indicator]),
            written_by=entries[0].updated_by,
            signed_at=at,
        )
        said.indicators.set(about)


def _about(commentary: Commentary) -> set[int]:
    return set(commentary.indicators.values_list("pk", flat=True))
