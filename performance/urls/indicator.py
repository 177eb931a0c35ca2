"""Addresses of one measure's page and of what can be taken away from it."""

from django.urls import URLPattern, path

from performance.views import indicator

_ONE = "performance/measures/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path(_ONE, indicator.indicator, name="indicator"),
    path(f"{_ONE}figures.csv", indicator.indicator_csv, name="indicator_csv"),
    path(f"{_ONE}figures.xlsx", indicator.indicator_xlsx, name="indicator_xlsx"),
    path(f"{_ONE}chart.svg", indicator.indicator_svg, name="indicator_svg"),
]
