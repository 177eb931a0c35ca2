"""Addresses of packs."""

from django.urls import URLPattern, path

from performance.views import overrides, packs

urlpatterns: list[URLPattern] = [
    path("packs/", packs.pack_list, name="pack_list"),
    path("packs/<str:quarter>/", packs.pack_detail, name="pack_detail"),
    path("packs/<str:quarter>/cover/", packs.pack_cover, name="pack_cover"),
    path("packs/<str:quarter>/publish/", packs.pack_publish, name="pack_publish"),
    path("packs/<str:quarter>/show/", overrides.figure_show, name="figure_show"),
    path("packs/<str:quarter>/hide/", overrides.figure_hide, name="figure_hide"),
    path("packs/<str:quarter>/draft.pdf", packs.pack_draft, name="pack_draft"),
    path("packs/<str:quarter>/draft.docx", packs.pack_word, name="pack_word"),
    path("packs/<str:quarter>/slides.pdf", packs.pack_slides, name="pack_slides"),
    path("packs/<str:quarter>/briefing.pdf", packs.pack_briefing, name="pack_briefing"),
]
