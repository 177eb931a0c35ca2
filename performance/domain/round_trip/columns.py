"""The columns of a return's spreadsheet: their names, and the words in their heads."""

from __future__ import annotations

from performance.domain.vocabulary import Labelled


class Column(Labelled):
    """In the order of the sheet. The first four say which figure a row is and what was computed of
    it, and are hidden."""

    RETURN = "return", "Return"
    FIGURE = "figure", "Figure"
    REVISION = "revision", "Revision"
    OFFER = "offer", "Computed version"
    MEASURE = "measure", "Measure"
    WHEN = "when", "When"
    COUNTED = "counted", "What is counted"
    UNIT = "unit", "Unit"
    TARGET = "target", "Target"
    COMPUTED = "computed", "Computed"
    EARLIER_4 = "earlier_4", "Last year’s outturn"
    EARLIER_3 = "earlier_3", "Three before"
    EARLIER_2 = "earlier_2", "Two before"
    EARLIER_1 = "earlier_1", "One before"
    PERIOD = "period", "Date"
    NUMERATOR = "numerator", "Count"
    DENOMINATOR = "denominator", "Out of"
    VALUE = "value", "Value"
    EXPECTED = "expected", "Expected in the rest of the year"
    UNAVAILABLE = "unavailable", "Not available"
    REASON = "unavailable_reason", "Why not available"
    PROVISIONAL = "provisional", "Provisional"
    FINAL_DUE = "final_due_on", "Final figure due"
    OVERRIDE = "override_reason", "Why not the computed figure"
    COMMENT = "comment", "Comment"


KEYS = (Column.RETURN, Column.FIGURE, Column.REVISION, Column.OFFER)
EARLIER = (Column.EARLIER_4, Column.EARLIER_3, Column.EARLIER_2, Column.EARLIER_1)
NUMBERS = (Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE)
# Beside the figure: a forecast is no way of giving it.
COUNTED = (*NUMBERS, Column.EXPECTED)
DATES = (Column.PERIOD, Column.FINAL_DUE)
MARKS = (Column.UNAVAILABLE, Column.PROVISIONAL)
WORDS = (Column.REASON, Column.OVERRIDE, Column.COMMENT)
# Not in files that went out before figures were computed.
LATER = (Column.OFFER, Column.OVERRIDE)
# What officers fill in.
OPEN = (*COUNTED, *DATES, *MARKS, *WORDS)
