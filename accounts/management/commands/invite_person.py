"""Gives a person roles from the command line: the way in when a council has no administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Council, Role
from accounts.services import InvitationNotSent, PeopleError, invite_person


class Command(BaseCommand):
    help = "Invites a person: invite_person --council nottingham --email a@b.org --role officer"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", help="The address stands in until told")
        parser.add_argument("--job-title", default="")
        parser.add_argument(
            "--role",
            action="append",
            choices=Role.values,
            required=True,
            help="May be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        council = Council.objects.filter(slug=options["council"]).first()
        if council is None:
            known = ", ".join(Council.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no council “{options['council']}”. There are: {known}.")
        try:
            member = invite_person(
                council=council,
                email=options["email"],
                name=options["name"] or options["email"],
                job_title=options["job_title"],
                roles=options["role"],
                by=None,
            )
        except (PeopleError, InvitationNotSent) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{member} has been invited into {council}.")
