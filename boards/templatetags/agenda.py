"""What the page of an agenda asks of its values."""

from __future__ import annotations

from collections.abc import Collection

from django import template

from boards.domain.readiness import Check

register = template.Library()


@register.filter
def overridable(check: Check, roles: Collection[str]) -> bool:
    """Whether somebody in these roles may let a check pass."""
    return bool(set(check.may_override) & set(roles or ()))
