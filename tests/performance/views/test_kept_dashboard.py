"""The dashboard's content is kept between changes: nobody reads an old page, or another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.models import Council, Membership, Role, User
from accounts.services import change_council, change_roles
from performance.models import Figure
from performance.services import load_catalogue, publish_pack, set_pack_details
from performance.services.measures import name_measure, set_target, switch_measure
from performance.services.returns import (
    reopen_return,
    save_draft,
    sign_off_return,
    submit_return,
)
from reference.models import PublishedStatistic
from reference.services import load_reference
from tests.performance.figures import a_figure, indicator
from tests.performance.returns_cast import (
    CODES,
    HOME,
    Q4,
    STAYING,
    WORK,
    enters,
    entry,
    opened,
    switch_on,
    typed,
)

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
KEPT = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-in-a-test"}


@pytest.fixture(autouse=True)
def pages(settings: object) -> None:
    settings.CACHES = {**settings.CACHES, "pages": KEPT}  # type: ignore[attr-defined]
    caches["pages"].clear()


@pytest.fixture
def council(nottingham: Council, officer: User) -> Council:
    switch_on(nottingham, *CODES)
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    enters(officer, nottingham)
    return nottingham


def page(client: Client, council: str = "nottingham") -> str:
    address = reverse("performance:dashboard", args=[council, "2020-21-Q4"])
    return client.get(address).content.decode()


def test_it_is_kept_at_all(council: Council, councillor: User, client_of: SignIn) -> None:
    """Without this the tests below would be content with a page that is made anew."""
    client = client_of(councillor)
    assert "83.3%" in page(client)
    Figure.objects.filter(council=council).update(value=Decimal("12.5"))
    assert "83.3%" in page(client)


def fill_and_submit(council: Council, officer: User, comment: str) -> None:
    found = opened(council) if not council.returns.filter(theme="leaving").exists() else None
    found = found or council.returns.get(theme="leaving")
    filled = {
        HOME: {"mode": "counts", "numerator": "90", "denominator": "100", "comment": comment},
        WORK: {"mode": "value", "value": "63.8"},
        STAYING: {"mode": "value", "value": "25", "period": "28 March 2021"},
    }
    lines = [typed(entry(found, code), **content) for code, content in filled.items()]
    save_draft(quarterly_return=found, typed=lines, by=officer)
    submit_return(quarterly_return=found, by=officer)


def test_figures_and_comments_of_a_sign_off_are_seen_at_once(
    council: Council, officer: User, approver: User, client_of: SignIn
) -> None:
    client = client_of(approver)
    assert "63.8%" not in page(client)
    fill_and_submit(council, officer, "First words.")
    assert "submitted and waits" in page(client)
    found = council.returns.get(theme="leaving")
    sign_off_return(quarterly_return=found, by=approver)
    assert "63.8%" in page(client)
    assert "First words." in page(client)
    reopen_return(quarterly_return=found, reason="A slip", by=approver)
    fill_and_submit(council, officer, "Better words.")
    assert "First words." in page(client)
    sign_off_return(quarterly_return=found, by=approver)
    assert "Better words." in page(client)
    assert "First words." not in page(client)


def aim(council: Council, by: User) -> None:
    set_target(
        council=council,
        indicator=indicator("visits-on-time"),
        from_period=Q4,
        low=Decimal("97.5"),
        high=None,
        by=by,
    )


def rename(council: Council, by: User) -> None:
    name = "97.5 A name of our own"
    name_measure(council=council, indicator=indicator("visits-on-time"), name=name, by=by)


def colour(council: Council, by: User) -> None:
    change_council(council=council, by=by, colour="#975975")


def meeting(council: Council, by: User) -> None:
    set_pack_details(
        council=council,
        quarter=Q4,
        meeting_on=dt.date(2021, 5, 17),
        item="97.5",
        presented_by="",
        by=by,
    )


@pytest.mark.parametrize("deed", [aim, rename, colour, meeting])
def test_every_deed_is_seen_at_once(
    council: Council,
    approver: User,
    client_of: SignIn,
    deed: Callable[[Council, User], None],
) -> None:
    client = client_of(approver)
    before = page(client)
    deed(council, approver)
    after = page(client)
    assert "97.5" not in before
    assert "97.5" in after or "#975975" in after


def test_a_measure_switched_off_is_gone_and_an_edition_is_there(
    council: Council, approver: User, client_of: SignIn
) -> None:
    client = client_of(approver)
    assert "Published editions" not in page(client)
    publish_pack(council=council, quarter=Q4, audience="public", by=approver)
    assert "Published editions" in page(client)
    switch_measure(council=council, indicator=indicator("visits-on-time"), on=False, by=approver)
    assert "83.3%" not in page(client)


def test_new_benchmarks_and_definitions_are_seen_at_once(
    council: Council, councillor: User, client_of: SignIn
) -> None:
    a_figure(council, "children-in-care", "2020-21-Q4", "676", basis="period_end")
    client = client_of(councillor)
    PublishedStatistic.objects.filter(area="E92000001", year=2021).delete()
    assert "80,780" not in page(client)
    load_reference()
    assert "80,780" in page(client), "England, 31 March 2021"
    type(indicator("children-in-care")).objects.filter(code="children-in-care").update(name="Old")
    council.refresh_from_db()
    Council.objects.filter(pk=council.pk).update(changes=council.changes + 1)
    assert "Old" in page(client)
    load_catalogue()
    assert ">Old<" not in page(client)


def test_roles_and_councils_do_not_share_a_page(
    council: Council,
    exampleshire: Council,
    officer: User,
    councillor: User,
    outsider: User,
    client_of: SignIn,
) -> None:
    Figure.objects.all().delete()
    a_figure(exampleshire, "reviews-on-time", "2020-21-Q4", "99")
    assert "See what is outstanding" in page(client_of(officer))
    assert "See what is outstanding" not in page(client_of(councillor))
    theirs = page(client_of(outsider), "exampleshire")
    assert "99%" in theirs
    assert "/nottingham/" not in theirs
    assert client_of(outsider).get("/nottingham/quarters/2020-21-Q4/").status_code == 404


def test_a_role_taken_away_counts_at_once(
    council: Council, officer: User, approver: User, client_of: SignIn
) -> None:
    client = client_of(officer)
    returns = reverse("performance:return_list", args=["nottingham"])
    assert client.get(returns).status_code == 200
    assert officer.has_perm("performance.enter_figures", council)
    change_roles(council=council, member=officer, roles=[Role.COUNCILLOR], by=approver)
    assert client.get(returns).status_code == 403
    assert not officer.has_perm("performance.enter_figures", council), "the object in hand, too"
    Membership.objects.filter(user=officer).delete()
    assert client.get(returns).status_code == 404
