"""Lets a person sign in again: for the operator, who has made sure that it is them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services import unlock_person


class Command(BaseCommand):
    help = (
        "Opens a person's account again and lifts the lock after failed tries. Make sure first "
        "that it is the person who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument(
            "--remove-second-step",
            action="store_true",
            help="Also takes the second step away: phone and recovery codes are lost",
        )

    def handle(self, *args: Any, email: str, remove_second_step: bool, **options: Any) -> None:
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{email}”. Look for slips of the pen.")
        for words in unlock_person(person=person, remove_second_step=remove_second_step, by=None):
            self.stdout.write(f"{person}: {words[0].lower()}{words[1:]}.")
