"""A published register into its release, wholly or not at all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from reference.domain.ofsted import Difference, Movement, Setting, differences, movement
from reference.models import Area, OfstedRelease
from reference.ofsted import settings_of
from reference.services.problems import Problem
from reference.signals import public_data_changed

from .reading import RegisterFile
from .refusals import refusal
from .storing import store

BATCH = 1000
# A file with fewer of the settings that are held brings a question.
FEWEST_OF_HELD = 0.5


class Outcome(StrEnum):
    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class RegisterReport:
    """What a file held and what became of it.

    `difference` is against what was held of the same release; None for a new one. `movement` is
    against the release before, whose day is `earlier`; None for the first one.
    """

    file_name: str
    title: str
    as_at: dt.date
    rows: int
    by_type: dict[str, int]
    outcome: Outcome
    problems: tuple[Problem, ...]
    more_problems: int
    warnings: tuple[str, ...]
    difference: Difference | None
    earlier: dt.date | None
    movement: Movement | None


@transaction.atomic
def import_ofsted(*, path: str | Path, as_at: dt.date | None = None) -> RegisterReport:
    """Reads a register and makes it the release of its day; a second run changes nothing.

    Another file of a release that is held takes its place, and the report says where they differ.
    Raises RegisterRefused, with nothing changed, for what is no register or not whole.
    """
    file = RegisterFile(Path(path), as_at)
    if not Area.objects.authorities().exists():
        raise refusal(file.path, "No areas are loaded yet. Run load_reference first, then this")
    settings = file.settings()
    release = OfstedRelease.objects.select_for_update().filter(as_at=file.as_at).first()
    held = settings_of(release) if release else []
    difference = differences(held, settings)
    before = OfstedRelease.objects.by(file.as_at).exclude(as_at=file.as_at).first()
    earlier = settings_of(before) if before else []
    _warn_of_few(file, settings, held or earlier)
    if release is None or not difference.is_none:
        _write(_release(file, len(settings)), settings, difference)
        public_data_changed.send(sender=OfstedRelease)
    return RegisterReport(
        file_name=file.path.name,
        title=file.title,
        as_at=file.as_at,
        rows=len(settings),
        by_type=dict(Counter(one.provision_type for one in settings).most_common()),
        outcome=_outcome(release, difference),
        problems=tuple(file.problems.told),
        more_problems=file.problems.more,
        warnings=tuple(file.warnings),
        difference=difference if release else None,
        earlier=before.as_at if before else None,
        movement=movement(earlier, settings) if before else None,
    )


def _outcome(release: OfstedRelease | None, difference: Difference) -> Outcome:
    if release is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if difference.is_none else Outcome.REPLACED


def _warn_of_few(file: RegisterFile, settings: list[Setting], held: list[Setting]) -> None:
    if len(settings) < FEWEST_OF_HELD * len(held):
        file.warnings.append(
            f"Only {len(settings):,} settings, where {len(held):,} are held: is it complete?"
        )


def _release(file: RegisterFile, rows: int) -> OfstedRelease:
    told = {
        "title": file.title,
        "file_name": file.path.name[:255],
        "sha256": file.sha256,
        "rows": rows,
        "loaded_at": timezone.now(),
    }
    release, _ = OfstedRelease.objects.update_or_create(as_at=file.as_at, defaults=told)
    return release


def _write(release: OfstedRelease, settings: list[Setting], difference: Difference) -> None:
    """Only the lines that differ: the others stay, and whoever knows them by key."""
    gone, new = difference.removed, {*difference.added, *difference.changed}
    for first in range(0, len(gone), BATCH):
        release.settings.filter(urn__in=gone[first : first + BATCH]).delete()
    store(release, [one for one in settings if one.urn in new])
