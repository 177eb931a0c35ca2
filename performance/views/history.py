"""A council's own history: uploaded, pointed at, previewed, confirmed by somebody else, undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards.history import (
    PointingPage,
    Window,
    batch_page,
    history_page,
    pointing_page,
)
from performance.domain.history import MappingError, parse_mapping
from performance.forms.history import BASES, PARTS, READS, HistoryFileForm, KeptMappingForm, pointed
from performance.models import ImportBatch
from performance.services.history import (
    HistoryError,
    confirm_import,
    discard_import,
    map_import,
    may_confirm,
    start_import,
    submit_import,
    take_back_import,
    undo_import,
    why_not_undone,
)
from reporting.spreadsheets import UnreadableFile, csv_text
from reporting.views.attachments import attachment

SEES, IMPORTS = "performance.see_history", "performance.import_history"
ASKS = require_http_methods(["GET", "HEAD", "POST"])
REFUSALS = (HistoryError, MappingError, UnreadableFile)


@ASKS
@council_page(SEES)
def history_list(request: CouncilRequest) -> HttpResponse:
    """The imports so far; those who may bring a new file in, and go on to point at it."""
    may_import = request.user.has_perm(IMPORTS, request.council)
    posted = request.method == "POST"
    if posted and not may_import:
        raise PermissionDenied
    sent = int(request.META.get("CONTENT_LENGTH") or 0) if posted else 0
    form = HistoryFileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        mappings=request.council.history_mappings.all(),
        sent=sent,
    )
    if posted and form.is_valid():
        return _started(request, form)
    page = history_page(request.council)
    context = {"page": page, "form": form, "may_import": may_import}
    status = 422 if form.errors else 200
    return render(request, "performance/history/list.html", context, status=status)


def _started(request: CouncilRequest, form: HistoryFileForm) -> HttpResponse:
    batch = start_import(
        council=request.council, data=form.content, name=form.name, by=request.user
    )
    kept = form.cleaned_data.get("kept")
    if batch.status == ImportBatch.Status.WAITING:
        messages.info(request, "This very file waits for confirmation already.")
        return _to("history_detail", batch)
    if kept is not None:
        mapping = parse_mapping(kept.text, whole=False)
        map_import(batch=batch, mapping=mapping, by=request.user)
        return _to("history_detail", batch)
    return _to("history_point", batch)


@require_safe
@council_page(SEES)
def history_detail(request: CouncilRequest, batch: int) -> HttpResponse:
    """What a file would bring, or has brought, and the next step for this person."""
    found = _batch(request, batch)
    try:
        page = batch_page(found, timezone.localdate())
    except (MappingError, UnreadableFile) as refusal:
        return _cannot_be_read(request, found, refusal)
    return render(request, "performance/history/detail.html", _detail(request, found, page))


def _cannot_be_read(
    request: CouncilRequest, found: ImportBatch, refusal: Exception
) -> HttpResponse:
    if not request.user.has_perm(IMPORTS, request.council):
        context = {"batch": found}
        return render(request, "performance/history/not_ready.html", context)
    if found.mapping:
        messages.error(request, str(refusal))
    return _to("history_point", found)


def _detail(request: CouncilRequest, found: ImportBatch, page: Any) -> dict[str, Any]:
    user, council = request.user, request.council
    return {
        "page": page,
        "batch": found,
        "may_import": user.has_perm(IMPORTS, council),
        "may_undo": user.has_perm("performance.undo_history", council),
        "why_not_confirm": may_confirm(user, found),
        "why_not_undo": why_not_undone(found),
    }


@ASKS
@council_page(IMPORTS)
def history_point(request: CouncilRequest, batch: int) -> HttpResponse:
    """The sheet as a grid: which rows and columns hold what."""
    found = _batch(request, batch)
    if found.status != ImportBatch.Status.DRAFT:
        return _to("history_detail", found)
    window = _window(request)
    page = pointing_page(found, window)
    if request.method != "POST":
        return _point(request, page, [])
    mapping, problems = pointed(request.POST, page.grid, page.mapping)
    if problems:
        return _point(request, pointing_page(found, window, mapping=mapping), problems)
    map_import(batch=found, mapping=mapping, by=request.user)
    if request.POST.get("do") == "preview":
        return _to("history_detail", found)
    return redirect(f"{request.path}?{request.GET.urlencode()}#grid")


def _point(request: CouncilRequest, page: PointingPage, problems: list[Any]) -> HttpResponse:
    context = {
        "page": page,
        "batch": page.batch,
        "problems": [(one.column, one.message) for one in problems],
        "parts": PARTS,
        "bases": BASES,
        "reads": READS,
        "kept_form": KeptMappingForm(mappings=request.council.history_mappings.all()),
    }
    status = 422 if problems else 200
    return render(request, "performance/history/point.html", context, status=status)


@require_POST
@council_page(IMPORTS)
def history_mapping(request: CouncilRequest, batch: int) -> HttpResponse:
    """Reads a draft with a mapping that was kept, or with one in a file."""
    found = _batch(request, batch)
    mappings = request.council.history_mappings.all()
    form = KeptMappingForm(request.POST, request.FILES, mappings=mappings)
    if not form.is_valid() or form.mapping is None:
        for words in (word for errors in form.errors.values() for word in errors):
            messages.error(request, str(words))
        return _to("history_point", found)
    return _done(request, found, map_import, "", mapping=form.mapping)


@require_safe
@council_page(SEES)
def history_csv(request: CouncilRequest, batch: int) -> HttpResponse:
    """The mapping of an import as a file, for the command and for other councils."""
    found = _batch(request, batch)
    rows = list(csv.reader(io.StringIO(found.mapping, newline="")))
    return attachment(csv_text(rows), f"mapping-{found.pk}.csv")


@require_POST
@council_page(IMPORTS)
def history_submit(request: CouncilRequest, batch: int) -> HttpResponse:
    """Hands a draft over to who confirms it, and keeps its mapping by name."""
    found = _batch(request, batch)
    leave_out, name = bool(request.POST.get("leave_out")), request.POST.get("name", "")
    try:
        if name.strip():
            mapping = parse_mapping(found.mapping)
            map_import(batch=found, mapping=mapping, name=name, by=request.user)
        submit_import(batch=found, leave_out=leave_out, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{found}” waits for an approver, who confirms it here.")
    return _to("history_detail", found)


@require_POST
@council_page("performance.confirm_history")
def history_confirm(request: CouncilRequest, batch: int) -> HttpResponse:
    words = "The figures of “{}” are imported. They stand on dashboards and indicator pages."
    return _done(request, _batch(request, batch), confirm_import, words)


@require_POST
@council_page(IMPORTS)
def history_take_back(request: CouncilRequest, batch: int) -> HttpResponse:
    words = "“{}” no longer waits. Change its mapping, then hand it over again."
    return _done(request, _batch(request, batch), take_back_import, words)


@require_POST
@council_page(IMPORTS)
def history_discard(request: CouncilRequest, batch: int) -> HttpResponse:
    found = _batch(request, batch)
    try:
        discard_import(batch=found, by=request.user)
    except HistoryError as refusal:
        messages.error(request, str(refusal))
        return _to("history_detail", found)
    messages.success(request, f"“{found}” was thrown away. No figure came of it.")
    return redirect("performance:history_list", request.council.slug)


@ASKS
@council_page("performance.undo_history")
def history_undo(request: CouncilRequest, batch: int) -> HttpResponse:
    """Asks before an import is undone, and undoes it on the answer."""
    found = _batch(request, batch)
    if request.method == "POST":
        words = "The import of “{}” is undone: its figures and targets are gone."
        return _done(request, found, undo_import, words)
    if why_not_undone(found):
        return _to("history_detail", found)
    context = {"batch": found, "count": found.figures.count()}
    return render(request, "performance/history/undo.html", context)


def _done(
    request: CouncilRequest,
    found: ImportBatch,
    step: Callable[..., ImportBatch],
    words: str,
    **more: Any,
) -> HttpResponse:
    """Takes a step and says so, or why it was refused; back to the import's page."""
    try:
        step(batch=found, by=request.user, **more)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        if words:
            messages.success(request, words.format(found))
    return _to("history_detail", found)


def _batch(request: CouncilRequest, pk: int) -> ImportBatch:
    batches = request.council.import_batches.select_related(
        "council__area", "uploaded_by", "submitted_by", "confirmed_by", "undone_by"
    )
    return get_object_or_404(batches, pk=pk)


def _to(name: str, batch: ImportBatch) -> HttpResponse:
    return redirect(f"performance:{name}", batch.council.slug, batch.pk)


def _window(request: CouncilRequest) -> Window:
    row, column = (_whole(request.GET.get(name)) or 1 for name in ("row", "column"))
    return Window(_whole(request.GET.get("sheet")), row, column)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
