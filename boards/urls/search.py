"""The address of the search."""

from django.urls import URLPattern, path

from boards.views import search

urlpatterns: list[URLPattern] = [path("search/", search.search_page, name="search")]
