"""Deny by default: every page of a council goes through `council_page`.

A stranger is sent to sign in; another council's member gets 404, as if nothing were there; a
member without the right gets 403 with words. Other programs come with an access token.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import date_format

from .domain.tokens import checksum_of, looks_like_one
from .models import ApiToken, Council, Membership, Role, User

View = Callable[..., HttpResponse]
SignedOut = Callable[[HttpRequest], HttpResponse | None]


class SignInRequired(LoginRequiredMiddleware):
    """Sends strangers to sign in. A view that `when_signed_out` gave another answer is asked first,
    so that a form of somebody whose session ended is not thrown away.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        answer = getattr(view_func, "when_signed_out", None)
        if refused is None or answer is None or request.method != "POST":
            return refused
        return answer(request) or refused


def when_signed_out(answer: SignedOut) -> Callable[[View], View]:
    """Marks a view whose posted form gets an answer of its own when its sender is signed out."""

    def mark(view: View) -> View:
        view.when_signed_out = answer  # type: ignore[attr-defined]
        return view

    return mark


class CouncilRequest(HttpRequest):
    """A request on a council's page: who asks, for which council, in which roles."""

    user: User
    council: Council
    roles: frozenset[str]
    has_other_councils: bool


def roles_in(user: User, council: Council) -> frozenset[str]:
    """A person's roles in a council; asked once for each pair in a request."""
    known = _known_roles(user)
    if council.pk not in known:
        found = Membership.objects.filter(user=user, council=council)
        known[council.pk] = frozenset(found.values_list("role", flat=True))
    return known[council.pk]


def _known_roles(user: User) -> dict[int, frozenset[str]]:
    """Kept on the person: through attributes, because `request.user` is a lazy stand-in."""
    if not hasattr(user, "known_roles"):
        user.known_roles = {}
    return user.known_roles


def forget_roles(user: User) -> None:
    """What is known of a person's roles is out of date: they are asked for again."""
    _known_roles(user).clear()


def has_role(user: User, council: Council, *roles: Role) -> bool:
    return bool(roles_in(user, council) & {role.value for role in roles})


def council_page(permission: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Guards a page whose first address part is `<slug:council>`.

    `permission` is a name known to `rules`, checked with the council as its object. The view is
    called with a `CouncilRequest` and the rest of the address.
    """

    def guard(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, council: str, **rest: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            entered = enter_council(request, council)
            if not entered.user.has_perm(permission, entered.council):
                raise PermissionDenied
            return view(entered, **rest)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def enter_council(request: HttpRequest, slug: str) -> CouncilRequest:
    """Puts the council and the person's roles on the request; 404 unless they are a member."""
    entering = cast(CouncilRequest, request)
    others = Membership.objects.filter(user=OuterRef("user")).exclude(council=OuterRef("council"))
    # One query for the council and the roles: every page pays for it.
    held = list(
        Membership.objects.filter(user=entering.user, council__slug=slug)
        .select_related("council__area")
        .annotate(elsewhere=Exists(others))
    )
    if not held:
        raise Http404
    entering.council = held[0].council
    entering.roles = frozenset(membership.role for membership in held)
    entering.has_other_councils = bool(vars(held[0])["elsewhere"])
    _known_roles(entering.user)[entering.council.pk] = entering.roles
    return entering


class UnusableToken(PermissionError):
    """An access token that opens nothing; the message says why and what to do."""


def token_held(text: str, day: dt.date) -> ApiToken:
    """The token that was sent, with its council and whoever made it. Raises UnusableToken.

    One that reads more than the public does has the rights of its maker, no longer than they last.
    """
    found = _token_with(text)
    if found is None:
        raise UnusableToken("This token is not known here. Check that all of it was copied.")
    if found.revoked_at is not None:
        raise UnusableToken("This token has been revoked. Ask an administrator for a new one.")
    if found.expires_on < day:
        raise UnusableToken(
            f"This token worked until {date_format(found.expires_on, 'j F Y')}. Ask an "
            "administrator for a new one."
        )
    if not found.is_public and not found.made_by.has_perm("accounts.manage_tokens", found.council):
        raise UnusableToken(
            "Whoever made this token is no administrator any more. Ask one for a new token."
        )
    return found


def _token_with(text: str) -> ApiToken | None:
    if not looks_like_one(text):
        return None
    tokens = ApiToken.objects.select_related("council__area", "made_by")
    return tokens.filter(sha256=checksum_of(text)).first()


class NotInvited(PermissionError):
    """Whom the provider named may not come in; the message says why and what to do."""


def invited_by_claims(claims: Mapping[str, Any]) -> User:
    """Whom an OpenID Connect provider means: `claims` are those of its "id_token" and its
    "userinfo", either of which may be missing. Raises NotInvited.
    """
    told, signed = claims.get("userinfo") or {}, claims.get("id_token") or {}
    if told and signed and told.get("sub") != signed.get("sub"):
        # OpenID Connect Core 1.0, 5.3.2: such an answer must not be used.
        raise NotInvited(f"{settings.OIDC_NAME} named two different people. Try again.")
    address = _verified_email(told or signed)
    # Beyond ASCII different letters have one small form, and with it different people one address.
    known = address.lower() if address.isascii() else address
    person = User.objects.filter(email=known).first()
    if person is None:
        raise NotInvited(
            f"Nobody with the email address {address} has been invited here. Ask an "
            "administrator of your council to invite you."
        )
    return person


def _verified_email(claims: Mapping[str, Any]) -> str:
    address, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(address, str) or "@" not in address:
        raise NotInvited(
            f"{settings.OIDC_NAME} did not give your email address, so we cannot tell who you "
            "are. Use your password."
        )
    trusted = address.rpartition("@")[2].lower() in settings.OIDC_TRUSTED_DOMAINS
    # Nothing but true is true: some providers write "false" as text.
    if verified is True or (verified is None and trusted):
        return address
    raise NotInvited(
        f"{settings.OIDC_NAME} has not verified your email address {address}. Have it verified "
        "there, or use your password."
    )
