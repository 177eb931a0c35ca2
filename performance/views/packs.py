"""A quarter's performance pack as a page, its cover, its publication."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import CouncilRequest, council_page
from performance.dashboards.pack_pages import pack_lines, publish_page
from performance.forms.packs import CoverForm, PublishForm
from performance.models import Pack
from performance.packs import KIND, quarterly_pack
from performance.packs.rendering import TEMPLATE, pack_as, pack_context
from performance.packs.word import council_template, pack_docx
from performance.services import set_pack_details
from performance.services.packs import file_name
from reporting.models import Audience
from reporting.services import ask_build
from reporting.views.attachments import attachment

from .dashboard import quarter_or_404


@council_page("performance.read_figures")
def pack_list(request: CouncilRequest) -> HttpResponse:
    lines = pack_lines(request.council)
    return render(request, "performance/pack_list.html", {"lines": lines})


@council_page("performance.read_board_edition")
def pack_detail(request: CouncilRequest, quarter: str) -> HttpResponse:
    """Today's pack as a page; `?audience=public` shows it as the public would see it."""
    pack = quarterly_pack(request.council, quarter_or_404(quarter), _audience(request))
    context = pack_context(pack, "screen")
    context["may_publish"] = request.user.has_perm("performance.publish_pack", request.council)
    return render(request, TEMPLATE, context)


@council_page("performance.read_board_edition")
def pack_draft(request: CouncilRequest, quarter: str) -> HttpResponse:
    """Today's pack as a PDF, marked as a draft."""
    return _draft(request, quarter, "pack")


@council_page("performance.read_board_edition")
def pack_word(request: CouncilRequest, quarter: str) -> HttpResponse:
    """Today's pack for Word, in the council's template, marked as a draft."""
    period, audience = quarter_or_404(quarter), _audience(request)
    pack = quarterly_pack(request.council, period, audience)
    data = pack_docx(pack, council_template(request.council))
    name = file_name(request.council, period, audience)
    return attachment(data, f"{name}-draft.docx")


@council_page("performance.read_board_edition")
def pack_slides(request: CouncilRequest, quarter: str) -> HttpResponse:
    """The quarter on slides, from the same figures."""
    return _draft(request, quarter, "slides")


@council_page("performance.read_board_edition")
def pack_briefing(request: CouncilRequest, quarter: str) -> HttpResponse:
    """One page for the chair, from the same figures."""
    return _draft(request, quarter, "briefing")


def _draft(request: CouncilRequest, quarter: str, form: str) -> HttpResponse:
    period, audience = quarter_or_404(quarter), _audience(request)
    pdf = pack_as(form, quarterly_pack(request.council, period, audience))
    name = file_name(request.council, period, audience, form=form)
    answer = HttpResponse(pdf.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-draft.pdf"'
    return answer


def _audience(request: CouncilRequest) -> str:
    asked = request.GET.get("audience", "")
    return asked if asked in Audience.values else Audience.BOARD.value


@council_page("performance.publish_pack")
def pack_cover(request: CouncilRequest, quarter: str) -> HttpResponse:
    period = quarter_or_404(quarter)
    details = Pack.objects.filter(council=request.council, quarter=period.key).first()
    known = {name: getattr(details, name, None) for name in CoverForm.base_fields}
    form = CoverForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        set_pack_details(
            council=request.council, quarter=period, by=request.user, **form.cleaned_data
        )
        messages.success(request, "The cover has been changed.")
        return redirect("performance:pack_publish", request.council.slug, period.key)
    return render(request, "performance/pack_cover.html", {"form": form, "quarter": period})


@council_page("performance.publish_pack")
def pack_publish(request: CouncilRequest, quarter: str) -> HttpResponse:
    """What would be published and what stands in the way; publishing goes on in the background."""
    period = quarter_or_404(quarter)
    page = publish_page(request.council, period)
    posted = request.POST if request.method == "POST" else None
    form = PublishForm(posted, sentences=page.to_read, is_proven=page.may_be_proven)
    if form.is_valid():
        read = form.sentences if form.cleaned_data.get("sentences_read") else []
        build = ask_build(
            council=request.council,
            kind=KIND,
            subject=period.key,
            audience=form.cleaned_data["audience"],
            options={"reason": form.cleaned_data["reason"], "sentences_read": read},
            by=request.user,
        )
        return redirect("reporting:build_detail", request.council.slug, build.pk)
    may = request.user.has_perm("reporting.withdraw_edition", request.council)
    context = {"form": form, "page": page, "may_withdraw": may}
    return render(request, "performance/pack_publish.html", context)
