"""Where children live one after another, and the legal statuses that they pass through."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .assumptions import WORD, Assumptions, Days, Flags, Words
from .dates import BLANK, birthday, whole, years_old
from .periods import band_of

AT_MOST = 60
LASTING = {"U6": "U4", "U3": "U1"}
SIXTEEN = 16
# No court of youth justice deals with younger children.
RESPONSIBLE, YOUTH_JUSTICE = 10, ("J1", "J2", "J3")


def make_legal(rng: Generator, assumed: Assumptions, periods: pd.DataFrame) -> pd.DataFrame:
    """Legal statuses of each period, one after another: period, starts, legal_status."""
    kinds = periods["kind"].to_numpy().astype(WORD)
    route = periods["route"].to_numpy().astype(WORD)
    group = np.where(kinds == "care", route, kinds).astype(WORD)
    status = assumed.draw(rng, "legal_first", group)
    period, starts = np.arange(len(periods)), periods["starts"].to_numpy()
    ends = periods["ends"].to_numpy()
    young = years_old(periods["born"].to_numpy(), starts) < RESPONSIBLE
    status = np.where(young & np.isin(status, YOUTH_JUSTICE), "V2", status).astype(WORD)
    parts = [_statuses(period, starts, status)]
    while len(period):
        both = np.char.add(np.char.add(group[period], " "), status).astype(WORD)
        following = assumed.draw(rng, "legal_next", both)
        goes = following != ""
        period, status, starts = period[goes], status[goes], starts[goes]
        starts = starts + whole(assumed.last(rng, "legal", status))
        status = following[goes]
        there = starts < ends[period]
        period, status, starts = period[there], status[there], starts[there]
        parts.append(_statuses(period, starts, status))
    return pd.concat(parts).sort_values(["period", "starts"], ignore_index=True)


def _statuses(period: NDArray[np.intp], starts: Days, status: Words) -> pd.DataFrame:
    return pd.DataFrame({"period": period, "starts": starts, "legal_status": status})


def make_spells(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, legal: pd.DataFrame
) -> pd.DataFrame:
    """Placements of each period, one after another: period, starts, placement, same_carer.

    A foster placement that lasts may become long term with the same carer, and a child who will be
    adopted lives with the adopters before the order is made.
    """
    born, ends = periods["born"].to_numpy(), periods["ends"].to_numpy()
    adopted_from, by = _adoptions(rng, assumed, periods, legal)
    limit = np.where(adopted_from == BLANK, ends, adopted_from)
    bands = band_of(born, periods["starts"].to_numpy())
    kinds = periods["kind"].to_numpy().astype(WORD)
    place = assumed.draw(rng, "place_first", _first_groups(kinds, bands))
    period, starts = np.arange(len(periods)), periods["starts"].to_numpy()
    lasting_route = periods["route"].isin(["stay"]).to_numpy()
    parts = [_spells(period, starts, place, False)]
    for number in range(AT_MOST):
        length = assumed.last(rng, "spell", place)
        if number == 0:
            length = length * assumed.rates["first_spell"]
        stops = starts + whole(length)
        stops, settled = _settle(
            rng, assumed, period, starts, stops, place, limit, lasting_route[period]
        )
        parts.append(settled)
        there = (stops < limit[period]) & (kinds[period] != "breaks")
        period, starts = period[there], stops[there]
        if not len(period):
            break
        place = assumed.draw(rng, "place_next", band_of(born[period], starts))
        parts.append(_spells(period, starts, place, False))
    grown_into = birthday(born, SIXTEEN)
    spells = pd.concat([*parts, by], ignore_index=True)
    there = (spells["placement"] != "K3") | (
        spells["starts"] >= grown_into[spells["period"].to_numpy()]
    )
    spells.loc[~there, "placement"] = "K2"
    return spells.sort_values(["period", "starts"], ignore_index=True)


def _first_groups(kinds: Words, bands: Words) -> Words:
    """The lists of first placements: those of children alone or on breaks are their own."""
    own = np.char.add(np.char.add(kinds, " "), bands)
    return np.asarray(np.where(kinds == "care", bands, own).astype(WORD))


def _settle(
    rng: Generator,
    assumed: Assumptions,
    period: NDArray[np.intp],
    starts: Days,
    stops: Days,
    place: Words,
    limit: Days,
    lasting: Flags,
) -> tuple[Days, pd.DataFrame]:
    """Which of the spells become long term, from when; such a spell then lasts longer."""
    agreed = starts + whole(assumed.last(rng, "long_term", np.full(len(period), "", dtype=WORD)))
    does = (
        assumed.happens(rng, "long_term", len(period))
        & lasting
        & np.isin(place, list(LASTING))
        & (agreed < stops)
        & (agreed < limit[period])
    )
    longer = agreed + whole((stops - agreed) * assumed.rates["settled"])
    settled = np.where(place == "U6", LASTING["U6"], LASTING["U3"])[does]
    return np.where(does, longer, stops), _spells(period[does], agreed[does], settled, True)


def _adoptions(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, legal: pd.DataFrame
) -> tuple[Days, pd.DataFrame]:
    """When each child moves in with adopters (BLANK for the others), and these spells.

    With a placement order the child moves in after it was made.
    """
    starts, ends = periods["starts"].to_numpy(), periods["ends"].to_numpy()
    ordered = np.full(len(periods), BLANK)
    orders = legal[legal["legal_status"] == "E1"]
    ordered[orders["period"].to_numpy()] = orders["starts"].to_numpy()
    who = np.flatnonzero(periods["route"].eq("adopted").to_numpy() & (ends - starts > 2))
    wait = whole(assumed.last(rng, "adoptive", np.full(len(who), "", dtype=WORD)))
    moved_in = np.maximum.reduce([ends[who] - wait, starts[who] + 1, ordered[who]])
    moved_in = np.minimum(moved_in, ends[who] - 1)
    by = np.where(ordered[who] == BLANK, "other", "E1").astype(WORD)
    place = assumed.draw(rng, "place_adoption", by)
    found = np.full(len(periods), BLANK)
    found[who] = moved_in
    return found, _spells(who, moved_in, place, np.isin(place, ["A3", "A5"]))


def _spells(
    period: NDArray[np.intp], starts: Days, place: Words, same_carer: Flags | bool
) -> pd.DataFrame:
    return pd.DataFrame(
        {"period": period, "starts": starts, "placement": place, "same_carer": same_carer}
    )
