"""What this app waits for."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models import F


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from reference.signals import public_data_changed

        public_data_changed.connect(count_for_every_council, dispatch_uid="accounts.changes")
        user_logged_in.connect(signed_in_elsewhere, dispatch_uid="accounts.signed_in_elsewhere")
        authenticator_added.connect(passkey_added, dispatch_uid="accounts.passkey_added")
        authenticator_removed.connect(passkey_removed, dispatch_uid="accounts.passkey_removed")


def count_for_every_council(**sent: Any) -> None:
    """Benchmarks and definitions stand on every council's pages: none of them may be kept."""
    from accounts.models import Council

    Council.objects.update(changes=F("changes") + 1)


def signed_in_elsewhere(user: Any, sociallogin: Any = None, **sent: Any) -> None:
    """After the second step too, where a person has one."""
    from django.conf import settings

    from accounts.services import record_own_deed

    if sociallogin is not None:
        detail = {"provider": settings.OIDC_NAME}
        record_own_deed(person=user, action="sign_in_by_provider", detail=detail)


def passkey_added(user: Any, authenticator: Any, **sent: Any) -> None:
    _record_passkey(user, authenticator, "add_passkey")


def passkey_removed(user: Any, authenticator: Any, **sent: Any) -> None:
    _record_passkey(user, authenticator, "remove_passkey")


def _record_passkey(person: Any, authenticator: Any, action: str) -> None:
    from accounts.services import record_own_deed

    if authenticator.type == authenticator.Type.WEBAUTHN:
        record_own_deed(person=person, action=action, detail={"passkey": str(authenticator)})
