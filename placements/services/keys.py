"""The council's own key: it makes case numbers unreadable, and readable again.

The key is a file in COHORT_KEYS_DIR, apart from SECRET_KEY, the database and its backups. It is
made once, when a council's first return arrives. If it is lost, case numbers stay unreadable and
a new return cannot be linked with what is held; so a lost key is never silently replaced.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Council
from accounts.services import record_event
from placements.models import CohortKey

LENGTH, NONCE = 32, 12
WORKERS = 2**63


class KeyMissing(RuntimeError):
    """The file of the council's key is not there, or another key; the message says what to do."""


class Unsealable(ValueError):
    """What was enciphered was not enciphered with this key, or was changed since."""


@dataclass(frozen=True)
class ChildKey:
    """What is done with a council's key. Each use has a key of its own, made from it."""

    _secret: bytes

    def _of(self, use: str) -> bytes:
        made = HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=use.encode())
        return made.derive(self._secret)

    @property
    def mark(self) -> str:
        """Tells this key from another one, and tells nothing of it."""
        return hmac.new(self._of("mark"), b"mark", hashlib.sha256).hexdigest()[:32]

    def pseudonyms(self, numbers: list[str]) -> list[str]:
        """The keyed checksum of each case number (HMAC-SHA256)."""
        key = self._of("pseudonym")
        return [hmac.new(key, one.encode(), hashlib.sha256).hexdigest() for one in numbers]

    def workers(self, numbers: list[str]) -> list[int]:
        """A number for each social worker's, the same one each time."""
        key = self._of("worker")
        made = [hmac.new(key, one.encode(), hashlib.sha256).digest()[:8] for one in numbers]
        return [int.from_bytes(one, "big") % WORKERS for one in made]

    def sealed(self, numbers: list[str]) -> list[str]:
        """Case numbers enciphered (AES-256-GCM), each with a nonce of its own."""
        cipher = AESGCM(self._of("case number"))
        return [base64.b64encode(_seal(cipher, one.encode())).decode() for one in numbers]

    def opened(self, sealed: list[str]) -> list[str]:
        """The case numbers again. Raises Unsealable."""
        cipher = AESGCM(self._of("case number"))
        return [_open(cipher, base64.b64decode(one)).decode() for one in sealed]

    def sealed_file(self, data: bytes) -> bytes:
        return _seal(AESGCM(self._of("file")), data)

    def opened_file(self, data: bytes) -> bytes:
        """Raises Unsealable."""
        return _open(AESGCM(self._of("file")), data)


def _seal(cipher: AESGCM, data: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, data, None)


def _open(cipher: AESGCM, data: bytes) -> bytes:
    try:
        return cipher.decrypt(data[:NONCE], data[NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise Unsealable("It was enciphered with another key, or changed since.") from error


def key_path(name: str) -> Path:
    return Path(settings.COHORT_KEYS_DIR) / f"{name}.key"


def key_of(council: Council) -> ChildKey:
    """The council's key. Raises KeyMissing: also where none was made yet."""
    held = CohortKey.objects.filter(council=council).first()
    if held is None:
        raise KeyMissing(f"{council} has no key yet: it is made when its first return is loaded.")
    path = key_path(held.name)
    try:
        key = ChildKey(base64.b64decode(path.read_bytes(), validate=True))
    except (OSError, ValueError) as error:
        raise KeyMissing(_missing(council, path)) from error
    if not hmac.compare_digest(key.mark, held.mark):
        raise KeyMissing(_missing(council, path))
    return key


def _missing(council: Council, path: Path) -> str:
    return (
        f"The key of {council} for children’s case numbers is not in {path}. Put the file back "
        "from where keys are kept. Without it case numbers stay unreadable and no return can be "
        "loaded; nothing was changed."
    )


@transaction.atomic
def key_for_loading(council: Council) -> tuple[ChildKey, bool]:
    """(the council's key, whether it was made just now). Raises KeyMissing for a lost one."""
    Council.objects.select_for_update().get(pk=council.pk)  # two loads make one key
    if CohortKey.objects.filter(council=council).exists():
        return key_of(council), False
    secret, name = secrets.token_bytes(LENGTH), secrets.token_hex(8)
    _write(key_path(name), base64.b64encode(secret))
    key = ChildKey(secret)
    CohortKey.objects.create(council=council, name=name, mark=key.mark, made_at=timezone.now())
    record_event(
        council=council,
        by=None,
        action="make_cohort_key",
        subject=str(council),
        detail={"key": name},
    )
    return key, True


def _write(path: Path, data: bytes) -> None:
    """Readable by the owner alone, and on the disk before a row relies on it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
