"""What boards decided about a measure, and whether the number has moved since.

Apps above tell of their decisions through functions that the setting DECISIONS names by their
dotted path.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Council
from performance.domain.evidence import Resolved
from performance.domain.printing import with_unit
from performance.domain.series import Held, alike
from performance.domain.vocabulary import Basis, Polarity
from performance.measures import Measure

from .parts import Decided


def decided_of(council: Council, measure: Measure) -> tuple[Decided, ...]:
    """The newest decision first. One query a function that the setting names."""
    found: list[Resolved] = []
    for path in settings.DECISIONS:
        found += import_string(path)(council, measure.code)
    newest_first = sorted(found, key=lambda one: one.on, reverse=True)
    return tuple(_decided(one, measure) for one in newest_first)


def _decided(one: Resolved, measure: Measure) -> Decided:
    then = next((held for held in reversed(measure.own) if held.period.key == one.period), None)
    now = _later(then, measure) if then else None
    return Decided(
        on=one.on,
        words=one.words,
        by=one.by,
        address=one.address,
        then=_printed(then, measure),
        then_when=then.period.short_name if then else "",
        now=_printed(now, measure),
        now_when=now.period.short_name if now else "",
        moved=_moved(then, now, measure),
    )


def _later(then: Held, measure: Measure) -> Held | None:
    """The newest figure of the same kind, where it is newer."""
    valued = (held for held in reversed(measure.own) if held.value is not None)
    newest = next((held for held in valued if alike([then], held)), None)
    return newest if newest and newest.period.ends_on > then.period.ends_on else None


def _printed(held: Held | None, measure: Measure) -> str:
    if held is None or held.value is None:
        return ""
    decimals = measure.indicator.decimals
    return with_unit(held.value, measure.unit, decimals=decimals, held=held.decimals_held)


def _moved(then: Held | None, now: Held | None, measure: Measure) -> str:
    """A direction and what it means; nothing is said of chance here, the chart above does."""
    if then is None or now is None or then.value is None or now.value is None:
        return ""
    if any(then.period.ends_on < day <= now.period.ends_on for day in measure.breaks):
        return "counted in another way since, so the two do not compare"
    if then.basis is Basis.YEAR_TO_DATE:
        return "each counts from 1 April"
    if now.value == then.value:
        return "no change"
    rose = now.value > then.value
    return ("higher" if rose else "lower") + _meaning(rose, measure.polarity)


def _meaning(rose: bool, polarity: Polarity) -> str:
    if polarity not in (Polarity.HIGH, Polarity.LOW):
        return ""
    return ", which is better" if rose == (polarity is Polarity.HIGH) else ", which is worse"
