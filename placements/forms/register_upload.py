"""What a preview of a register's file showed, sealed for its acceptance."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from accounts.models import Council, User
from performance.forms.upload import KEPT_FOR, SealBroken, UploadForm
from placements.registers import Register
from placements.registers.sheets import SentLine
from placements.services.keys import key_for_loading, key_of
from placements.services.register.plan import Plan

SALT = "placements.register_upload"


@dataclass(frozen=True)
class Read:
    """The lines that a person saw would change, with their marks, and which file they came from."""

    sent: tuple[SentLine, ...]
    marks: tuple[str, ...]
    name: str
    sha256: str


def seal(plan: Plan, form: UploadForm, register: Register, council: Council, user: User) -> str:
    """What would change, as text for a hidden field that nobody can alter. Case numbers are
    enciphered under the council's key.
    """
    held = {
        "council": council.pk,
        "register": register.key,
        "by": user.pk,
        "lines": [
            [
                one.sent.row,
                one.sent.number,
                one.sent.texts,
                _closed(council, one.sent.case),
                one.mark,
            ]
            for one in plan.to_write
        ],
        "name": form.name[:120],
        "sha256": form.sha256,
    }
    return signing.dumps(held, salt=SALT, compress=True)


def unseal(text: str, register: Register, council: Council, user: User) -> Read:
    """What `seal` was given, for the same register and person. Raises SealBroken."""
    try:
        held = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise SealBroken(
            "The preview is too old or was changed, so nothing was saved. Upload the file again."
        ) from error
    if (held["council"], held["register"], held["by"]) != (council.pk, register.key, user.pk):
        raise SealBroken("The preview is another register’s or person’s. Upload the file again.")
    sent = [
        SentLine(row, number, texts, _opened(council, case))
        for row, number, texts, case, _ in held["lines"]
    ]
    marks = tuple(one[4] for one in held["lines"])
    return Read(tuple(sent), marks, held["name"], held["sha256"])


def _closed(council: Council, case: str) -> str:
    return key_for_loading(council)[0].sealed([case])[0] if case else ""


def _opened(council: Council, case: str) -> str:
    return key_of(council).opened([case])[0] if case else ""
