"""The process that lays papers out for another: started by `press`, it reads lines of JSON.

It ends when it has had nothing to do for a minute, and at once when whoever started it is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import resource
import sys
import threading
from typing import Any, BinaryIO

IDLE = 60.0
MOST_MEMORY = 1536 * 1024 * 1024
Jobs = queue.SimpleQueue[dict[str, Any] | None]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # What libraries print must not get between the files.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs: Jobs = queue.SimpleQueue()
    busy = threading.Event()
    threading.Thread(target=listen, args=(sys.stdin.buffer, jobs, busy), daemon=True).start()
    import django

    django.setup()
    # Whoever asked is gone, or takes the paper over, where the pipe is closed.
    with contextlib.suppress(BrokenPipeError):
        work(jobs, out, busy)


def listen(lines: BinaryIO, jobs: Jobs, busy: threading.Event) -> None:
    """Takes jobs in, also while one is under way: so it is seen when nobody waits any more."""
    for line in lines:
        jobs.put(json.loads(line))
    if busy.is_set():
        os._exit(0)
    jobs.put(None)


def work(jobs: Jobs, out: BinaryIO, busy: threading.Event, *, idle: float = IDLE) -> None:
    while True:
        try:
            job = jobs.get(timeout=idle)
        except queue.Empty:
            return
        if job is None:
            return
        busy.set()
        data, pages = printed(job)
        out.write(json.dumps({"size": len(data), "pages": pages}).encode() + b"\n" + data)
        out.flush()
        busy.clear()


def printed(job: dict[str, Any]) -> tuple[bytes, int]:
    """The file and its pages. Without a file, whoever asked makes it, and hears what is wrong."""
    from reporting.domain.paper import PageLabel
    from reporting.pdf import render_pdf

    labels = [PageLabel(**label) for label in job.pop("page_labels")]
    try:
        made = render_pdf(**job, page_labels=labels)
    except Exception:
        return b"", 0
    return made.data, made.pages


if __name__ == "__main__":
    main()
    # Without the last rites of Python, which wait for the thread that reads.
    os._exit(0)
