"""Addresses of the board's settings and members."""

from django.urls import URLPattern, path

from boards.views import board, members, word_template

WORD = "members/board/word-template/"
urlpatterns: list[URLPattern] = [
    path("members/board/", board.home, name="board"),
    path("members/board/rules/", board.rules, name="board_rules"),
    path(WORD, word_template.word_template, name="word_template"),
    path(f"{WORD}template.docx", word_template.word_template_file, name="word_template_file"),
    path(f"{WORD}sample.docx", word_template.word_preview, name="word_preview"),
    path(f"{WORD}remove/", word_template.word_template_remove, name="word_template_remove"),
    path("members/board/<slug:board_list>/", board.board_list, name="board_list"),
    path("members/board/<slug:board_list>/add/", board.line_add, name="line_add"),
    path("members/board/<slug:board_list>/<int:line>/", board.line_change, name="line_change"),
    path(
        "members/board/<slug:board_list>/<int:line>/remove/", board.line_remove, name="line_remove"
    ),
    path("members/", members.member_list, name="member_list"),
    path("members/add/", members.member_add, name="member_add"),
    path("members/<int:member>/", members.member_change, name="member_change"),
    path("members/<int:member>/end/", members.member_end, name="member_end"),
]
