"""Where else homes are told of, as far as a person may go."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Council, User


@dataclass(frozen=True)
class Way:
    address: str
    words: str
    told: str


SEES, READS = "placements.see_homes", "placements.see_register"
WAYS: tuple[tuple[str, Way], ...] = (
    (
        "placements.see_irregular",
        Way(
            "placements:irregular",
            "Irregular placements today",
            "Children in homes that are not registered, or with family on temporary approval",
        ),
    ),
    (
        READS,
        Way("placements:register", "Register of homes", "Homes, contracts, placements, quality"),
    ),
    (
        READS,
        Way(
            "placements:register_due", "What is due", "Reviews, visits, reports, ends of contracts"
        ),
    ),
    (
        READS,
        Way("placements:register_quality", "Data quality", "What in the register cannot be right"),
    ),
    (
        "placements.place_children",
        Way("placements:place", "Place a child", "Choose a home with a place, agree the price"),
    ),
    (
        SEES,
        Way("placements:market", "Homes in our area", "Every provider on Ofsted’s register"),
    ),
    (
        SEES,
        Way("placements:together", "Homes across councils", "What councils nearby show each other"),
    ),
    (
        SEES,
        Way("placements:statement_list", "Sufficiency statements", "The annual paper, and its PDF"),
    ),
    (
        SEES,
        Way("placements:intention_list", "Commissioning intentions", "What we mean to change"),
    ),
)


def ways_on(user: User, council: Council) -> tuple[Way, ...]:
    return tuple(way for permission, way in WAYS if user.has_perm(permission, council))
