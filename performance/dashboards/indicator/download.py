"""The evidence of a measure for a spreadsheet: unrounded numbers, every version, every source."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.spreadsheets import Sheet, Value

from .parts import IndicatorPage, Said, SourceLine

HEAD = (
    "measure", "code", "source", "period", "first day", "last day", "basis", "of", "numerator",
    "denominator", "value", "as printed", "status", "version", "newest version", "why changed",
    "entered by", "entered on", "signed off by", "signed off on", "note",
    "forecast of the rest of the year", "computed by", "computed from files",
    "why another figure than the computed one",
)  # fmt: skip
SAID_HEAD = ("quarter", "comment", "by", "signed off on", "why said again")
SILENCE, TAKEN_BACK = "No comment was recorded.", "The comment was taken back."
MEMBERS_ONLY = "For members of the council: small numbers are not hidden."


def figure_rows(page: IndicatorPage) -> Iterator[tuple[Value, ...]]:
    """The head, then one row a version of a figure, newest first, and the undated values."""
    yield HEAD
    yield from _rows(page)


def _rows(page: IndicatorPage) -> Iterator[tuple[Value, ...]]:
    for line in page.provenance.lines:
        yield (page.name, page.code, *_cells(line))
    for one in page.provenance.undated:
        blank = ("",) * 6
        yield (
            page.name, page.code, "Undated note", one.when, None, None, "", "", None, None, None,
            one.printed, *blank[:1], None, *blank[:3], None, "", None, one.text, None, *blank[:3],
        )  # fmt: skip


def _cells(line: SourceLine) -> tuple[Value, ...]:
    computed = line.computation
    computation = (computed.words, computed.files, computed.reason) if computed else ("",) * 3
    return (
        line.source, line.when, line.starts_on, line.ends_on, line.basis, line.of,
        line.numerator, line.denominator, line.value, line.text, line.standing, line.version,
        "yes" if line.is_newest else "no", line.reason, line.entered_by, line.entered_on,
        line.signed_by, line.signed_on, line.source_note, line.expected,
        *computation,
    )  # fmt: skip


def figure_sheets(page: IndicatorPage) -> list[Sheet]:
    """Figures, what has been said of them, and the definition."""
    notes = [MEMBERS_ONLY, *page.provenance.differing]
    said = [(one.when, _words(one), one.by, one.signed_on, one.again) for one in page.said]
    return [
        Sheet("Figures", HEAD, list(_rows(page)), notes=notes),
        Sheet("What has been said", SAID_HEAD, said),
        Sheet("Definition", ("word", "meaning"), list(page.definition)),
    ]


def _words(said: Said) -> str:
    return said.text or (TAKEN_BACK if said.again else SILENCE)
