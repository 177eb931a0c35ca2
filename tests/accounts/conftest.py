"""What the tests of sign-in need beyond the named cast."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User

PASSWORD = "an unlikely phrase for tests"


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """`sign_in(user)`: a client that has typed e-mail and password into the sign-in page."""

    def typed(user: User, password: str = PASSWORD) -> Client:
        client = Client()
        client.post("/people/sign-in/", {"login": user.email, "password": password})
        return client

    return typed


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, *extra: bytes) -> bytes:
    """A whole PNG: grey, one byte a pixel."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height)
    parts = [chunk(b"IHDR", head), *extra, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
