"""How homes are judged on a day: what Ofsted published, by URN, and what the council recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from placements.domain.supply.judged import SAME
from placements.models import Judgement, Setting
from reference.models import OfstedRelease, OfstedSetting
from reference.ofsted import judgements_of

BELOW_GOOD = frozenset({"requires-improvement", "inadequate", "inconsistent", "weak"})
GRADES = {str(key): str(words) for key, words in Judgement.Grade.choices}


@dataclass(frozen=True)
class Graded:
    """One judgement; `is_published` where it comes from Ofsted's list."""

    inspected_on: dt.date
    grade: str
    is_published: bool

    @property
    def words(self) -> str:
        return GRADES.get(self.grade, self.grade)

    @property
    def is_below_good(self) -> bool:
        return self.grade in BELOW_GOOD


def graded(settings: Iterable[Setting]) -> dict[int, list[Graded]]:
    """By home every judgement, the newest first; of a day the published one counts. Two queries."""
    homes = list(settings)
    found: dict[int, dict[dt.date, Graded]] = {one.pk: {} for one in homes}
    own = Judgement.objects.filter(setting__in=[one.pk for one in homes])
    for line in own:
        days = found[line.setting_id]
        days[line.inspected_on] = Graded(line.inspected_on, line.grade, is_published=False)
    published = judgements_of({one.urn for one in homes if one.urn})
    for home in homes:
        for told in published.get(home.urn, ()):
            grade = told.overall or told.supported_outcome
            if grade:
                then = Graded(told.inspected_on, SAME.get(grade, grade), is_published=True)
                found[home.pk][told.inspected_on] = then
    return {
        key: sorted(days.values(), key=lambda one: one.inspected_on, reverse=True)
        for key, days in found.items()
    }


def grade_of(setting: Setting, day: dt.date) -> Graded | None:
    """The newest judgement by a day."""
    return newest(graded([setting])[setting.pk], day)


def newest(held: Iterable[Graded], day: dt.date) -> Graded | None:
    return next((one for one in held if one.inspected_on <= day), None)


def known_urns(urns: Iterable[str]) -> frozenset[str] | None:
    """Those of the URNs that Ofsted's newest list has; None while no list is loaded."""
    release = OfstedRelease.objects.order_by("-as_at").first()
    if release is None:
        return None
    rows = OfstedSetting.objects.of_release(release).filter(urn__in=set(urns))
    return frozenset(rows.values_list("urn", flat=True))
