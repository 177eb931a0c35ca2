"""A person has a figure shown that is hidden only to protect another, or takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from performance.dashboards.pack_pages import figure_name
from performance.forms.packs import ShowFigureForm
from performance.services.overrides import OverrideError, hide_figure_again, show_figure

from .dashboard import quarter_or_404

PUBLISH = "performance:pack_publish"


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.publish_pack")
def figure_show(request: CouncilRequest, quarter: str) -> HttpResponse:
    period = quarter_or_404(quarter)
    posted = request.POST if request.method == "POST" else None
    key = (posted or request.GET).get("key", "")
    if not key:
        return redirect(PUBLISH, request.council.slug, period.key)
    name = figure_name(request.council, key)
    if name is None:
        raise Http404
    form = ShowFigureForm(posted, initial={"key": key})
    others: dict[str, str] = {}
    if form.is_valid():
        try:
            show_figure(
                council=request.council,
                quarter=period,
                by=request.user,
                instead=request.POST.getlist("instead"),
                **form.cleaned_data,
            )
        except OverrideError as refusal:
            form.add_error("reason", str(refusal))
            others = refusal.instead
        else:
            messages.success(request, f"The public edition will show {name}.")
            return redirect(PUBLISH, request.council.slug, period.key)
    context = {"form": form, "quarter": period, "name": name, "others": others}
    return render(request, "performance/figure_show.html", context)


@require_POST
@council_page("performance.publish_pack")
def figure_hide(request: CouncilRequest, quarter: str) -> HttpResponse:
    period = quarter_or_404(quarter)
    try:
        found = hide_figure_again(
            council=request.council, key=request.POST.get("key", ""), by=request.user
        )
    except OverrideError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The public edition will hide {found.label} again.")
    return redirect(PUBLISH, request.council.slug, period.key)
