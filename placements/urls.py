"""Addresses of this floor, under the council's slug."""

from django.urls import URLPattern, path

from placements.views import children, cohort, homes, returns, scenarios, together
from placements.views.register import (
    attention,
    lines,
    lists,
    placements,
    placing,
    searches,
    uploads,
)
from placements.views.register import homes as kept

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
    path("homes/together/", together.together, name="together"),
    path("homes/together/homes.csv", together.together_csv, name="together_csv"),
    path("homes/forecast/", homes.homes_forecast, name="homes_forecast"),
    path("homes/figures/<slug:homes_view>.csv", homes.homes_csv, name="homes_csv"),
    path("homes/register/", lists.home, name="register"),
    path("homes/irregular/", attention.irregular, name="irregular"),
    path("homes/register/quality/", attention.quality, name="register_quality"),
    path("homes/register/due/", attention.due, name="register_due"),
    path("homes/register/offer/", attention.offer, name="register_offer"),
    path("homes/register/place/", placing.place, name="place"),
    path("homes/register/place/<int:child>/", placing.place_choose, name="place_choose"),
    path("homes/register/place/<int:child>/<int:setting>/", placing.place_in, name="place_in"),
    path("homes/register/settings/<int:setting>/", kept.setting, name="setting"),
    path("homes/register/providers/<int:provider>/", kept.provider, name="provider"),
    path("homes/register/placements/<int:placement>/", placements.placement, name="placement"),
    path(
        "homes/register/placements/<int:placement>/end/",
        placements.placement_end,
        name="placement_end",
    ),
    path(
        "homes/register/placements/<int:placement>/price/",
        placements.placement_price,
        name="placement_price",
    ),
    path(
        "homes/register/placements/<int:placement>/irregular/",
        placements.placement_irregular,
        name="placement_irregular",
    ),
    path("homes/register/searches/open/", searches.search_open, name="search_open"),
    path("homes/register/searches/<int:search>/", searches.search_page, name="search_page"),
    path(
        "homes/register/searches/<int:search>/answer/",
        searches.search_answer,
        name="search_answer",
    ),
    path(
        "homes/register/searches/<int:search>/withdraw/",
        searches.search_withdraw,
        name="search_withdraw",
    ),
    path("homes/register/<slug:register>/", lists.register_list, name="register_list"),
    path("homes/register/<slug:register>/lines.csv", lists.register_csv, name="register_csv"),
    path("homes/register/<slug:register>/lines.xlsx", lists.register_xlsx, name="register_xlsx"),
    path("homes/register/<slug:register>/add/", lines.line_add, name="register_add"),
    path("homes/register/<slug:register>/upload/", uploads.register_upload, name="register_upload"),
    path(
        "homes/register/<slug:register>/upload/accept/",
        uploads.register_upload_accept,
        name="register_upload_accept",
    ),
    path(
        "homes/register/<slug:register>/<int:record>/change/",
        lines.line_change,
        name="register_change",
    ),
    path(
        "homes/register/<slug:register>/<int:record>/remove/",
        lines.line_remove,
        name="register_remove",
    ),
]
