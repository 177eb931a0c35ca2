"""Writes a meeting's agenda pack to a file: the published edition, or a draft of today's."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from boards.models import Meeting
from boards.packs.agenda import KIND
from boards.packs.agenda.rendering import meeting_pdf
from reporting.domain.paper import RenderError
from reporting.management.writing import refuse_unwritable, tell_progress, write_whole
from reporting.models import Audience, Edition
from reporting.services import open_edition_file


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meeting", required=True, help="nottingham-2021-05-17")
        parser.add_argument("--audience", required=True, choices=Audience.values)
        parser.add_argument("--out", required=True, type=Path, help="The PDF file to write")
        parser.add_argument(
            "--published",
            action="store_true",
            help="Write the newest published edition, byte for byte, instead of building a draft",
        )

    def handle(self, **options: Any) -> None:
        meeting = _meeting(options["meeting"])
        out: Path = options["out"]
        refuse_unwritable(out)
        if options["published"]:
            data = _published(meeting, options["audience"])
        else:
            data = self._draft(meeting, options["audience"])
        if out.exists() and out.read_bytes() == data:
            self.stdout.write(f"{out} is up to date")
            return
        write_whole(out, data)
        self.stdout.write(f"Wrote {out} ({len(data) // 1024} kB)")

    def _draft(self, meeting: Meeting, audience: str) -> bytes:
        try:
            printed = meeting_pdf(meeting, audience, progress=self._tell)
        except RenderError as error:
            raise CommandError(str(error)) from error
        self._tell("", 0, 0)
        for note in printed.notes:
            self.stderr.write(note.words)
        return printed.pdf.data

    def _tell(self, stage: str, done: int, total: int) -> None:
        tell_progress(self.stderr, stage, done, total)


def _meeting(name: str) -> Meeting:
    """The meeting called by its council's slug and its own, joined by a hyphen."""
    called = Concat(
        F("board__council__slug"), Value("-"), F("slug"), output_field=CharField(max_length=120)
    )
    meetings = Meeting.objects.select_related("board__council").annotate(called=called)
    found = meetings.filter(called=name).first()
    if found is None:
        known = ", ".join(meetings.order_by("called").values_list("called", flat=True)[:12])
        raise CommandError(f"There is no meeting {name!r}. Known: {known or 'none yet'}")
    return found


def _published(meeting: Meeting, audience: str) -> bytes:
    editions = Edition.objects.for_council(meeting.board.council).standing()
    newest = editions.of(KIND, meeting.slug).filter(audience=audience).order_by("-number").first()
    if newest is None or newest.pdf is None:
        raise CommandError(f"No {audience} edition of {meeting} has been published")
    return open_edition_file(newest.pdf)
