"""What the operator does for who cannot sign in any more."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.lockout import lift_lock
from accounts.models import User

from .audit import record_event


@transaction.atomic
def unlock_person(*, person: User, remove_second_step: bool, by: User | None) -> list[str]:
    """Opens a closed account, lifts the lock after failed tries, and on demand takes the second
    step away; what was done, in words. Every council of the person sees it in its audit.
    """
    done = ["The lock after failed tries has been lifted"]
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        done.append("The account is open again")
    if remove_second_step:
        removed, _ = Authenticator.objects.filter(user=person).delete()
        done.append(
            "The second step has been taken away" if removed else "There was no second step"
        )
    for council in person.councils() or [None]:
        record_event(
            council=council,
            by=by,
            action="unlock_person",
            subject=str(person),
            detail={"email": person.email, "done": done},
        )
    transaction.on_commit(lambda: lift_lock(person))
    return done
