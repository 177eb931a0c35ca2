import datetime as dt
from decimal import Decimal

import pytest

from accounts.services import record_event

pytestmark = pytest.mark.django_db


def test_a_deed_keeps_dates_decimals_and_the_moment_it_was_told(nottingham, officer):
    at = dt.datetime(2021, 5, 17, 9, 30, tzinfo=dt.UTC)
    event = record_event(
        council=nottingham,
        by=officer,
        action="sign_off_return",
        subject="Health, Q4",
        detail={"due": dt.date(2021, 4, 28), "value": Decimal("84.5")},
        at=at,
    )
    event.refresh_from_db()
    assert event.detail == {"due": "2021-04-28", "value": "84.5"}
    assert event.at == at


def test_a_long_subject_is_shortened_rather_than_refused(nottingham):
    event = record_event(council=nottingham, by=None, action="import", subject="x" * 500)
    assert len(event.subject) == 200
    assert event.subject.endswith("…")
    assert event.at is not None
