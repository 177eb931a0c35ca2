"""A measure’s page says what the board decided about it, and whether the number moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.models import Minute, Resolution
from performance.models import SeriesBreak
from tests.boards.cast import a_meeting, a_report, an_item
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(nottingham: Council, governance_officer: User) -> Resolution:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    report = a_report(nottingham, governance_officer, "Visits")
    item = an_item(a_meeting(nottingham), "Visits", report=report)
    minute = Minute.objects.create(item=item, number="4")
    return Resolution.objects.create(
        minute=minute,
        order=1,
        text="To ask for a plan on visits",
        indicator="visits-on-time",
        period="2020-21-Q4",
    )


def page(client: Client) -> str:
    address = reverse("performance:indicator", args=["nottingham", "visits-on-time"])
    return " ".join(client.get(address).content.decode().split())


def test_then_and_now(
    client_of: Callable[[User], Client], councillor: User, nottingham: Council, decided: Resolution
) -> None:
    text = page(client_of(councillor))
    assert "To ask for a plan on visits" in text
    assert "Then 83.3% (Q4 2020-21). No newer figure yet." in text
    assert reverse("boards:minutes", args=["nottingham", "2021-05-17"]) in text
    a_figure(nottingham, "visits-on-time", "2021-22-Q1", of=(600, 680), quarter="2021-22-Q1")
    later = page(client_of(councillor))
    assert "now 88.2% (Q1 2021-22): higher, which is better." in later


def test_a_break_in_between_is_said(
    client_of: Callable[[User], Client],
    councillor: User,
    analyst: User,
    nottingham: Council,
    decided: Resolution,
) -> None:
    made = a_figure(nottingham, "visits-on-time", "2021-22-Q1", of=(600, 680), quarter="2021-22-Q1")
    SeriesBreak.objects.create(
        council=nottingham,
        indicator=made.indicator,
        from_on=dt.date(2021, 4, 1),
        kind="definition",
        reason="Counted anew",
        by=analyst,
    )
    text = page(client_of(councillor))
    assert "which is better." not in text.split("What the board decided")[1].split("</section>")[0]


def test_nothing_of_a_closed_item(
    client_of: Callable[[User], Client], councillor: User, decided: Resolution
) -> None:
    report = decided.minute.item.report
    assert report is not None
    report.openness, report.paragraph, report.public_title = "exempt", 3, "A matter"
    report.save()
    assert "What the board decided" not in page(client_of(councillor))
