"""Addresses of the agenda while it is built."""

from django.urls import URLPattern, path

from boards.views import agenda, agenda_planned

AT = "meetings/<slug:meeting>/agenda/"
urlpatterns: list[URLPattern] = [
    path(AT, agenda.agenda, name="agenda"),
    path(f"{AT}start/", agenda.start, name="agenda_start"),
    path(f"{AT}undo/", agenda.undo, name="agenda_undo"),
    path(f"{AT}items/add/", agenda.item_add, name="agenda_item_add"),
    path(f"{AT}items/late/", agenda.item_late, name="agenda_item_late"),
    path(f"{AT}items/<int:item>/move/", agenda.move, name="agenda_item_move"),
    path(f"{AT}items/<int:item>/report/", agenda.item_report, name="agenda_item_report"),
    path(f"{AT}programme/", agenda_planned.programme_add, name="agenda_programme"),
    path(f"{AT}checks/", agenda.checks, name="agenda_checks"),
    path(f"{AT}override/", agenda.override, name="agenda_override"),
    path(f"{AT}publish/", agenda.publish, name="agenda_publish"),
    path(f"{AT}draft-<slug:audience>.pdf", agenda.preview, name="agenda_preview"),
]
