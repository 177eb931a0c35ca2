"""Judgements of homes: what Ofsted published, by URN, beside what the council recorded itself."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from placements.domain.cohort import typed

from .register import JUDGED, Register, newest_by

# What Ofsted’s list calls otherwise than the register does.
SAME = {"weaknesses": "weak"}


def with_published(
    own: pd.DataFrame, published: pd.DataFrame, settings: pd.DataFrame
) -> pd.DataFrame:
    """Both as one table with the columns of JUDGED. Of an inspection that several releases print
    the newest of them counts, and it counts before a line of the council's own of the same day.

    `published` has a line a URN, inspection and release; several settings may share a URN.
    """
    known = settings.loc[settings["urn"] != "", ["setting", "urn"]]
    told = published.merge(known, on="urn").sort_values("released_on", kind="stable")
    told = told.assign(grade=told["grade"].astype("object").replace(SAME))
    parts = [part for part in (own, told[list(JUDGED)]) if not part.empty]
    if not parts:
        return typed(None, JUDGED)
    found = pd.concat([part.astype({"grade": "object"}) for part in parts], ignore_index=True)
    found = found.drop_duplicates(["setting", "inspected_on"], keep="last")
    return typed(found.sort_values(["setting", "inspected_on"]).reset_index(drop=True), JUDGED)


def published_by(register: Register, settings: pd.Series[int], day: dt.date) -> dt.date | None:
    """The newest release of Ofsted's that gave any of these settings its newest judgement by the
    day; None where the council recorded them all itself.
    """
    last = newest_by(register.judged, "setting", "inspected_on", day)
    released = last.loc[last.index.isin(settings), "released_on"].max()
    return None if pd.isna(released) else released.date()
