"""The words by which lines of one register name those of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.models import Council
from placements.models import (
    Child,
    Concern,
    Contract,
    Lot,
    MonitoringReport,
    Placement,
    Provider,
    Search,
    Setting,
)

from .boxes import NUMBERED, Labels
from .declaring import Register
from .saying import named

# What can be named: the way to its council, and what its words need.
NAMED: dict[type[models.Model], tuple[str, tuple[str, ...]]] = {
    Provider: ("council", ()),
    Setting: ("provider__council", ("provider",)),
    Contract: ("council", ()),
    Lot: ("contract__council", ("contract",)),
    Concern: ("setting__provider__council", ("setting",)),
    MonitoringReport: ("setting__provider__council", ("setting",)),
    Child: ("council", ()),
    Placement: ("child__council", ()),
    Search: ("child__council", ()),
}


def labels_for(register: Register, council: Council) -> Labels:
    """By model and key, for every model that the register's boxes name. One query each."""
    fields = [register.model_field(box.name) for box in register.boxes]
    models_named = dict.fromkeys(of.related_model for of in fields if of.is_relation)
    return {model: labels_of(model, council) for model in models_named}


def labels_of(model: Any, council: Council) -> dict[int, str]:
    """The council's lines of a model, each by words that no other has, in their order."""
    path, related = NAMED[model]
    lines = model._default_manager.filter(**{path: council})
    if model in NUMBERED:
        name = model._meta.verbose_name.capitalize()
        return {pk: f"{name} {pk}" for pk in lines.order_by("pk").values_list("pk", flat=True)}
    lines = list(lines.select_related(*related) if related else lines)
    words = _once([(one.pk, named(one)) for one in lines])
    if model is Setting:
        longer = {one.pk: f"{one.name} ({one.provider})" for one in lines}
        often = Counter(str(one) for one in lines)
        pairs = [(one.pk, longer[one.pk] if often[str(one)] > 1 else str(one)) for one in lines]
        words = _once(pairs)
    return words


def _once(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    held = list(pairs)
    often = Counter(words for _, words in held)
    return {pk: f"{words}, no. {pk}" if often[words] > 1 else words for pk, words in held}
