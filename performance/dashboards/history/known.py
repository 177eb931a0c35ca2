"""The measures that an import may name: those that the council has switched on."""

from __future__ import annotations

from accounts.models import Council
from performance.domain.history import KnownMeasure
from performance.domain.history.mapping import ALL
from performance.domain.typed import Labels
from performance.domain.vocabulary import Frequency, Polarity, Unit
from performance.models import CouncilIndicator, Group


def known_measures(council: Council) -> list[KnownMeasure]:
    """In the order of the themes; the council's own name comes before the catalogue's names."""
    uses = CouncilIndicator.objects.filter(council=council, on=True).select_related("indicator")
    ordered = uses.order_by("indicator__theme__order", "indicator__order", "indicator__code")
    return [_known(use) for use in ordered]


def group_names() -> tuple[tuple[str, str], ...]:
    """(code, name), the measure's own group first."""
    found = Group.objects.values_list("code", "name").order_by("name")
    return tuple(sorted(found, key=lambda one: one[0] != ALL))


def known_groups() -> tuple[str, ...]:
    return tuple(Group.objects.values_list("code", flat=True))


def _known(use: CouncilIndicator) -> KnownMeasure:
    one = use.indicator
    names = (use.name, one.name, one.full_name, *one.aliases)
    return KnownMeasure(
        code=one.code,
        names=tuple(name for name in names if name),
        unit=Unit(one.unit),
        polarity=Polarity(one.polarity),
        frequency=Frequency(one.frequency),
        basis=use.usual_basis,
        labels=Labels(use.name or one.name, one.numerator, one.denominator),
    )
