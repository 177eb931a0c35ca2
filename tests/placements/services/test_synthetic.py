"""Returns as files: real postcodes, names of files, clear errors."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import CommandError, call_command

from placements.domain.synthetic import Plan
from placements.services import synthetic
from placements.services.synthetic import UnknownArea, synthetic_returns

PLAN = Plan(children=40, years=2, first=2020)
NOTTINGHAM = "E06000018"


def test_the_command_writes_a_file_for_each_table_and_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only those that begin with N: the whole country takes seconds.
    read = synthetic._postcodes
    monkeypatch.setattr(synthetic, "_postcodes", lambda letters: read("N"))
    said = StringIO()
    call_command(
        "make_903", children=40, years=2, first=2020, out=tmp_path, area=NOTTINGHAM, stdout=said
    )
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 20
    assert "2020-episodes.csv" in names
    assert "2021-previous_permanence.csv" in names
    rows = pd.read_csv(tmp_path / "2020-episodes.csv", dtype=str)
    assert rows["HOME_POST"].dropna().str.startswith("NG").all()
    assert "2021-22:" in said.getvalue()


def test_an_unknown_area_and_nobody_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="E99 is the code of no authority"):
        call_command("make_903", out=tmp_path, area="E99")
    with pytest.raises(UnknownArea):
        next(synthetic_returns(plan=PLAN, area="E99", seed=1))
    assert not list(tmp_path.iterdir())


def test_the_last_return_may_be_an_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    read = synthetic._postcodes
    monkeypatch.setattr(synthetic, "_postcodes", lambda letters: read("N"))
    as_at = dt.date(2021, 6, 30)
    made = dict(synthetic_returns(plan=PLAN, area=NOTTINGHAM, seed=1, as_at=as_at))
    rows = made[2021]["episodes"]
    began, ended = (pd.to_datetime(rows[name], format="%d/%m/%Y") for name in ("DECOM", "DEC"))
    assert began.max() <= pd.Timestamp(as_at)
    assert ended.max() <= pd.Timestamp(as_at)
    assert not rows.loc[ended.isna(), "REC"].str.strip().any()
    with pytest.raises(ValueError, match="is not in the year from 1 April 2021"):
        dict(synthetic_returns(plan=PLAN, area=NOTTINGHAM, seed=1, as_at=dt.date(2022, 4, 1)))
