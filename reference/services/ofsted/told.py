"""The report of an import in words, and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reference.domain.ofsted import Difference, Setting
from reference.fixtures import provision_types

from .importing import Outcome, RegisterReport

SHOWN = 20


def as_json(report: RegisterReport) -> dict[str, Any]:
    """All that is known, with days as 2025-03-31."""
    moved, differs = report.movement, report.difference
    return {
        "file": report.file_name,
        "title": report.title,
        "as_at": report.as_at.isoformat(),
        "outcome": str(report.outcome),
        "rows": report.rows,
        "settings_by_type": report.by_type,
        "problems": [
            {"line": one.line, "column": one.column, "message": one.message}
            for one in report.problems
        ],
        "more_problems": report.more_problems,
        "warnings": list(report.warnings),
        "differences": differs and _differences(differs),
        "release_before": report.earlier and report.earlier.isoformat(),
        "joiners": None if moved is None else [_named(one) for one in moved.joiners],
        "leavers": None if moved is None else [_named(one) for one in moved.leavers],
    }


def _differences(differs: Difference) -> dict[str, Any]:
    changed = {urn: list(names) for urn, names in differs.changed.items()}
    return {"added": list(differs.added), "removed": list(differs.removed), "changed": changed}


def _named(setting: Setting) -> dict[str, str]:
    return {
        "urn": setting.urn,
        "provision_type": setting.provision_type,
        "authority": setting.authority,
    }


def as_text(report: RegisterReport) -> Iterator[str]:
    """A line each of what people ask first."""
    yield f"{report.file_name}: {report.title}".rstrip(": ")
    yield f"{report.rows:,} settings as at {report.as_at:%d/%m/%Y}"
    for slug, number in report.by_type.items():
        known = provision_types().get(slug)
        yield f"  {number:>6,}  {known.name if known else slug or 'without a type'}"
    yield from (f"Note: {warning}" for warning in report.warnings)
    yield from _problems(report)
    yield from _movement(report)
    yield from _outcome(report)


def _problems(report: RegisterReport) -> Iterator[str]:
    total = len(report.problems) + report.more_problems
    if not total:
        return
    yield f"{total:,} to look at; the rows are kept:"
    yield from (f"  {problem}" for problem in report.problems[:SHOWN])
    if total > SHOWN:
        yield f"  and {total - SHOWN:,} more"


def _movement(report: RegisterReport) -> Iterator[str]:
    moved = report.movement
    if moved is None or report.earlier is None:
        yield "No release before this one is held: joiners and leavers cannot be told."
        return
    yield (
        f"Since {report.earlier:%d/%m/%Y}: {len(moved.joiners):,} joined, "
        f"{len(moved.leavers):,} left, {moved.stayed:,} stayed"
    )
    yield from _few("joined", moved.joiners)
    yield from _few("left", moved.leavers)


def _few(word: str, settings: tuple[Setting, ...]) -> Iterator[str]:
    for one in settings[:SHOWN]:
        known = provision_types().get(one.provision_type)
        yield f"  {word}: {one.urn}, {known.name if known else one.provision_type}, {one.authority}"
    if len(settings) > SHOWN:
        yield f"  {word}: and {len(settings) - SHOWN:,} more"


def _outcome(report: RegisterReport) -> Iterator[str]:
    differs = report.difference
    if report.outcome == Outcome.NEW:
        yield "Kept as a new release."
    elif report.outcome == Outcome.UNCHANGED or differs is None:
        yield "This release is held already, word for word. Nothing was changed."
    else:
        yield (
            f"Put in place of what was held of this release: {len(differs.added):,} settings "
            f"added, {len(differs.removed):,} removed, {len(differs.changed):,} changed"
        )
        yield from _changes(differs)


def _changes(differs: Difference) -> Iterator[str]:
    columns = Counter(name for names in differs.changed.values() for name in names)
    for name, number in columns.most_common():
        yield f"  {number:>6,}  {name.replace('_', ' ')}"
    yield from _urns("added", differs.added)
    yield from _urns("removed", differs.removed)
    yield from _urns("changed", differs.changed)


def _urns(word: str, urns: Iterable[str]) -> Iterator[str]:
    every = list(urns)
    if every:
        more = f" and {len(every) - SHOWN:,} more" if len(every) > SHOWN else ""
        yield f"  {word}: {', '.join(every[:SHOWN])}{more}"
