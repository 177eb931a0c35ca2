"""Which indicators the cohort answers, read from `fixtures/cohort_indicators.csv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import distance, exits, healthy, leaving, seen, settled, who
from .tally import Tally

# Days before the day that the returns must hold, in months.
ON_THE_DAY = 0

MEASURES: Mapping[str, Callable[..., Tally]] = {
    f"{theme.__name__.rpartition('.')[2]}.{measure.__name__}": measure
    for theme, measures in (
        (
            settled,
            (
                settled.many_placements,
                settled.same_carer,
                settled.placed,
                settled.placed_elsewhere,
                settled.own_provision,
                settled.long_term_fostering,
            ),
        ),
        (
            distance,
            (
                distance.far_and_outside,
                distance.not_at_a_distance,
                distance.near_home,
                distance.inside_area,
                distance.own_radius,
            ),
        ),
        (
            healthy,
            (
                healthy.flagged,
                healthy.flagged_under_five,
                healthy.flagged_from_ten,
                healthy.questionnaires,
                healthy.average_score,
                healthy.scored_between,
            ),
        ),
        (
            seen,
            (
                seen.children_reviewed_in_time,
                seen.reviews_in_time,
                seen.took_part,
                seen.attended_silently,
                seen.went_missing,
                seen.incidents_per_child,
            ),
        ),
        (
            leaving,
            (
                leaving.in_work_or_learning,
                leaving.suitable_home,
                leaving.in_touch,
                leaving.stayed_put,
            ),
        ),
        (
            exits,
            (
                exits.started,
                exits.ceased,
                exits.left_by,
                exits.number_left_by,
                exits.adoption_days,
            ),
        ),
        (
            who,
            (
                who.in_care,
                who.rate,
                who.unaccompanied,
                who.with_code,
                who.aged,
                who.girls,
                who.ethnic_minorities,
            ),
        ),
    )
    for measure in measures
}


@dataclass(frozen=True)
class Definition:
    """One indicator of the catalogue, and how the cohort answers it."""

    code: str
    function: str  # theme and function: "settled.many_placements"
    settings: Mapping[str, str]
    months: int  # how far back the returns must reach
    undated: bool  # rests on table OC2, whose rows hold on one day of their return
    basis: str
    unit: str
    version: str
    gap: str  # what a row lacks that is not known: "no known distance"
    rule: str  # in words; {setting} stands for the words of a choice

    @property
    def theme(self) -> str:
        return self.function.partition(".")[0]

    @property
    def measure(self) -> Callable[..., Tally]:
        return MEASURES[self.function]


def read_definitions(rows: Iterable[Mapping[str, str]]) -> tuple[Definition, ...]:
    """Rows of the file. Raises ValueError for a function that does not exist, with its line."""
    found = []
    for line, row in enumerate(rows, start=2):
        if row["function"] not in MEASURES:
            raise ValueError(f"cohort_indicators.csv, line {line}: no function {row['function']}")
        found.append(
            Definition(
                code=row["code"],
                function=row["function"],
                settings=dict(one.split("=", 1) for one in row["settings"].split(";") if one),
                months=int(row["months"]),
                undated=row["undated"] == "yes",
                basis=row["basis"],
                unit=row["unit"],
                version=row["version"],
                gap=row["gap"],
                rule=row["rule"],
            )
        )
    return tuple(found)
