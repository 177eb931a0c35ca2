"""The council's own Word template: looked at, sent, fetched, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from boards.forms.report_files import TemplateForm
from boards.packs.word_preview import preview_docx
from boards.packs.word_template import template_of, template_seen
from boards.services.board import BoardError
from boards.services.word_template import remove_word_template, set_word_template
from reporting.word import MARKER, MEDIA_TYPE
from reporting.word.styles import NEEDED

from .board import ASKS, MANAGE, POST, board_of


@ASKS
@council_page(MANAGE)
def word_template(request: CouncilRequest) -> HttpResponse:
    """Which template papers go out in, and a box to send another."""
    board = board_of(request)
    form = TemplateForm()
    if request.method == POST:
        sent = int(request.META.get("CONTENT_LENGTH") or 0)
        form = TemplateForm(request.POST, request.FILES, sent=sent)
    if form.is_valid():
        try:
            file = set_word_template(
                board=board, data=form.data_read, name=form.name, by=request.user
            )
        except BoardError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"Reports and minutes now go out in “{file.name}”.")
            return redirect("boards:word_template", request.council.slug)
    held = template_of(board)
    seen = template_seen(held, "The template") if held else None
    missing = [(name, NEEDED[name]) for name in seen.missing] if seen else []
    context = {
        "board": board, "form": form, "held": held, "seen": seen, "missing": missing,
        "marker": MARKER, "needed": NEEDED.items(),
    }  # fmt: skip
    return render(request, "boards/board/word_template.html", context)


@require_safe
@council_page(MANAGE)
def word_template_file(request: CouncilRequest) -> HttpResponse:
    """The template as it is kept; where there is none, the page that says so."""
    board = board_of(request)
    held = template_of(board)
    if held is None or board.word_template is None:
        return redirect("boards:word_template", request.council.slug)
    return _word(held, board.word_template.name)


@require_safe
@council_page(MANAGE)
def word_preview(request: CouncilRequest) -> HttpResponse:
    """A sample of everything that a paper may hold, in the template or without one."""
    board = board_of(request)
    return _word(preview_docx(board, template_of(board)), "sample-report.docx")


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def word_template_remove(request: CouncilRequest) -> HttpResponse:
    """Asks before it is taken away, and takes it away on the answer."""
    board = board_of(request)
    if board.word_template is None:
        return redirect("boards:word_template", request.council.slug)
    if request.method == POST:
        remove_word_template(board=board, by=request.user)
        messages.success(request, "The template has been taken away. Papers go out in our style.")
        return redirect("boards:word_template", request.council.slug)
    return render(request, "boards/board/word_template_remove.html", {"board": board})


def _word(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    shown = name if name.casefold().endswith(".docx") else f"{name.rpartition('.')[0] or name}.docx"
    answer["Content-Disposition"] = content_disposition_header(True, shown) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
