"""Scorecards as councils keep them, made by xlsxwriter with merged years, formulas and targets."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from performance.domain.history import Mapping, parse_mapping

NAME = "scorecard.xlsx"
VISITS, CARE, REVIEWS = "visits-on-time", "children-in-care", "reviews-on-time"
MAPPING = (
    "sheet,line,holds,measure,part,basis,group,reads,period\n"
    "Scorecard,row 3,periods,,,,,,\n"
    "Scorecard,row 4,periods,,,,,,\n"
    "Scorecard,row 5,figures,children-in-care,,,,,\n"
    "Scorecard,row 6,figures,visits-on-time,numerator,,,,\n"
    "Scorecard,row 7,figures,visits-on-time,denominator,,,,\n"
    "Scorecard,row 8,figures,visits-on-time,,,,,\n"
    "Scorecard,row 9,figures,reviews-on-time,,,,,\n"
    "Scorecard,column B,targets,,,,,,2018-19\n"
)


def rules() -> Mapping:
    return parse_mapping(MAPPING)


def scorecard(**cells: Any) -> bytes:
    """Two quarters of 2018-19 and two of 2019-20; `C9=870` puts another value into a cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2020, 5, 4)})
    sheet = book.add_worksheet("Scorecard")
    bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
    sheet.write("A1", "Corporate parenting scorecard", bold)
    sheet.merge_range("C3:D3", "2018/19", bold)
    sheet.merge_range("E3:F3", "2019/20", bold)
    sheet.write_row("A4", ["Measure", "Target", "Q3", "Q4", "Q1", "Q2", "RAG"], bold)
    sheet.write_row("A5", ["Children in care", None, 600, 610, 620, 630])
    sheet.write_row("A6", ["Visits on time", 95, 450, 460, 470, 480])
    sheet.write_row("A7", ["out of", None, 500, 500, 500, 600])
    sheet.write("A8", "Visits, %")
    for column, kept in zip("CDEF", (0.9, 0.92, 0.94, 0.8), strict=True):
        sheet.write_formula(f"{column}8", f"={column}6/{column}7", percent, kept)
    sheet.write_row("A9", ["Reviews on time", None, "91.5%", "n/a", 93, "*", "green"])
    notes = book.add_worksheet("Notes")
    notes.write("A1", "Kept by the performance team")
    for place, value in cells.items():
        sheet.write(place, value)
    book.close()
    return out.getvalue()
