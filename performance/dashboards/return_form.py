"""A theme's return of a quarter: what its form and its check page receive."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from performance.asked import (
    Asking,
    Wanted,
    asking_of,
    carried_entries,
    lacking_entries,
    taken_places,
)
from performance.checking import EntryCheck, check_return
from performance.dashboards.return_block import Block, block_of
from performance.domain.due import due_in_words
from performance.models import (
    Entry,
    EntryRevision,
    Figure,
    Group,
    QuarterlyReturn,
    ReturnStep,
    SeriesNote,
    Theme,
)
from reference.calendar import england_bank_holidays
from reference.domain.periods import Period, long_date, parse
from reference.models import Area


@dataclass(frozen=True)
class ThemeState:
    """Another theme's return of the quarter, in words."""

    theme: Theme
    words: str
    is_mine: bool
    is_editable: bool
    is_open: bool


@dataclass(frozen=True)
class ReturnForm:
    """All that the pages of one return receive."""

    quarterly_return: QuarterlyReturn
    quarter: Period
    today: dt.date
    main: tuple[Block, ...]
    extra: tuple[Block, ...]
    due: str
    is_overdue: bool
    saved_at: dt.datetime | None
    saved_by: User | None
    others: tuple[ThemeState, ...]
    steps: tuple[ReturnStep, ...]
    lacking: int
    carried: tuple[str, ...]
    nothing: str
    undated: tuple[SeriesNote, ...]
    pressed: bool

    @property
    def sent_back(self) -> ReturnStep | None:
        """The last step, where it was to send the return back."""
        last = self.steps[-1] if self.steps else None
        return last if last and last.kind == ReturnStep.Kind.SENT_BACK else None

    @property
    def submitted(self) -> ReturnStep | None:
        """The newest submission."""
        kind = ReturnStep.Kind.SUBMITTED
        return next((step for step in reversed(self.steps) if step.kind == kind), None)

    @property
    def saved_on(self) -> str:
        """The day of the last save, unless it was today."""
        if self.saved_at is None:
            return ""
        day = timezone.localtime(self.saved_at).date()
        return "" if day == self.today else long_date(day)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.main + self.extra

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """(id, words) for the error summary, in the order of the page."""
        return tuple(problem for block in self.blocks for problem in block.problems)

    @property
    def note(self) -> str:
        """What the summary adds below its list."""
        asks = 0 if self.pressed else sum(bool(b.check.checked.surprises) for b in self.blocks)
        also = ""
        if asks:
            figures = "One figure also needs" if asks == 1 else f"{asks} figures also need"
            also = f"{figures} you to confirm {'it' if asks == 1 else 'them'}. "
        return f"{also}Everything you typed has been kept."

    @property
    def is_ready(self) -> bool:
        """An empty return is ready where nothing is due."""
        return not self.missing and bool(self.blocks or not self.lacking)

    @property
    def missing(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if not block.check.is_ready)

    @property
    def open_offers(self) -> int:
        """How many computed figures are offered in the place of empty boxes."""
        return sum(block.check.takes_offer for block in self.blocks)

    @property
    def has_offers(self) -> bool:
        return any(block.offer for block in self.blocks)

    @property
    def done(self) -> int:
        return len(self.blocks) - len(self.missing)


def return_form(
    quarterly_return: QuarterlyReturn, *, viewer: User, today: dt.date, pressed: bool = False
) -> ReturnForm:
    """The form of a return, with everything typed so far. About a dozen queries.

    `pressed`: "Check answers" was pressed, so what is missing counts as an error.
    """
    quarter = parse(quarterly_return.quarter)
    checks = check_return(quarterly_return)
    signed = _signed(quarterly_return)
    blocks = [
        block_of(
            check,
            quarter=quarter,
            viewer=viewer,
            history=_history(check),
            signed=signed.get(_figure_of(check), []),
            others=checks,
            pressed=pressed,
        )
        for check in checks
    ]
    newest = _newest(checks)
    asking = asking_of(quarterly_return.council)
    open_to = quarterly_return.is_editable
    taken = taken_places(quarterly_return) if open_to else []
    lacking = lacking_entries(quarterly_return, asking, taken) if open_to else []
    carried = carried_entries(quarterly_return, asking, taken) if open_to else []
    return ReturnForm(
        quarterly_return=quarterly_return,
        quarter=quarter,
        today=today,
        main=tuple(block for block in blocks if block.is_main),
        extra=tuple(block for block in blocks if not block.is_main),
        due=due_in_words(quarterly_return.due_on, today, holidays=england_bank_holidays()),
        is_overdue=quarterly_return.is_editable and quarterly_return.due_on < today,
        saved_at=newest.updated_at if newest else None,
        saved_by=newest.updated_by if newest else None,
        others=_others(quarterly_return, viewer),
        steps=tuple(quarterly_return.steps.select_related("by")),
        lacking=len(lacking),
        carried=_named(carried, asking),
        nothing=asking.why_nothing(quarterly_return.theme_id),
        undated=tuple(
            SeriesNote.objects.filter(
                council=quarterly_return.council, indicator__theme=quarterly_return.theme_id
            ).select_related("indicator", "group")
        ),
        pressed=pressed,
    )


def _named(found: Sequence[Wanted], asking: Asking) -> tuple[str, ...]:
    """Series in words: "Children matched, Adoption East Midlands"."""
    if not found:
        return ()
    names = {use.indicator_id: str(use) for use in asking.uses}
    groups = dict(Group.objects.values_list("code", "name"))
    areas = dict(Area.objects.filter(pk__in={one[2] for one in found}).values_list("pk", "name"))
    own = asking.area
    said = [
        (names[one[0]], groups[one[1]] if one[1] != "all" else "", areas[one[2]] * (one[2] != own))
        for one in found
    ]
    return tuple(dict.fromkeys(", ".join(filter(None, parts)) for parts in said))


def _history(check: EntryCheck) -> list[EntryRevision]:
    """Every version that anybody saved, newest first."""
    return sorted(check.revisions, key=lambda one: (one.at, one.pk), reverse=True)


def _figure_of(check: EntryCheck) -> tuple[object, ...]:
    entry = check.entry
    key = check.period.key if check.period else ""
    return (entry.indicator_id, entry.area_id, entry.group_id, key, entry.basis)


def _signed(quarterly_return: QuarterlyReturn) -> dict[tuple[object, ...], list[Figure]]:
    """What this return has signed off, every version, newest first; by the figure."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    if quarterly_return.signed_off_times:
        for one in quarterly_return.figures.select_related("signed_by").order_by("-version"):
            key = (one.indicator_id, one.area_id, one.group_id, one.period, one.basis)
            found[key].append(one)
    return found


def _newest(checks: Sequence[EntryCheck]) -> Entry | None:
    saved = [check.entry for check in checks if check.entry.updated_at]
    return max(saved, key=lambda entry: (entry.updated_at, entry.pk), default=None)


def _others(quarterly_return: QuarterlyReturn, viewer: User) -> tuple[ThemeState, ...]:
    """The other themes of the council's quarter that have measures, in the themes' order."""
    council = quarterly_return.council
    themes = Theme.objects.filter(
        indicators__uses__council=council, indicators__uses__on=True
    ).exclude(pk=quarterly_return.theme_id)
    returns = {
        one.theme_id: one
        for one in QuarterlyReturn.objects.for_council(council).filter(
            quarter=quarterly_return.quarter
        )
    }
    begun = set(
        Entry.objects.filter(quarterly_return__in=returns.values(), revision__gt=0).values_list(
            "quarterly_return__theme_id", flat=True
        )
    )
    mine = set(viewer.themes.filter(council=council).values_list("theme_id", flat=True))
    return tuple(
        _state(theme, returns.get(theme.pk), theme.pk in begun, theme.pk in mine)
        for theme in themes.distinct()
    )


def _state(
    theme: Theme, found: QuarterlyReturn | None, is_begun: bool, is_mine: bool
) -> ThemeState:
    words = "Not opened"
    if found is not None:
        is_draft = found.status == QuarterlyReturn.Status.OPEN
        words = "Not started" if is_draft and not is_begun else found.get_status_display()
    return ThemeState(
        theme=theme,
        words=words,
        is_mine=is_mine,
        is_editable=found is not None and found.is_editable,
        is_open=found is not None,
    )
