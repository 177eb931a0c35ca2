"""The words that describe an indicator and a figure. One enum each; the values are stored."""

from __future__ import annotations

import enum


class Labelled(enum.StrEnum):
    """A stored word with the label that people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Unit(Labelled):
    PERCENT = "percent", "percent"
    COUNT = "count", "number"
    RATE = "per_10000", "per 10,000"
    DAYS = "days", "days"
    SCORE = "score", "score"


class Polarity(Labelled):
    HIGH = "high", "higher is better"
    LOW = "low", "lower is better"
    RANGE = "range", "inside the range is better"
    NONE = "none", "neither higher nor lower is better"


class Frequency(Labelled):
    MONTH = "month", "every month"
    QUARTER = "quarter", "every quarter"
    TERM = "term", "every academic term"
    YEAR = "year", "every year"
    DATED = "dated", "on a date that the officer states"


class Basis(Labelled):
    """What of a period the figure describes (INDICATORS, keys and lists)."""

    PERIOD_END = "period_end", "as at period end"
    OVER_PERIOD = "over_period", "over the period"
    AVERAGE = "average", "average over the period"
    ROLLING_12 = "rolling_12", "rolling 12 months"
    YEAR_TO_DATE = "year_to_date", "year to date"
    OUTTURN = "outturn", "year-end outturn"
    NOT_STATED = "not_stated", "basis not stated"


class Source(Labelled):
    ENTERED = "entered", "Entered"
    IMPORTED = "imported", "Imported"
    COMPUTED = "computed", "Computed"
    OVERRIDDEN = "overridden", "Overridden"


class Standing(Labelled):
    """A provisional figure is marked everywhere and chased; a final one stands."""

    PROVISIONAL = "provisional", "Provisional"
    FINAL = "final", "Final"


class Reported(Labelled):
    """What officers report of the direction, beside the numbers."""

    UNSAID = "", "Nothing reported"
    IMPROVING = "improving", "Improving"
    STATIC = "static", "Static"
    WORSENING = "worsening", "Worsening"
