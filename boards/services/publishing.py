"""Publishing a meeting's papers: numbers are frozen, both editions appear together, or neither."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.access import roles_in
from accounts.models import User
from accounts.services import record_event
from boards.models import Meeting, Override, Report
from boards.packs.agenda import KIND, SUPPLEMENT, next_number
from boards.packs.agenda.building import LATE_APART
from boards.packs.agenda.changes import beside_of, changes_between
from boards.packs.agenda.parts import AgendaPack, OpenPaper
from boards.packs.agenda.readiness import readiness
from boards.packs.agenda.rendering import Printed, meeting_pdf
from boards.services.agenda.adding import freeze_agenda
from boards.services.agenda.changing import AgendaError
from boards.services.agenda.papers import keep_papers_made_here
from boards.services.reports.accounting import cells_of_reports, figures_of_reports
from reporting.domain.paper import Progress
from reporting.frozen import with_own_styles
from reporting.models import Audience, Edition
from reporting.services import (
    NewFile,
    NothingChangedError,
    NumberTakenError,
    PublishError,
    publish_edition,
)

NO_SUPPLEMENT = "There is no business for a supplement: add late business to one first"
AUDIENCES = (Audience.PUBLIC.value, Audience.BOARD.value)


class AgendaNotReadyError(PublishError):
    """Something stops the publication; the message says what."""


@dataclass(frozen=True)
class Published:
    public: Edition
    board: Edition


def publish_agenda(
    *,
    meeting: Meeting,
    by: User,
    reason: str = "",
    supplement: bool = False,
    at: dt.datetime | None = None,
    progress: Progress | None = None,
) -> Published:
    """Freezes the numbers, prints both editions, and publishes them in one transaction.

    Not one transaction in all: printing takes seconds. A worker that is killed meanwhile leaves
    numbers that are given and no edition. Raises AgendaNotReadyError, NothingChangedError where
    both editions say what they said before and no `reason` is given, PublishError for a meeting
    that is cancelled, and RenderError.
    """
    at = at or timezone.now()
    if not by.has_perm("boards.publish_agenda", meeting.board.council):
        raise PublishError("A governance officer publishes the agenda.")
    if meeting.status == Meeting.Status.CANCELLED:
        raise PublishError("This meeting is cancelled. Bring it back first. Nothing was published.")
    if supplement and not has_supplement(meeting):
        raise PublishError(f"{NO_SUPPLEMENT}. Nothing was published.")
    found = readiness(meeting, today=timezone.localdate(at))
    if not found.is_ready:
        words = "; ".join(check.title for check in found.stops[:5])
        raise AgendaNotReadyError(f"{words}. Nothing was published.")
    if meeting.items.filter(removed_at=None, number="").exists() or not meeting.is_frozen:
        _freeze_numbers(meeting, by, at)
    kind = SUPPLEMENT if supplement else KIND
    printed = [_print(meeting, whose, kind, progress) for whose in AUDIENCES]
    with transaction.atomic():
        editions = _publish(meeting, printed, kind, by, reason, at)
        for one in printed:
            keep_papers_made_here(meeting=meeting, pack=one.pack, by=by, at=at)
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        current.published_at = current.published_at or at
        if current.status == Meeting.Status.PLANNED:
            current.status = Meeting.Status.PUBLISHED
        current.sequence, current.changed_at = current.sequence + 1, at
        current.save(update_fields=["published_at", "status", "sequence", "changed_at"])
        record_event(
            council=meeting.board.council,
            by=by,
            action="agenda.published",
            subject=str(meeting),
            detail={"editions": [edition.pk for edition in editions]},
            at=at,
        )
    return Published(*editions)


def has_supplement(meeting: Meeting) -> bool:
    """Whether any business is kept apart for a supplement."""
    return meeting.items.filter(removed_at=None, late__in=LATE_APART).exists()


def _freeze_numbers(meeting: Meeting, by: User, at: dt.datetime) -> None:
    try:
        freeze_agenda(meeting=meeting, by=by, at=at)
    except AgendaError as refusal:
        raise PublishError(f"{refusal} Nothing was published.") from refusal


def _print(meeting: Meeting, audience: str, kind: str, progress: Progress | None) -> Printed:
    # Here, because pikepdf is slow to start and only a publication needs it.
    from boards.packs.agenda.following import dead_ends

    number = next_number(meeting, audience, kind)
    supplement = kind == SUPPLEMENT
    before = pages_before(meeting) if supplement else 0
    printed = meeting_pdf(
        meeting,
        audience,
        edition_number=number,
        supplement=supplement,
        before=before,
        progress=progress,
    )
    if nowhere := dead_ends(printed.pdf.data):
        raise PublishError(f"{nowhere[0]}. Nothing was published: open the paper again.")
    return printed


def pages_before(meeting: Meeting) -> int:
    """The last printed number of the published agenda: a supplement goes on from there."""
    held = Edition.objects.for_council(meeting.board.council).of(KIND, meeting.slug).standing()
    last = held.filter(audience=Audience.BOARD).order_by("-number").first()
    return int(last.beside.get("total", last.pages)) if last else 0


def _publish(
    meeting: Meeting, printed: list[Printed], kind: str, by: User, reason: str, at: dt.datetime
) -> list[Edition]:
    """Both editions; where one of them alone has changed, the other is published again with it, so
    that their numbers agree."""
    same = 0
    for one in printed:
        before = _before(meeting, one.pack.audience, kind)
        same += before is not None and dict(before.beside) == _beside(one.pack)
    if same == len(printed) and not reason.strip():
        raise NothingChangedError(
            "Nothing has changed since the last editions. Say why they should be published again"
        )
    why = reason.strip() or ("Published with the other edition" if same else "")
    return [_freeze(meeting, one, kind, by, why, at) for one in printed]


def _freeze(
    meeting: Meeting, printed: Printed, kind: str, by: User, reason: str, at: dt.datetime
) -> Edition:
    pack = printed.pack
    before = _before(meeting, pack.audience, kind)
    if pack.edition_number != (before.number + 1 if before else 1):
        raise NumberTakenError("Another edition was published meanwhile; build it again")
    name, reports = file_name(pack), _reports_in(meeting, pack)
    files = [NewFile("application/pdf", f"{name}.pdf", printed.pdf.data)]
    page = {"pack": pack, "council": pack.council, "frame": "reporting/edition_page.html"}
    html = render_to_string("boards/published/edition.html", page)
    files.append(NewFile("text/html", f"{name}.html", with_own_styles(html).encode()))
    return publish_edition(
        council=pack.council,
        kind=kind,
        subject=pack.slug,
        audience=pack.audience,
        title=pack.title,
        files=files,
        pages=printed.pdf.pages,
        figures=figures_of_reports(reports),
        # What the board alone reads tells the public nothing.
        cells=cells_of_reports(pack.council, reports) if pack.is_public else [],
        beside=_beside(pack),
        changes=changes_between(before.beside, _beside(pack)) if before else [],
        reason=reason,
        number=pack.edition_number,
        by=by,
        at=at,
    )


def _reports_in(meeting: Meeting, pack: AgendaPack) -> list[Report]:
    """The reports that this edition prints, in its order."""
    bodies = [p.paper for p in pack.papers if not p.is_appendix and isinstance(p.paper, OpenPaper)]
    items = meeting.items.select_related("report").in_bulk([paper.item for paper in bodies])
    return [report for paper in bodies if (report := items[paper.item].report)]


def _beside(pack: AgendaPack) -> dict[str, object]:
    return {**beside_of(pack), "total": pack.total}


def _before(meeting: Meeting, audience: str, kind: str) -> Edition | None:
    held = Edition.objects.for_council(meeting.board.council).of(kind, meeting.slug)
    return held.filter(audience=audience).order_by("-number").first()


def file_name(pack: AgendaPack) -> str:
    """ "nottingham-2021-05-17-agenda-pack-public"."""
    what = "agenda-supplement" if pack.is_supplement else "agenda-pack"
    return f"{pack.council.slug}-{pack.slug}-{what}-{pack.audience}"


@transaction.atomic
def override_check(*, meeting: Meeting, key: str, reason: str, by: User) -> Override:
    """Lets a readiness check pass, with a reason. Raises PublishError for who may not."""
    found = readiness(meeting, today=timezone.localdate())
    check = next((one for one in found.checks if one.key == key), None)
    if check is None:
        raise PublishError("That check has passed meanwhile.")
    council = meeting.board.council
    if not set(check.may_override) & roles_in(by, council):
        raise PublishError(check.who or "You may not override this check.")
    if not reason.strip():
        raise PublishError("Say why: the reason is kept with the agenda.")
    override, _ = Override.objects.update_or_create(
        meeting=meeting,
        check_key=key,
        defaults={"reason": reason.strip(), "by": by, "at": timezone.now()},
    )
    detail = {"check": check.kind, "override": override.pk}
    record_event(
        council=council, by=by, action="agenda.overridden", subject=str(meeting), detail=detail
    )
    return override
