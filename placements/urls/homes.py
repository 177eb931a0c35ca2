"""Homes for children: the dashboard, scenarios, other councils."""

from django.urls import URLPattern, path

from placements.views import homes, market, scenarios, together

urlpatterns: list[URLPattern] = [
    path("homes/", homes.homes, name="homes"),
    path("homes/scenarios/", scenarios.scenario_list, name="scenario_list"),
    path("homes/scenarios/<int:scenario>/", scenarios.scenario_remove, name="scenario_remove"),
    path("homes/market/", market.market, name="market"),
    path("homes/together/", together.together, name="together"),
    path("homes/together/homes.csv", together.together_csv, name="together_csv"),
    path("homes/forecast/", homes.homes_forecast, name="homes_forecast"),
    path("homes/figures/<slug:homes_view>.csv", homes.homes_csv, name="homes_csv"),
    path("homes/figures/<slug:homes_view>.svg", homes.homes_picture, name="homes_picture"),
]
