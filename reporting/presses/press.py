"""The process beside this one, seen from here: a line of JSON goes in, a line and a file come."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class PressGoneError(Exception):
    """The process has ended, for whatever reason."""


class Press:
    """One process that lays out a paper at a time."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        # In a session of its own, so that Ctrl-C reaches this process alone; it follows by itself.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reporting.presses.child"],
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    @property
    def works(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def ask(self, asked: dict[str, Any]) -> tuple[bytes, int] | None:
        """The file and its pages; None if it could not be made. Raises PressGoneError."""
        into, out = self.process.stdin, self.process.stdout
        assert into is not None
        assert out is not None
        try:
            into.write(json.dumps(asked, default=dataclasses.asdict).encode() + b"\n")
            into.flush()
            told = json.loads(out.readline())
            data = out.read(told["size"])
        except (OSError, ValueError) as error:
            raise PressGoneError from error
        if len(data) < told["size"]:
            raise PressGoneError
        return (data, told["pages"]) if data else None

    def close(self) -> None:
        """Ends the process, whatever it does."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        if self.owner == os.getpid():
            try:
                self.process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def _environment() -> dict[str, str]:
    """As this process has it, without a way into the database."""
    return {**os.environ, "DATABASE_URL": "sqlite://:memory:"}


_kept: list[Press] = []


def the_press() -> Press:
    """The press of this process; a new one where it has none that works."""
    if not _kept or not _kept[0].works:
        close_press()
        _kept.append(Press())
    return _kept[0]


@atexit.register
def close_press() -> None:
    while _kept:
        _kept.pop().close()
