"""A council's own measures, which no other council sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.models import CouncilIndicator, Entry, Indicator, Theme
from reference.models import PublishedSeries

from .refusals import MeasureError, names_of_others, plain_name

LONGEST_CODE = 60
# What its figures hang on: they would mean something else.
LOCKED = (
    "theme",
    "unit",
    "decimals",
    "polarity",
    "frequency",
    "counts_people",
    "partition",
    "published",
)
# Words of the addresses beside which a measure's code stands.
RESERVED = {"add", "agencies", "officers", "rules", "switch"}


@dataclass(frozen=True)
class OwnMeasure:
    """What a council says of a measure that it adds. Text as it will be read."""

    theme: Theme
    name: str
    tells: str
    questions: Sequence[str]
    definition: str
    numerator: str
    denominator: str
    unit: Unit
    polarity: Polarity
    frequency: Frequency
    basis: Basis
    source: str
    second_line: str = ""
    full_name: str = ""
    counts_people: bool = True
    small_cohort: bool = False
    decimals: int | None = None
    partition: str = ""
    principles: Sequence[int] = ()
    published: PublishedSeries | None = None


@transaction.atomic
def add_own_indicator(*, council: Council, measure: OwnMeasure, by: User | None) -> Indicator:
    """Adds a measure of the council's own and switches it on.

    Its code is made of its name and is like no other that the council knows, since it is part of
    each figure's key. Raises MeasureError when the name is taken or a share says no whole.
    """
    fields = _fields(council, measure, None)
    known = Indicator.objects.known_to(council)
    last = known.filter(theme=measure.theme).aggregate(last=Max("order"))["last"] or 0
    indicator = Indicator.objects.create(
        council=council, code=_free_code(council, fields["name"]), order=last + 10, **fields
    )
    CouncilIndicator.objects.create(council=council, indicator=indicator)
    record_event(
        council=council,
        by=by,
        action="add_own_indicator",
        subject=indicator.name,
        detail={"code": indicator.code, "definition": indicator.definition},
    )
    return indicator


@transaction.atomic
def change_own_indicator(
    *, council: Council, indicator: Indicator, measure: OwnMeasure, by: User | None
) -> Indicator:
    """Changes a measure of the council's own: its words always, what its figures hang on (LOCKED)
    only while nobody has entered one. Its code stays.

    Raises MeasureError for a measure of the catalogue, a locked field, or what adding refuses.
    """
    _refuse_unless_own(council, indicator)
    fields = _fields(council, measure, indicator)
    changes = {name: value for name, value in fields.items() if getattr(indicator, name) != value}
    if not changes:
        return indicator
    _refuse_locked(indicator, changes)
    was = {name: getattr(indicator, name) for name in changes}
    for name, value in changes.items():
        setattr(indicator, name, value)
    indicator.save(update_fields=list(changes))
    if changes.keys() & {"frequency", "theme"}:
        # Asked for as the measure was; nothing was typed. Returns offer what is asked for now.
        Entry.objects.filter(indicator=indicator, revision=0).delete()
    record_event(
        council=council,
        by=by,
        action="change_own_indicator",
        subject=indicator.name,
        detail={"was": _told(was), "now": _told(changes)},
    )
    return indicator


@transaction.atomic
def remove_own_indicator(*, council: Council, indicator: Indicator, by: User | None) -> None:
    """Takes a measure of the council's own away, with its targets and breaks, while it is unused.

    Raises MeasureError when anybody has entered a figure or words of it.
    """
    _refuse_unless_own(council, indicator)
    said = indicator.notes.exists() or indicator.commentaries.exists()
    if said or is_used(indicator) or Entry.objects.filter(comment_on=indicator).exists():
        raise MeasureError(
            f"Figures or words of “{indicator}” are held, so it stays. Switch it off instead."
        )
    record_event(
        council=council,
        by=by,
        action="remove_own_indicator",
        subject=indicator.name,
        detail={"code": indicator.code, "definition": indicator.definition},
    )
    Entry.objects.filter(indicator=indicator).delete()
    for related in (indicator.targets, indicator.breaks, indicator.uses):
        related.all().delete()
    indicator.delete()


def is_used(indicator: Indicator) -> bool:
    """Whether a figure of it is held, or somebody has typed one."""
    typed = Entry.objects.filter(indicator=indicator, revision__gt=0)
    return indicator.figures.exists() or typed.exists()


def _fields(council: Council, measure: OwnMeasure, indicator: Indicator | None) -> dict[str, Any]:
    """The measure as columns; MeasureError for what cannot be."""
    name = " ".join(measure.name.split())
    if not name:
        raise MeasureError("Enter a name.", "name")
    if plain_name(name) in names_of_others(council, indicator):
        raise MeasureError(f"Another measure is already called “{name}”.", "name")
    if measure.unit != Unit.COUNT and not measure.denominator:
        raise MeasureError("Say what the number is divided by.", "denominator")
    if measure.published is not None and measure.published.unit != measure.unit:
        raise MeasureError(f"“{measure.published}” is published in another unit.", "published")
    usual = 1 if measure.unit in (Unit.PERCENT, Unit.SCORE) else 0
    return vars(measure) | {
        "name": name,
        "questions": list(measure.questions),
        "principles": sorted(measure.principles),
        "full_name": measure.full_name or name,
        "decimals": usual if measure.decimals is None else measure.decimals,
    }


def _refuse_unless_own(council: Council, indicator: Indicator) -> None:
    if indicator.council_id != council.pk:
        raise MeasureError(f"{indicator} is not a measure of {council}’s own.")


def _refuse_locked(indicator: Indicator, changes: dict[str, Any]) -> None:
    locked = [name for name in LOCKED if name in changes]
    if locked and is_used(indicator):
        raise MeasureError(
            "Figures of this measure are held. Add a new measure, so that old figures keep their "
            "meaning.",
            locked[0],
        )


def _told(fields: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in fields.items()}


def _free_code(council: Council, name: str) -> str:
    taken = RESERVED | set(Indicator.objects.known_to(council).values_list("code", flat=True))
    code = slugify(name)[: LONGEST_CODE - 4].strip("-") or "measure"
    tries = (code if n == 1 else f"{code}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)
