"""The page of homes for an audience: found, protected, then told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounts.models import Council
from placements.dashboards.held import KEPT, held_cohort
from placements.dashboards.profile.protecting import Numbers, Shown
from placements.domain.cohort import Cohort
from placements.domain.supply.irregular import irregular_on
from placements.domain.supply.outlook import Outlook
from placements.frames.keeping import Last
from reference.models import Area
from reporting.models import Audience

from .changing import scenarios_view
from .costs import costs
from .crossing import tell_of_figures
from .enough import enough, gap_lines
from .expected import forecast_view, newest_outlook
from .found import Found, find
from .happened import happened
from .near import Local, local_measures, near
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
    read = _Read(found, local_measures(council), newest_outlook(council, found.day))
    if Audience(audience) == Audience.BOARD:
        page = _for_board(read)
        return replace(page, irregular=irregular_on(found.register, today)) if today else page
    numbers = numbers_of(found)
    if found.children:
        tell_of_figures(numbers, council, found.children)
    shown = shown_to_public(council, numbers)
    return _told(read, Saying(numbers, shown, True, council.colour), numbers, shown)


@dataclass(frozen=True)
class _Read:
    """All that was read of the database for the board's page: nothing is read after this."""

    found: Found
    local: Mapping[str, Local]
    outlook: Outlook | None

    @property
    def row(self) -> tuple[object, ...]:
        """What the council's own row and its area's say, but for the number of deeds."""
        rows = (self.found.council, self.found.council.area)
        fields = [(one, field) for one in rows for field in one._meta.concrete_fields]
        return tuple(getattr(one, field.attname) for one, field in fields if field.name != DEEDS)


DEEDS = "changes"


def _for_board(read: _Read) -> HomesPage:
    """The page as it was made last, where all that was read is the same: most deeds, those of a
    meeting for example, change nothing of it.
    """
    return _last.made(read.found.council.pk, (read, read.row), lambda of: _made_for_board(of[0]))


_last: Last[tuple[_Read, tuple[object, ...]], HomesPage] = Last(KEPT)


def _made_for_board(read: _Read) -> HomesPage:
    numbers, shown = Numbers(), Shown({})
    return _told(read, Saying(numbers, shown, False, read.found.council.colour), numbers, shown)


def _told(read: _Read, saying: Saying, numbers: Numbers, shown: Shown) -> HomesPage:
    found, audience = read.found, Audience.PUBLIC if saying.public else Audience.BOARD
    sections = _sections(read, saying)
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


def _sections(read: _Read, saying: Saying) -> tuple[Section, ...]:
    found, outlook = read.found, read.outlook
    happening = happened(found, saying)
    local = near(found, saying, read.local)
    made: dict[str, tuple[HomesView, ...]] = {
        "happened": (*happening, local),
        "forecast": (forecast_view(found, saying, outlook),),
        "enough": enough(found, saying),
        "provides": provides(found, saying),
        "costs": costs(found, saying),
        "change": (scenarios_view(saying, outlook),),
    }
    return tuple(Section(key, TITLES[key], views) for key, views in made.items())
