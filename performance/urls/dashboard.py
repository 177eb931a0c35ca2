"""Addresses of the dashboard."""

from django.urls import URLPattern, path

from performance.views import dashboard

urlpatterns: list[URLPattern] = [
    path("", dashboard.home, name="home"),
    path("performance/<str:quarter>/", dashboard.dashboard, name="dashboard"),
    path("performance/<str:quarter>/figures.csv", dashboard.figures_csv, name="dashboard_csv"),
]
