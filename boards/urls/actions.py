"""Addresses of actions, the register of decisions and the record of attendance."""

from django.urls import URLPattern, path

from boards.views import actions, registers

urlpatterns: list[URLPattern] = [
    path("actions/", actions.actions, name="actions"),
    path("actions/actions.csv", actions.actions_file, name="actions_csv"),
    path("actions/add/", actions.action_add, name="action_add"),
    path("actions/<int:number>/", actions.action, name="action"),
    path("actions/<int:number>/progress/", actions.action_progress, name="action_progress"),
    path("actions/<int:number>/day/", actions.action_put_off, name="action_put_off"),
    path("actions/<int:number>/close/", actions.action_close, name="action_close"),
    path("decisions/", registers.decisions, name="decisions"),
    path("decisions/decisions.csv", registers.decisions_file, name="decisions_csv"),
    path("members/attendance/", registers.attendance, name="attendance"),
    path("members/attendance/attendance.csv", registers.attendance_file, name="attendance_csv"),
]
