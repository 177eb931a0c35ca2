"""Addresses of meetings, papers, minutes and actions, under a council’s slug."""

from django.urls import URLPattern

from . import actions, agenda, board, meetings, programme, published, record, reports, search

app_name = "boards"
urlpatterns: list[URLPattern] = [
    *actions.urlpatterns,
    *agenda.urlpatterns,
    *board.urlpatterns,
    *programme.urlpatterns,  # before the meetings: it stands below their address
    *meetings.urlpatterns,
    *published.urlpatterns,
    *record.urlpatterns,
    *reports.urlpatterns,
    *search.urlpatterns,
]
