"""What a register is: one declaration from which its pages, files and checks are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.models import Council

SEE, KEEP = "placements.see_register", "placements.keep_homes"
SEE_PLACEMENTS, PLACE = "placements.see_placements", "placements.place_children"


@dataclass(frozen=True)
class Box:
    """One field of a line, the same in form, table and spreadsheet.

    `shown`: a column of the table. `filtered`: the list can be narrowed by it. `usual`: what
    stands in the form of a new line.
    """

    name: str
    label: str
    hint: str = ""
    shown: bool = True
    filtered: bool = False
    usual: Any = None


@dataclass(frozen=True)
class Register:
    """A list that commissioners keep.

    `council` leads from a line to its council, as a query writes it. `identity` names the fields
    by which a line of a spreadsheet without a number is known. `checked`: what it says is held
    against the rest of the register. `offered`: figures are counted of it for the returns. `page`
    and `adding` are addresses of a line's own page and of its own way to be added.
    """

    key: str
    name: str
    one: str
    group: str
    model: type[models.Model]
    council: str
    told: str
    empty: str
    boxes: tuple[Box, ...]
    identity: tuple[str, ...]
    search: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    reads: str = SEE
    keeps: str = KEEP
    checked: bool = False
    offered: bool = False
    page: str = ""
    adding: str = ""

    @property
    def is_about_children(self) -> bool:
        return self.reads == SEE_PLACEMENTS

    @property
    def a_line(self) -> str:
        """ "an extension", "a lot"."""
        return f"{'an' if self.one[0] in 'aeio' else 'a'} {self.one}"

    def box(self, name: str) -> Box:
        return next(one for one in self.boxes if one.name == name)

    def model_field(self, name: str) -> Any:
        return self.model._meta.get_field(name)

    def many(self, name: str) -> bool:
        return bool(self.model_field(name).many_to_many)

    def lines(self, council: Council) -> models.QuerySet[Any]:
        """The council's lines, with what they name."""
        found = self.model._default_manager.filter(**{self.council: council})
        found = found.select_related(*self.related) if self.related else found
        many = [box.name for box in self.boxes if self.many(box.name)]
        return found.prefetch_related(*many) if many else found
