"""Addresses of the quarterly returns."""

from django.urls import URLPattern, path

from performance.views import returns

urlpatterns: list[URLPattern] = [
    path("returns/", returns.return_list, name="return_list"),
    path("returns/open/", returns.return_open, name="return_open"),
    path("computed/<str:quarter>/", returns.offer_list, name="offer_list"),
    path("computed/<str:quarter>/computed.csv", returns.offer_csv, name="offer_csv"),
    path("returns/<str:quarter>/<slug:theme>/", returns.return_enter, name="return_enter"),
    path("returns/<str:quarter>/<slug:theme>/check/", returns.return_check, name="return_check"),
    path("returns/<str:quarter>/<slug:theme>/review/", returns.return_review, name="return_review"),
    path(
        "returns/<str:quarter>/<slug:theme>/return.xlsx",
        returns.return_workbook,
        name="return_workbook",
    ),
    path(
        "returns/<str:quarter>/<slug:theme>/spreadsheet/",
        returns.return_upload,
        name="return_upload",
    ),
    path(
        "returns/<str:quarter>/<slug:theme>/spreadsheet/save/",
        returns.return_upload_save,
        name="return_upload_save",
    ),
]
