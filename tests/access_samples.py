"""One real object of a council for each part of an address, for the walk over every address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from accounts.models import ApiToken, Council, User
from accounts.services import make_token
from boards.models import (
    Action,
    AgendaItem,
    Appendix,
    Attendance,
    Meeting,
    Member,
    Minutes,
    NamedReader,
    PaperFile,
    Report,
    Review,
    WorkItem,
)
from boards.services.board import open_board
from config.leaving.keeping import export_path
from performance.models import (
    CouncilIndicator,
    Entry,
    EntryRevision,
    Figure,
    ImportBatch,
    Indicator,
    PartnerArea,
    QuarterlyReturn,
    SeriesBreak,
    SeriesNote,
    Target,
    Theme,
)
from placements.models import (
    Child,
    Intake,
    Intention,
    Placement,
    Provider,
    Recruitment,
    SavedScenario,
    Search,
    Setting,
    Statement,
)
from reference.domain.periods import quarter
from reference.models import Area
from reporting.models import Audience, Build, Edition, EditionFile
from reporting.services.files import keep_file

NOW = dt.datetime(2021, 5, 17, 9, 0, tzinfo=dt.UTC)
QUARTER = "2020-21-Q4"
PDF = b"%PDF-1.7 a file of these tests"
PAGE = b"<h1>A paper of these tests</h1>"


def _theme(council: Council) -> Theme:
    return Theme.objects.first() or Theme.objects.create(code="health", name="Health", order=1)


def _own_indicator(council: Council) -> Indicator:
    return Indicator.objects.get_or_create(
        council=council,
        code="own-measure",
        defaults={
            "name": "Own measure",
            "full_name": "Own measure",
            "tells": "Something",
            "definition": "Something",
            "unit": "percent",
            "polarity": "high",
            "frequency": "quarter",
            "basis": "period_end",
            "theme": _theme(council),
            "source": "Test",
        },
    )[0]


def _scenario(council: Council) -> SavedScenario:
    return SavedScenario.objects.get_or_create(
        council=council,
        name="Fewer entries",
        defaults={"kind": "fewer-entries", "numbers": {"amount": 20}, "made_at": NOW},
    )[0]


def _shown_measure(council: Council) -> Indicator:
    """Switched on, with the two figures that a line needs."""
    measure = _own_indicator(council)
    CouncilIndicator.objects.get_or_create(council=council, indicator=measure)
    for period in (quarter(2020, 3), quarter(2020, 4)):
        Figure.objects.get_or_create(
            council=council,
            area=council.area,
            indicator=measure,
            period=period.key,
            basis="period_end",
            version=1,
            defaults={
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
                "value": 80,
                "source": "entered",
                "standing": "final",
                "entered_at": NOW,
                "signed_at": NOW,
            },
        )
    return measure


def _return(council: Council) -> QuarterlyReturn:
    return QuarterlyReturn.objects.get_or_create(
        council=council,
        theme=_theme(council),
        quarter=QUARTER,
        defaults={"ends_on": dt.date(2021, 3, 31), "due_on": dt.date(2021, 4, 23)},
    )[0]


def _entry(council: Council) -> Entry:
    return Entry.objects.get_or_create(
        quarterly_return=_return(council),
        indicator=_own_indicator(council),
        area=council.area,
        period=QUARTER,
        basis="period_end",
    )[0]


def _member(council: Council) -> User:
    member = User.objects.filter(memberships__council=council).first()
    assert member, "the test asks for somebody of the council"
    return member


def _revision(council: Council) -> EntryRevision:
    return EntryRevision.objects.create(
        entry=_entry(council),
        revision=1,
        outcome="conflict",
        period=QUARTER,
        by=_member(council),
        at=NOW,
    )


def _target(council: Council) -> Target:
    return Target.objects.create(
        council=council,
        indicator=_own_indicator(council),
        from_on=dt.date(2020, 4, 1),
        low=90,
    )


def _break(council: Council) -> SeriesBreak:
    return SeriesBreak.objects.create(
        council=council,
        indicator=_own_indicator(council),
        from_on=dt.date(2020, 4, 1),
        kind="source",
        reason="A new system",
        by=_member(council),
    )


def _note(council: Council) -> SeriesNote:
    return SeriesNote.objects.create(
        council=council,
        indicator=_own_indicator(council),
        printed="80%",
        when="undated",
        text="As printed",
        written_at=NOW,
    )


def _partner(council: Council) -> PartnerArea:
    area, _ = Area.objects.get_or_create(
        code="X10000009", defaults={"name": "An agency", "kind": Area.Kind.AGENCY}
    )
    return PartnerArea.objects.get_or_create(council=council, area=area)[0]


def _edition(council: Council, audience: str = Audience.BOARD) -> Edition:
    edition, _ = Edition.objects.get_or_create(
        council=council,
        kind="performance-pack",
        subject=QUARTER,
        audience=audience,
        number=1,
        defaults={
            "title": "Performance pack",
            "published_at": NOW,
            "published_by": _member(council),
            "pages": 1,
        },
    )
    EditionFile.objects.get_or_create(
        edition=edition,
        media_type="application/pdf",
        defaults={"name": "pack.pdf", "sha256": keep_file(PDF), "size": len(PDF)},
    )
    return edition


def _build(council: Council) -> Build:
    return Build.objects.create(
        council=council,
        kind="performance-pack",
        subject=QUARTER,
        audience=Audience.BOARD,
        asked_by=_member(council),
        asked_at=NOW,
    )


def _told(council: Council) -> str:
    """A measure of which the board was told a figure and the Department published one."""
    measure = Indicator.objects.get(code="dental-check", council=None)
    CouncilIndicator.objects.get_or_create(council=council, indicator=measure)
    Figure.objects.get_or_create(
        council=council,
        area=council.area,
        indicator=measure,
        period=QUARTER,
        basis="period_end",
        version=1,
        defaults={
            "starts_on": dt.date(2021, 1, 1),
            "ends_on": dt.date(2021, 3, 31),
            "value": 49,
            "source": "entered",
            "standing": "final",
            "entered_at": NOW,
            "signed_at": NOW,
        },
    )
    return measure.code


def _meeting(council: Council) -> Meeting:
    """Held, with an item and minutes."""
    board = open_board(council=council, by=None)
    meeting, _ = Meeting.objects.get_or_create(
        board=board, slug="2021-05-17", defaults={"day": NOW.date(), "time": NOW.time()}
    )
    scan = {"media_type": "application/pdf", "size": len(PDF), "added_at": NOW}
    signed = PaperFile.objects.get_or_create(
        council=council, sha256=keep_file(PDF), defaults={**scan, "added_by": _member(council)}
    )[0]
    Minutes.objects.get_or_create(meeting=meeting, defaults={"signed_file": signed})
    return meeting


def _paper(council: Council) -> str:
    """A paper of the meeting, as its board edition printed it."""
    kept = {"item": 1, "label": "Item 1", "title": "Performance", "pages": "3", "ground": ""}
    kept |= {"key": "1", "sha256": keep_file(PDF), "page": keep_file(PAGE)}
    Edition.objects.get_or_create(
        council=council,
        kind="agenda-pack",
        subject=_meeting(council).slug,
        audience=Audience.BOARD,
        number=1,
        defaults={
            "title": "Agenda",
            "published_at": NOW,
            "published_by": _member(council),
            "pages": 3,
            "beside": {
                "papers": [kept],
            },
        },
    )
    return "1"


def _item(council: Council) -> AgendaItem:
    return AgendaItem.objects.get_or_create(
        meeting=_meeting(council), title="Performance", defaults={"position": 1}
    )[0]


def _seat(council: Council) -> Member:
    board = open_board(council=council, by=None)
    return Member.objects.get_or_create(board=board, name="Somebody", from_on=NOW.date())[0]


def _work(council: Council) -> WorkItem:
    return WorkItem.objects.get_or_create(
        board=open_board(council=council, by=None),
        title="Something",
        defaults={"created_by": _member(council), "created_at": NOW},
    )[0]


def _attendance(council: Council) -> Attendance:
    return Attendance.objects.get_or_create(
        meeting=_meeting(council), name="Somebody", defaults={"capacity": "in_attendance"}
    )[0]


def _action(council: Council) -> Action:
    return Action.objects.get_or_create(
        board=_meeting(council).board,
        number=1,
        defaults={
            "text": "Something",
            "owner": "Somebody",
            "raised_on": NOW.date(),
            "due_on": NOW.date(),
        },
    )[0]


def _token(council: Council) -> ApiToken:
    return make_token(
        council=council,
        name=f"Token {council.api_tokens.count()}",
        reads=ApiToken.Reads.BOARD,
        days=30,
        by=_member(council),
    )[0]


def _export(council: Council) -> Build:
    """An export of all data that is ready, with its file."""
    build = Build.objects.create(
        council=council,
        kind="council-export",
        subject="all data",
        status=Build.Status.DONE,
        asked_by=_member(council),
        asked_at=NOW,
        finished_at=NOW,
    )
    path = export_path(build)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK of these tests")
    return build


def _child(council: Council) -> Child:
    return Child.objects.get_or_create(council=council, pseudonym="0" * 64)[0]


def _intake(council: Council) -> Intake:
    """A return that was read and waits; the walks' discarding takes its own."""
    return Intake.objects.create(
        council=council,
        status=Intake.Status.READ,
        files=["2020-21.zip"],
        store="0" * 32,
        sent_by=_member(council),
        sent_at=NOW,
    )


def _provider(council: Council) -> Provider:
    """A provider that nothing rests on: a walk may take it off."""
    return Provider.objects.get_or_create(council=council, name="Oak", sector="private")[0]


def _setting(council: Council) -> Setting:
    own, _ = Provider.objects.get_or_create(council=council, name="The council", sector="own")
    return Setting.objects.get_or_create(provider=own, name="Rowan House", kind="home")[0]


def _drawn_view(council: Council) -> str:
    """The view of the page of homes that is drawn: foster homes were asked for in the month of the
    newest placement.
    """
    Recruitment.objects.get_or_create(
        council=council,
        month=_placement(council).starts_on.replace(day=1),
        stage="enquiry",
        defaults={"households": 7},
    )
    return "funnel"


def _placement(council: Council) -> Placement:
    return Placement.objects.get_or_create(
        child=_child(council),
        setting=_setting(council),
        defaults={"route": "spot", "plan": "home", "starts_on": NOW.date()},
    )[0]


def _search(council: Council) -> Search:
    return Search.objects.get_or_create(child=_child(council), kind="home", opened_on=NOW.date())[0]


def _statement(council: Council) -> Statement:
    return Statement.objects.get_or_create(council=council, as_at=NOW.date())[0]


def _intention(council: Council) -> Intention:
    days = {"made_on": NOW.date(), "due_on": NOW.date()}
    found, _ = Intention.objects.get_or_create(
        council=council, what="Open a home", defaults={"owner": "Head of commissioning", **days}
    )
    return found


def _batch(council: Council) -> ImportBatch:
    """A scorecard that somebody is pointing at."""
    return ImportBatch.objects.create(
        council=council,
        file_name="scorecard.csv",
        checksum="0" * 64,
        data=b"Measure,Q1 2019-20,Q2 2019-20\nOwn measure,80,85\n",
        uploaded_by=_member(council),
        uploaded_at=NOW,
    )


def _report(council: Council) -> Report:
    """A report with one section, an open appendix without tags and a question to a reviewer."""
    board = open_board(council=council, by=None)
    report, new = Report.objects.get_or_create(
        board=board,
        slug="a-report",
        defaults={
            "title": "A report",
            "author": "Head of Service",
            "created_by": _member(council),
            "created_at": NOW,
        },
    )
    if new:
        report.sections.create(order=1, key="background", heading="Background", text="Words.")
        Appendix.objects.create(
            report=report, order=1, title="An appendix", file=_paper_file(council)
        )
        Review.objects.create(
            report=report,
            role="Finance",
            reviewer=report.created_by,
            asked_by=report.created_by,
            asked_at=NOW,
            due_on=NOW.date(),
        )
    return report


def _section(council: Council) -> str:
    return _report(council).sections.get().key


def _paper_file(council: Council) -> PaperFile:
    return PaperFile.objects.get_or_create(
        council=council,
        sha256=keep_file(PDF),
        defaults={
            "name": "paper.pdf",
            "media_type": "application/pdf",
            "size": len(PDF),
            "pages": 1,
            "tagged": False,
            "added_by": _member(council),
            "added_at": NOW,
        },
    )[0]


def _appendix(council: Council) -> Appendix:
    """Made anew where a walk took it off."""
    report = _report(council)
    return report.appendices.first() or Appendix.objects.create(
        report=report, order=1, title="An appendix", file=_paper_file(council)
    )


def _reader(council: Council) -> NamedReader:
    report = _report(council)
    return NamedReader.objects.get_or_create(
        report=report,
        user=report.created_by,
        defaults={
            "kind": "not", "reason": "An interest", "added_by": report.created_by, "added_at": NOW,
        },
    )[0]  # fmt: skip


def _review(council: Council) -> Review:
    report = _report(council)
    return report.reviews.first() or Review.objects.create(
        report=report,
        role="Finance",
        reviewer=report.created_by,
        asked_by=report.created_by,
        asked_at=NOW,
        due_on=NOW.date(),
    )


Sample = Callable[[Council], Any]
# Parts that name one object of a council: they must not open under another council's address.
OWNED: dict[str, Sample] = {
    "person": lambda council: _member(council).pk,
    "code": lambda council: _own_indicator(council).code,
    "entry": lambda council: _entry(council).pk,
    "revision": lambda council: _revision(council).pk,
    "target": lambda council: _target(council).pk,
    "break": lambda council: _break(council).pk,
    "series_break": lambda council: _break(council).pk,
    "partner": lambda council: _partner(council).pk,
    "note": lambda council: _note(council).pk,
    "edition": lambda council: _edition(council).pk,
    "batch": lambda council: _batch(council).pk,
    "build": lambda council: _build(council).pk,
    "token": lambda council: _token(council).pk,
    "meeting": lambda council: _meeting(council).slug,
    "paper": _paper,
    "item": lambda council: _item(council).pk,
    "attendance": lambda council: _attendance(council).pk,
    "number": lambda council: _action(council).number,
    "member": lambda council: _seat(council).pk,
    "work": lambda council: _work(council).pk,
    "line": lambda council: open_board(council=council, by=None).standing_items.all()[0].pk,
    "report": lambda council: _report(council).slug,
    "review": lambda council: _review(council).pk,
    "reader": lambda council: _reader(council).pk,
    "appendix": lambda council: _appendix(council).pk,
    "file": lambda council: _appendix(council).file_id,
    "intake": lambda council: _intake(council).pk,
    "child": lambda council: _child(council).pk,
    "statement": lambda council: _statement(council).pk,
    "intention": lambda council: _intention(council).pk,
    "scenario": lambda council: _scenario(council).pk,
    "record": lambda council: _provider(council).pk,
    "provider": lambda council: _provider(council).pk,
    "setting": lambda council: _setting(council).pk,
    "placement": lambda council: _placement(council).pk,
    "search": lambda council: _search(council).pk,
}
# Parts that mean the same in every council, or nothing without a secret.
COMMON: dict[str, Sample] = {
    "quarter": lambda council: QUARTER,
    "theme": lambda council: _return(council).theme_id,
    "register": lambda council: "providers",
    "board_list": lambda council: "standing-items",
    "audience": lambda council: Audience.BOARD.value,
    "homes_view": lambda council: "week",
    "name": lambda council: "pack.pdf",
    "uidb36": lambda council: "1",
    "key": lambda council: "not-a-key",
    "form": lambda council: "docx",
    "year": lambda council: 2021,
    "series": lambda council: "cla-rate",
    "view": lambda council: "age",
    "figure": lambda council: "three-or-more-homes",
    "pk": lambda council: 1,
    "mark": lambda council: 1,
    "section": lambda council: _section(council),
    "rest": lambda council: "v1/no-such-address",
}
# Addresses in which a part means something else than elsewhere.
SPECIAL: dict[tuple[str, str], Sample] = {
    ("council_export_file", "build"): lambda council: _export(council).pk,
    ("performance:indicator", "code"): lambda council: _shown_measure(council).code,
    ("performance:indicator_csv", "code"): lambda council: _shown_measure(council).code,
    ("performance:indicator_xlsx", "code"): lambda council: _shown_measure(council).code,
    ("performance:indicator_svg", "code"): lambda council: _shown_measure(council).code,
    ("placements:homes_picture", "homes_view"): _drawn_view,
    ("reporting:edition_file", "edition"): lambda council: _edition(council, Audience.PUBLIC).pk,
    ("performance:told_explain", "code"): _told,
}


def sample_of(address: str, part: str) -> Sample | None:
    return SPECIAL.get((address, part)) or OWNED.get(part) or COMMON.get(part)
