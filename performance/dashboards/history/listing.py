"""The page of a council's imports: what waits, what was brought in, which mappings are kept."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Council
from performance.models import HistoryMapping, ImportBatch

LONGEST = 50


@dataclass(frozen=True)
class BatchLine:
    """One import in a list. `figures` counts those it brought, or would bring."""

    batch: ImportBatch
    figures: int
    targets: int

    @property
    def counted(self) -> str:
        """ "1,104 figures and 12 targets"; empty while nobody has mapped the file."""
        words = [_counted(self.figures, "figure"), _counted(self.targets, "target")]
        return " and ".join(word for word in words if word)


@dataclass(frozen=True)
class HistoryPage:
    """All that the page receives; the newest imports first."""

    open: tuple[BatchLine, ...]
    done: tuple[BatchLine, ...]
    mappings: tuple[HistoryMapping, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.done)


def history_page(council: Council) -> HistoryPage:
    """Two queries; the files themselves are not read."""
    batches = council.import_batches.defer("data").select_related(
        "uploaded_by", "submitted_by", "confirmed_by", "undone_by"
    )
    lines = [_line(batch) for batch in batches[:LONGEST]]
    return HistoryPage(
        open=tuple(line for line in lines if line.batch.is_open),
        done=tuple(line for line in lines if not line.batch.is_open),
        mappings=tuple(council.history_mappings.all()),
    )


def waiting_imports(council: Council) -> int:
    """How many files wait for somebody to confirm them."""
    return council.import_batches.filter(status=ImportBatch.Status.WAITING).count()


def _line(batch: ImportBatch) -> BatchLine:
    found = batch.found
    return BatchLine(batch, len(found.get("figures", ())), len(found.get("targets", ())))


def _counted(number: int, word: str) -> str:
    if not number:
        return ""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
