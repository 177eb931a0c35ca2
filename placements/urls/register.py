"""The register of homes, and children placed in them."""

from django.urls import URLPattern, path

from placements.views.register import (
    attention,
    homes,
    lines,
    lists,
    placements,
    placing,
    returned,
    searches,
    uploads,
)

urlpatterns: list[URLPattern] = [
    path("homes/register/", lists.home, name="register"),
    path("homes/irregular/", attention.irregular, name="irregular"),
    path("homes/register/quality/", attention.quality, name="register_quality"),
    path("homes/register/due/", attention.due, name="register_due"),
    path("homes/register/offer/", attention.offer, name="register_offer"),
    path("homes/register/place/", placing.place, name="place"),
    path("homes/register/place/<int:child>/", placing.place_choose, name="place_choose"),
    path("homes/register/place/<int:child>/<int:setting>/", placing.place_in, name="place_in"),
    path("homes/register/settings/<int:setting>/", homes.setting, name="setting"),
    path("homes/register/providers/<int:provider>/", homes.provider, name="provider"),
    path(
        "homes/register/placements/of-returns.xlsx",
        returned.placements_returned,
        name="placements_returned",
    ),
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
