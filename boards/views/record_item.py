"""One item of a meeting: what was said, resolved, voted and declared, and the actions from it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from accounts.services import record_event
from boards.dashboards.minuting import ItemPage, item_page, newest_period
from boards.forms.actions import ItemActionForm
from boards.forms.record import RESOLUTIONS, DeclarationForm, MinuteForm, ResolutionForm
from boards.models import AgendaItem, Minute
from boards.report_access import kept_from
from boards.services.actions import ActionError, raise_action
from boards.services.record.attendance import RecordError
from boards.services.record.declarations import declare_interest
from boards.services.record.minutes import MinuteChanged, keep_minute

from .found import meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("boards.run_meetings")
def record_item(request: CouncilRequest, meeting: str, item: int) -> HttpResponse:
    found = _item_or_404(request, meeting, item)
    page = _item_page(request, found)
    minute, resolutions = _forms(page, request.POST.copy() if request.method == "POST" else None)
    # Every form is looked at, so that all that is wrong is told at once.
    if request.method == "POST" and all([minute.is_valid(), *(r.is_valid() for r in resolutions)]):
        try:
            _keep(request, page, minute, resolutions)
        except MinuteChanged as conflict:
            minute.add_error(None, str(conflict))
            cast(QueryDict, minute.data)["seen"] = str(conflict.newest.revision)
            page = _item_page(request, found)
        except RecordError as refusal:
            minute.add_error(None, str(refusal))
        else:
            messages.success(request, f"The minute of “{found.title}” has been saved.")
            return _on(request, page)
    _look(request, page)
    return _page(request, page, minute=minute, resolutions=resolutions)


@require_POST
@council_page("boards.run_meetings")
def declaration(request: CouncilRequest, meeting: str, item: int) -> HttpResponse:
    found = _item_or_404(request, meeting, item)
    page = _item_page(request, found)
    form = _declaration_form(page, request.POST)
    if form.is_valid():
        try:
            declare_interest(item=found, by=request.user, **form.cleaned_data)
        except RecordError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The declaration has been recorded.")
            return redirect("boards:record_item", request.council.slug, meeting, item)
    return _page(request, page, declaration=form)


@require_POST
@council_page("boards.run_meetings")
def action(request: CouncilRequest, meeting: str, item: int) -> HttpResponse:
    found = _item_or_404(request, meeting, item)
    page = _item_page(request, found)
    form = ItemActionForm(found.meeting.board, request.POST, is_closed=page.is_closed)
    if form.is_valid():
        try:
            made = raise_action(
                board=found.meeting.board,
                raised_on=found.meeting.day,
                item=found,
                by=request.user,
                **form.told(),
            )
        except ActionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Action {made.number} has been raised.")
            return redirect("boards:record_item", request.council.slug, meeting, item)
    return _page(request, page, action=form)


def _keep(
    request: CouncilRequest, page: ItemPage, minute: MinuteForm, resolutions: list[ResolutionForm]
) -> None:
    decisions = [
        decision
        for form in resolutions
        if (decision := form.decision(newest_period(page.item, form.cleaned_data["indicator"])))
    ]
    data = minute.cleaned_data
    keep_minute(
        item=page.item,
        discussion=data["discussion"],
        public_summary=data.get("public_summary", ""),
        closed=minute.closed(),
        decisions=decisions,
        seen=data["seen"],
        by=request.user,
    )


def _forms(page: ItemPage, data: Any) -> tuple[MinuteForm, list[ResolutionForm]]:
    held = page.minute
    known = {
        "discussion": held.discussion if held else "",
        "public_summary": held.public_summary if held else "",
        "closed_ground": held.closed_ground if held else "",
        "closed_discussion": held.closed_discussion if held else "",
        "seen": held.revision if held else 0,
    }
    return MinuteForm(page.item, data, initial=known), [
        ResolutionForm(
            page.measures,
            page.voters,
            data,
            prefix=f"r{n}",
            initial=initial,
            is_open=not page.is_closed,
        )
        for n, initial in enumerate(_initials(page, data), start=1)
    ]


def _initials(page: ItemPage, data: Any) -> list[dict[str, Any]]:
    """Those on record and an empty one; or the recommendations, while nothing was resolved."""
    if data is not None:
        count = sum(1 for n in range(1, RESOLUTIONS + 1) if f"r{n}-text" in data)
        return [{} for _ in range(count)]
    held = [_known(resolution) for resolution in page.resolutions]
    untouched = page.minute is None or not page.minute.revision
    asked = [{"text": text} for text in page.asked] if not held and untouched else []
    return [*held, *asked, {}][:RESOLUTIONS]


def _known(resolution: Any) -> dict[str, Any]:
    fields = ("text", "outcome", "decided_at", "indicator", "by_casting_vote", "closed")
    votes = {f"v{vote.member_id}": vote.how for vote in resolution.votes.all()}
    return {field: getattr(resolution, field) for field in fields} | votes


def _declaration_form(page: ItemPage, data: Any = None) -> DeclarationForm:
    board = page.item.meeting.board
    return DeclarationForm(board.members.on(page.item.meeting.day), data, auto_id="declare-%s")


def _item_or_404(request: CouncilRequest, meeting: str, item: int) -> AgendaItem:
    found = meeting_or_404(request.council, meeting)
    items = AgendaItem.objects.select_related("meeting__board__council", "report")
    held = get_object_or_404(items, meeting=found, pk=item, removed_at=None)
    if held.report_id in kept_from(request.user, request.council):
        minute = Minute.objects.filter(item=held).first()
        if not (held.report and held.report.is_open) or (minute and minute.has_closed_part):
            raise Http404("This person is kept from what is closed of the item")
    return held


def _item_page(request: CouncilRequest, item: AgendaItem) -> ItemPage:
    return item_page(item, kept_from(request.user, request.council))


def _on(request: CouncilRequest, page: ItemPage) -> HttpResponse:
    """To the next item, or back to the meeting after the last."""
    slug, meeting = request.council.slug, page.item.meeting.slug
    if "next" in request.POST and page.after is not None:
        return redirect("boards:record_item", slug, meeting, page.after.pk)
    return redirect("boards:record", slug, meeting)


def _look(request: CouncilRequest, page: ItemPage) -> None:
    """Reading what is said of a restricted paper is recorded."""
    has_part = page.minute is not None and page.minute.has_closed_part
    if (page.is_closed or has_part) and request.method == "GET":
        subject = f"Item {page.item.number or page.item.position}, {page.item.meeting}"
        record_event(
            council=request.council, by=request.user, action="read_closed_item", subject=subject
        )


def _page(request: CouncilRequest, page: ItemPage, **sent: Any) -> HttpResponse:
    forms: dict[str, Any] = {
        "declaration": _declaration_form(page),
        "action": ItemActionForm(
            page.item.meeting.board, auto_id="action-%s", is_closed=page.is_closed
        ),
    } | sent
    if "minute" not in sent:
        forms["minute"], forms["resolutions"] = _forms(page, None)
    shown = [forms["minute"], *forms["resolutions"], forms["declaration"], forms["action"]]
    wrong = [form for form in shown if form.is_bound and form.errors]
    context = {"page": page, "meeting": page.item.meeting, "forms": forms, "wrong": wrong}
    return render(request, "boards/record/item.html", context)
