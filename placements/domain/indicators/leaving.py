"""Table OC3: care leavers around their birthday.

A row goes by the birthday in its return's year; twelve months take the birthdays in them, over two
returns. Left out are those who died, returned home for six months or were taken over by another
council. What is not known stays in the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..codes import is_in, is_known
from ..days import OPEN, Bools, Ints, birthdays, ymd
from ..grids import looked_up
from ..scene import Scene
from .tally import Tally, share

APRIL = 401  # month and day on which a return's year begins
STAYING_FROM, STAYING_TO = 18, 20
GROWN_UP = 18
ONE_DAY = 1


@dataclass(frozen=True)
class _Leavers:
    """Each person's row of OC3 in the twelve months, by day; and the age attained."""

    row: Ints
    age: Ints
    gone: Bools

    def of(self, mark: Bools) -> Bools:
        found: Bools = looked_up(mark, self.row)
        return found

    def aged(self, first: int, last: int) -> Bools:
        """Who is counted: of these ages, and still of the group."""
        return self.of((self.age >= first) & (self.age <= last) & ~self.gone)


def _leavers(scene: Scene) -> _Leavers:
    return scene.kept("care leavers", lambda: _make_leavers(scene))


def _make_leavers(scene: Scene) -> _Leavers:
    table = scene.cohort.care_leavers
    who = scene.place("care_leavers")
    born = scene.history.born[who]
    day, age = _birthday(born, table["return_year"].to_numpy(dtype=np.int64))
    row = scene.axes.last(who, scene.axes.within(day))
    gone = is_in(table["in_touch"], scene.codes["touch"].codes("left-the-group"))
    return _Leavers(row, age, gone | _taken_over(scene)[who])


def _birthday(born: Ints, year: Ints) -> tuple[Ints, Ints]:
    """The birthday between 1 April of a year and the 31 March after it, and the age attained."""
    parts = ymd(born)
    later = (parts % 10_000 < APRIL).astype(np.int64)
    age = year + later - parts // 10_000
    return np.where(born == OPEN, OPEN, birthdays(born, age)), age


def _taken_over(scene: Scene) -> Bools:
    """Whose last period of care ended with another council taking over."""
    periods, history = scene.periods, scene.history
    transfer = history.has("ceased_because", scene.codes["ceased"].codes("transfer"))
    found = np.zeros(len(history.people), dtype=np.bool_)
    found[periods.who] = transfer[periods.last]  # periods are in order: the last one stays
    return found


def _ages(ages: str) -> tuple[int, int]:
    first, last = ages.split("-")
    return int(first), int(last)


def in_work_or_learning(scene: Scene, ages: str) -> Tally:
    """In education, employment or training / all. `ages`: first and last, "19-21"."""
    column = scene.cohort.care_leavers["activity"]
    part = is_in(column, scene.codes["activity"].codes("in-work-or-learning"))
    told = part | is_in(column, scene.codes["activity"].codes("not-in-work"))
    leavers = _leavers(scene)
    return share(leavers.of(part), leavers.aged(*_ages(ages)), leavers.of(told))


def suitable_home(scene: Scene, ages: str) -> Tally:
    """Suitable / all, less those gone abroad, deported, or whose residence is not known."""
    column = scene.cohort.care_leavers["accommodation"]
    part = is_in(column, scene.codes["homes"].codes("suitable"))
    told = part | is_in(column, scene.codes["homes"].codes("not-suitable"))
    gone = is_in(column, scene.codes["homes-uncounted"].codes("gone"))
    leavers = _leavers(scene)
    whole = leavers.aged(*_ages(ages)) & ~leavers.of(gone)
    return share(leavers.of(part), whole, leavers.of(told))


def in_touch(scene: Scene, ages: str) -> Tally:
    column = scene.cohort.care_leavers["in_touch"]
    leavers = _leavers(scene)
    part = leavers.of(is_in(column, scene.codes["touch"].codes("yes")))
    return share(part, leavers.aged(*_ages(ages)), leavers.of(is_known(column)))


def stayed_put(scene: Scene) -> Tally:
    """With the former foster carer / aged 18 to 20 and left a foster placement at 18."""
    leavers = _leavers(scene)
    column = scene.cohort.care_leavers["accommodation"]
    with_carer = leavers.of(is_in(column, scene.codes["homes-with-carer"].codes("stayed-put")))
    fostered, seen = _left_at_eighteen(scene)
    aged = leavers.aged(STAYING_FROM, STAYING_TO)
    return share(with_carer, aged & fostered[None, :], aged & seen[None, :], of=aged)


def _left_at_eighteen(scene: Scene) -> tuple[Bools, Bools]:
    """Whose last period of care ended in a foster placement on the 18th birthday or the day
    before it; and of whom the returns tell how it ended."""
    periods, history = scene.periods, scene.history
    foster = history.has("placement", scene.codes["commissioning"].codes("foster"))
    grown_on = birthdays(history.born, GROWN_UP)[periods.who]
    at_age = (periods.ends == grown_on) | (periods.ends == grown_on - ONE_DAY)
    fostered = np.zeros(len(history.people), dtype=np.bool_)
    fostered[periods.who] = at_age & foster[periods.last] & periods.left
    seen = np.zeros(len(history.people), dtype=np.bool_)
    seen[periods.who] = periods.left
    return fostered, seen
