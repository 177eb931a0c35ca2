"""A statement as it would be read, its draft as a PDF, and its publication."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.statements import publish_page
from placements.forms.statements import PublishStatementForm
from placements.packs.statement import KINDS, SUFFICIENCY, StatementPack, statement_pack
from placements.packs.statement.rendering import (
    TEMPLATE,
    file_name,
    statement_context,
    statement_pdf,
)
from reporting.models import Audience
from reporting.services import ask_build

from .writing import PUBLISHES, SEES, crumbs_of, rights, statement_or_404


@require_safe
@council_page(SEES)
def statement_preview(request: CouncilRequest, statement: int) -> HttpResponse:
    """As it would be published today: `?audience=public`, `?kind=market`."""
    found = statement_or_404(request, statement)
    context = statement_context(_asked(request, statement), "screen")
    more = {"statement": found, "crumbs": crumbs_of(request, found, "Preview")}
    return render(request, TEMPLATE, context | more | rights(request))


@require_safe
@council_page(SEES)
def statement_draft(request: CouncilRequest, statement: int) -> HttpResponse:
    """Today's statement as a PDF, marked as a draft."""
    pack = _asked(request, statement)
    answer = HttpResponse(statement_pdf(pack).data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{file_name(pack)}-draft.pdf"'
    return answer


def _asked(request: CouncilRequest, statement: int) -> StatementPack:
    kind = KINDS.get(request.GET.get("kind", ""), SUFFICIENCY)
    asked = request.GET.get("audience", "")
    audience = asked if asked in Audience.values else Audience.BOARD.value
    return statement_pack(statement_or_404(request, statement), kind, audience)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(PUBLISHES)
def statement_publish(request: CouncilRequest, statement: int) -> HttpResponse:
    """What would be published and what stands in the way; publishing goes on in the background."""
    found = statement_or_404(request, statement)
    page = publish_page(found)
    posted = request.POST if request.method == "POST" else None
    form = PublishStatementForm(
        posted, sentences=page.to_read, naming=page.naming, is_proven=page.public.is_proven
    )
    if form.is_valid():
        kind, audience = form.cleaned_data["edition"].split("-")
        read = form.sentences if form.cleaned_data.get("sentences_read") else []
        build = ask_build(
            council=request.council,
            kind=KINDS[kind],
            subject=found.as_at.isoformat(),
            audience=audience,
            options={"reason": form.cleaned_data["reason"], "sentences_read": read},
            by=request.user,
        )
        return redirect("reporting:build_detail", request.council.slug, build.pk)
    may = request.user.has_perm("reporting.withdraw_edition", request.council)
    context = {"form": form, "page": page, "statement": found, "may_withdraw": may}
    crumbs = crumbs_of(request, found, "Publish")
    return render(request, "placements/statement/publish.html", context | {"crumbs": crumbs})
