"""Addresses of imported history."""

from django.urls import URLPattern, path

from performance.views import history

urlpatterns: list[URLPattern] = [
    path("history/", history.history_list, name="history_list"),
    path("history/<int:batch>/", history.history_detail, name="history_detail"),
    path("history/<int:batch>/point/", history.history_point, name="history_point"),
    path("history/<int:batch>/mapping/", history.history_mapping, name="history_mapping"),
    path("history/<int:batch>/mapping.csv", history.history_csv, name="history_csv"),
    path("history/<int:batch>/submit/", history.history_submit, name="history_submit"),
    path("history/<int:batch>/confirm/", history.history_confirm, name="history_confirm"),
    path("history/<int:batch>/take-back/", history.history_take_back, name="history_take_back"),
    path("history/<int:batch>/discard/", history.history_discard, name="history_discard"),
    path("history/<int:batch>/undo/", history.history_undo, name="history_undo"),
]
