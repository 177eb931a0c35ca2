"""Addresses of this floor, under the council's slug."""

from django.urls import URLPattern, path

from placements.views import children, cohort, homes, returns, scenarios
from placements.views.statements import intentions, publishing, writing

app_name = "placements"
urlpatterns: list[URLPattern] = [
    path("cohort/", cohort.cohort, name="cohort"),
    path("cohort/children-looked-after.csv", cohort.cohort_csv, name="cohort_csv"),
    path("cohort/children-looked-after.xlsx", cohort.cohort_xlsx, name="cohort_xlsx"),
    path("cohort/figures/", cohort.figures, name="figures"),
    path("cohort/figures/<slug:figure>/", children.figure_members, name="figure_members"),
    path("cohort/groups/<slug:view>/", children.group_members, name="group_members"),
    path("cohort/children/<int:child>/", children.child_record, name="child"),
    path("cohort/returns/", returns.return_list, name="return_list"),
    path("cohort/returns/offer/", returns.return_offer, name="return_offer"),
    path("cohort/returns/<int:intake>/", returns.return_detail, name="return_detail"),
    path("cohort/returns/<int:intake>/accept/", returns.return_accept, name="return_accept"),
    path("cohort/returns/<int:intake>/discard/", returns.return_discard, name="return_discard"),
    path(
        "cohort/returns/<int:intake>/problems.csv", returns.return_problems, name="return_problems"
    ),
    path("homes/", homes.homes, name="homes"),
    path("homes/scenarios/", scenarios.scenario_list, name="scenario_list"),
    path("homes/scenarios/<int:scenario>/", scenarios.scenario_remove, name="scenario_remove"),
    path("homes/forecast/", homes.homes_forecast, name="homes_forecast"),
    path("homes/figures/<slug:homes_view>.csv", homes.homes_csv, name="homes_csv"),
    path("homes/statement/", writing.statement_list, name="statement_list"),
    path("homes/statement/begin/", writing.statement_begin, name="statement_begin"),
    path("homes/statement/<int:statement>/", writing.statement_detail, name="statement_detail"),
    path("homes/statement/<int:statement>/edit/", writing.statement_edit, name="statement_edit"),
    path("homes/statement/<int:statement>/marks/<int:mark>/", writing.mark_edit, name="mark_edit"),
    path(
        "homes/statement/<int:statement>/preview/",
        publishing.statement_preview,
        name="statement_preview",
    ),
    path(
        "homes/statement/<int:statement>/draft.pdf",
        publishing.statement_draft,
        name="statement_draft",
    ),
    path(
        "homes/statement/<int:statement>/publish/",
        publishing.statement_publish,
        name="statement_publish",
    ),
    path("homes/intentions/", intentions.intention_list, name="intention_list"),
    path("homes/intentions/add/", intentions.intention_add, name="intention_add"),
    path("homes/intentions/<int:intention>/", intentions.intention_edit, name="intention_edit"),
    path(
        "homes/intentions/<int:intention>/progress/",
        intentions.intention_progress,
        name="intention_progress",
    ),
]
