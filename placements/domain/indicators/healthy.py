"""Table OC2: health, questionnaires, convictions, substance misuse.

Its rows have no dates: they hold at 31 March of their return, or on the day of an extract. Whoever
has no row, or an empty cell, is not done and is shown as not known.
"""

from __future__ import annotations

import numpy as np

from ..days import Bools, Ints
from ..grids import NOBODY, looked_up
from ..scene import Scene
from .tally import Tally, share

UNDER_FIVE = 5
QUESTIONNAIRE_FROM, QUESTIONNAIRE_BELOW = 4, 17
RESPONSIBLE = 10  # age from which a child can be convicted


def _rows(scene: Scene) -> Ints:
    """Each person's row of the return that holds on each day; NOBODY where there is none."""
    return scene.kept("rows of OC2", lambda: _make_rows(scene))


def _make_rows(scene: Scene) -> Ints:
    table = scene.cohort.health
    found = np.full(scene.axes.shape, NOBODY, dtype=np.int64)
    if table.empty:
        return found
    year = table["return_year"].to_numpy()
    who = scene.place("health")
    for one, day in scene.return_years.items():
        rows = np.flatnonzero(year == one)
        found[day, who[rows]] = rows
    return found


def _flag(scene: Scene, column: str) -> tuple[Bools, Bools]:
    """Whether the flag is 1, and whether it is there at all."""
    values, rows = scene.cohort.health[column], _rows(scene)
    yes = looked_up(values.fillna(False).to_numpy(dtype=np.bool_), rows)
    known = looked_up(values.notna().to_numpy(), rows)
    return yes, known


def flagged(scene: Scene, column: str) -> Tally:
    """The flag is 1 / in care continuously for 12 months. A refusal is returned as 0."""
    yes, known = _flag(scene, column)
    return share(yes, scene.continuously, known)


def flagged_under_five(scene: Scene, column: str) -> Tally:
    yes, known = _flag(scene, column)
    young = scene.continuously & (scene.age >= 0) & (scene.age < UNDER_FIVE)
    return share(yes, young, known)


def flagged_from_ten(scene: Scene, column: str) -> Tally:
    yes, known = _flag(scene, column)
    return share(yes, scene.continuously & (scene.age >= RESPONSIBLE), known)


def _asked(scene: Scene) -> Bools:
    """In care for 12 months, 4 or over when they began and under 17 when they ended."""
    old_enough = scene.age_at_opening >= QUESTIONNAIRE_FROM
    return scene.continuously & old_enough & (scene.age < QUESTIONNAIRE_BELOW)


def _scores(scene: Scene) -> tuple[Ints, Bools]:
    """Scores (0 where none) and whether there is one, of those who are asked."""
    return scene.kept("scores", lambda: _make_scores(scene))


def _make_scores(scene: Scene) -> tuple[Ints, Bools]:
    values, rows = scene.cohort.health["sdq_score"], _rows(scene)
    scored = looked_up(values.notna().to_numpy(), rows) & _asked(scene)
    points = values.fillna(0).to_numpy(dtype=np.int64)
    return np.where(scored, looked_up(points, rows), 0), scored


def questionnaires(scene: Scene) -> Tally:
    """A score / all who are asked. A reason for none is no score, yet tells why."""
    _, scored = _scores(scene)
    reasons = scene.cohort.health["sdq_reason"].notna().to_numpy()
    told = looked_up(reasons, _rows(scene))
    return share(scored, _asked(scene), scored | told)


def average_score(scene: Scene) -> Tally:
    """Sum of the scores / children with one."""
    points, scored = _scores(scene)
    asked = _asked(scene)
    tally = share(scored, scored, scored, of=asked)
    total = points.sum(axis=1).astype(np.int64)
    return Tally(total, tally.denominator, scored, scored, tally.known, tally.of)


def scored_between(scene: Scene, low: str, high: str) -> Tally:
    """Scores from low to high / children with a score."""
    points, scored = _scores(scene)
    part = scored & (points >= int(low)) & (points <= int(high))
    return share(part, scored, scored, of=_asked(scene))
