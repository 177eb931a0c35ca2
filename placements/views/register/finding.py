"""What the addresses of the register name, and who may read it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from accounts.access import CouncilRequest
from placements.registers import REGISTERS, Register

SEES, KEEPS = "placements.see_register", "placements.keep_homes"
LARGEST_KEY = 2**63 - 1
Crumbs = list[tuple[str, str]]


def register_or_404(request: CouncilRequest, key: str, *, keeps: bool = False) -> Register:
    """The register of an address, for somebody who may read it, or keep it."""
    if key not in REGISTERS:
        raise Http404("There is no such register")
    register = REGISTERS[key]
    if not request.user.has_perm(register.keeps if keeps else register.reads, request.council):
        raise PermissionDenied
    return register


def line_or_404(request: CouncilRequest, register: Register, key: int) -> Any:
    if key > LARGEST_KEY:
        raise Http404("That is no number of a line")
    line = register.lines(request.council).filter(pk=key).first()
    if line is None:
        raise Http404("There is no such line")
    return line


def may_keep(request: CouncilRequest, register: Register) -> bool:
    return bool(request.user.has_perm(register.keeps, request.council))


def crumbs(request: CouncilRequest, *here: str, register: Register | None = None) -> Crumbs:
    slug = request.council.slug
    found = [("Register of homes", reverse("placements:register", args=[slug]))]
    if register is not None:
        address = reverse("placements:register_list", args=[slug, register.key])
        found.append((register.name, address if here else ""))
    return [*found, *((words, "") for words in here)]
