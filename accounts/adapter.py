"""Sign-in as it behaves here, its messages in plain words: nobody signs up, people are invited."""

from __future__ import annotations

import logging
from typing import Any, ClassVar, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from .access import NotInvited, invited_by_claims
from .lockout import is_locked, lock_key
from .models import User
from .services import record_own_deed

log = logging.getLogger(__name__)
PROVIDER = "oidc"


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask an administrator of your council.",
        "email_password_mismatch": "The email address or the password is not right. Check both",
        "enter_current_password": "That is not the password that you have now",
        "incorrect_password": "The password is not right",
        "invalid_password_reset": "The link has been used or is too old",
        "rate_limited": "Too many tries in a short time. Wait a few minutes, then try again",
        "too_many_login_attempts": (
            "Too many tries to sign in have failed, so signing in with this email address is "
            "locked for 15 minutes. Wait, or set a new password"
        ),
        "too_many_from_network": (
            "Too many attempts from this network. Wait a minute, then try again"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a try; says whether it is the person who is locked or their network that waits."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refusal:
            key = self._get_login_attempts_cache_key(request, **credentials)
            if is_locked(request, key):
                raise
            raise self.validation_error("too_many_from_network") from refusal

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the site's name, so that the operator's command finds it from anywhere.
        return lock_key(credentials.get("email") or credentials.get("username") or "")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # The library's own table of addresses may be empty: a person has one address, here.
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:own_account")


class TwoStepAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "The second step cannot be turned off",
        "cannot_generate_recovery_codes": "Turn the second step on first, then make recovery codes",
        "incorrect_code": "The code is not right. Enter the newest code that the app shows",
    }

    def generate_authenticator_name(self, user: User, kind: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # What the browser and the phone show: the product, not the machine's name.
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Corporate parenting"}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Signing in with the council's own provider: whoever is invited here, matched each time by an
    email address that the provider has verified. Nobody is created and nothing is linked.
    """

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider of the settings, or none; the library's own table is not asked."""
        if not settings.OIDC_SERVER_URL or client_id not in (None, settings.OIDC_CLIENT_ID):
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=PROVIDER,
            name=settings.OIDC_NAME,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={"server_url": settings.OIDC_SERVER_URL, "oauth_pkce_enabled": True},
        )
        return [app] if provider in (None, app.provider, app.provider_id) else []

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Not the library's way, which would take the person's password away."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        # Whatever the address asked for: nothing is ever connected.
        sociallogin.state["process"] = AuthProcess.LOGIN
        try:
            person = invited_by_claims(sociallogin.account.extra_data)
        except NotInvited as refusal:
            log.warning("Single sign-on was refused: %s", refusal)
            send_back(request, str(refusal))
        if not person.is_active:
            detail = {"provider": settings.OIDC_NAME, "why": "The account is closed"}
            record_own_deed(person=person, action="sign_in_refused", detail=detail)
            send_back(request, AccountAdapter.error_messages["account_inactive"])
        sociallogin.user = person

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            send_back(request, "You have not signed in: it was cancelled.")
        # No more of it than tells what it is: a provider's answer may hold what must stay secret.
        log.warning("Single sign-on failed: %s %r", error, str(exception)[:200])
        send_back(request, did_not_work())


def did_not_work() -> str:
    return f"Signing in with {settings.OIDC_NAME} did not work. Try again, or use your password."


def send_back(request: HttpRequest, words: str) -> NoReturn:
    """To the sign-in page, which says why."""
    messages.error(request, words)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
