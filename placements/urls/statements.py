"""Sufficiency statements and what they intend."""

from django.urls import URLPattern, path

from placements.views.statements import intentions, publishing, writing

urlpatterns: list[URLPattern] = [
    path("homes/statement/", writing.statement_list, name="statement_list"),
    path("homes/statement/begin/", writing.statement_begin, name="statement_begin"),
    path("homes/statement/<int:statement>/", writing.statement_detail, name="statement_detail"),
    path("homes/statement/<int:statement>/edit/", writing.statement_edit, name="statement_edit"),
    path("homes/statement/<int:statement>/marks/<int:mark>/", writing.mark_edit, name="mark_edit"),
    path(
        "homes/statement/<int:statement>/preview/",
        publishing.statement_preview,
        name="statement_preview",
    ),
    path(
        "homes/statement/<int:statement>/draft.pdf",
        publishing.statement_draft,
        name="statement_draft",
    ),
    path(
        "homes/statement/<int:statement>/publish/",
        publishing.statement_publish,
        name="statement_publish",
    ),
    path("homes/intentions/", intentions.intention_list, name="intention_list"),
    path("homes/intentions/add/", intentions.intention_add, name="intention_add"),
    path("homes/intentions/<int:intention>/", intentions.intention_edit, name="intention_edit"),
    path(
        "homes/intentions/<int:intention>/progress/",
        intentions.intention_progress,
        name="intention_progress",
    ),
]
