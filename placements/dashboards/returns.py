"""The returns that are held and those that wait; one of them with what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Council
from performance.dashboards.offers import computed_quarters
from placements.models import Intake, Return903
from reference.domain.periods import Period
from reporting.models import Build

from .points import PointPage, point_page

MOST_SETTLED = 20
# The kind of build that works a council's figures out.
OFFERING = "cohort-figures"
REGISTER_FIGURES = "register-figures"


@dataclass(frozen=True)
class HeldLine:
    """A return that is held: which tables, and how many rows."""

    label: str
    as_at: Any
    rows: int
    tables: int
    loaded_at: Any
    loaded_by: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OfferingLine:
    """What became of the figures when they were last worked out: words, and whether it is done."""

    words: str
    asked_at: Any
    is_under_way: bool
    has_failed: bool


@dataclass(frozen=True)
class ReturnsPage:
    held: tuple[HeldLine, ...]
    waiting: tuple[Intake, ...]
    settled: tuple[Intake, ...]
    offering: OfferingLine | None
    computed: Period | None
    own_point: PointPage

    @property
    def has_files(self) -> bool:
        """Whether it is known of any return in which files it came."""
        return any(one.files for one in self.held)


def returns_page(council: Council) -> ReturnsPage:
    """Seven queries. `computed` is the newest quarter of which figures are offered."""
    held = Return903.objects.for_council(council).select_related("loaded_by").order_by("-year")
    intakes = Intake.objects.for_council(council).select_related("sent_by", "settled_by")
    waiting = intakes.under_way()
    settled = intakes.exclude(pk__in=waiting)[:MOST_SETTLED]
    quarters = computed_quarters(council)
    return ReturnsPage(
        held=tuple(_line(one) for one in held),
        waiting=tuple(waiting),
        settled=tuple(settled),
        offering=offering_line(council, OFFERING),
        computed=quarters[0] if quarters else None,
        own_point=point_page(council),
    )


def offering_line(council: Council, kind: str) -> OfferingLine | None:
    """What came of the newest offering of a kind; None where there was none."""
    build = Build.objects.for_council(council).filter(kind=kind).first()
    if build is None:
        return None
    has_failed = build.status == Build.Status.FAILED
    return OfferingLine(
        words=build.error if has_failed else build.stage,
        asked_at=build.asked_at,
        is_under_way=build.status in (Build.Status.WAITING, Build.Status.RUNNING),
        has_failed=has_failed,
    )


def _line(one: Return903) -> HeldLine:
    return HeldLine(
        label=one.label,
        as_at=one.as_at,
        rows=sum(one.tables.values()),
        tables=len(one.tables),
        loaded_at=one.loaded_at,
        loaded_by=str(one.loaded_by or "an operator"),
        files=tuple(sorted({(name, sha256) for name, sha256 in filter(None, one.files.values())})),
    )


@dataclass(frozen=True)
class IntakePage:
    """What was found. Counts are of rows; a problem's row may have another problem too."""

    intake: Intake
    stage: str
    failed: str
    rows: int
    used: int
    set_aside: int
    children: int
    children_new: int
    added: int
    changed: int
    removed: int
    problems: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    repairs: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    differences: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    tables: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    left_out: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    unknown_homes: int = 0
    unknown_placements: int = 0

    @property
    def nothing_new(self) -> bool:
        return bool(self.intake.report.get("nothing_new"))

    @property
    def kept_problems(self) -> int:
        return sum(one["count"] for one in self.problems if not one["set_aside"])


def intake_page(intake: Intake, build: Build | None) -> IntakePage:
    """From the report that is kept with the intake; no query."""
    report = intake.report
    tables, differences = report.get("tables", []), report.get("difference", [])
    unknown = report.get("unknown_postcodes", {})
    return IntakePage(
        intake=intake,
        stage=build.stage if build else "",
        failed=build.error if build else "",
        rows=_sum(tables, "rows"),
        used=_sum(tables, "used"),
        set_aside=_sum(tables, "set_aside"),
        children=report.get("children", 0),
        children_new=report.get("children_new", 0),
        added=_sum(differences, "added"),
        changed=_sum(differences, "changed"),
        removed=_sum(differences, "removed"),
        problems=sorted(report.get("problems", []), key=lambda one: not one["set_aside"]),
        repairs=report.get("repairs", []),
        differences=differences,
        tables=tables,
        left_out=report.get("left_out", []),
        unknown_homes=unknown.get("home", 0),
        unknown_placements=unknown.get("placement", 0),
    )


def _sum(lines: Sequence[Mapping[str, Any]], name: str) -> int:
    return sum(one[name] for one in lines)


HEADINGS = (
    "Return", "File", "Table", "Row", "Column", "Code", "Rule", "What is wrong", "What to do",
    "What was done",
)  # fmt: skip


def problem_lines(report: Mapping[str, Any]) -> list[tuple[str | int, ...]]:
    """One line a row that has a problem, headings first."""
    lines: list[tuple[str | int, ...]] = [HEADINGS]
    for one in report.get("problems", []):
        before = (one["return"], one["file"], one["table"])
        done = "set aside" if one["set_aside"] else "kept"
        after = (one["column"], one["code"], one["rule"], one["words"], one["advice"], done)
        lines += [(*before, row, *after) for row in one["rows"]]
        if (more := one["count"] - len(one["rows"])) > 0:
            lines.append((*before, f"and {more} more", *after))
    return lines
