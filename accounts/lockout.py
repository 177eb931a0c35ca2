"""The lock after failed tries to sign in: whom it holds, and how the operator lifts it.

The library counts tries by network and by person. Counts by network pass by themselves in a minute.
"""

from __future__ import annotations

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from .models import User

APP = "allauth.account"
ACTION = "login_failed"


def lock_key(email: str) -> str:
    """Under what the failed tries of a person are counted, by whatever name the site is called."""
    return f"sign-in:{email.strip().lower()}"


def is_locked(request: HttpRequest, key: str) -> bool:
    """Whether the person is locked out; if not, it is their network that tried too often."""
    return not ratelimit.consume(
        request, app=APP, action=ACTION, config=_by_person(), key=key, dry_run=True, limit_get=True
    )


def lift_lock(person: User) -> None:
    """Forgets the person's failed tries: of passwords, and of codes of the second step."""
    for key in (lock_key(person.email), f"mfa-auth-user-{person.pk}"):
        ratelimit.clear(HttpRequest(), app=APP, action=ACTION, config=_by_person(), key=key)


def _by_person() -> dict[str, str]:
    rates = (app_settings.RATE_LIMITS.get(ACTION) or "").split(",")
    return {ACTION: ",".join(rate for rate in rates if rate.endswith("/key"))}
