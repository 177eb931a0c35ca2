"""Access tokens of other programs: making one, revoking it, counting its requests."""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from accounts.domain.tokens import SECRET_BYTES, beginning_of, checksum_of, token_of
from accounts.models import ApiToken, Council, User

from .audit import record_event

SECONDS_A_MINUTE = 60


class TokenRefused(ValueError):
    """A token that cannot be made; the message says why and what to do."""


@transaction.atomic
def make_token(
    *, council: Council, name: str, reads: str, days: int, by: User, at: dt.datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token with the text that its holder sends, which exists nowhere else.

    It works today and `days` days more. Raises TokenRefused for a name that is taken, a choice
    that there is not, or days that are none.
    """
    if reads not in ApiToken.Reads.values or days < 1:
        raise TokenRefused("Choose what the token reads and for how long.")
    now = at or timezone.now()
    text = token_of(secrets.token_bytes(SECRET_BYTES))
    token = ApiToken(
        council=council,
        name=name.strip(),
        reads=reads,
        beginning=beginning_of(text),
        sha256=checksum_of(text),
        made_by=by,
        made_at=now,
        expires_on=timezone.localdate(now) + dt.timedelta(days=days),
    )
    _save_once(token)
    detail = {"reads": token.get_reads_display(), "expires_on": token.expires_on}
    record_event(
        council=council, by=by, action="make_token", subject=str(token), detail=detail, at=now
    )
    return token, text


def _save_once(token: ApiToken) -> None:
    try:
        with transaction.atomic():
            token.save()
    except IntegrityError as error:
        raise TokenRefused(
            f"There is a token called “{token.name}”. Choose another name, or revoke that one "
            "first."
        ) from error


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, at: dt.datetime | None = None) -> None:
    """From now on the token opens nothing; a second time changes nothing."""
    now = at or timezone.now()
    standing = ApiToken.objects.standing().filter(pk=token.pk)
    if standing.update(revoked_at=now, revoked_by=by):
        record_event(
            council=token.council, by=by, action="revoke_token", subject=str(token), at=now
        )


def count_use(*, token: ApiToken, at: dt.datetime) -> int:
    """Notes a request; the seconds to wait when the token has asked too often in this minute, else
    0. One statement, so that requests at the same moment are all counted, and no audit event.
    """
    minute = int(at.timestamp()) // SECONDS_A_MINUTE
    again = When(minute=minute, then=F("asked") + 1)
    ApiToken.objects.filter(pk=token.pk).update(
        last_used_at=at, minute=minute, asked=Case(again, default=Value(1))
    )
    asked = ApiToken.objects.values_list("asked", flat=True).get(pk=token.pk)
    if asked <= settings.API_REQUESTS_A_MINUTE:
        return 0
    return SECONDS_A_MINUTE - int(at.timestamp()) % SECONDS_A_MINUTE
