"""Pages of definitions for all members, and of measures for those who look after them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.models import Role, User
from performance import services
from performance.council_rules import rules_of
from performance.dashboards.measures import (
    breaks_of,
    measure_line,
    measures_by_theme,
    officers_with_themes,
    targets_of,
)
from performance.forms.measures import (
    BreakForm,
    MeasureForm,
    TargetForm,
    ThemesForm,
)
from performance.forms.own_measures import OwnMeasureForm
from performance.models import Indicator, SeriesBreak, Target, Theme

MANAGE = "performance.manage_measures"
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page("performance.read_figures")
def definitions(request: CouncilRequest) -> HttpResponse:
    themes = measures_by_theme(request.council)
    return render(request, "performance/measures/definitions.html", {"themes": themes})


@ASKS
@council_page(MANAGE)
def measure_list(request: CouncilRequest) -> HttpResponse:
    """Every measure by theme, with a tick box each and one button that switches them."""
    if request.method == "POST":
        return _switch(request)
    themes = measures_by_theme(request.council)
    count = sum(len(theme.on) for theme in themes)
    context = {"themes": themes, "count": count}
    return render(request, "performance/measures/list.html", context)


def _switch(request: CouncilRequest) -> HttpResponse:
    known = Indicator.objects.known_to(request.council)
    count = services.switch_measures(
        council=request.council,
        shown=known.filter(code__in=request.POST.getlist("shown")),
        on=set(request.POST.getlist("on")),
        by=request.user,
    )
    words = {0: "Nothing was switched.", 1: "1 measure was switched."}
    messages.success(request, words.get(count, f"{count} measures were switched."))
    return redirect("performance:measure_list", request.council.slug)


@ASKS
@council_page(MANAGE)
def measure_add(request: CouncilRequest) -> HttpResponse:
    form = OwnMeasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.add_own_indicator(
                council=request.council,
                measure=services.OwnMeasure(**form.measure()),
                by=request.user,
            )
        except services.MeasureError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{made} has been added and is switched on.")
            return redirect("performance:measure_edit", request.council.slug, made.code)
    return render(request, "performance/measures/add.html", {"form": form})


@ASKS
@council_page(MANAGE)
def measure_edit(request: CouncilRequest, code: str) -> HttpResponse:
    """Switch, name and basis of a measure; its targets and breaks, each with a way to change it."""
    indicator = indicator_or_404(request, code)
    line = measure_line(request.council, indicator)
    use = indicator.uses.filter(council=request.council).first()
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        indicator=indicator,
        initial={
            "on": line.on,
            "name": use.name if use else "",
            "basis": use.basis if use else "",
            "small_cohort": bool(use and use.small_cohort),
            "rule": use.rule if use else "",
        },
    )
    if saved(
        form, services.change_use, council=request.council, indicator=indicator, by=request.user
    ):
        messages.success(request, f"{indicator} has been saved.")
        return redirect("performance:measure_list", request.council.slug)
    context = {
        "form": form,
        "line": line,
        "targets": targets_of(request.council, indicator),
        "breaks": breaks_of(request.council, indicator),
    }
    return render(request, "performance/measures/edit.html", context)


@ASKS
@council_page(MANAGE)
def target_add(request: CouncilRequest, code: str) -> HttpResponse:
    indicator = indicator_or_404(request, code)
    line = measure_line(request.council, indicator)
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        rules=rules_of(request.council),
        grows=line.grows,
    )
    if saved(
        form, services.set_target, council=request.council, indicator=indicator, by=request.user
    ):
        messages.success(request, f"The target of {indicator} has been saved.")
        return redirect("performance:measure_edit", request.council.slug, code)
    return render(request, "performance/measures/target.html", {"form": form, "line": line})


@ASKS
@council_page(MANAGE)
def target_remove(request: CouncilRequest, code: str, target: int) -> HttpResponse:
    """Asks before a target is removed, and removes it on the answer."""
    indicator = indicator_or_404(request, code)
    found = get_object_or_404(Target, pk=target, indicator=indicator, council=request.council)
    if request.method == "POST":
        services.remove_target(target=found, by=request.user)
        messages.success(request, f"The target of {indicator} has been removed.")
        return redirect("performance:measure_edit", request.council.slug, code)
    line = measure_line(request.council, indicator)
    printed = next(
        one.printed for one in targets_of(request.council, indicator) if one.target.pk == found.pk
    )
    context = {"line": line, "target": found, "printed": printed}
    return render(request, "performance/measures/target_remove.html", context)


@ASKS
@council_page(MANAGE)
def break_add(request: CouncilRequest, code: str) -> HttpResponse:
    indicator = indicator_or_404(request, code)
    form = BreakForm(
        request.POST if request.method == "POST" else None, rules=rules_of(request.council)
    )
    if saved(
        form, services.break_series, council=request.council, indicator=indicator, by=request.user
    ):
        messages.success(request, f"The break in {indicator} has been saved.")
        return redirect("performance:measure_edit", request.council.slug, code)
    context = {"form": form, "line": measure_line(request.council, indicator)}
    return render(request, "performance/measures/break.html", context)


@ASKS
@council_page(MANAGE)
def break_remove(request: CouncilRequest, code: str, series_break: int) -> HttpResponse:
    """Asks before a break is removed, and removes it on the answer."""
    indicator = indicator_or_404(request, code)
    found = get_object_or_404(
        SeriesBreak, pk=series_break, indicator=indicator, council=request.council
    )
    if request.method == "POST":
        services.remove_break(series_break=found, by=request.user)
        messages.success(request, f"The break in {indicator} has been removed.")
        return redirect("performance:measure_edit", request.council.slug, code)
    context = {"line": measure_line(request.council, indicator), "break": found}
    return render(request, "performance/measures/break_remove.html", context)


@require_safe
@council_page(MANAGE)
def theme_officers(request: CouncilRequest) -> HttpResponse:
    officers = officers_with_themes(request.council)
    return render(request, "performance/measures/officers.html", {"officers": officers})


@ASKS
@council_page(MANAGE)
def officer_themes(request: CouncilRequest, person: int) -> HttpResponse:
    officers = User.objects.filter(
        memberships__council=request.council, memberships__role=Role.OFFICER.value
    )
    officer = get_object_or_404(officers, pk=person)
    held = Theme.objects.filter(officers__user=officer, officers__council=request.council)
    form = ThemesForm(
        request.POST if request.method == "POST" else None, initial={"themes": list(held)}
    )
    if saved(form, services.assign_themes, council=request.council, user=officer, by=request.user):
        messages.success(request, f"The themes of {officer} have been saved.")
        return redirect("performance:theme_officers", request.council.slug)
    context = {"form": form, "officer": officer}
    return render(request, "performance/measures/officer.html", context)


def indicator_or_404(request: CouncilRequest, code: str) -> Indicator:
    """A measure of the catalogue, or of the council's own."""
    known = Indicator.objects.known_to(request.council).select_related("theme", "published")
    return get_object_or_404(known, code=code)


def saved(form: Form, deed: Callable[..., object], **known: object) -> bool:
    """Whether the form held and the service took it; a refusal stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed(**known, **form.cleaned_data)
    except services.MeasureError as refusal:
        refused(form, refusal)
        return False
    return True


def refused(form: Form, refusal: services.MeasureError) -> None:
    """What a service refused, beside the field that it names."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
