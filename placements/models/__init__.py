"""What a council's SSDA903 returns say of children, who looked at it, and what is being loaded."""

from .intakes import Intake
from .looks import Look
from .returns import Child, CohortKey, Return903
from .rows import (
    ROWS_OF,
    Adoption,
    AsylumStatus,
    CareLeaver,
    CareReview,
    ChildDetails,
    Deprivation,
    EarlierPermanence,
    Episode,
    HealthYear,
    MissingPeriod,
    PlacedForAdoption,
    ReturnRow,
    SocialWorkerSpell,
)

__all__ = [
    "ROWS_OF",
    "Adoption",
    "AsylumStatus",
    "CareLeaver",
    "CareReview",
    "Child",
    "ChildDetails",
    "CohortKey",
    "Deprivation",
    "EarlierPermanence",
    "Episode",
    "HealthYear",
    "Intake",
    "Look",
    "MissingPeriod",
    "PlacedForAdoption",
    "Return903",
    "ReturnRow",
    "SocialWorkerSpell",
]
