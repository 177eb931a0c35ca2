"""Addresses of meetings, their calendars and their feed."""

from django.urls import URLPattern, path

from boards.views import feeds, meetings

urlpatterns: list[URLPattern] = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/plan/", meetings.meeting_plan, name="meeting_plan"),
    path("meetings/dates/", feeds.meeting_dates, name="meeting_dates"),
    path("meetings/meetings.ics", feeds.meetings_ics, name="meetings_ics"),
    path("meetings/meetings.atom", feeds.meetings_atom, name="meetings_atom"),
    path("meetings/<slug:meeting>.ics", feeds.meeting_ics, name="meeting_ics"),
    path("meetings/<slug:meeting>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<slug:meeting>/change/", meetings.meeting_change, name="meeting_change"),
    path("meetings/<slug:meeting>/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path("meetings/<slug:meeting>/notice/", meetings.meeting_notice, name="meeting_notice"),
]
