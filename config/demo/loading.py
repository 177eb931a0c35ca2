"""Loads what is missing of the demonstration, step by step; what is there stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from accounts.models import Council, Role, User
from accounts.services import create_council
from boards.models import Meeting
from boards.packs.agenda import KIND as AGENDA_PACK
from boards.packs.minutes import KIND as MINUTES
from boards.services.publishing import publish_agenda
from boards.services.record.minutes import draft_minutes
from boards.services.record.publishing import publish_minutes
from performance.models import QuarterlyReturn
from performance.packs import KIND
from performance.services.catalogue import load_catalogue
from performance.services.packs import publish_pack
from reference.domain.periods import long_date
from reference.models import Area, OfstedRelease, PublishedStatistic
from reference.services import load_reference, load_register
from reporting.models import Audience, Edition, EditionFile
from reporting.services import open_edition_file

from . import exampleshire, nottingham
from .cohort import load_cohort
from .entering import moment
from .homes import STATEMENT, load_forecast, load_homes, publish_statements, statement_file
from .meetings import load_meetings
from .papers import MEETING, load_papers
from .people import People, address, demo_people

AGAIN = "With slides and a briefing for the chair"
Tell = Callable[[str], None]
# Five clear days before the meeting; the minutes were drafted on the day after it.
PUBLISHED, DRAFTED = dt.date(2021, 5, 7), dt.date(2021, 5, 18)
COUNCILS: dict[str, ModuleType] = {"nottingham": nottingham, "exampleshire": exampleshire}


class DemoError(RuntimeError):
    """The demonstration cannot be loaded; the message says why and what to do."""


def load_demo(*, password: str, packs: bool, only: str | None, tell: Tell) -> bool:
    """Loads reference data, catalogue and the councils; whether there was anything to do."""
    done = _public_data(tell)
    done = _register(tell) or done
    for slug, module in COUNCILS.items():
        if only in (None, slug):
            council, people = _council(module, password)
            done = _figures(module, council, people, tell) or done
            done = _history(module, council, people, tell) or done
            done = _cohort(council, people, tell) or done
            done = _homes(council, people, tell) or done
            done = _board(council, people, tell) or done
            done = (packs and _packs(module, council, people, tell)) or done
            done = (packs and _meeting(council, people, tell)) or done
            done = (packs and _statement(council, people, tell)) or done
    return done


def write_packs(folder: Path) -> list[Path]:
    """The PDFs of the newest editions of Nottingham's quarter: packs, slides, briefings. A file
    that is the same is left alone.
    """
    council = Council.objects.get(slug=nottingham.SLUG)
    quarter, written = nottingham.QUARTER, []
    folder.mkdir(parents=True, exist_ok=True)
    for audience in (Audience.PUBLIC, Audience.BOARD):
        editions = Edition.objects.for_council(council).of(KIND, quarter.key)
        newest = editions.filter(audience=audience).order_by("-number").first()
        files = newest.ordered_files if newest else []
        written += [_write(file, folder) for file in files if file.media_type == "application/pdf"]
    return written


def write_statement(folder: Path) -> list[Path]:
    """Exampleshire's public sufficiency statement."""
    file = statement_file()
    return [_write(file, folder, STATEMENT)] if file else []


def _write(file: EditionFile, folder: Path, name: str = "") -> Path:
    path, data = folder / (name or file.name), open_edition_file(file)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
    return path


def write_papers(folder: Path) -> list[Path]:
    """The agenda packs of Nottingham's meeting, and its draft minutes as the public reads them."""
    meeting = Meeting.objects.for_council(Council.objects.get(slug=nottingham.SLUG)).filter(
        day=MEETING
    )
    found = meeting.select_related("board__council").first()
    if found is None:
        return []
    held = Edition.objects.for_council(found.board.council).standing().prefetch_related("files")
    written = []
    for kind in (AGENDA_PACK, MINUTES):
        newest = {one.audience: one for one in held.of(kind, found.slug).order_by("number")}
        files = [one.pdf for one in newest.values() if one.pdf]
        written += [_write(file, folder) for file in files]
    return written


def sign_ins() -> list[tuple[str, str]]:
    """(Council, e-mail) of the demonstration's people, in the order of councils and roles."""
    councils = {one.slug: one for one in Council.objects.filter(slug__in=COUNCILS)}
    there = set(
        User.objects.filter(memberships__council__in=councils.values()).values_list("email")
    )
    return [
        (council.name, email)
        for slug in COUNCILS
        if (council := councils.get(slug)) is not None
        for role in Role
        if ((email := address(council, role)),) in there
    ]


def _public_data(tell: Tell) -> bool:
    missing = not PublishedStatistic.objects.exists()
    if missing:
        tell("Areas, neighbours, population and published statistics …")
        load_reference()
    outcome = load_catalogue()
    return missing or bool(outcome.new or outcome.changed)


def _register(tell: Tell) -> bool:
    if OfstedRelease.objects.exists():
        return False
    tell("Ofsted’s register …")
    return bool(load_register())


def _council(module: ModuleType, password: str) -> tuple[Council, People]:
    council = Council.objects.filter(slug=module.SLUG).first()
    if council is None:
        council = create_council(
            area=_area(module),
            slug=module.SLUG,
            name=module.NAME,
            board_name=module.BOARD,
            colour=module.COLOUR,
        )
    if council.area_id != module.AREA:
        raise DemoError(
            f"There is a council /{council.slug}/ for another area already ({council.area}). "
            "Load the demonstration into a database of its own."
        )
    return council, demo_people(council, password)


def _area(module: ModuleType) -> Area:
    if module is exampleshire:
        area, _ = Area.objects.get_or_create(
            code=module.AREA, defaults={"name": "Exampleshire", "kind": Area.Kind.FICTIONAL}
        )
        return area
    return Area.objects.get(code=module.AREA)


def _figures(module: ModuleType, council: Council, people: People, tell: Tell) -> bool:
    """A council's figures go in all or not at all, so a return that is there says that all are."""
    if QuarterlyReturn.objects.filter(council=council, quarter=module.QUARTER.key).exists():
        return False
    tell(f"{council.name}: measures, targets and figures …")
    module.load(council, people)
    return True


def _history(module: ModuleType, council: Council, people: People, tell: Tell) -> bool:
    """The imported years of a council whose returns were loaded before there were any."""
    if not hasattr(module, "load_history") or council.import_batches.exists():
        return False
    tell(f"{council.name}: earlier years from its scorecard …")
    module.load_history(council, people)
    return True


def _cohort(council: Council, people: People, tell: Tell) -> bool:
    """The children of a council that has invented ones."""
    done = load_cohort(council, people)
    if done:
        tell(f"{council.name}: returns of invented children, and figures of them …")
    return done


def _homes(council: Council, people: People, tell: Tell) -> bool:
    """The register of homes of a council that has none, and a forecast of invented children."""
    done = load_homes(council, people)
    if done:
        tell(f"{council.name}: homes for children …")
    if load_forecast(council, people):
        tell(f"{council.name}: forecast of children in care, tried on the past …")
        done = True
    return done


def _board(council: Council, people: People, tell: Tell) -> bool:
    """Members, meetings and the work programme of a council whose board has no meeting yet."""
    done = load_meetings(council, people)
    if done:
        tell(f"{council.name}: board, meetings and work programme …")
    return done


def _meeting(council: Council, people: People, tell: Tell) -> bool:
    """The papers of Nottingham's meeting, published in time, and minutes that await its words."""
    if council.slug != nottingham.SLUG:
        return False
    if load_papers(council, people):
        tell(f"{council.name}: papers of {long_date(MEETING)} …")
    meeting = Meeting.objects.for_council(council).select_related("board__council").get(day=MEETING)
    if meeting.published_at is not None:
        return False
    tell(f"{council.name}: agenda packs and draft minutes …")
    publish_agenda(meeting=meeting, by=people.governance, at=moment(PUBLISHED))
    meeting.refresh_from_db()
    minutes = draft_minutes(meeting=meeting, by=people.governance)
    for audience in Audience:
        publish_minutes(
            minutes=minutes, audience=audience, by=people.governance, at=moment(DRAFTED)
        )
    return True


def _statement(council: Council, people: People, tell: Tell) -> bool:
    """The sufficiency statement of a council that has begun one."""
    done = publish_statements(council, people)
    if done:
        tell(f"{council.name}: sufficiency statement and market position …")
    return done


def _packs(module: ModuleType, council: Council, people: People, tell: Tell) -> bool:
    """Publishes what is missing; again where an edition is from before packs had slides."""
    quarter, done = module.QUARTER, False
    for audience in (Audience.PUBLIC, Audience.BOARD):
        editions = Edition.objects.for_council(council).of(KIND, quarter.key)
        mine = editions.filter(audience=audience)
        if not mine.filter(files__form=EditionFile.Form.SLIDES).exists():
            tell(f"{council.name}: performance pack, {audience.label.lower()} …")
            publish_pack(
                council=council,
                quarter=quarter,
                audience=audience,
                by=people.governance,
                reason=AGAIN if mine.exists() else "",
                at=moment(module.PUBLISHED),
            )
            done = True
    return done
