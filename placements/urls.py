"""Addresses of this floor, under the council's slug."""

from django.urls import URLPattern, path

from placements.views import returns

app_name = "placements"
urlpatterns: list[URLPattern] = [
    path("cohort/returns/", returns.return_list, name="return_list"),
    path("cohort/returns/<int:intake>/", returns.return_detail, name="return_detail"),
    path("cohort/returns/<int:intake>/accept/", returns.return_accept, name="return_accept"),
    path("cohort/returns/<int:intake>/discard/", returns.return_discard, name="return_discard"),
    path(
        "cohort/returns/<int:intake>/problems.csv", returns.return_problems, name="return_problems"
    ),
]
