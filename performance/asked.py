"""What the catalogue asks of a return, and which of it the return lacks.

A builder room: the form says what could be added, the services add it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Council
from performance.council_rules import rules_of
from performance.domain.reporting_rules import DEFAULT_RULES, Rules
from performance.domain.series import Held
from performance.domain.slots import asked, why_nothing
from performance.domain.vocabulary import Frequency
from performance.held import held_figures
from performance.models import CouncilIndicator, Entry, Figure, QuarterlyReturn, Theme
from reference.domain.periods import Period, parse
from reference.models import Area

# indicator, group, area, period (empty where the officer states the date), basis
Wanted = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class Asking:
    """What the measures that a council has switched on ask of its returns, whatever the quarter."""

    area: str
    rules: Rules
    uses: tuple[CouncilIndicator, ...]
    held: dict[int, list[Held]]

    def of(self, theme: str, quarter: Period) -> list[Wanted]:
        """What falls due for a theme in a quarter: its figures of the quarter, and provisional
        ones of earlier periods that are still to be made final. Empty where nothing does.
        """
        uses = self._uses(theme)
        wanted = [
            (use.indicator_id, "all", self.area, period, basis)
            for use in uses
            for period, basis in _asked_of(use, quarter, self.rules)
        ]
        finals = (one for use in uses for one in self._to_be_finalised(use, quarter))
        return list(dict.fromkeys([*wanted, *finals]))

    def carried(self, theme: str, quarter: Period) -> list[Wanted]:
        """Series of another area or group that the return of the quarter before, or of the quarter
        a year before, told first: what they would be in this quarter.
        """
        earlier = {one.key for one in (quarter.previous(), quarter.same_last_year()) if one}
        found = [
            (use.indicator_id, one.group, one.area, period, one.basis.value)
            for use in self._uses(theme)
            for one in self.held.get(use.indicator_id, ())
            if (one.group, one.area) != ("all", self.area) and one.told_in in earlier
            for period, basis in _asked_of(use, quarter, self.rules)
            if basis == use.usual_basis
        ]
        return list(dict.fromkeys(found))

    def still_asks(self, entry: Entry, wanted: Collection[Wanted]) -> bool:
        """Whether an entry that was asked for when its return was opened is asked for today.

        What the return has signed off once is its own. `wanted` is what its quarter asks.
        """
        if not entry.asked or entry.indicator_id not in {use.indicator_id for use in self.uses}:
            return False
        place = (entry.indicator_id, entry.group_id, str(entry.area_id))
        dated = entry.base_id is None and (*place, "", entry.basis) in wanted
        return (
            dated
            or entry.signed_revision is not None
            or (*place, entry.period, entry.basis) in wanted
        )

    def knows(self, theme: str) -> bool:
        """Whether a measure of the theme is switched on."""
        return bool(self._uses(theme))

    def why_nothing(self, theme: str) -> str:
        """Why nothing falls due for a theme, as a sentence."""
        return why_nothing({Frequency(use.indicator.frequency) for use in self._uses(theme)})

    def _uses(self, theme: str) -> list[CouncilIndicator]:
        return [use for use in self.uses if use.indicator.theme_id == theme]

    def _to_be_finalised(self, use: CouncilIndicator, quarter: Period) -> list[Wanted]:
        """Provisional figures of earlier periods: asked for again until they are final."""
        return [
            (use.indicator_id, one.group, one.area, one.period.key, one.basis.value)
            for one in self.held.get(use.indicator_id, ())
            if one.provisional
            and one.period.ends_on <= quarter.ends_on
            and one.reported_in != quarter.key
        ]


def asking_of(council: Council) -> Asking:
    """Two queries, for any number of themes and quarters."""
    found = CouncilIndicator.objects.filter(council=council, on=True)
    uses = tuple(found.select_related("indicator", "council__reporting_rules"))
    return Asking(
        area=council.area_id,
        rules=rules_of(uses[0].council) if uses else DEFAULT_RULES,
        uses=uses,
        held=held_figures(council, indicators=[use.indicator_id for use in uses]),
    )


def themes_due(
    asking: Asking, quarter: Period, themes: Sequence[Theme]
) -> tuple[list[Theme], list[Theme]]:
    """(Themes for which something falls due in a quarter, those for which nothing does)."""
    due = [theme for theme in themes if asking.of(theme.pk, quarter)]
    return due, [theme for theme in themes if theme not in due]


# What stands in a return: as Wanted, and whether the catalogue asked for it.
Taken = tuple[int, str, str, str, str, bool]


def taken_places(quarterly_return: QuarterlyReturn) -> list[Taken]:
    """One query."""
    return list(
        quarterly_return.entries.values_list(
            "indicator_id", "group_id", "area_id", "period", "basis", "asked"
        )
    )


def lacking_entries(
    quarterly_return: QuarterlyReturn,
    asking: Asking | None = None,
    taken: Sequence[Taken] | None = None,
) -> list[Wanted]:
    """What is asked of a return and not in it: measures switched on since, provisional figures of
    earlier periods that are still to be made final. Three queries, unless they were made.
    """
    asking = asking or asking_of(quarterly_return.council)
    entries = taken_places(quarterly_return) if taken is None else taken
    there = {one[:5] for one in entries}
    # The date of a dated figure may have been typed: it is there whatever its date.
    dated = {(one[0], one[4]) for one in entries if one[5]}
    return [
        one
        for one in asking.of(quarterly_return.theme_id, parse(quarterly_return.quarter))
        if one not in there and (one[3] or (one[0], one[4]) not in dated)
    ]


def carried_entries(
    quarterly_return: QuarterlyReturn, asking: Asking, taken: Sequence[Taken]
) -> list[Wanted]:
    """Last quarter's series of other areas and groups that the return lacks."""
    there = {(*one[:3], one[4]) for one in taken}
    return [
        one
        for one in asking.carried(quarterly_return.theme_id, parse(quarterly_return.quarter))
        if (*one[:3], one[4]) not in there
    ]


def areas_of(council: Council) -> list[Area]:
    """The areas whose figures a council reports: its own first, then its region, its agencies, and
    any other that it holds a figure of. One query.
    """
    own = council.area
    partners = council.partner_areas.values("area")
    held = Figure.objects.for_council(council).values("area")
    known = Q(pk=own.region_id) | Q(pk__in=partners) | Q(pk__in=held)
    return [own, *Area.objects.filter(known).exclude(pk=own.pk)]


def _asked_of(use: CouncilIndicator, quarter: Period, rules: Rules) -> list[tuple[str, str]]:
    slots = asked(
        quarter,
        frequency=Frequency(use.indicator.frequency),
        basis=use.usual_basis,
        outturn_too=use.indicator.outturn_too,
        terms=rules.terms,
    )
    return [(slot.period.key if slot.period else "", slot.basis.value) for slot in slots]
