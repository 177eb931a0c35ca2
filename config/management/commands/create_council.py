"""Makes a council ready to use: `create_council --area E06000018 --slug nottingham`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import Council, Role
from accounts.services import (
    CouncilRefused,
    InvitationNotSent,
    PeopleError,
    create_council,
    invite_person,
)
from boards.services.board import open_board
from performance.models import Indicator
from performance.services import CatalogueError, load_catalogue, switch_on_catalogue
from reference.areas import AreaUnknown, find_area
from reference.models import Area


class Command(BaseCommand):
    help = "Makes a council, switches the catalogue of indicators on, and invites its administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="GSS code or name of the authority")
        parser.add_argument("--slug", required=True, help="The council's part of addresses")
        parser.add_argument("--name", help='As pages show it, "Nottingham City Council"')
        parser.add_argument("--board", help='"Corporate Parenting Board" unless told')
        parser.add_argument("--colour", help="# and six digits, #53284f unless told")
        parser.add_argument("--admin-email", help="Invites this person as administrator")
        parser.add_argument("--admin-name", help="Their name; the address stands in until told")

    def handle(self, *args: Any, **options: Any) -> None:
        area = _area(options["area"])
        try:
            council = self._create(area, options)
        except InvitationNotSent as failure:
            # The council stands by now: only the e-mail is missing.
            self.stderr.write(f"{failure} Ask for a link at the sign-in page instead.")
            council = Council.objects.get(slug=options["slug"])
        except (CouncilRefused, PeopleError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report(council, options["admin_email"])

    @transaction.atomic
    def _create(self, area: Area, options: dict[str, Any]) -> Council:
        council = create_council(
            area=area,
            slug=options["slug"],
            name=options["name"],
            board_name=options["board"],
            colour=options["colour"],
        )
        _catalogue()
        switch_on_catalogue(council=council, by=None)
        open_board(council=council, by=None)
        if email := options["admin_email"]:
            invite_person(
                council=council,
                email=email,
                name=options["admin_name"] or email,
                roles=[Role.ADMINISTRATOR],
                by=None,
            )
        return council

    def _report(self, council: Council, admin_email: str | None) -> None:
        self.stdout.write(f"{council.name} is ready at /{council.slug}/.")
        self.stdout.write(f"Indicators switched on: {council.indicators.filter(on=True).count()}")
        if admin_email:
            self.stdout.write(f"{admin_email} has been invited as administrator.")
        else:
            self.stdout.write(
                "Nobody can sign in yet. Next: manage.py invite_person "
                f"--council {council.slug} --email ADDRESS --role administrator"
            )
        if not council.colour_draws_text:
            self.stdout.write(
                f"{council.colour} is too pale for text on white: it colours the top bar only."
            )


def _area(told: str) -> Area:
    try:
        return find_area(told)
    except AreaUnknown as unknown:
        raise CommandError(str(unknown)) from unknown


def _catalogue() -> None:
    """A council without measures is not ready: the catalogue comes first."""
    if Indicator.objects.filter(council=None).exists():
        return
    try:
        load_catalogue()
    except CatalogueError as error:
        raise CommandError(f"The catalogue of measures cannot be loaded.\n{error}") from error
