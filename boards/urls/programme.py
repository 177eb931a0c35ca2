"""Addresses of the work programme."""

from django.urls import URLPattern, path

from boards.views import programme

urlpatterns: list[URLPattern] = [
    path("meetings/work-programme/", programme.programme, name="programme"),
    path(
        "meetings/work-programme/work-programme.xlsx",
        programme.programme_xlsx,
        name="programme_xlsx",
    ),
    path(
        "meetings/work-programme/work-programme.csv", programme.programme_csv, name="programme_csv"
    ),
    path("meetings/work-programme/add/", programme.work_add, name="work_add"),
    path("meetings/work-programme/ask/", programme.work_ask, name="work_ask"),
    path("meetings/work-programme/<int:work>/", programme.work_change, name="work_change"),
    path("meetings/work-programme/<int:work>/defer/", programme.work_defer, name="work_defer"),
    path("meetings/work-programme/<int:work>/take-off/", programme.work_drop, name="work_drop"),
]
