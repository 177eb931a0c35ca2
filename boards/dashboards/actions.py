"""The list of actions, and one action with its progress."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from accounts.models import Council
from boards.models import Action, ActionProgress
from reference.domain.periods import long_date
from reporting.spreadsheets import Value


@dataclass(frozen=True)
class ActionLine:
    """One action on a day."""

    action: Action
    today: dt.date
    latest: ActionProgress | None

    @property
    def is_open(self) -> bool:
        return self.action.closed_on is None

    @property
    def days_late(self) -> int:
        return max(0, (self.today - self.action.due_day).days) if self.is_open else 0

    @property
    def state(self) -> str:
        if self.action.closed_on is not None:
            return f"Closed on {long_date(self.action.closed_on)}"
        if self.days_late:
            return f"{self.days_late:,} day{'s' if self.days_late != 1 else ''} late"
        return "Open"

    @property
    def status(self) -> str:
        """Which mark stands before the state."""
        if not self.is_open:
            return "on_target"
        return "off_target" if self.days_late else "no_target"


@dataclass(frozen=True)
class ActionList:
    lines: tuple[ActionLine, ...]
    open: int
    overdue: int
    has_any: bool


def action_list(
    council: Council,
    today: dt.date,
    chosen: Mapping[str, str],
    *,
    restricted: bool,
    kept: Collection[int] = (),
) -> ActionList:
    """Actions as chosen, the most overdue first; those of closed items only for who may read them,
    and not those on reports that they are `kept` from. Four queries.
    """
    all_of_them = Action.objects.for_council(council).told_to(restricted=restricted, kept=kept)
    found = {
        "": all_of_them.open(),
        "overdue": all_of_them.overdue_on(today),
        "closed": all_of_them.exclude(closed_on=None),
        "all": all_of_them,
    }[chosen.get("state", "")]
    if owner := chosen.get("owner", "").strip():
        found = found.filter(owner__icontains=owner)
    if source := chosen.get("source", ""):
        found = found.filter(source=source)
    rows = found.select_related("due_meeting", "item__meeting").prefetch_related("progress")
    lines = [action_line(row, today) for row in rows]
    lines.sort(key=lambda line: (not line.is_open, line.action.due_day, line.action.number))
    return ActionList(
        lines=tuple(lines),
        open=all_of_them.open().count(),
        overdue=all_of_them.overdue_on(today).count(),
        has_any=bool(lines) or all_of_them.exists(),
    )


def action_line(action: Action, today: dt.date) -> ActionLine:
    told = list(action.progress.all())
    return ActionLine(action, today, told[-1] if told else None)


def action_rows(found: ActionList) -> list[tuple[Value, ...]]:
    """The list for a spreadsheet, without its head."""
    return [
        (
            line.action.number,
            line.action.text,
            line.action.owner,
            line.action.due_day,
            line.state,
            line.action.get_source_display(),
            line.action.raised_on,
            line.latest.text if line.latest else "",
        )
        for line in found.lines
    ]


ACTION_HEAD = ("Number", "Action", "Who", "Due", "State", "From", "Raised", "Latest progress")
