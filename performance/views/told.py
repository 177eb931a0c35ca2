"""What the board was told against what was published, and officers' words on it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards.told import ToldLine, ToldPage, told_csv, told_line, told_page
from performance.forms.told import ExplanationForm
from performance.services import ExplanationChanged, ExplanationError, explain_gap
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

YEARS = range(1990, 2101)


@require_safe
@council_page("performance.read_figures")
def told_latest(request: CouncilRequest) -> HttpResponse:
    """The newest year that has both figures, or the year chosen in the box."""
    chosen = request.GET.get("year", "")
    if chosen.isascii() and chosen.isdigit() and int(chosen) in YEARS:
        return redirect("performance:told", request.council.slug, int(chosen))
    return _page(request, told_page(request.council))


@require_safe
@council_page("performance.read_figures")
def told_year(request: CouncilRequest, year: int) -> HttpResponse:
    return _page(request, told_page(request.council, _known(year)))


@require_safe
@council_page("performance.read_figures")
def told_file(request: CouncilRequest, year: int) -> HttpResponse:
    """The year's lines as a spreadsheet reads them, one a measure and release."""
    page = told_page(request.council, _known(year))
    name = f"{request.council.slug}-{year}-told-against-published.csv"
    return attachment(csv_text(told_csv(page)), name)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.explain_gap")
def told_explain(request: CouncilRequest, year: int, code: str) -> HttpResponse:
    """The line of one measure, its earlier explanations, and a box for the next."""
    line = _line_or_404(request, year, code)
    known = {"text": line.explanation.text if line.explanation else "", "seen": line.version}
    # A copy: after a conflict the form comes back with the version that is on the page now.
    form = ExplanationForm(request.POST.copy() if request.method == "POST" else None, initial=known)
    if form.is_valid() and _explained(request, form, line):
        return redirect("performance:told", request.council.slug, year)
    return render(request, "performance/told/explain.html", {"form": form, "line": line})


def _explained(request: CouncilRequest, form: ExplanationForm, line: ToldLine) -> bool:
    """Whether the words were kept; what refused them stands in the form, which keeps the words."""
    try:
        made = explain_gap(
            council=request.council,
            indicator=line.measure.indicator,
            year=line.year,
            by=request.user,
            **form.cleaned_data,
        )
    except ExplanationError as refusal:
        form.add_error("text", str(refusal))
        if isinstance(refusal, ExplanationChanged):
            # The next save is made with their words before the writer's eyes.
            cast(QueryDict, form.data)["seen"] = str(refusal.newest.version)
        return False
    told = f"The explanation of {line.measure.name} has been saved."
    withdrawn = f"The explanation of {line.measure.name} has been withdrawn."
    if made is not None:
        messages.success(request, told if made.text else withdrawn)
    return True


def _page(request: CouncilRequest, page: ToldPage) -> HttpResponse:
    may_explain = request.user.has_perm("performance.explain_gap", request.council)
    context = {"page": page, "may_explain": may_explain}
    return render(request, "performance/told/year.html", context)


def _known(year: int) -> int:
    if year not in YEARS:
        raise Http404(f"{year} is no year of published figures")
    return year


def _line_or_404(request: CouncilRequest, year: int, code: str) -> ToldLine:
    line = told_line(request.council, code, _known(year))
    if line is None:
        raise Http404(f"Nothing of {code} was both told and published for 31 March {year}")
    return line
