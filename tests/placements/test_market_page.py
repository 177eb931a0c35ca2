"""The market of homes in the area, from releases of Ofsted's register."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from placements.dashboards.market import market_page
from reference.models import OfstedRelease, OfstedSetting

pytestmark = pytest.mark.django_db
EARLIER, LATER = dt.date(2024, 3, 31), dt.date(2025, 3, 31)


def release(as_at: dt.date, area, *lines: tuple[str, str, str, int | None, str, str]) -> None:
    """(URN, type, sector, places, owner, grade) a setting."""
    made = OfstedRelease.objects.create(
        as_at=as_at, title=f"At {as_at}", file_name="a.csv", sha256="0" * 64, rows=len(lines),
        loaded_at=dt.datetime(2025, 6, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    for urn, kind, sector, places, owner, grade in lines:
        OfstedSetting.objects.create(
            release=made, urn=urn, provision_type=kind, sector=sector, places=places,
            owner=owner, overall=grade, area=area, authority=area.name, status="active",
        )  # fmt: skip


@pytest.fixture
def released(nottingham):
    home = ("SC1", "childrens-home", "private", 3, "Hearth Ltd", "good")
    gone = ("SC2", "childrens-home", "private", 2, "Gone Ltd", "inadequate")
    own = ("SC3", "childrens-home", "local-authority", 5, "The council", "outstanding")
    agency = ("A1", "fostering-agency", "voluntary", None, "Larch", "")
    release(EARLIER, nottingham.area, home, gone)
    release(LATER, nottingham.area, home, own, agency)
    return nottingham


def test_homes_sectors_judgements_owners_and_who_came_and_went(released):
    page = market_page(released, dt.date(2026, 1, 1))
    tables = {table.key: table for table in page.tables}
    assert page.as_at == LATER
    assert page.sentence == (
        "2 children’s homes in the area with 8 places, 5 of them a council’s own."
    )
    assert ("Children’s home", "2", "8", "–") in tables["kinds"].rows
    assert tables["kinds"].rows[-1][1:] == ("1", "–", "–")
    assert tables["judgements"].sentence == "2 of 2 inspected homes are good or outstanding."
    assert tables["owners"].rows[0] == ("The council", "1", "5", "62.5%")
    assert "5,313 of 10,000" in tables["owners"].sentence  # (25 + 9) / 64
    assert [row[1:3] for row in tables["moved"].rows] == [
        ("Joined", "Larch"), ("Joined", "The council"), ("Left", "Gone Ltd"),
    ]  # fmt: skip


def test_before_a_second_release_nobody_came_or_went(released):
    page = market_page(released, EARLIER)
    assert page.as_at == EARLIER
    assert "moved" not in {table.key for table in page.tables}


def test_the_page_is_for_members_and_says_what_fills_it(
    nottingham, client_of, councillor, outsider
):
    address = reverse("placements:market", args=[nottingham.slug])
    answer = client_of(councillor).get(address)
    assert "import_ofsted" in answer.content.decode()
    assert client_of(outsider).get(address).status_code == 404
