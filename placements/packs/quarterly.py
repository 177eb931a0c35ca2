"""What this floor adds to a council's performance pack."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal

from accounts.models import Council
from performance.packs.cells import Shown
from performance.packs.sections import Section, SectionCell
from placements.dashboards.profile import CohortProfile, NoReturns, cohort_profile
from placements.models import Return903
from reference.domain.periods import Period


def cohort_section(
    council: Council, quarter: Period, audience: str, shown: Mapping[str, Shown]
) -> Section | None:
    """The children looked after at the quarter's end; None where no return holds that day."""
    if not Return903.objects.for_council(council).exists():
        return None
    try:
        page = cohort_profile(council, quarter.ends_on, audience, figures=shown)
    except NoReturns:
        return None
    return Section(
        anchor="cohort",
        title="The children we look after",
        template="placements/pack/cohort.html",
        content=page,
        mark=_mark(page),
        cells=tuple(
            SectionCell(one.key, one.state, None if one.shown is None else Decimal(one.shown))
            for one in page.cells
        ),
        hidden_count=page.hidden_count,
        holds_small_numbers=page.holds_small_numbers,
    )


def _mark(page: CohortProfile) -> str:
    """Of all that is printed."""
    said = (page.sentence, page.views, page.age_by_sex, page.months, page.flows)
    return hashlib.sha256(repr(said).encode()).hexdigest()
