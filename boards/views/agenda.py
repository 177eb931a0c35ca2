"""Building an agenda: its order, its items, its readiness, its publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.services import record_event
from boards.dashboards.agenda import agenda_page
from boards.dashboards.kept import is_kept_from_pack
from boards.dashboards.neutral import neutral
from boards.forms.agenda import ItemForm, LateItemForm, OverrideForm, PublishForm, ReportForm
from boards.models import AgendaItem, Meeting
from boards.packs.agenda import KIND
from boards.packs.agenda.rendering import meeting_pdf
from boards.report_access import kept_from
from boards.services.agenda import adding, ordering, papers
from boards.services.agenda.changing import AgendaError
from boards.services.publishing import NO_SUPPLEMENT, has_supplement, override_check
from reporting.domain.paper import RenderError
from reporting.models import Audience
from reporting.services import PublishError, ask_build

from .found import meeting_or_404
from .published import KEPT

MAY = "boards.publish_agenda"
OTHERS_FIRST = (
    "Somebody else changed this agenda while you looked at it. Your change was made on the newest "
    "order, below: check that it is as you meant it."
)


@require_safe
@council_page(MAY)
def agenda(request: CouncilRequest, meeting: str) -> HttpResponse:
    return _page(request, meeting_or_404(request.council, meeting))


def _page(request: CouncilRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    told = neutral(request.user, meeting)
    page = agenda_page(meeting, today=timezone.localdate(), told=told)
    context = {
        "page": page,
        "meeting": meeting,
        "publish_form": forms.get("publish") or PublishForm(),
        "override_form": forms.get("override"),
        "roles_here": request.roles,
        "kept_pack": is_kept_from_pack(request.user, meeting),
    }
    return render(request, "boards/agenda/build.html", context)


@require_POST
@council_page(MAY)
def start(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    return _done(request, found, lambda: adding.start_agenda(meeting=found, by=request.user))


@require_POST
@council_page(MAY)
def move(request: CouncilRequest, meeting: str, item: int) -> HttpResponse:
    """Everything that is done to one item's place; `to` says what."""
    found = _item_or_404(request, meeting, item)
    to, revision = request.POST.get("to", ""), whole_number(request.POST.get("revision"))
    by = request.user
    moves: dict[str, Callable[[], ordering.Done]] = {
        "up": lambda: ordering.move_item(item=found, by_places=-1, by=by, revision=revision),
        "down": lambda: ordering.move_item(item=found, by_places=1, by=by, revision=revision),
        "under": lambda: ordering.put_item_under(item=found, by=by, revision=revision),
        "out": lambda: ordering.put_item_out(item=found, by=by, revision=revision),
        "off": lambda: ordering.remove_item(item=found, by=by, revision=revision),
        "back": lambda: ordering.put_back_item(item=found, by=by),
        "without-paper": lambda: papers.leave_paper_out(item=found, out=True, by=by),
        "with-paper": lambda: papers.leave_paper_out(item=found, out=False, by=by),
        "before": lambda: ordering.put_item_before(
            item=found, before=whole_number(request.POST.get("before")), by=by, revision=revision
        ),
    }
    if to not in moves:
        raise Http404
    return _done(request, found.meeting, moves[to], anchor=f"#item-{item}")


@require_POST
@council_page(MAY)
def undo(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    return _done(request, found, lambda: ordering.undo_step(meeting=found, by=request.user))


def _done(
    request: CouncilRequest,
    meeting: Meeting,
    deed: Callable[[], ordering.Done],
    anchor: str = "",
) -> HttpResponse:
    try:
        done = deed()
    except AgendaError as refusal:
        messages.error(request, neutral(request.user, meeting).words(str(refusal)))
    else:
        # What was done to one item stands above the table, with its undoing.
        if not anchor:
            messages.success(request, neutral(request.user, meeting).words(done.words))
        if done.others_first:
            messages.warning(request, OTHERS_FIRST)
    answer = redirect("boards:agenda", request.council.slug, meeting.slug)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"address": answer.url + anchor})
    answer["Location"] += anchor
    return answer


@council_page(MAY)
def item_add(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    form = ItemForm(found, _sent(request), kept=_kept(request))
    if form.is_valid():
        try:
            adding.add_item(meeting=found, by=request.user, **form.cleaned_data)
        except AgendaError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['title']} added.")
            return redirect("boards:agenda", request.council.slug, meeting)
    return _form(request, found, form, "Add an item")


@council_page(MAY)
def item_late(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    form = LateItemForm(found, _sent(request), kept=_kept(request))
    if form.is_valid():
        try:
            adding.add_late_item(meeting=found, by=request.user, **form.cleaned_data)
        except AgendaError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['title']} added as late business.")
            return redirect("boards:agenda", request.council.slug, meeting)
    return _form(request, found, form, "Add late business")


@council_page(MAY)
def item_report(request: CouncilRequest, meeting: str, item: int) -> HttpResponse:
    found = _item_or_404(request, meeting, item)
    form = ReportForm(found.meeting, _sent(request), kept=_kept(request))
    if form.is_valid():
        report = form.cleaned_data["report"]
        try:
            adding.attach_report(item=found, report=report, by=request.user)
        except AgendaError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{report.title} is the report of this item now.")
            return redirect("boards:agenda", request.council.slug, meeting)
    title = neutral(request.user, found.meeting).title(found)
    return _form(request, found.meeting, form, f"The report of “{title}”")


def _form(request: CouncilRequest, meeting: Meeting, form: Any, heading: str) -> HttpResponse:
    context = {"form": form, "meeting": meeting, "heading": heading}
    return render(request, "boards/agenda/item_form.html", context)


@require_POST
@council_page("boards.see_reports")
def override(request: CouncilRequest, meeting: str) -> HttpResponse:
    """A check is let pass by somebody who may, with a reason."""
    found, form = meeting_or_404(request.council, meeting), OverrideForm(request.POST)
    governs = request.user.has_perm(MAY, request.council)
    if form.is_valid():
        try:
            override_check(meeting=found, by=request.user, **form.cleaned_data)
        except PublishError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The check has been let pass; the reason is kept.")
        where = "agenda" if governs else "agenda_checks"
        return redirect(f"boards:{where}", request.council.slug, meeting)
    if governs:
        return _page(request, found, override=form)
    return checks_page(request, found, form)


@require_safe
@council_page("boards.see_reports")
def checks(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Readiness for those who do not build the agenda and may override one of its checks."""
    return checks_page(request, meeting_or_404(request.council, meeting), None)


def checks_page(request: CouncilRequest, meeting: Meeting, form: Any) -> HttpResponse:
    if not request.user.has_perm("boards.read_restricted", request.council):
        raise Http404
    told = neutral(request.user, meeting)
    page = agenda_page(meeting, today=timezone.localdate(), told=told)
    context = {"page": page, "meeting": meeting, "override_form": form}
    context["roles_here"] = request.roles
    return render(request, "boards/agenda/checks.html", context)


@require_POST
@council_page(MAY)
def publish(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Publishing goes on in the background; the service asks every check again."""
    found, form = meeting_or_404(request.council, meeting), PublishForm(request.POST)
    if form.is_valid() and form.cleaned_data["supplement"] and not has_supplement(found):
        form.add_error("supplement", NO_SUPPLEMENT)
    if not form.is_valid():
        return _page(request, found, publish=form)
    build = ask_build(
        council=request.council,
        kind=KIND,
        subject=found.slug,
        options=form.cleaned_data,
        by=request.user,
    )
    return redirect("reporting:build_detail", request.council.slug, build.pk)


@require_safe
@council_page(MAY)
def preview(request: CouncilRequest, meeting: str, audience: str) -> HttpResponse:
    """A draft of today's papers, marked as one on every page."""
    found = meeting_or_404(request.council, meeting)
    if audience not in Audience.values:
        raise Http404
    if audience == Audience.BOARD and is_kept_from_pack(request.user, found):
        messages.error(request, KEPT)
        return redirect("boards:agenda", request.council.slug, meeting)
    if audience == Audience.BOARD:
        record_event(
            council=request.council, by=request.user, action="read_board_draft", subject=str(found)
        )
    try:
        printed = meeting_pdf(found, audience)
    except RenderError as refusal:
        messages.error(request, f"{refusal}. Nothing was lost; nothing was published.")
        return redirect("boards:agenda", request.council.slug, meeting)
    answer = HttpResponse(printed.pdf.data, content_type="application/pdf")
    name = f"{request.council.slug}-{found.slug}-agenda-{audience}-draft.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _item_or_404(request: CouncilRequest, meeting: str, item: int) -> AgendaItem:
    items = AgendaItem.objects.select_related("meeting__board__council")
    here = items.filter(meeting__board__council=request.council, meeting__slug=meeting)
    try:
        return get_object_or_404(here, pk=item)
    except OverflowError as error:
        raise Http404 from error


def _sent(request: CouncilRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _kept(request: CouncilRequest) -> frozenset[int]:
    return kept_from(request.user, request.council)


def whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
