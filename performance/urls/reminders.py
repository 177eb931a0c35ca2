"""Addresses of reminders by e-mail."""

from django.urls import URLPattern, path

from performance.views import reminders

urlpatterns: list[URLPattern] = [
    path("reminders/", reminders.mail_choice, name="mail_choice"),
]
