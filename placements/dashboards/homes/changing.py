"""What would change it: saved scenarios against no change in policy, as they were worked out."""

from __future__ import annotations

from collections.abc import Sequence

from placements.dashboards.profile.parts import NONE
from placements.domain.supply.changing import Bar, Quarter
from placements.domain.supply.outlook import Outlook

from .parts import HomesView
from .saying import LEAST, Saying

TITLE = "Scenarios beside each other"
NO_SCENARIO = (
    "No scenario has been worked out. A commissioner or an analyst saves what they would change, "
    "more foster carers or a new home for example; it is then set beside no change in policy."
)
NOTE = (
    "Gap: children less places; below nought there are places to spare. Cost is of all kinds of "
    "homes with a known price. Ranges hold eight in ten simulations, the same for each scenario."
)
NO_PLACES = (
    "The register knew of no place to count on when the scenarios were worked out, so neither "
    "places nor a gap are told."
)
NO_PRICES = "No price was known when the scenarios were worked out, so no cost is told."

MILLION = 1_000_000


def scenarios_view(saying: Saying, outlook: Outlook | None) -> HomesView:
    """Children in homes at the end, and by quarter places, gap and cost, with ranges."""
    told = outlook.scenarios if outlook else ()
    if not told:
        return HomesView("scenarios", TITLE, sentence=NO_SCENARIO)
    last = told[0].quarters[-1]
    if saying.public and last.children[0] < LEAST:
        return HomesView("scenarios", TITLE, sentence="Too few children to tell.")
    # A council whose register is empty has not no places: nobody knows how many.
    places, priced = (_is_known(told[0].quarters, of) for of in ("places", "cost"))
    rows, few_rows = (
        tuple(
            (one.name, _quarter(at), *_cells(at, saying, places=places, priced=priced))
            for one in told
            # Counted from the end: the last quarter is told wherever the forecast begins.
            for at in reversed(one.quarters[::-every])
        )
        for every in (1, 8)
    )
    lacking = ((places, NO_PLACES), (priced, NO_PRICES))
    bars = tuple(Bar(one.name, *one.quarters[-1].children) for one in told)
    return HomesView(
        key="scenarios",
        title=f"Children in homes in {last.day.year}",
        subtitle="Middle and 80% range. Dotted line: no change in policy",
        sentence=_sentence(bars),
        head=("Scenario", "Quarter to", "Children in homes", "Places in homes", "Gap in homes",
              "Cost of the quarter"),
        rows=rows,
        paper_rows=few_rows,
        bars=bars,
        notes=(NOTE, *(words for known, words in lacking if not known)),
        source="The kept forecast; places and prices of the register on the day it starts from",
    )  # fmt: skip


def _quarter(one: Quarter) -> str:
    return f"{one.day:%B %Y}"


def _is_known(quarters: Sequence[Quarter], measure: str) -> bool:
    """Of the scenario without a change: nought in every quarter is what an empty register gives."""
    return any(max(getattr(one, measure)) > 0 for one in quarters)


def _cells(one: Quarter, saying: Saying, *, places: bool, priced: bool) -> tuple[str, ...]:
    cost = [_cost(pounds, saying) for pounds in one.cost]
    return (
        _range(one.children),
        f"{round(one.places[1]):,}" if places else NONE,
        _range(one.gap) if places else NONE,
        f"{cost[1]} ({cost[0]} to {cost[2]})" if priced else NONE,
    )


def _cost(pounds: float, saying: Saying) -> str:
    """To what a forecast can know: "£9.37m", or thousands."""
    if pounds >= MILLION:
        return f"£{pounds / MILLION:.2f}m"
    return saying.sum(round(pounds, -3) * 100)


def _range(numbers: tuple[float, float, float]) -> str:
    low, mid, high = (f"{round(one):,}".replace("-", "−") for one in numbers)
    return f"{mid} ({low} to {high})"


def _sentence(bars: tuple[Bar, ...]) -> str:
    """Of the scenario with fewest children in homes, against no change."""
    base, *others = bars
    best = min(others, key=lambda one: one.mid, default=base)
    fewer = round(base.mid) - round(best.mid)
    if fewer <= 0:
        return f"No scenario leaves fewer children in homes than the {round(base.mid):,} expected."
    return (
        f"“{best.name}” does most: {round(best.mid):,} children in homes, {fewer:,} fewer than "
        "with no change in policy."
    )
