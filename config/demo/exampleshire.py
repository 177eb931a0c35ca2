"""Exampleshire, which does not exist: twenty quarters of counts, entered like anybody's, after
three years that came with its old scorecard.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Council
from performance.checking import EntryCheck
from performance.domain.cumulative import STEPS, awaits_forecast
from performance.domain.printing import with_unit
from performance.domain.vocabulary import Basis, Frequency, Unit
from performance.models import Entry, Indicator, Offer, QuarterlyReturn, Theme
from performance.services.catalogue import switch_on_catalogue
from performance.services.measures import break_series, set_target
from performance.services.packs import set_pack_details
from performance.services.returns import TypedEntry
from reference.domain.periods import Period, long_date, parse, quarter, quarter_of, shift

from .cohort import load_cohort
from .entering import Days, Line, answer_checks, hand_over, opened_return, save, typed
from .history import bring_history_in
from .people import People
from .simulation import Cohort, Draw, Model, simulate
from .tables import rows

SLUG = "exampleshire"
AREA = "X99000001"
NAME = "Exampleshire Council"
BOARD = "Corporate Parenting Panel"
COLOUR = "#214d3d"
FIRST, QUARTER = quarter(2020, 1), quarter(2024, 4)
QUARTERS = 20
# Before the first return, from the council's own workbook.
EARLIER = 12
PUBLISHED = dt.date(2025, 5, 9)
SEED = 20_250_331
# An officer's forecast, as a share of what comes.
FORECASTS = (0.75, 1.2)
FINAL_AFTER = dt.timedelta(days=61)
RATE, RATE_OF = "children-in-care-rate", "children-in-care"
# Measure, period, basis.
Slot = tuple[str, str, str]


@transaction.atomic
def load(council: Council, people: People) -> None:
    """Switches, targets, a break, three imported years, twenty quarters of returns and the last
    pack's cover.
    """
    indicators = _catalogue()
    models = read_models(indicators)
    switch_on_catalogue(
        council=council, codes=[model.code for model in models], by=people.administrator
    )
    _targets_and_breaks(council, people, indicators)
    rng = np.random.default_rng(SEED)
    draws = simulate(models, read_cohorts(), quarters=QUARTERS, earlier=EARLIER, rng=rng)
    bring_history_in(council, people, indicators, draws, first=_first_imported())
    themes = Theme.objects.filter(indicators__in=[indicators[m.code] for m in models]).distinct()
    opened = [
        (now, _opened(council, theme, now, people))
        for now in (shift(FIRST, number) or FIRST for number in range(QUARTERS))
        for theme in themes
    ]
    _open_next(council, themes, people)
    load_cohort(council, people)
    story = Story({code: found[EARLIER:] for code, found in draws.items()}, rng, _told(council))
    for now, found in opened:
        _fill(found, now, people, story)
    set_pack_details(
        council=council,
        quarter=QUARTER,
        meeting_on=dt.date(2025, 5, 19),
        item="6",
        presented_by="Director of Children’s Services",
        by=people.governance,
    )


def load_history(council: Council, people: People) -> None:
    """The imported years alone, for a council whose returns were loaded before."""
    indicators = _catalogue()
    rng = np.random.default_rng(SEED)
    draws = simulate(
        read_models(indicators), read_cohorts(), quarters=QUARTERS, earlier=EARLIER, rng=rng
    )
    bring_history_in(council, people, indicators, draws, first=_first_imported())


def _catalogue() -> dict[str, Indicator]:
    return {one.code: one for one in Indicator.objects.filter(council=None)}


def _first_imported() -> Period:
    return shift(FIRST, -EARLIER) or FIRST


def _open_next(council: Council, themes: QuerySet[Theme], people: People) -> None:
    """The quarter that officers are working on: opened, nothing entered yet."""
    following = quarter(2025, 1)
    days = Days(following.ends_on + dt.timedelta(days=1), following.ends_on, following.ends_on)
    for theme in themes:
        opened_return(council, theme, following, people, days)


def read_models(indicators: dict[str, Indicator]) -> list[Model]:
    return [
        Model(
            code=row["code"],
            kind=row["kind"],
            cohort=row["cohort"],
            partition=indicators[row["code"]].partition,
            level=float(row["level"] or 0),
            drift=float(row["drift"] or 0),
            noise=float(row["noise"] or 0),
            shift_at=int(row["shift_at"] or 0),
            shift=float(row["shift"] or 0),
        )
        for row in rows(SLUG, "measures")
    ]


def read_cohorts() -> dict[str, Cohort]:
    return {
        row["cohort"]: Cohort(
            share_of_care=float(row["share_of_care"] or 0),
            size=float(row["size"] or 0),
            noise=float(row["noise"] or 0),
        )
        for row in rows(SLUG, "cohorts")
    }


class Story:
    """What the officer of Exampleshire finds to enter, and what they say of it."""

    def __init__(
        self, draws: dict[str, list[Draw]], rng: np.random.Generator, told: dict[Slot, Draw]
    ) -> None:
        self.draws = draws
        # What is computed from the council's own returns goes before what was drawn.
        self.told = told
        self.rng = rng
        # Forecasts draw from numbers of their own: the rest of the story stays as it is.
        self.forecasting = rng.spawn(1)[0]
        self.provisional = {row["code"] for row in rows(SLUG, "measures") if row["provisional"]}
        self.sentences = [row["text"] for row in rows(SLUG, "comments")]

    def line(self, entry: Entry, now: Period) -> Line:
        """The counts of an entry: of the quarter in which its period ends."""
        indicator = entry.indicator
        period = parse(entry.period) if entry.period else _dated(indicator, now)
        numerator, denominator = self._counts(indicator.code, period, entry.basis)
        unready = now == QUARTER and indicator.code in self.provisional
        return Line(
            code=indicator.code,
            period=period.key,
            basis=entry.basis,
            numerator=str(numerator),
            denominator="" if denominator is None else str(denominator),
            expected=self._expected(entry, period),
            final_due_on=long_date(now.ends_on + FINAL_AFTER) if unready else "",
        )

    def _counts(self, code: str, period: Period, basis: str) -> Draw:
        """As computed, else as drawn; a rate counts the children whose number is computed."""
        drawn = self._draw(code, period, basis)
        if code == RATE:
            return self.told.get((RATE_OF, period.key, basis), drawn)[0], drawn[1]
        return self.told.get((code, period.key, basis), drawn)

    def _draw(self, code: str, period: Period, basis: str) -> Draw:
        last = _number_of(quarter_of(period.ends_on))
        if basis not in (Basis.OUTTURN, Basis.YEAR_TO_DATE):
            return self.draws[code][last]
        year = self.draws[code][last - last % 4 : last + 1]
        whole = [bottom for _, bottom in year if bottom is not None]
        return sum(top for top, _ in year), sum(whole) if whole else None

    def _expected(self, entry: Entry, period: Period) -> str:
        """What the officer expects in the rest of the year: what will come, more or less."""
        if not awaits_forecast(period, entry.basis, entry.indicator.unit):
            return ""
        last = _number_of(quarter_of(period.ends_on))
        rest = sum(top for top, _ in self.draws[entry.indicator.code][last + 1 : last // 4 * 4 + 4])
        return str(round(rest * self.forecasting.uniform(*FORECASTS)))

    def answer(self, check: EntryCheck) -> TypedEntry | None:
        """Confirms a surprise and writes the comment that is asked for."""
        checked, entry = check.checked, check.entry
        if not checked.surprises and not checked.comment_required:
            return None
        line = Line(
            code=check.indicator.code,
            period=entry.period,
            basis=entry.basis,
            numerator=entry.numerator,
            denominator=entry.denominator,
            expected=entry.expected,
            final_due_on=entry.final_due_on,
        )
        comment = self._comment(check) if checked.comment_required else ""
        return typed(entry, line, confirmed=checked.to_confirm, comment=comment)

    def _comment(self, check: EntryCheck) -> str:
        unit = Unit(check.indicator.unit)
        # Whole, as public editions print it: a comment stands in both.
        value = with_unit(check.checked.value, unit, decimals=check.indicator.decimals, public=True)
        rng = self.forecasting if check.indicator.basis == Basis.YEAR_TO_DATE else self.rng
        sentence = self.sentences[int(rng.integers(len(self.sentences)))]
        return sentence.format(name=f"“{check.name}”", value=value)


def _told(council: Council) -> dict[Slot, Draw]:
    """The counts that are offered from the returns of children: by measure, period and basis."""
    offers = Offer.objects.for_council(council).current().filter(numerator__isnull=False)
    found: dict[Slot, Draw] = {}
    for one in offers.select_related("indicator"):
        whole = None if one.denominator is None else int(one.denominator)
        found[one.indicator.code, one.period, one.basis] = int(one.numerator or 0), whole
    return found


def _days(now: Period) -> Days:
    return Days(
        opened=now.ends_on + dt.timedelta(days=1),
        submitted=now.ends_on + dt.timedelta(days=20),
        signed=now.ends_on + dt.timedelta(days=26),
    )


def _opened(council: Council, theme: Theme, now: Period, people: People) -> QuarterlyReturn:
    return opened_return(council, theme, now, people, _days(now))


def _fill(opened: QuarterlyReturn, now: Period, people: People, story: Story) -> None:
    entries = list(opened.entries.select_related("indicator"))
    if not entries:  # no term ended in the quarter, no year is over
        return
    days = _days(now)
    save(opened, [typed(one, story.line(one, now)) for one in entries], people, days)
    answer_checks(opened, people, days, story.answer)
    hand_over(opened, people, days)


def _dated(indicator: Indicator, now: Period) -> Period:
    """A dated figure is of the quarter's last day, or of the quarter."""
    if indicator.frequency == Frequency.DATED and indicator.basis == Basis.PERIOD_END:
        return parse(now.ends_on.isoformat())
    return now


def _number_of(now: Period) -> int:
    """0 for the first quarter."""
    return int(now.key[:4]) * 4 + int(now.key[-1]) - (int(FIRST.key[:4]) * 4 + int(FIRST.key[-1]))


def _targets_and_breaks(council: Council, people: People, indicators: dict[str, Indicator]) -> None:
    for row in rows(SLUG, "targets"):
        set_target(
            council=council,
            indicator=indicators[row["code"]],
            from_period=parse(row["from"]),
            low=Decimal(row["low"]) if row["low"] else None,
            high=Decimal(row["high"]) if row["high"] else None,
            **{step: Decimal(row[step]) for step in STEPS if row[step]},
            note=row["note"],
            by=people.administrator,
        )
    for row in rows(SLUG, "breaks"):
        wanted = {name: row[name] for name in ("kind", "before", "after", "reason")}
        break_series(
            council=council,
            indicator=indicators[row["code"]],
            from_period=parse(row["from"]),
            by=people.administrator,
            **wanted,
        )
