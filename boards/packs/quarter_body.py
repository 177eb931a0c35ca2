"""The quarter’s performance pack as the body of a report, and the figures that it tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from performance.packs.parts import FigureUsed, QuarterlyPack
from reference.domain.periods import Kind, PeriodError, parse


def is_quarter(period: str) -> bool:
    try:
        return parse(period).kind is Kind.QUARTER
    except PeriodError:
        return False


def figures_of_pack(pack: QuarterlyPack) -> list[dict[str, Any]]:
    return figures_kept(pack.figures)


def figures_kept(figures: Sequence[FigureUsed]) -> list[dict[str, Any]]:
    """As a report keeps them: what it told, in which version."""
    return [
        {"key": one.key, "version": one.version, "label": one.label, "printed": one.printed}
        for one in figures
    ]


def pack_key(pack: QuarterlyPack, form: int) -> str:
    """The hash of what the pack is made of: its figures with their versions, what stands beside."""
    said = [form, pack.title, pack.audience.value, figures_of_pack(pack), pack.beside]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
