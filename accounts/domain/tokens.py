"""Access tokens of other programs: how one looks, and what is kept of it."""

from __future__ import annotations

import base64
import hashlib
import re

# Says whose it is to whoever finds one, and to programs that look for secrets in files.
PREFIX = "cpt_"
SECRET_BYTES = 32
SHOWN = len(PREFIX) + 4
_TOKEN = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}", re.ASCII)


def token_of(secret: bytes) -> str:
    """The text that its holder sends, of 32 random bytes.

    >>> token_of(bytes(32))
    'cpt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

    Raises ValueError for a secret of another length.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"A token is made of {SECRET_BYTES} bytes, not {len(secret)}")
    return PREFIX + base64.urlsafe_b64encode(secret).rstrip(b"=").decode("ascii")


def looks_like_one(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def checksum_of(token: str) -> str:
    """What is kept in its place: SHA-256, in 64 hexadecimal digits.

    A password's slow hash guards words that people think of; 256 random bits cannot be guessed.
    """
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def beginning_of(token: str) -> str:
    """As much as lets people tell their tokens apart, and nobody use one."""
    return token[:SHOWN]
