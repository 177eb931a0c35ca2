"""Episodes of all returns as one history a child, without overlaps.

Within a return an episode ends at the latest when the child's next one begins. Between returns,
a later return says everything anew from the beginning of the first episode that it lists of a
child; what earlier returns say of that time gives way. A child who is in care at the end of a
return and in none of the next return's episodes left care with the end of the earlier one, for
each return lists every episode that was open on its first day.

All of it is sorting and shifting: there is a loop over returns, none over children.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from .repairs import Repairs

NEVER = pd.Timestamp("2200-01-01").as_unit("s")
GOES_ON, STARTS = "X1", "S"
ORDER = ["child", "starts_on", "_end", "row"]
SAME = [
    "starts_on", "ends_on", "started_because", "legal_status", "need", "placement", "provider",
    "ceased_because", "moved_because", "urn",
]  # fmt: skip


def link_episodes(
    episodes: pd.DataFrame, ends: Mapping[int, pd.Timestamp], repairs: Repairs
) -> pd.DataFrame:
    """Rows of all returns (columns of EPISODES and `row`) -> rows that do not overlap.

    `ends` has the as-at day of every return that has episodes. Codes are plain text, "" where
    there is none. The result is ordered by child and beginning.
    """
    linked: pd.DataFrame | None = None
    for year in sorted(ends):
        own = _repaired(episodes[episodes["return_year"] == year], repairs)
        linked = own if linked is None else _joined(linked, own, ends, repairs)
    if linked is None:
        return episodes.iloc[:0]
    _list_gaps(linked, repairs)
    return linked.drop(columns="_end")


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(_end=rows["ends_on"].fillna(NEVER))
    return rows.sort_values(ORDER, kind="stable", ignore_index=True)


# --- Within one return --------------------------------------------------------------------
def _repaired(rows: pd.DataFrame, repairs: Repairs) -> pd.DataFrame:
    rows = _without_same_start(_without_duplicates(_ordered(rows), repairs), repairs)
    rows, open_ones, others = _ended_by_next(rows)
    repairs.add("left_open", open_ones)
    repairs.add("overlap", others)
    return rows


def _without_duplicates(rows: pd.DataFrame, repairs: Repairs) -> pd.DataFrame:
    double = rows.duplicated(["child", *SAME])
    repairs.add("duplicate", rows[double])
    return rows[~double]


def _without_same_start(rows: pd.DataFrame, repairs: Repairs) -> pd.DataFrame:
    """One episode a child and day of beginning, the one that ends last; beside it one of
    those that end on the day they begin.
    """
    is_point = rows["_end"] <= rows["starts_on"]
    extra = rows.assign(_point=is_point).duplicated(["child", "starts_on", "_point"], keep="last")
    repairs.add("same_start", rows[extra])
    return rows[~extra].reset_index(drop=True)


def _ended_by_next(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """(rows, those that were open, those that overlapped): each ends when the next begins."""
    following = rows[["child", "starts_on", "started_because"]].shift(-1)
    has_next = following["child"].eq(rows["child"])
    late = has_next & (rows["_end"] > following["starts_on"])
    open_ones, others = late & rows["ends_on"].isna(), late & rows["ends_on"].notna()
    ended = _ending(rows, late, following["starts_on"], following["started_because"])
    return ended, rows[open_ones], rows[others]


def _ending(
    rows: pd.DataFrame, which: pd.Series, on: pd.Series, next_because: pd.Series
) -> pd.DataFrame:
    """The rows with new ends where `which` says so. What goes on ceases with X1; before a new start
    an episode keeps its own reason.
    """
    goes_on = which & next_because.ne(STARTS)
    ends_on = rows["ends_on"].mask(which, on)
    return rows.assign(
        ends_on=ends_on,
        _end=ends_on.fillna(NEVER),
        ceased_because=rows["ceased_because"].mask(goes_on, GOES_ON),
    )


# --- Between returns ------------------------------------------------------------------------
def _joined(
    earlier: pd.DataFrame,
    own: pd.DataFrame,
    ends: Mapping[int, pd.Timestamp],
    repairs: Repairs,
) -> pd.DataFrame:
    """What is known so far with one later return."""
    first = own.drop_duplicates("child").set_index("child")
    begins = earlier["child"].map(first["starts_on"])
    is_said_again = earlier["starts_on"] >= begins
    _list_restated(earlier[is_said_again], own, repairs)
    kept, begins = earlier[~is_said_again], begins[~is_said_again]
    because = kept["child"].map(first["started_because"])
    kept = _cut(kept, begins, because, repairs)
    kept = _left(kept, begins, because, ends, repairs)
    return _ordered(pd.concat([kept, own], ignore_index=True))


def _list_restated(earlier: pd.DataFrame, own: pd.DataFrame, repairs: Repairs) -> None:
    """Says of each earlier row what became of it; none goes without a word."""
    later = own.drop_duplicates(["child", "starts_on"], keep="last")
    both = earlier.merge(later, on=["child", "starts_on"], how="left", suffixes=("", "_later"))
    is_there = both["return_year_later"].notna()
    same = is_there
    for name in SAME[1:]:
        mine, other = both[name], both[f"{name}_later"]
        same = same & ((mine == other).fillna(False).astype(bool) | (mine.isna() & other.isna()))
    closed = is_there & both["ends_on"].isna() & both["ends_on_later"].notna()
    repairs.add("restated", both[same])
    repairs.add("closed_later", both[closed])
    repairs.add("changed_later", both[is_there & ~same & ~closed])
    repairs.add("withdrawn", both[~is_there])


def _cut(
    kept: pd.DataFrame, begins: pd.Series, because: pd.Series, repairs: Repairs
) -> pd.DataFrame:
    """Closed episodes that run into the later return's first one end when that begins; an open one
    does where the later one goes on from it.
    """
    goes_on = kept["ends_on"].isna() & begins.notna() & because.ne(STARTS)
    runs_into = kept["ends_on"].notna() & (kept["ends_on"] > begins)
    repairs.add("closed_later", kept[goes_on])
    repairs.add("cut_by_later", kept[runs_into])
    return _ending(kept, goes_on | runs_into, begins, because)


def _left(
    kept: pd.DataFrame,
    begins: pd.Series,
    because: pd.Series,
    ends: Mapping[int, pd.Timestamp],
    repairs: Repairs,
) -> pd.DataFrame:
    """Open episodes that the later return does not know end with their own return."""
    still_open = kept["ends_on"].isna()
    day_after = kept["return_year"].map(ends) + pd.Timedelta(days=1)
    on = day_after.where(begins.isna() | (day_after < begins), begins)
    on = on.where(on > kept["starts_on"], kept["starts_on"])
    repairs.add("not_restated", kept[still_open])
    ends_on = kept["ends_on"].mask(still_open, on)
    return kept.assign(ends_on=ends_on, _end=ends_on.fillna(NEVER))


def _list_gaps(linked: pd.DataFrame, repairs: Repairs) -> None:
    following = linked[["child", "starts_on"]].shift(-1)
    is_met = following["child"].eq(linked["child"]) & following["starts_on"].eq(linked["ends_on"])
    says_so = linked["ends_on"].notna() & linked["ceased_because"].eq(GOES_ON)
    repairs.add("gap", linked[says_so & ~is_met])
