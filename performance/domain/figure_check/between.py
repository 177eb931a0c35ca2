"""The papers of one meeting beside each other: one measure, one time, two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reference.domain.rounding import round_half_up

from .claims import Claim
from .comparing import may_alarm
from .known import Role
from .numbers import Form, Number
from .report import Finding, Status

COMPARED = (Form.PERCENT, Form.COUNT, Form.RATE, Form.DAYS)


@dataclass(frozen=True)
class Told:
    """A claim with what the check found of it."""

    claim: Claim
    finding: Finding


def against_each_other(told: Sequence[Told]) -> list[Finding]:
    """The findings, with those changed that another paper of the meeting contradicts.

    Where a value is held, the paper that differs from it is an alarm already, and the other paper's
    place is added. Where none is held, both papers are named.
    """
    by_time: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        if _is_compared(one.claim):
            by_time[_key(one)].append(number)
    findings = [one.finding for one in told]
    for numbers in by_time.values():
        for number in numbers:
            others = [told[n] for n in numbers if _differ(told[number], told[n])]
            if others:
                findings[number] = _contradicted(findings[number], others[0])
    return findings


def _is_compared(claim: Claim) -> bool:
    plain = claim.number.form in COMPARED and claim.role is Role.ACTUAL and not claim.about
    return plain and may_alarm(claim) and not claim.change and not claim.earlier


def _key(one: Told) -> tuple[object, ...]:
    claim = one.claim
    when = claim.when.key if claim.when is not None and not claim.when.current else ""
    unclear = claim.when is not None and not claim.when.periods
    return (claim.topic.code, when, unclear, claim.opposite, claim.bases, claim.number.form)


def _differ(one: Told, other: Told) -> bool:
    return one.finding.file != other.finding.file and not _same(
        one.claim.number, other.claim.number
    )


def _same(one: Number, other: Number) -> bool:
    places = min(one.places, other.places)
    return round_half_up(one.value, places) == round_half_up(other.value, places)


def _contradicted(finding: Finding, other: Told) -> Finding:
    where = f"{other.finding.file}, {other.finding.place}, says {other.finding.number}."
    words = f"{finding.words} {where}".strip()
    if finding.status is Status.UNKNOWN and not finding.held:
        return replace(finding, status=Status.CONTRADICTS, words=words)
    return replace(finding, words=words)
