"""What is outstanding, and opening returns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards.history import waiting_imports
from performance.dashboards.offers import computed_quarters
from performance.dashboards.outstanding import Outstanding, outstanding
from performance.forms.returns import OpenForm
from performance.services.returns import ReturnError, open_due_returns, open_return
from reference.domain.periods import quarter_of

from .finding import quarter_or_404


@require_safe
@council_page("performance.see_returns")
def return_list(request: CouncilRequest) -> HttpResponse:
    page = _page(request, request.GET.get("quarter", ""))
    return _render(request, page, _open_form(request, page))


@council_page("performance.open_return")
@require_POST
def return_open(request: CouncilRequest) -> HttpResponse:
    """Opens one theme's return of a quarter, or those of all themes with something due."""
    page = _page(request, "")
    form = _open_form(request, page, request.POST)
    if not form.is_valid():
        return _render(request, page, form)
    quarter, theme = form.cleaned_data["quarter"], form.cleaned_data["theme"]
    given = {"council": request.council, "quarter": quarter, "by": request.user}
    try:
        if theme:
            opened = [open_return(theme=theme, **given)]
        else:
            opened = open_due_returns(themes=page.themes, **given)
    except ReturnError as refusal:
        messages.error(request, str(refusal))
    else:
        words = "1 return is" if len(opened) == 1 else f"{len(opened)} returns are"
        messages.success(request, f"{words} open for {quarter.name}.")
    address = reverse("performance:return_list", args=[request.council.slug])
    return redirect(f"{address}?quarter={quarter.key}")


def _page(request: CouncilRequest, quarter: str) -> Outstanding:
    return outstanding(
        request.council,
        viewer=request.user,
        today=timezone.localdate(),
        quarter=quarter_or_404(quarter) if quarter else None,
    )


def _open_form(request: CouncilRequest, page: Outstanding, data: object = None) -> OpenForm:
    return OpenForm(
        data,
        today=timezone.localdate(),
        themes=[theme.pk for theme in page.themes],
        initial={"quarter": _next_quarter(page)},
    )


def _next_quarter(page: Outstanding) -> str:
    """The quarter that is looked at, the one after the newest, or the last that is over."""
    last = quarter_of(timezone.localdate()).previous()
    newest = page.known_quarters[0] if page.known_quarters else None
    found = page.chosen or (newest.next() if newest else last)
    return found.key if found else ""


def _render(request: CouncilRequest, page: Outstanding, form: OpenForm) -> HttpResponse:
    may_open = request.user.has_perm("performance.open_return", request.council)
    given = {
        "page": page,
        "form": form,
        "may_open": may_open,
        "sees_history": request.user.has_perm("performance.see_history", request.council),
        "imports_waiting": waiting_imports(request.council),
        "computed_quarters": computed_quarters(request.council),
    }
    return render(request, "performance/returns/list.html", given)
