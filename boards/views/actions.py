"""Actions: the list, one action, raising one, telling of it, putting it off, closing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.actions import (
    ACTION_HEAD,
    ActionList,
    action_line,
    action_list,
    action_rows,
)
from boards.forms.actions import ActionFilter, PutOffForm, SourcedActionForm, WordsForm
from boards.models import Action
from boards.report_access import kept_from
from boards.services import actions as services
from boards.services.actions import ActionError
from boards.services.board import open_board
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment


@require_safe
@council_page("boards.see_actions")
def actions(request: CouncilRequest) -> HttpResponse:
    found, chosen = _chosen(request)
    return render(request, "boards/actions/list.html", {"found": found, "filter": chosen})


@require_safe
@council_page("boards.see_actions")
def actions_file(request: CouncilRequest) -> HttpResponse:
    found, _ = _chosen(request)
    text = csv_text([ACTION_HEAD, *action_rows(found)])
    return attachment(text, f"{request.council.slug}-actions.csv")


@require_safe
@council_page("boards.see_actions")
def action(request: CouncilRequest, number: int) -> HttpResponse:
    return _page(request, _action_or_404(request, number))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("boards.run_meetings")
def action_add(request: CouncilRequest) -> HttpResponse:
    """An action that comes from elsewhere than an item: an inspection, a peer review."""
    board = open_board(council=request.council, by=request.user)
    form = SourcedActionForm(board, request.POST if request.method == "POST" else None)
    if form.is_valid():
        today = timezone.localdate()
        try:
            made = services.raise_action(
                board=board, raised_on=today, by=request.user, **form.told()
            )
        except ActionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Action {made.number} has been raised.")
            return redirect("boards:action", request.council.slug, made.number)
    return render(request, "boards/actions/add.html", {"form": form})


@require_POST
@council_page("boards.report_progress")
def action_progress(request: CouncilRequest, number: int) -> HttpResponse:
    found, form = _action_or_404(request, number), WordsForm(request.POST)
    return _deed(
        request,
        found,
        {"progress": form},
        lambda words: services.tell_progress(
            action=found, text=words["words"], by=request.user, at=timezone.now()
        ),
        "The progress has been recorded.",
    )


@require_POST
@council_page("boards.run_meetings")
def action_put_off(request: CouncilRequest, number: int) -> HttpResponse:
    found = _action_or_404(request, number)
    form = PutOffForm(found.board, request.POST)
    return _deed(
        request,
        found,
        {"put_off": form},
        lambda data: services.put_off(action=found, by=request.user, at=timezone.now(), **data),
        "The day has been changed.",
    )


@require_POST
@council_page("boards.run_meetings")
def action_close(request: CouncilRequest, number: int) -> HttpResponse:
    """Closes it, or opens it again."""
    found, form = _action_or_404(request, number), closing_form(request.POST)

    def deed(data: dict[str, Any]) -> object:
        words = data["words"]
        if found.closed_on is not None:
            now = timezone.now()
            return services.reopen_action(action=found, reason=words, by=request.user, at=now)
        today = timezone.localdate()
        return services.close_action(action=found, reason=words, on=today, by=request.user)

    done = "opened again" if found.closed_on is not None else "closed"
    return _deed(request, found, {"close": form}, deed, f"Action {number} has been {done}.")


def closing_form(data: Any = None) -> WordsForm:
    form = WordsForm(data, auto_id="close-%s")
    form.fields["words"].label = "What came of it"
    form.fields["words"].error_messages["required"] = "Say what came of it"
    return form


def _deed(
    request: CouncilRequest,
    action: Action,
    sent: dict[str, Any],
    deed: Callable[[dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    (form,) = sent.values()
    if form.is_valid():
        try:
            deed(form.cleaned_data)
        except ActionError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("boards:action", request.council.slug, action.number)
    return _page(request, action, **sent)


def _page(request: CouncilRequest, action: Action, **sent: Any) -> HttpResponse:
    forms = {
        "progress": WordsForm(auto_id="progress-%s"),
        "put_off": PutOffForm(action.board, auto_id="off-%s"),
        "close": closing_form(),
    } | sent
    context = {
        "line": action_line(action, timezone.localdate()),
        "forms": forms,
        "form": next((f for f in forms.values() if f.is_bound), forms["progress"]),
        "may_tell": request.user.has_perm("boards.report_progress", request.council),
        "may_run": request.user.has_perm("boards.run_meetings", request.council),
    }
    return render(request, "boards/actions/action.html", context)


def _chosen(request: CouncilRequest) -> tuple[ActionList, ActionFilter]:
    form = ActionFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    restricted = request.user.has_perm("boards.read_restricted", request.council)
    today, kept = timezone.localdate(), kept_from(request.user, request.council)
    found = action_list(request.council, today, chosen, restricted=restricted, kept=kept)
    return found, form


def _action_or_404(request: CouncilRequest, number: int) -> Action:
    restricted = request.user.has_perm("boards.read_restricted", request.council)
    kept = kept_from(request.user, request.council)
    told = Action.objects.for_council(request.council).told_to(restricted=restricted, kept=kept)
    found = told.prefetch_related("progress__by")
    related = found.select_related("board__council", "due_meeting", "item__meeting", "resolution")
    return get_object_or_404(related, number=number)
