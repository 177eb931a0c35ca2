"""The board's dashboard of one quarter: sentence, three counted groups, then the themes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import Council
from performance.domain.headline import Headline, headline
from performance.domain.reporting_rules import DEFAULT_RULES, Rules
from performance.domain.status import Status
from performance.domain.vocabulary import Source
from performance.measures import Measure, measures_of
from performance.models import Commentary, Figure, Pack, QuarterlyReturn, Theme
from performance.rows import MeasureRow, measure_row
from performance.undated import Undated, by_theme, undated_values
from reference.benchmarks import Benchmark, benchmarks
from reference.domain.periods import Period, parse, quarter_of, shift
from reporting.models import Audience, Edition

# What a theme lists without a second look; the rest is behind "and 12 more".
LONGEST_GROUP = 8
MOST_QUESTIONS = 3


@dataclass(frozen=True)
class StatusGroup:
    """Measures of one status: counted, the first eight named."""

    status: Status
    rows: tuple[MeasureRow, ...]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def named(self) -> tuple[MeasureRow, ...]:
        return self.rows[:LONGEST_GROUP]

    @property
    def more(self) -> tuple[MeasureRow, ...]:
        return self.rows[LONGEST_GROUP:]


@dataclass(frozen=True)
class ThemeSection:
    """A theme: its rows, what officers say, what to ask; or why there is nothing yet."""

    theme: Theme
    rows: tuple[MeasureRow, ...]
    comments: tuple[Comment, ...]
    questions: tuple[str, ...]
    silent: tuple[MeasureRow, ...]
    undated: tuple[Undated, ...]
    return_status: str
    due_on: dt.date | None

    @property
    def anchor(self) -> str:
        return f"t-{self.theme.code}"

    @property
    def without_figure(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.silent)

    @property
    def drawn(self) -> tuple[MeasureRow, ...]:
        """Rows with a small chart, for the table that says the same."""
        return tuple(row for row in self.rows if row.spark is not None)


@dataclass(frozen=True)
class Comment:
    """One commentary in its newest version."""

    pk: int
    text: str
    unchanged: bool


@dataclass(frozen=True)
class QuarterDashboard:
    """All that the dashboard's template receives."""

    council: Council
    quarter: Period
    quarters: tuple[Period, ...]
    latest: Period | None
    headline: Headline
    groups: tuple[StatusGroup, ...]
    sections: tuple[ThemeSection, ...]
    pack: Pack | None
    edition_id: int | None
    is_changed: bool
    signed_off: int
    opened: int
    benchmark_year: int
    release: int
    has_benchmarks: bool
    rules: Rules

    @property
    def eight(self) -> tuple[Period, ...]:
        """The quarters of the small charts, oldest first."""
        found = (shift(self.quarter, back) for back in range(-7, 1))
        return tuple(period for period in found if period is not None)

    @property
    def before(self) -> Period | None:
        """The newest quarter with returns before this one."""
        return max((one for one in self.quarters if one < self.quarter), default=None)

    @property
    def is_published(self) -> bool:
        return self.edition_id is not None

    @property
    def is_partial(self) -> bool:
        """Whether themes whose returns were opened are still to come."""
        return 0 < self.signed_off < self.opened

    @property
    def has_judged(self) -> bool:
        """Whether any measure is on, close to or off a target."""
        return any(group.count for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return not any(section.rows for section in self.sections)


def benchmark_year(quarter: Period, release: int) -> int:
    """The year ending 31 March that a quarter is read beside: the last one ended by then."""
    ended = quarter.ends_on.year - (quarter.ends_on < dt.date(quarter.ends_on.year, 3, 31))
    return min(ended, release)


def quarter_benchmarks(
    council: Council, quarter: Period, measures: Iterable[Measure]
) -> dict[str, Benchmark]:
    series = [m.indicator.published for m in measures if m.indicator.published is not None]
    release = settings.STATISTICS_RELEASE
    year = benchmark_year(quarter, release)
    return benchmarks(council.area, year=year, release=release, series=series)


def quarter_dashboard(council: Council, quarter: Period) -> QuarterDashboard:
    """The dashboard of a quarter, for people of the council. Ten queries at most."""
    returns = list(
        QuarterlyReturn.objects.for_council(council).values_list(
            "quarter", "theme_id", "status", "due_on", "signed_off_times"
        )
    )
    measures = measures_of(council)
    compared = quarter_benchmarks(council, quarter, measures)
    rows = [measure_row(measure, quarter, compared) for measure in measures]
    comments = comments_of(council, quarter)
    pack = _pack(council, quarter)
    quarters = {parse(key) for key, *_ in returns} | {quarter} | _imported_quarters(measures)
    signed = [times for key, *_, times in returns if key == quarter.key]
    return QuarterDashboard(
        council=council,
        quarter=quarter,
        quarters=tuple(sorted(quarters, reverse=True)),
        latest=max((parse(key) for key, *_, times in returns if times), default=None),
        headline=headline_of(rows),
        groups=groups_of(rows),
        sections=sections_of(
            rows,
            comments.by_theme,
            {theme: (status, due) for key, theme, status, due, _ in returns if key == quarter.key},
            by_theme(undated_values(council, rows)),
        ),
        pack=pack,
        edition_id=getattr(pack, "edition_id", None),
        is_changed=getattr(pack, "is_changed", False),
        signed_off=sum(times > 0 for times in signed),
        opened=len(signed),
        benchmark_year=benchmark_year(quarter, settings.STATISTICS_RELEASE),
        release=settings.STATISTICS_RELEASE,
        has_benchmarks=bool(compared),
        rules=measures[0].rules if measures else DEFAULT_RULES,
    )


def _imported_quarters(measures: Iterable[Measure]) -> set[Period]:
    """Quarters that no return reported but that a council's imported history speaks of."""
    every = (one for measure in measures for one in measure.held if not one.reported_in)
    return {quarter_of(one.period.ends_on) for one in every}


def latest_quarter(council: Council) -> Period | None:
    """The newest quarter with a signed-off return; without one, the newest of imported history,
    then the newest that was opened.
    """
    returns = QuarterlyReturn.objects.for_council(council).order_by("-ends_on")
    signed = returns.filter(signed_off_times__gt=0).values_list("quarter", flat=True).first()
    if signed:
        return parse(signed)
    imported = Figure.objects.for_council(council).filter(source=Source.IMPORTED)
    ended = imported.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if ended:
        return quarter_of(ended)
    opened = returns.values_list("quarter", flat=True).first()
    return parse(opened) if opened else None


def headline_of(rows: Sequence[MeasureRow]) -> Headline:
    shown = [row for row in rows if row.has_figure]
    return headline(
        [row.status for row in shown],
        [row.change for row in shown],
        [
            (row.name, row.held.reported_direction, row.change)
            for row in shown
            if row.held is not None and row.held.reported_direction
        ],
        provisional=sum(row.provisional for row in shown),
        planned=sum(row.judgement.planned for row in shown),
    )


def groups_of(rows: Sequence[MeasureRow]) -> tuple[StatusGroup, ...]:
    judged = (Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET)
    return tuple(
        StatusGroup(status, tuple(row for row in rows if row.status is status)) for status in judged
    )


def sections_of(
    rows: Sequence[MeasureRow],
    comments: dict[str, list[Comment]],
    returns: dict[str, tuple[str, dt.date]],
    undated: Mapping[str, Sequence[Undated]],
) -> tuple[ThemeSection, ...]:
    """One section a theme, in the themes' order; a theme without measures has none."""
    themes = {row.measure.indicator.theme_id: row.measure.indicator.theme for row in rows}
    return tuple(
        _section(
            theme,
            [row for row in rows if row.measure.indicator.theme_id == code],
            comments.get(code, []),
            returns.get(code),
            undated.get(code, ()),
        )
        for code, theme in themes.items()
    )


def _section(
    theme: Theme,
    rows: Sequence[MeasureRow],
    comments: Sequence[Comment],
    opened: tuple[str, dt.date] | None,
    undated: Sequence[Undated],
) -> ThemeSection:
    # "Not available" is said in the table, with its reason; silence is named below it.
    shown = [row for row in rows if row.hidden or row.held is not None]
    return ThemeSection(
        theme=theme,
        rows=tuple(shown),
        comments=tuple(comments),
        questions=questions_of(shown),
        silent=tuple(row for row in rows if row not in shown),
        undated=tuple(undated),
        return_status=opened[0] if opened else "",
        due_on=opened[1] if opened else None,
    )


def questions_of(rows: Sequence[MeasureRow]) -> tuple[str, ...]:
    """The first question of each measure that went wrong, worst first; two of the only one."""
    wrong = sorted((row for row in rows if _concern(row)), key=_concern, reverse=True)
    asked = [row.measure.indicator.questions[0] for row in wrong if row.measure.indicator.questions]
    if len(wrong) == 1:
        asked = list(wrong[0].measure.indicator.questions)
    return tuple(dict.fromkeys(asked))[:MOST_QUESTIONS]


def _concern(row: MeasureRow) -> int:
    """How much a measure asks for a question: 0 is not at all."""
    if row.hidden or row.held is None:
        return 0
    worse = row.change.meaning == "worse" or row.held.reported_direction == "worsening"
    return {Status.OFF_TARGET: 4, Status.CLOSE: 2}.get(row.status, 0) + 3 * worse


@dataclass(frozen=True)
class Said:
    """Comments by theme, and how many of each theme were left out."""

    by_theme: dict[str, list[Comment]]
    left_out: dict[str, int]


def comments_of(council: Council, quarter: Period, *, without: Collection[int] = ()) -> Said:
    """What was signed off for a quarter by theme, the newest version of each. One query.

    `without` are measures whose figures are hidden: a comment that speaks of one is left out,
    because its words could say the number.
    """
    said = Commentary.objects.filter(council=council, reported_in__quarter=quarter.key)
    ordered = said.order_by("indicator__order", "indicator__code", "version")
    newest: dict[tuple[str, int], tuple[Comment, set[int]]] = {}
    for theme, indicator, pk, covers, text, unchanged in ordered.values_list(
        "indicator__theme_id", "indicator_id", "pk", "indicators", "text", "unchanged"
    ):
        known = newest.get((theme, indicator))
        spoken_of = known[1] if known and known[0].pk == pk else set()
        newest[theme, indicator] = (Comment(pk, text, unchanged), {*spoken_of, covers, indicator})
    by_theme: dict[str, list[Comment]] = {}
    left_out: dict[str, int] = {}
    for (theme, _), (comment, spoken_of) in newest.items():
        if not comment.text:
            continue
        if spoken_of.isdisjoint(without):
            by_theme.setdefault(theme, []).append(comment)
        else:
            left_out[theme] = left_out.get(theme, 0) + 1
    return Said(by_theme, left_out)


def _pack(council: Council, quarter: Period) -> Pack | None:
    newest = Edition.objects.filter(
        council=OuterRef("council"),
        kind="performance-pack",
        subject=OuterRef("quarter"),
        audience=Audience.PUBLIC,
        withdrawn_at=None,
    ).order_by("-number")
    later = Figure.objects.filter(
        council=OuterRef("council"),
        reported_in__quarter=OuterRef("quarter"),
        signed_at__gt=OuterRef("published_at"),
    )
    packs = Pack.objects.filter(council=council, quarter=quarter.key).annotate(
        edition_id=Subquery(newest.values("pk")[:1]),
        published_at=Subquery(newest.values("published_at")[:1]),
    )
    return packs.annotate(is_changed=Exists(later)).first()
