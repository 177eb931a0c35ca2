"""What this app waits for."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"
