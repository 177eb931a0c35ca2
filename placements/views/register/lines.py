"""One line of a register: added, changed, taken off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from placements.forms.register import RegisterForm
from placements.registers import Register
from placements.registers.labels import labels_for
from placements.registers.saying import named
from placements.services.register import (
    LineAsks,
    LineRefused,
    add_line,
    change_line,
    removal_refused,
    remove_line,
)

from .finding import KEEPS, crumbs, line_or_404, register_or_404
from .looks import ask_reason, wants_reason

ASKS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@ASKS
@council_page(KEEPS)
def line_add(request: CouncilRequest, register: str) -> HttpResponse:
    found = register_or_404(request, register, keeps=True)
    if found.adding:
        return redirect(found.adding, request.council.slug)
    form = _form(request, found)
    if form.is_valid():
        try:
            line = add_line(
                council=request.council,
                register=found,
                values=form.values,
                by=request.user,
                is_right=form.is_right,
            )
        except (LineRefused, LineAsks) as refusal:
            _explain(form, refusal)
        else:
            messages.success(request, f"{named(line)} has been added.")
            return _back(request, found)
    return _page(request, found, form, None)


@never_cache
@ASKS
@council_page(KEEPS)
def line_change(request: CouncilRequest, register: str, record: int) -> HttpResponse:
    found = register_or_404(request, register, keeps=True)
    line = line_or_404(request, found, record)
    if found.is_about_children and wants_reason(request, has_form=True):
        return ask_reason(request, f"{found.one.capitalize()} {line.pk}")
    form = _form(request, found, line)
    if form.is_valid():
        try:
            changed = change_line(
                council=request.council,
                register=found,
                line=line,
                values=form.values,
                by=request.user,
                is_right=form.is_right,
            )
        except (LineRefused, LineAsks) as refusal:
            _explain(form, refusal)
            line = line_or_404(request, found, record)
        else:
            said = "has been saved" if changed else "says that already. Nothing was changed"
            messages.success(request, f"{named(line)} {said}.")
            return _back(request, found)
    return _page(request, found, form, line)


@never_cache
@ASKS
@council_page(KEEPS)
def line_remove(request: CouncilRequest, register: str, record: int) -> HttpResponse:
    """Asks before a line is taken off, and takes it off on the answer."""
    found = register_or_404(request, register, keeps=True)
    line = line_or_404(request, found, record)
    if request.method == "POST":
        words = named(line)
        try:
            remove_line(council=request.council, register=found, line=line, by=request.user)
        except LineRefused as refusal:
            messages.error(request, f"{words} was not taken off: {refusal}.")
        else:
            messages.success(request, f"{words} has been taken off. You can put it back below.")
        return _back(request, found)
    context = {
        "register": found,
        "words": named(line),
        "refused": removal_refused(line),
        "crumbs": crumbs(request, "Take off", register=found),
    }
    return render(request, "placements/register/remove.html", context)


def _form(request: CouncilRequest, register: Register, line: Any = None) -> RegisterForm:
    """What the address says of a new line stands in its boxes: ?setting=12."""
    names = {box.name for box in register.boxes}
    begin = {name: request.GET[name] for name in names & request.GET.keys()}
    return RegisterForm(
        request.POST if request.method == "POST" else None,
        register=register,
        labels=labels_for(register, request.council),
        line=line,
        begin=begin,
    )


def _explain(form: RegisterForm, refusal: LineRefused | LineAsks) -> None:
    if isinstance(refusal, LineAsks):
        form.ask(refusal.questions)
    else:
        form.refuse(refusal.errors)


def _page(
    request: CouncilRequest, register: Register, form: RegisterForm, line: Any
) -> HttpResponse:
    context = {
        "register": register,
        "form": form,
        "line": line,
        "words": named(line) if line else "",
        "crumbs": crumbs(request, "Change" if line else "Add", register=register),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/register/line.html", context, status=status)


def _back(request: CouncilRequest, register: Register) -> HttpResponse:
    return redirect("placements:register_list", request.council.slug, register.key)
