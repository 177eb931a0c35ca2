"""Addresses of figures, returns and packs, under a council's slug."""

from django.urls import URLPattern

from . import beside, dashboard, history, indicator, measures, packs, reminders, returns

app_name = "performance"
urlpatterns: list[URLPattern] = [
    *beside.urlpatterns,
    *dashboard.urlpatterns,
    *indicator.urlpatterns,
    *history.urlpatterns,
    *measures.urlpatterns,
    *packs.urlpatterns,
    *reminders.urlpatterns,
    *returns.urlpatterns,
]
