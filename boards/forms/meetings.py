"""Planning, changing and cancelling meetings; the notice at the offices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from accounts.forms import GovukForm
from boards.models import Board, Meeting

from .dates import DaysField, day_field, time_field


def _place() -> forms.CharField:
    return forms.CharField(label="Place", max_length=200, required=False)


def _note() -> forms.CharField:
    return forms.CharField(
        label="Note",
        max_length=240,
        required=False,
        help_text="Printed on the front sheet; everybody can read it",
    )


def _reason(label: str, hint: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=240,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why: enter a reason",
            "max_length": "The reason can be at most 240 letters long",
        },
    )


class PlanForm(GovukForm):
    days = DaysField(
        label="Dates",
        help_text="One, or a list pasted from elsewhere: each on a line of its own, for example "
        "19/7/2021 or Monday 19 July 2021",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter at least one date"},
    )
    time = time_field("Time")
    place = _place()
    note = _note()

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        initial = {"time": board.usual_time, "place": board.usual_place}
        super().__init__(*args, initial=initial, **kwargs)


class ChangeForm(GovukForm):
    day = day_field("Date")
    time = time_field("Time")
    place = _place()
    note = _note()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        names = ("day", "time", "place", "note")
        initial = {name: getattr(meeting, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        if meeting.published_at:
            self.fields["reason"] = _reason(
                "Why it changes",
                "Needed for another date, time or place, because the agenda has been published; "
                "everybody can read it",
                required=False,
            )
            self.fields["sure"] = forms.BooleanField(
                label="I know that the agenda has been published, and that everybody who follows "
                "the calendar is told",
                error_messages={"required": "Tick that you know the agenda has been published"},
            )

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "sure"}


class CancelForm(GovukForm):
    reason = _reason("Why it is cancelled", "Everybody can read it", required=True)


class NoticeForm(GovukForm):
    day = day_field("Day on which the notice was posted")
    time = time_field("Time", required=False)
    posted_by = forms.CharField(
        label="Who posted it",
        max_length=200,
        help_text="A name or a role",
        error_messages={"required": "Enter who posted the notice"},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        at = timezone.localtime(meeting.notice_posted_at) if meeting.notice_posted_at else None
        initial = {"posted_by": meeting.notice_posted_by}
        if at:
            initial |= {"day": at.date(), "time": at.time()}  # type: ignore[dict-item]
        super().__init__(*args, initial=initial, **kwargs)

    def at(self) -> dt.datetime:
        """The moment, local; the beginning of the day where no time was told."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"] or dt.time()
        return timezone.make_aware(dt.datetime.combine(day, time))
