"""What this app waits for."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "performance"

    def ready(self) -> None:
        from accounts.signals import roles_changed

        roles_changed.connect(drop_themes_without_role, dispatch_uid="performance.themes")


def drop_themes_without_role(
    *, council: Any, user: Any, roles: frozenset[str], by: Any, **sent: Any
) -> None:
    """Who is an officer no longer enters no theme; nor again when the role comes back."""
    from accounts.models import Role
    from performance.services.measures import drop_themes

    if Role.OFFICER not in roles:
        drop_themes(council=council, user=user, by=by)
