"""What inspections said of a setting, over the releases that print the latest one each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from .settings import Setting


@dataclass(frozen=True, slots=True)
class Judgement:
    """One inspection with its grades, codes as in a setting; blank where it gave none."""

    inspected_on: dt.date
    published_on: dt.date | None
    event_type: str
    event_number: str
    overall: str
    helped: str
    leaders: str
    supported_outcome: str


def history(releases: Iterable[Setting]) -> tuple[Judgement, ...]:
    """The distinct inspections of one setting, oldest first.

    `releases` is the setting in each release, oldest release first. An inspection that several
    print is one, as the newest of them has it: Ofsted corrects. It is known by its day, since
    not every release prints event numbers.
    """
    found: dict[dt.date, Judgement] = {}
    for setting in releases:
        judgement = judgement_of(setting)
        if judgement is not None:
            found[judgement.inspected_on] = judgement
    return tuple(found[day] for day in sorted(found))


def judgement_of(setting: Setting) -> Judgement | None:
    """The inspection that a line prints; None where there was none, or its day is not told."""
    if setting.inspected_on is None:
        return None
    return Judgement(
        inspected_on=setting.inspected_on,
        published_on=setting.published_on,
        event_type=setting.event_type,
        event_number=setting.event_number,
        overall=setting.overall,
        helped=setting.helped,
        leaders=setting.leaders,
        supported_outcome=setting.supported_outcome,
    )
