"""What disclosure control must know of a quarter's figures, and which of them it hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from performance.domain.points import first_day
from performance.domain.printing import with_unit
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Unit
from performance.measures import Measure
from reference.domain.periods import ONE_DAY
from reporting.domain.disclosure import (
    DEFAULT_PROOF_RULES,
    Cell,
    PastCell,
    Proof,
    ProofRules,
    Shielded,
    protect_and_prove,
)
from reporting.packs import NOTHING_DECIDED, Decided

# How many there are on a day, or were on an average day, adds up with nothing through time.
STOCKS = (Basis.PERIOD_END, Basis.AVERAGE)


@dataclass(frozen=True)
class Shown:
    """A figure that a document could print, with what disclosure control says of it."""

    measure: Measure
    held: Held
    shielded: Shielded


def cells_of(measures: Iterable[Measure]) -> dict[str, tuple[Measure, Held, Cell]]:
    """Every figure that is held of the measures, as a cell. Parts of one whole share a partition
    only where the day they end on, group and area are the same: another quarter's mix is another
    whole, but one that is told as an average is the same.
    """
    measures = list(measures)
    wholes = _printed_wholes(measures)
    return {
        held.key: (measure, held, _cell(measure, held, wholes))
        for measure in measures
        for held in measure.held
    }


Wholes = Mapping[tuple[str, ...], tuple[tuple[str, Decimal], ...]]


def _printed_wholes(measures: Iterable[Measure]) -> Wholes:
    """The plain numbers of people by what they count, place and day: what a percentage of the same
    people, "children in care", was divided by.
    """
    found: dict[tuple[str, ...], list[tuple[str, Decimal]]] = defaultdict(list)
    for measure in measures:
        if measure.unit is Unit.COUNT:
            for held in measure.held:
                if held.value is not None:
                    found[_of_whom(measure.indicator.numerator, held)].append(
                        (held.key, held.value)
                    )
    return {whom: tuple(counts) for whom, counts in found.items()}


def _of_whom(people: str, held: Held) -> tuple[str, ...]:
    return (people.casefold(), held.area, held.group, held.period.ends_on.isoformat())


def _cell(measure: Measure, held: Held, wholes: Wholes) -> Cell:
    indicator = measure.indicator
    is_count = measure.unit is Unit.COUNT
    numerator = held.value if is_count else held.numerator
    if indicator.signed and numerator is not None:
        # Three people fewer give as much away as three more.
        numerator = abs(numerator)
    return Cell(
        key=held.key,
        numerator=numerator,
        denominator=held.denominator,
        value=held.value,
        unit=measure.unit.value,
        counts_people=indicator.counts_people,
        small_cohort=measure.small_cohort,
        partition=_whole(measure, held),
        version=held.version,
        series=_series(measure, held),
        first=first_day(held.period, held.basis),
        after=held.period.ends_on + ONE_DAY,
        part=indicator.code,
        holds=_own_key(measure, held) if is_count and held.area != measure.area else "",
        wholes=() if is_count else wholes.get(_of_whom(indicator.denominator, held), ()),
    )


def _whole(measure: Measure, held: Held) -> str:
    """What the figure adds up with: the other parts of its declared partition; "" if it is none."""
    partition = measure.indicator.partition
    if not partition:
        return ""
    return "|".join((partition, held.area, held.group, held.period.ends_on.isoformat()))


def _own_key(measure: Measure, held: Held) -> str:
    """The key of our own figure beside one of a regional agency, which counts our children too."""
    council, _, *rest = held.key.split("/")
    return "/".join((council, measure.area, *rest))


def _series(measure: Measure, held: Held) -> str:
    """The counts that add up with this one through time; "" if it is no such count."""
    if measure.unit is not Unit.COUNT or held.basis in STOCKS:
        return ""
    return "|".join((measure.indicator.code, held.area, held.group))


@dataclass(frozen=True)
class Shield:
    """Every figure by key with its state for the public, and the auditor's verdict on them all.

    `because`: what is hidden since the auditor refused, with the quantities that readers could have
    worked out. `by_decision`: what is shown only because a person decided so.
    """

    shown: dict[str, Shown]
    proof: Proof
    because: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_decision: frozenset[str] = frozenset()


def proven_shield(
    measures: Iterable[Measure],
    past: Iterable[PastCell] = (),
    decisions: Decided = NOTHING_DECIDED,
    rules: ProofRules = DEFAULT_PROOF_RULES,
) -> Shield:
    """What the public may see of every figure, proven; the only call of disclosure control.

    `past` is what earlier public editions showed and hid; `decisions` what people decided to show,
    and to hide in its place; `rules` what the council asks of a proof. What the auditor refuses is
    hidden too, so that a proof is only missing when time ran out: then nothing is fit for the
    public.
    """
    cells = cells_of(measures)
    done = protect_and_prove(
        [cell for _, _, cell in cells.values()],
        past,
        shown=decisions.shown,
        hidden=decisions.hidden,
        min_width=rules.min_width,
        seconds=rules.seconds,
    )
    shown = {
        key: Shown(measure, held, done.states[key]) for key, (measure, held, _) in cells.items()
    }
    return Shield(shown, done.proof, done.because, done.shown)


def hidden_keys(shown: dict[str, Shown]) -> frozenset[str]:
    return frozenset(key for key, one in shown.items() if one.shielded.state != "shown")


def told_before(
    shown: Mapping[str, Shown], past: Iterable[PastCell], keys: Collection[str]
) -> tuple[str, ...]:
    """In words, which of the figures `keys`, hidden now, an earlier public edition showed, and what
    it showed last: nobody can take that back.
    """
    told = {old.key: old.shown for old in past if old.part == "value" and old.shown is not None}
    return tuple(
        f"{one.measure.name}, {one.held.period.name}: an earlier edition showed "
        + with_unit(
            told[key], one.measure.unit, decimals=one.measure.indicator.decimals, public=True
        )
        for key, one in shown.items()
        if key in keys and key in told
    )
