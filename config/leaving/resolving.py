"""From names back to rows: what is public is looked up, what is the council's is learnt."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from performance.models import Group, Indicator, Theme
from reference.models import Area, PublishedSeries

from .naming import CHUNK, OWN, Names, public_key
from .reading import Sheet
from .refusals import LeavingError
from .tables import Field, Model, label_of, owner_field, table_of, target_of

# Areas that no release of public data has: an import makes them as the export describes them.
MADE_ANEW = (Area.Kind.FICTIONAL, Area.Kind.AGENCY)
CATALOGUE = "Bring the catalogue up to date with `manage.py load_catalogue`, then import again."
ADVICE: dict[Model, tuple[str, str]] = {
    Area: ("areas", "Load public data with `manage.py load_reference`, then import again."),
    Indicator: ("measures", CATALOGUE),
    Theme: ("themes", CATALOGUE),
    Group: ("groups", CATALOGUE),
    PublishedSeries: ("published series", "Run `manage.py load_reference`, then import again."),
}
UNKNOWN = ("rows", "Bring this installation up to date, then import again.")


class Rows:
    """Primary keys in this installation by name, a table at a time; and the names by key."""

    def __init__(self) -> None:
        self.keys: dict[Model, dict[str, Any]] = defaultdict(dict)
        self.names = Names()

    def learn(self, model: Model, found: dict[str, Any]) -> None:
        self.keys[model].update(found)
        known = self.names.known.setdefault(model, {})
        known.update({pk: name for name, pk in found.items()})

    def key(self, field: Field, name: str) -> Any:
        """The primary key behind a name; None for none. Raises ValueError where it is not known."""
        if name == "":
            if not field.null:
                raise ValueError("the cell is empty")
            return None
        try:
            return self.keys[target_of(field)][name]
        except KeyError:
            raise ValueError(f"“{name[:80]}” is not in this export") from None


def find_public(sheets: list[Sheet], names: dict[Model, set[str]], areas: list[Any]) -> Rows:
    """Looks everything public up at once. Raises LeavingError with all that is missing."""
    rows = Rows()
    _make_areas(names.get(Area, set()), areas)
    complaints = []
    for model in sorted(names, key=label_of):
        rows.learn(model, _found(model, names[model]))
        missing = sorted(names[model] - rows.keys[model].keys())
        if missing:
            complaints.append(_complaint(model, missing, areas))
    if complaints:
        raise LeavingError("\n".join(complaints))
    return rows


def _found(model: Model, names: set[str]) -> dict[str, Any]:
    field, ordered, found = public_key(model), sorted(names), {}
    owner = owner_field(model)
    for start in range(0, len(ordered), CHUNK):
        rows = model._base_manager.filter(**{f"{field}__in": ordered[start : start + CHUNK]})
        if owner is not None:
            rows = rows.filter(**{owner.name: None})
        found.update({str(getattr(row, field)): row.pk for row in rows})
    return found


def _complaint(model: Model, missing: list[str], areas: list[Any]) -> str:
    what, advice = ADVICE.get(model, UNKNOWN)
    called = {area["code"]: f"{area['code']} ({area['name']})" for area in areas}
    some = ", ".join(called.get(name, name) if model is Area else name for name in missing[:8])
    more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
    return f"These {what} of the export are not known here: {some}{more}. {advice}"


def _make_areas(wanted: set[str], areas: list[Any]) -> None:
    for area in areas:
        if area["code"] in wanted and area["kind"] in MADE_ANEW:
            Area.objects.get_or_create(
                code=area["code"], defaults={"name": area["name"], "kind": area["kind"]}
            )


def is_public(field: Field, name: str) -> bool:
    """Whether a name is that of a row that every installation has."""
    table = table_of(target_of(field))
    return table is None or (table.partly and not name.startswith(f"{OWN}/"))
