"""Addresses of a meeting's published papers."""

from django.urls import URLPattern, path

from boards.views import published

AT = "meetings/<slug:meeting>/"
urlpatterns: list[URLPattern] = [
    path(f"{AT}papers/", published.papers, name="papers"),
    path(f"{AT}papers/<slug:paper>.pdf", published.paper, name="paper"),
    path(f"{AT}papers/<slug:paper>/", published.paper_page, name="paper_page"),
    path(f"{AT}board-papers/", published.board_papers, name="board_papers"),
    path(f"{AT}board-papers/<slug:paper>.pdf", published.board_paper, name="board_paper"),
    path(f"{AT}board-papers/<slug:paper>/", published.board_paper_page, name="board_paper_page"),
    path(f"{AT}bundle-<slug:audience>.zip", published.agenda_bundle, name="agenda_bundle"),
]
