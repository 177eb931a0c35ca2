"""Runs what waits in the background, and takes back the work of workers that are gone."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from accounts.models import Council
from accounts.services import purge_daily
from performance.services import send_reminders
from placements.dashboards.homes.kept import refresh_homes
from reporting.services import sweep_orphans, take_back_expired

log = logging.getLogger(__name__)
# Seconds between two looks for leases that ran out, and for files that no edition names.
TAKE_BACK_EVERY = 30.0
SWEEP_EVERY = 3600.0
REMIND_EVERY = 900.0
PURGE_EVERY = 3600.0
REFRESH_EVERY = 900.0
# Nobody is written to by night.
FIRST_HOUR, LAST_HOUR = 7, 19
# Brought in before there is work, so that nobody waits for WeasyPrint and matplotlib to start.
SLOW_TO_START = ("reporting.pdf", "reporting.charts.paper")


class TellingWorker(Worker):
    """Runs all tasks that wait, then returns; one line for each."""

    def __init__(self, tell: Any) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.tell = tell

    def run_task(self, db_task_result: Any) -> None:
        began = time.monotonic()
        super().run_task(db_task_result)
        arguments = ", ".join(str(value) for value in db_task_result.args_kwargs["args"])
        outcome = str(db_task_result.return_value or db_task_result.status).lower()
        seconds = time.monotonic() - began
        self.tell(f"{_clock()} {db_task_result.task_name}({arguments}): {outcome}, {seconds:.1f} s")


def _clock() -> str:
    return f"{timezone.localtime():%Y-%m-%d %H:%M:%S}"


class Command(BaseCommand):
    help = "Runs the work that waits in the background until it is stopped (SIGTERM, Ctrl+C)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks")
        parser.add_argument("--once", action="store_true", help="Run what waits, then stop")

    def handle(self, *args: Any, interval: float, once: bool, **options: Any) -> None:
        worker = TellingWorker(self.tell)
        for module in SLOW_TO_START:
            import_module(module)
        if not once:
            worker.configure_signals()
            self.tell(f"{_clock()} The worker is ready")
        chores = Chores(self.tell)
        while worker.running:
            chores.run_due(time.monotonic())
            worker.run()
            if once:
                return
            if worker.running:
                time.sleep(interval)
        self.tell(f"{_clock()} The worker has stopped")

    def tell(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


class Chores:
    """What is done between tasks, each at its own pace; the first time at once."""

    def __init__(self, tell: Any) -> None:
        self.tell = tell
        self.every = {
            self.take_back: TAKE_BACK_EVERY,
            self.sweep: SWEEP_EVERY,
            self.remind: REMIND_EVERY,
            self.purge: PURGE_EVERY,
            self.refresh: REFRESH_EVERY,
        }
        self.due = dict.fromkeys(self.every, 0.0)

    def run_due(self, moment: float) -> None:
        for chore, due in self.due.items():
            if not due or moment >= due:
                self.due[chore] = moment + self.every[chore]
                close_old_connections()
                chore()

    def take_back(self) -> None:
        again = take_back_expired(now=timezone.now())
        if again:
            numbers = ", ".join(str(number) for number in again)
            self.tell(f"{_clock()} Back in the queue: build {numbers}")

    def sweep(self) -> None:
        swept = sweep_orphans(now=timezone.now())
        if swept:
            self.tell(f"{_clock()} Swept {len(swept)} files that no edition names")

    def remind(self) -> None:
        now = timezone.localtime()
        if settings.REMINDERS and FIRST_HOUR <= now.hour < LAST_HOUR:
            posted = send_reminders(now=now)
            if posted.sent:
                self.tell(f"{_clock()} Sent reminders: {posted.sent}")
            if posted.waiting or posted.given_up:
                self.tell(
                    f"{_clock()} Reminders that did not leave: {posted.waiting} are tried again, "
                    f"{posted.given_up} were given up"
                )

    def purge(self) -> None:
        """Each hour, so that a day on which the worker starts late has its purge; one a day."""
        if not settings.PURGE_DAILY:
            return
        for council in Council.objects.order_by("slug"):
            try:
                gone = sum(count for _, count in purge_daily(council=council))
            except DatabaseError:
                # One council's trouble is not the next one's, nor the end of the worker.
                log.exception("The purge of /%s/ failed; nothing of it was removed", council.slug)
                continue
            if gone:
                self.tell(f"{_clock()} Purged {gone} of /{council.slug}/")

    def refresh(self) -> None:
        """Pages of homes that are of another day, or that public data or targets have changed: the
        first reader of a day does not wait for them.
        """
        for council in Council.objects.order_by("slug"):
            try:
                is_made = refresh_homes(council, today=timezone.localdate())
            except DatabaseError:
                log.exception("The page of homes of /%s/ could not be made", council.slug)
                continue
            if is_made:
                self.tell(f"{_clock()} Made the page of homes of /{council.slug}/")
