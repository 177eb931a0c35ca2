"""Ofsted's register as it is held: settings of a day and an area, history, market; reads only.

What a release does not tell of a children's home, its name and where it is, nothing here can.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from reference.domain.ofsted import (
    FIELDS,
    Judgement,
    Market,
    Movement,
    Setting,
    history,
    market,
    movement,
)
from reference.models import Area, OfstedRelease, OfstedSetting


def release_by(day: dt.date) -> OfstedRelease | None:
    """The newest release that shows the register on that day or before it."""
    return OfstedRelease.objects.by(day).first()


def settings_of(release: OfstedRelease, area: Area | None = None) -> list[Setting]:
    """The settings of a release, all or those of an area, by URN. One query."""
    rows = OfstedSetting.objects.of_release(release)
    return _settings(rows if area is None else rows.in_area(area))


def released(area: Area, as_at: dt.date) -> list[Setting]:
    """The settings of an area in the newest release of that day or before it; none without one."""
    release = release_by(as_at)
    return settings_of(release, area) if release else []


def settings_by_urn(urns: Iterable[str], as_at: dt.date) -> dict[str, Setting]:
    """Those of the URNs that the newest release of that day or before it has. Two queries."""
    release = release_by(as_at)
    if release is None:
        return {}
    rows = OfstedSetting.objects.of_release(release).filter(urn__in=set(urns))
    return {setting.urn: setting for setting in _settings(rows)}


def judgements_of(urns: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
    """Every inspection that the releases held tell of, by URN, oldest first. One query.

    A URN that no release has is not in it; one that was never inspected has an empty history.
    """
    rows = OfstedSetting.objects.filter(urn__in=set(urns)).order_by("release__as_at")
    lines: dict[str, list[Setting]] = defaultdict(list)
    for values in rows.values_list(*FIELDS):
        setting = Setting(*values)
        lines[setting.urn].append(setting)
    return {urn: history(releases) for urn, releases in lines.items()}


def joiners_and_leavers(
    earlier: OfstedRelease, later: OfstedRelease, area: Area | None = None
) -> Movement:
    """Settings that came and went between two releases, in an area or everywhere. Two queries."""
    return movement(settings_of(earlier, area), settings_of(later, area))


def market_of(area: Area, as_at: dt.date, types: Iterable[str] | None = None) -> Market:
    """The market of an area in the newest release of that day or before it, of some types or all.

    Ask for `home_types()` before speaking of who owns the homes. Two queries.
    """
    here = released(area, as_at)
    asked = None if types is None else set(types)
    return market(one for one in here if asked is None or one.provision_type in asked)


def _settings(rows: QuerySet[OfstedSetting]) -> list[Setting]:
    return [Setting(*values) for values in rows.order_by("urn").values_list(*FIELDS)]
