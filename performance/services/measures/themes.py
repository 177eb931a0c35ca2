"""Which officers enter which themes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.access import has_role
from accounts.models import Council, Role, User
from accounts.services import record_event
from performance.models import Theme, ThemeOfficer

from .refusals import MeasureError


@transaction.atomic
def assign_themes(
    *, council: Council, user: User, themes: Iterable[Theme], by: User | None
) -> None:
    """Makes `themes` the only ones that an officer enters. Raises MeasureError for no officer."""
    if not has_role(user, council, Role.OFFICER):
        raise MeasureError(
            f"{user} is no officer of {council}. Give them the role of officer first."
        )
    held = {link.theme_id: link for link in ThemeOfficer.objects.filter(council=council, user=user)}
    wanted = {theme.pk: theme for theme in themes}
    given = [theme for code, theme in wanted.items() if code not in held]
    taken = [link for code, link in held.items() if code not in wanted]
    if not given and not taken:
        return
    ThemeOfficer.objects.bulk_create(
        ThemeOfficer(council=council, user=user, theme=theme) for theme in given
    )
    ThemeOfficer.objects.filter(pk__in=[link.pk for link in taken]).delete()
    record_event(
        council=council,
        by=by,
        action="assign_themes",
        subject=str(user),
        detail={
            "given": [theme.pk for theme in given],
            "taken": [link.theme_id for link in taken],
        },
    )


@transaction.atomic
def drop_themes(*, council: Council, user: User, by: User | None) -> None:
    """Takes every theme from a person who is an officer no longer."""
    held = ThemeOfficer.objects.filter(council=council, user=user)
    taken = sorted(held.values_list("theme_id", flat=True))
    if not taken:
        return
    held.delete()
    record_event(
        council=council,
        by=by,
        action="drop_themes",
        subject=str(user),
        detail={"taken": taken},
    )
