"""The e-mail that invites a person."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Council, User

log = logging.getLogger(__name__)
SECONDS_A_DAY = 86_400


class InvitationNotSent(RuntimeError):
    """The person has their roles, but the e-mail did not leave."""


def send_invitation(*, person: User, council: Council, by: User | None) -> None:
    """Tells a person of their council; who has no password yet gets a link to set one.

    Raises InvitationNotSent when the mail server does not take it.
    """
    context = {
        "person": person,
        "council": council,
        "by": by,
        "roles": council.role_names(person),
        "link": _password_link(person) if not person.has_usable_password() else "",
        "sign_in": settings.SITE_URL + reverse("account_login"),
        "forgotten": settings.SITE_URL + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_A_DAY,
    }
    text = render_to_string("accounts/email/invitation.txt", context)
    subject = f"Your access to the figures of {council.name}’s {council.board_name}"
    try:
        send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [person.email])
    except (OSError, SMTPException) as error:
        log.exception("The invitation to %s could not be sent", person.email)
        raise InvitationNotSent(
            f"{person} has been added, but the e-mail to {person.email} could not be sent."
        ) from error


def _password_link(person: User) -> str:
    key = default_token_generator.make_token(person)
    address = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    return f"{settings.SITE_URL}{address}"
