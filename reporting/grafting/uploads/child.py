"""The process that opens a stranger's file: limits first, then one look or one cleaning.

    python -m reporting.grafting.uploads.child inspect PATH NAME
    python -m reporting.grafting.uploads.child clean PATH NAME OUT

Prints {"found": ...} or {"refused": words}. Whatever kills it is taken as a refusal.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
from pathlib import Path

from reporting.domain.file_names import quoted

from ..sources import DAMAGE
from .cleaning import cleaned
from .looking import looked_at
from .opening import opened
from .refusals import MOST_BYTES, MOST_MEMORY, MOST_SECONDS, UploadRefused


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_BYTES * 4),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(verb: str, path: str, name: str, out: str = "") -> dict[str, object]:
    shown = quoted(name)
    try:
        with opened(Path(path), shown) as pdf:
            found = looked_at(pdf, shown)
            if verb == "inspect":
                return {"found": dataclasses.asdict(found)}
            made = cleaned(pdf, Path(out), shown)
            return {"found": dataclasses.asdict(dataclasses.replace(made, tagged=found.tagged))}
    except UploadRefused as refused:
        return {"refused": str(refused)}
    except (MemoryError, RecursionError):
        return {"refused": f"{shown} is too large when unpacked. Print it to a new PDF file."}
    except DAMAGE:
        # Whatever is wrong with it, it is wrong in the file.
        return {
            "refused": f"{shown} is damaged. Open it, print it to a new PDF file and send that."
        }


if __name__ == "__main__":
    _limit()
    print(json.dumps(answer(*sys.argv[1:])))
