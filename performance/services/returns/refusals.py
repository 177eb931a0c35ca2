"""Why a step of a return is refused, in words for the person who asked for it."""

from __future__ import annotations

from performance.checking import EntryCheck


class ReturnError(Exception):
    """A step that cannot be taken; the message says what, where and what to do."""


class NotAllowed(ReturnError):
    """This person may not take this step."""


class ReturnNotReady(ReturnError):
    """Something must be mended first: `checks` are the measures that are not ready."""

    def __init__(self, checks: list[EntryCheck]) -> None:
        self.checks = checks
        names = ", ".join(check.name for check in checks)
        verb = "is" if len(checks) == 1 else "are"
        super().__init__(
            f"{len(checks)} of the figures {verb} not ready: {names}."
            f"{_rivals(checks)}{_unexplained(checks)}"
        )


def _unexplained(checks: list[EntryCheck]) -> str:
    """What to do about figures that are not, or no longer, what is computed."""
    names = [check.name for check in checks if check.lacks_reason]
    if not names:
        return ""
    return (
        f" Another figure than the one entered was computed of {', '.join(names)}. The officers of "
        "this return use it, or say why theirs is right: a return that was submitted must be sent "
        "back first."
    )


def _rivals(checks: list[EntryCheck]) -> str:
    """What to do about figures that another return signed off meanwhile."""
    rivals = [check.name for check in checks if check.rival]
    if not rivals:
        return ""
    return (
        f" Another return signed off {', '.join(rivals)} meanwhile, with another figure. The "
        "officers of this return choose between the two: a return that was submitted must be sent "
        "back first."
    )
