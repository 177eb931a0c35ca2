"""Addresses of figures beside what is published: told against published, and other councils."""

from django.urls import URLPattern, path

from performance.views import comparison, told

urlpatterns: list[URLPattern] = [
    path("compare/", comparison.compare, name="compare"),
    path("compare/<slug:series>/", comparison.compare_series, name="comparison"),
    path("compare/<slug:series>/figures.csv", comparison.compare_file, name="comparison_csv"),
    path("compare/<slug:series>/chart.svg", comparison.compare_chart, name="comparison_chart"),
    path("told/", told.told_latest, name="told_latest"),
    path("told/<int:year>/", told.told_year, name="told"),
    path("told/<int:year>/figures.csv", told.told_file, name="told_csv"),
    path("told/<int:year>/<slug:code>/", told.told_explain, name="told_explain"),
]
