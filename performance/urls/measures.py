"""Addresses of the definitions and of a council's measures."""

from django.urls import URLPattern, path

from performance.views import agencies, measures, own_measures, reporting_rules

urlpatterns: list[URLPattern] = [
    path("definitions/", measures.definitions, name="definitions"),
    path("measures/", measures.measure_list, name="measure_list"),
    path("measures/add/", measures.measure_add, name="measure_add"),
    path("measures/officers/", measures.theme_officers, name="theme_officers"),
    path("measures/officers/<int:person>/", measures.officer_themes, name="officer_themes"),
    path("measures/rules/", reporting_rules.reporting_rules, name="reporting_rules"),
    path("measures/agencies/", agencies.agencies, name="agencies"),
    path("measures/agencies/<int:partner>/remove/", agencies.agency_remove, name="agency_remove"),
    path("measures/<slug:code>/", measures.measure_edit, name="measure_edit"),
    path("measures/<slug:code>/change/", own_measures.own_change, name="own_change"),
    path("measures/<slug:code>/remove/", own_measures.own_remove, name="own_remove"),
    path("measures/<slug:code>/targets/add/", measures.target_add, name="target_add"),
    path(
        "measures/<slug:code>/targets/<int:target>/remove/",
        measures.target_remove,
        name="target_remove",
    ),
    path("measures/<slug:code>/breaks/add/", measures.break_add, name="break_add"),
    path(
        "measures/<slug:code>/breaks/<int:series_break>/remove/",
        measures.break_remove,
        name="break_remove",
    ),
]
