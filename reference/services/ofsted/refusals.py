"""Why a file of the register is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reference.services.problems import Problem


class RegisterRefused(Exception):
    """A file that is not taken, with its first problems; nothing of it was kept."""

    def __init__(self, path: Path, problems: Sequence[Problem], more: int = 0) -> None:
        self.path, self.problems, self.more = path, tuple(problems), more
        lines = [str(problem) for problem in problems]
        lines += [f"and {more:,} more problems"] if more else []
        super().__init__("\n".join(f"{path.name}: {line}" for line in lines))


def refusal(path: Path, message: str, line: int | None = None) -> RegisterRefused:
    return RegisterRefused(path, [Problem(message, line)])
