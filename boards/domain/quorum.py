"""Whether enough members are present to decide, and who may vote.

Local Government Act 1972, Schedule 12, paragraphs 6 and 45: a council or committee does no business
without its quorum. The share is the board's own rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class QuorumRule:
    """`number` members, or one in `number` of them rounded up; never fewer than `least`."""

    number: int
    is_share: bool
    least: int = 0

    def needed(self, members: int) -> int:
        """How many must be there of a board of `members`.

        >>> QuorumRule(4, is_share=True, least=3).needed(13)
        4
        >>> QuorumRule(4, is_share=True, least=3).needed(8)
        3
        """
        if not self.is_share:
            return self.number
        return max(self.least, -(-members // self.number))


@dataclass(frozen=True)
class Presence:
    """A stretch of somebody's presence: `person` is their key, `counts` whether the quorum counts
    them. No `since`: from the start; no `until`: to the end.
    """

    person: int
    counts: bool = True
    since: dt.time | None = None
    until: dt.time | None = None

    def at(self, moment: dt.time) -> bool:
        """Whether they are in the room; who leaves at a moment is out of it then."""
        after = self.since is None or self.since <= moment
        return after and (self.until is None or moment < self.until)


@dataclass(frozen=True)
class Gap:
    """The board could not decide from `since` on, `until` (None: to the end)."""

    since: dt.time
    until: dt.time | None
    present: int


def counted_at(presences: Iterable[Presence], moment: dt.time) -> int:
    """How many different people count at a moment."""
    return len({each.person for each in presences if each.counts and each.at(moment)})


def gaps(
    presences: Iterable[Presence], needed: int, opened: dt.time, closed: dt.time | None = None
) -> list[Gap]:
    """When the meeting was not quorate, in order of time: looked at when it opens and at every
    coming and going after that.
    """
    stretches = list(presences)
    moments = {opened}
    for each in stretches:
        moments |= {m for m in (each.since, each.until) if m is not None and m > opened}
    found: list[Gap] = []
    for moment in sorted(m for m in moments if closed is None or m < closed):
        present = counted_at(stretches, moment)
        if present < needed:
            if not found or found[-1].until is not None:
                found.append(Gap(moment, None, present))
        elif found and found[-1].until is None:
            found[-1] = Gap(found[-1].since, moment, found[-1].present)
    return found


def inquorate_at(found: Iterable[Gap], moment: dt.time) -> bool:
    return any(gap.since <= moment and (gap.until is None or moment < gap.until) for gap in found)
