"""Addresses of published editions and of builds, under a council's slug."""

from django.urls import URLPattern, path

from reporting.views import builds, disclosure_rules, published, withdrawal

app_name = "reporting"
urlpatterns: list[URLPattern] = [
    path("published/", published.published_list, name="published_list"),
    path("published/<int:edition>/<str:name>", published.edition_file, name="edition_file"),
    path(
        "board-editions/<int:edition>/<str:name>",
        published.board_edition_file,
        name="board_edition_file",
    ),
    path("editions/<int:edition>/withdraw/", withdrawal.edition_withdraw, name="edition_withdraw"),
    path("settings/small-numbers/", disclosure_rules.disclosure_rules, name="disclosure_rules"),
    path("builds/<int:build>/", builds.build_detail, name="build_detail"),
    path("builds/<int:build>/state/", builds.build_state, name="build_state"),
]
