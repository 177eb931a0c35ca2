"""Small returns, written out, and what reads them in tests."""

from __future__ import annotations

import csv
import datetime as dt
import io

import numpy as np
import pandas as pd
from django.conf import settings

from placements.domain.linking.together import loose
from placements.domain.reading import Piece, Problems, Source, definitions, read_table, recognise

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
# A real postcode of Nottingham's council house, one of Derby's, and one that is none.
HOME, AWAY, NOWHERE = "NG1 2DT", "DE1 2FS", "ZZ99 9ZZ"


def rows_of(name):
    with (settings.FIXTURES_DIR / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told():
    return definitions(
        rows_of("ssda903_columns.csv"), rows_of("ssda903_codes.csv"), rows_of("ssda903_rules.csv")
    )


def header(*lines):
    return "\r\n".join([HEADER, *lines, ""]).encode()


def episodes(*lines):
    return "\r\n".join([EPISODES, *lines, ""]).encode()


def year_one():
    """2019-20: one child in care at the end, one who went home."""
    return [
        ("2019-header.csv", header("A1,1,02/05/2010,WBRI,X1,,", "B2,2,01/01/2012,WBRI,X2,,")),
        (
            "2019-episodes.csv",
            episodes(
                f"A1,10/06/2019,S,C2,N1,U6,PR1,,,,{HOME},{AWAY},1234567",
                f"B2,01/05/2019,S,V2,N4,U4,PR4,01/12/2019,E4A,,{HOME},{HOME},",
            ),
        ),
    ]


def year_two():
    """2020-21: the first child moved and stays; a third began."""
    return [
        ("2020-header.csv", header("A1,1,02/05/2010,WBRI,X1,,", "C3,2,01/01/2015,WBRI,X3,,")),
        (
            "2020-episodes.csv",
            episodes(
                f"A1,10/06/2019,S,C2,N1,U6,PR1,01/09/2020,X1,CARPL,{HOME},{AWAY},1234567",
                f"A1,01/09/2020,P,C2,N1,K2,PR4,,,,{HOME},{NOWHERE},",
                f"C3,05/05/2020,S,C1,N1,U6,PR1,,,,{HOME},{HOME},",
            ),
        ),
    ]


def read(text, *, year=2020, as_at=None):
    """(parsed, problems by (column, rule, code): row numbers) of a table as text."""
    lines = list(csv.reader(io.StringIO(text)))
    known = told()
    found = recognise(lines[0], known.tables)
    cells = pd.DataFrame(lines[1:], columns=range(len(lines[0])), dtype="str")
    piece = Piece(cells, np.arange(2, len(lines) + 1))
    problems = Problems()
    source = Source("a.csv", year, as_at or dt.date(year + 1, 3, 31))
    parsed = read_table(found, [piece], source, known, problems)
    return parsed, {(one.kind.column, one.kind.rule, one.kind.code): one.rows for one in problems}


def linkable(*lines, table="episodes"):
    """Rows as linking takes them: dictionaries with what matters, the rest blank."""
    columns = loose(table)
    blank = {
        name: None if kind[0] in "dfIb" and kind != "int64" else 0 if "int" in kind else ""
        for name, kind in columns.items()
    }
    rows = pd.DataFrame([{**blank, **line} for line in lines], columns=list(columns))
    for name, kind in columns.items():
        if kind.startswith("datetime"):
            rows[name] = pd.to_datetime(rows[name])
    return rows.astype(columns)
