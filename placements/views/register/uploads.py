"""A register's spreadsheet on its way in: sent, previewed, accepted."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from performance.forms.upload import SealBroken, UploadForm
from placements.forms.register_upload import seal, unseal
from placements.registers import Register
from placements.registers.sheets import sent_lines, takes_case_numbers
from placements.services import KeyMissing, Unsealable
from placements.services.register.plan import Plan
from placements.services.register.uploading import (
    UploadAsks,
    UploadRefused,
    accept_upload,
    preview_upload,
)
from reporting.spreadsheets import UnreadableFile

from .finding import KEEPS, crumbs, register_or_404

MOST_SHOWN = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page(KEEPS)
def register_upload(request: CouncilRequest, register: str) -> HttpResponse:
    """Takes a filled spreadsheet and shows what it would change; saves nothing."""
    found = register_or_404(request, register, keeps=True)
    if request.method != "POST":
        return _ask(request, found, UploadForm())
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = UploadForm(request.POST, request.FILES, sent=sent)
    if form.is_valid():
        try:
            sent_in = sent_lines(found, form.sheets)
            plan = preview_upload(
                council=request.council, register=found, sent=sent_in.lines, by=request.user
            )
        except (UnreadableFile, KeyMissing) as refusal:
            form.add_error("file", str(refusal))
        else:
            sealed = _sealed(request, found, form, plan)
            return _preview(request, found, plan, sealed, form.name, unread=sent_in.unread)
    return _ask(request, found, form)


@never_cache
@require_POST
@council_page(KEEPS)
def register_upload_accept(request: CouncilRequest, register: str) -> HttpResponse:
    """Saves what a preview showed."""
    found, sealed = register_or_404(request, register, keeps=True), request.POST.get("changes", "")
    try:
        read = unseal(sealed, found, request.council, request.user)
        plan = accept_upload(
            council=request.council,
            register=found,
            sent=read.sent,
            marks=read.marks,
            name=read.name,
            sha256=read.sha256,
            by=request.user,
            is_right=bool(request.POST.get("is_right")),
        )
    except UploadAsks as asked:
        return _preview(request, found, asked.plan, sealed, read.name, error=str(asked))
    except (SealBroken, UploadRefused, KeyMissing, Unsealable) as refusal:
        messages.error(request, str(refusal))
        return redirect("placements:register_upload", request.council.slug, found.key)
    words = f"{len(plan.new)} new and {len(plan.changed)} changed"
    messages.success(request, f"Saved from “{read.name}”: {words}.")
    return redirect("placements:register_list", request.council.slug, found.key)


def _sealed(request: CouncilRequest, register: Register, form: UploadForm, plan: Plan) -> str:
    if plan.is_refused or not plan.to_write:
        return ""
    return seal(plan, form, register, request.council, request.user)


def _preview(
    request: CouncilRequest,
    register: Register,
    plan: Plan,
    sealed: str,
    name: str,
    *,
    error: str = "",
    unread: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "register": register,
        "plan": plan,
        "shown": plan.to_write[:MOST_SHOWN],
        "beyond": max(len(plan.to_write) - MOST_SHOWN, 0),
        "sealed": sealed,
        "name": name,
        "error": error,
        "unread": unread,
        "error_links": [("id_is_right", error)],
        "form": UploadForm(),
        "crumbs": crumbs(request, "Your spreadsheet", register=register),
    }
    status = 422 if plan.is_refused or error else 200
    return render(request, "placements/register/preview.html", context, status=status)


def _ask(request: CouncilRequest, register: Register, form: UploadForm) -> HttpResponse:
    context = {
        "register": register,
        "form": form,
        "takes_case_numbers": takes_case_numbers(register),
        "crumbs": crumbs(request, "Upload", register=register),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/register/upload.html", context, status=status)
