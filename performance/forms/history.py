"""Forms of imported history: the file, and what somebody points at in its grid."""

from __future__ import annotations

from collections.abc import Mapping as Named
from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.dashboards.history import Grid
from performance.domain.history import (
    Axis,
    Holds,
    Mapping,
    MappingError,
    MappingProblem,
    Part,
    Reads,
    Rule,
    parse_mapping,
)
from performance.domain.history.mapping import ALL, HEADINGS_READ
from performance.domain.vocabulary import Basis
from performance.models import HistoryMapping
from reference.domain.periods import PeriodError, parse

from .upload import UploadForm

MOST_MAPPING = 256 * 1024
SHARES = "shares"
# What the cells of a measure's line can be, in the order in which they are offered.
PARTS = (
    (Part.VALUE.value, "The figure"),
    (SHARES, "The figure, as a share of 1 (0.87 is 87%)"),
    (Part.NUMERATOR.value, "The count"),
    (Part.DENOMINATOR.value, "What the count is out of"),
    (Part.TARGET.value, "The target"),
)
BASES = (("", "The usual way"), *((one.value, one.label.capitalize()) for one in Basis))
READS = tuple((one.value, one.label) for one in HEADINGS_READ)


class HistoryFileForm(UploadForm):
    """The workbook that a council already keeps, and how the last one was read."""

    kept = forms.ModelChoiceField(
        HistoryMapping.objects.none(),
        label="Read it as an earlier file",
        required=False,
        empty_label="No, I point at its rows and columns",
    )

    def __init__(self, *args: Any, mappings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Scorecard"
        self.fields["file"].error_messages["required"] = (
            self.fields["file"]
            .error_messages["required"]
            .replace("Choose the filled spreadsheet", "Choose the scorecard")
        )
        self.fields["kept"].queryset = mappings  # type: ignore[attr-defined]
        if not mappings.exists():
            del self.fields["kept"]


class KeptMappingForm(GovukForm):
    """A mapping that was kept, or one in a file."""

    kept = forms.ModelChoiceField(
        HistoryMapping.objects.none(),
        label="A mapping that was kept",
        required=False,
        empty_label="None",
    )
    file = forms.FileField(
        label="Or a mapping file",
        required=False,
        help_text="A CSV file, as “Download the mapping” gives it.",
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    mapping: Mapping | None = None

    def __init__(self, *args: Any, mappings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = mappings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kept, file = cleaned.get("kept"), cleaned.get("file")
        if not (kept or file):
            raise forms.ValidationError("Choose a mapping that was kept, or a mapping file.")
        self.mapping = _parsed(kept.text if kept else _decoded(file))
        return cleaned


def _decoded(file: Any) -> str:
    data: bytes = file.read(MOST_MAPPING + 1)
    if len(data) > MOST_MAPPING:
        raise forms.ValidationError("The mapping file is larger than any mapping. Choose another.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = "The mapping file is not a CSV file in UTF-8. Save it as “CSV UTF-8”."
        raise forms.ValidationError(words) from error


def _parsed(text: str) -> Mapping:
    try:
        return parse_mapping(text)
    except MappingError as error:
        raise forms.ValidationError([str(one) for one in error.problems]) from error


# --- What was pointed at ----------------------------------------------------------------
def pointed(
    post: Named[str, str], grid: Grid, mapping: Mapping
) -> tuple[Mapping, list[MappingProblem]]:
    """The mapping with what the page says of the shown window; the rest of it stays.

    Where the periods turn from rows to columns the sheet's other lines are forgotten.
    """
    sheet = grid.sheet.name
    periods, problems = _periods(post, sheet)
    others = [rule for rule in mapping.rules if rule.sheet != sheet]
    if not periods:
        return Mapping(tuple(others)), problems
    axis = periods[0].axis
    taken = {(rule.axis, rule.number) for rule in periods}
    rules: list[Rule] = []
    if axis is grid.axis and grid.periods:
        shown, wrong = _shown(post, grid)
        problems += wrong
        window = {(line.axis, line.number) for line in (*grid.lines, *grid.crossing)}
        outside = [
            rule
            for rule in mapping.of(sheet)
            if (rule.axis, rule.number) not in window and rule.holds is not Holds.PERIODS
        ]
        rules = [r for r in (*outside, *shown) if (r.axis, r.number) not in taken]
    return Mapping((*others, *periods, *rules)), problems


def _periods(post: Named[str, str], sheet: str) -> tuple[list[Rule], list[MappingProblem]]:
    reads = post.get("reads", "")
    how = Reads(reads) if reads in {one.value for one in HEADINGS_READ} else Reads.AS_WRITTEN
    places = [place for name in ("first", "second") if (place := _place(post.get(name, "")))]
    if not places:
        words = "Choose the row or the column in which the periods stand."
        return [], [MappingProblem(0, "first", words)]
    if len({axis for axis, _ in places}) > 1 or len(set(places)) < len(places):
        words = "The two lines of periods are two rows, or two columns, and not the same one."
        return [], [MappingProblem(0, "second", words)]
    return [Rule(sheet, axis, n, Holds.PERIODS, reads=how) for axis, n in sorted(places)], []


def _place(text: str) -> tuple[Axis, int] | None:
    """ "row-6" as the page posts it."""
    axis, _, number = text.partition("-")
    if axis not in {one.value for one in Axis} or not (number.isascii() and number.isdigit()):
        return None
    return (Axis(axis), int(number[:6])) if int(number[:6]) else None


def _shown(post: Named[str, str], grid: Grid) -> tuple[list[Rule], list[MappingProblem]]:
    rules, problems = [], []
    for line in grid.lines:
        code = post.get(f"measure-{line.number}")
        if code is None and line.rule is not None and line.rule.holds is not Holds.PERIODS:
            rules.append(line.rule)  # the page did not ask
        elif code:
            part = post.get(f"part-{line.number}", "")
            basis = post.get(f"basis-{line.number}", "")
            group = post.get(f"group-{line.number}")
            rules.append(_figures(grid, line.number, code, part, basis, group))
    for line in grid.crossing:
        holds = post.get(f"holds-{line.number}")
        if holds is None and line.rule is not None:
            rules.append(line.rule)
        said = " ".join(post.get(f"from-{line.number}", "").split())
        if holds in (Holds.TARGETS.value, Holds.NOTHING.value):
            period = said if holds == Holds.TARGETS.value else ""
            rule = Rule(grid.sheet.name, line.axis, line.number, Holds(holds), period=period)
            rules.append(rule)
            problems += _period_problem(rule, f"from-{line.number}")
    return rules, problems


def _figures(grid: Grid, number: int, code: str, part: str, basis: str, group: str | None) -> Rule:
    """`group` None: the page did not ask, so the line keeps the one that a file gave it."""
    if group is None:
        before = next((line.rule for line in grid.lines if line.number == number), None)
        group = before.group if before and before.measure == code else ""
    known = {one.value for one in Part}
    return Rule(
        grid.sheet.name,
        grid.axis,
        number,
        Holds.FIGURES,
        measure=code[:60],
        part=Part(part) if part in known else Part.VALUE,
        basis=basis if basis in {one.value for one in Basis} else "",
        group=group[:60] or ALL,
        reads=Reads.SHARES if part == SHARES else Reads.AS_WRITTEN,
    )


def _period_problem(rule: Rule, field: str) -> list[MappingProblem]:
    if not rule.period:
        return []
    try:
        parse(rule.period)
    except PeriodError as error:
        return [MappingProblem(0, field, f"{rule.place.capitalize()}: {error}.")]
    return []
