"""Addresses of this floor, under the council's slug."""

from django.urls import URLPattern

from . import cohort, homes, register, statements

app_name = "placements"
urlpatterns: list[URLPattern] = [
    *cohort.urlpatterns,
    *homes.urlpatterns,
    *register.urlpatterns,
    *statements.urlpatterns,
]
