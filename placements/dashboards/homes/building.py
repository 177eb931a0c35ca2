"""The page of homes for an audience: found, protected, then told."""

from __future__ import annotations

import datetime as dt

from accounts.models import Council
from placements.dashboards.held import held_cohort
from placements.dashboards.profile.protecting import Numbers, Shown
from placements.domain.cohort import Cohort
from reference.models import Area
from reporting.models import Audience

from .changing import scenarios_view
from .costs import costs
from .enough import enough, gap_lines
from .expected import forecast_view, newest_outlook
from .found import Found, find
from .happened import happened
from .near import local_measures, near
from .parts import HomesPage, HomesView, Section
from .protecting import cells_of, holds_small, numbers_of, shown_to_public
from .provides import provides
from .saying import Saying
from .telling import questions, sentence

TITLES = {
    "happened": "What happened",
    "forecast": "What may happen",
    "enough": "Are there enough homes of the right kind?",
    "provides": "Who provides",
    "costs": "At what cost",
    "change": "What would change it?",
}


def homes_page(
    council: Council,
    day: dt.date | None,
    audience: str,
    *,
    today: dt.date | None = None,
    cohort: Cohort | None = None,
) -> HomesPage:
    """`day` None: the newest of which returns or register say anything, no later than `today`.

    For the public every number of children went through disclosure control, prices are banded and
    told over six or more children, and no home has a name, or fewer than six places.
    """
    cohort = held_cohort(council) if cohort is None else cohort
    found = find(council, day, today or day or dt.date.max, cohort)
    public = Audience(audience) == Audience.PUBLIC
    numbers = numbers_of(found) if public else Numbers()
    shown = shown_to_public(council, numbers) if public else Shown({})
    saying = Saying(numbers, shown, public, council.colour)
    return _told(found, saying, Audience(audience), numbers, shown)


def _told(
    found: Found, saying: Saying, audience: Audience, numbers: Numbers, shown: Shown
) -> HomesPage:
    sections = _sections(found, saying)
    views = {view.key: view for section in sections for view in section.views}
    first, rest = sentence(found, saying)
    return HomesPage(
        council=found.council,
        day=found.day,
        children_on=found.children.day if found.children else None,
        days=found.days,
        audience=audience,
        sentence=first,
        lead=rest,
        sections=sections,
        gap=gap_lines(found, saying),
        gap_bands=(*found.bands.names, "All ages"),
        questions=questions(found, saying, views),
        is_empty=found.children is None and found.register.is_empty,
        illustrative=found.council.area.kind == Area.Kind.FICTIONAL,
        hidden_count=shown.hidden,
        is_proven=shown.is_proven,
        holds_small_numbers=not saying.public and holds_small(found),
        cells=cells_of(found.council, numbers, shown) if saying.public else (),
    )


def _sections(found: Found, saying: Saying) -> tuple[Section, ...]:
    happening = happened(found, saying)
    local = near(found, saying, local_measures(found.council))
    outlook = newest_outlook(found.council, found.day)
    made: dict[str, tuple[HomesView, ...]] = {
        "happened": (*happening, local),
        "forecast": (forecast_view(found, saying, outlook),),
        "enough": enough(found, saying),
        "provides": provides(found, saying),
        "costs": costs(found, saying),
        "change": (scenarios_view(saying, outlook),),
    }
    return tuple(Section(key, TITLES[key], views) for key, views in made.items())
