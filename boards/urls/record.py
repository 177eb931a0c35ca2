"""Addresses of a meeting while it is held, and of its minutes."""

from django.urls import URLPattern, path

from boards.views import minutes, record, record_item

AT = "meetings/<slug:meeting>/record/"
ITEM = f"{AT}items/<int:item>/"
MINUTES = "meetings/<slug:meeting>/minutes/"
urlpatterns: list[URLPattern] = [
    path(AT, record.record, name="record"),
    path(f"{AT}opening/", record.moment, {"which": "opening"}, name="record_open"),
    path(f"{AT}closing/", record.moment, {"which": "closing"}, name="record_close"),
    path(f"{AT}roll/", record.roll, name="record_roll"),
    path(f"{AT}guest/", record.guest, name="record_guest"),
    path(f"{AT}substitute/", record.substitute, name="record_substitute"),
    path(f"{AT}people/<int:attendance>/", record.times, name="record_times"),
    path(ITEM, record_item.record_item, name="record_item"),
    path(f"{ITEM}declaration/", record_item.declaration, name="record_declaration"),
    path(f"{ITEM}action/", record_item.action, name="record_action"),
    path(MINUTES, minutes.minutes, name="minutes"),
    path(f"{MINUTES}draft/", record.draft, name="minutes_draft"),
    path(f"{MINUTES}agree/", minutes.agree, name="minutes_agree"),
    path(f"{MINUTES}sign/", minutes.sign, name="minutes_sign"),
    path(f"{MINUTES}publish/", minutes.publish, name="minutes_publish"),
    path(f"{MINUTES}signed.pdf", minutes.signed_copy, name="minutes_signed_copy"),
    path(f"{MINUTES}<slug:audience>.<slug:form>", minutes.minutes_file, name="minutes_file"),
]
