"""Homes across councils: by a role in each, or under an agreement, and never a child."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Membership, Role, User
from placements.dashboards.together import partners_of, together_page
from placements.models import Agreement, Child, Placement, Places, Provider, Setting, Sharing

from ..conftest import person

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 5, 17)
ADDRESS = "placements:together"


def home(council, owner: str, children: int, *, places: int = 8) -> None:
    """A home of somebody's, named as nobody else may read it, with children who cost £4,000."""
    provider = Provider.objects.create(
        council=council, name=f"{owner} of {council.slug}", owner=owner, sector="private"
    )
    made = Setting.objects.create(provider=provider, name="Secret Lodge", kind="home")
    Places.objects.create(setting=made, from_on=DAY, registered=places, usable=places)
    for number in range(children):
        child = Child.objects.create(council=council, pseudonym=f"{council.pk}-{owner}-{number}")
        placed = Placement.objects.create(
            child=child, setting=made, route="spot", plan="home", starts_on=DAY
        )
        Agreement.objects.create(placement=placed, from_on=DAY, social_care=4000)


def own(council, places: int, children: int) -> None:
    """A children's home of the council itself."""
    provider = Provider.objects.create(council=council, name="Us", sector="own")
    made = Setting.objects.create(provider=provider, name="Secret House", kind="home")
    Places.objects.create(setting=made, from_on=DAY, registered=places, usable=places)
    for number in range(children):
        child = Child.objects.create(council=council, pseudonym=f"{council.pk}-{number}")
        Placement.objects.create(
            child=child, setting=made, route="in-house", plan="home", starts_on=DAY
        )


def share(council, partner, what: str = "supply", until: dt.date | None = None) -> Sharing:
    return Sharing.objects.create(
        council=council, partner=partner.slug, what=what, agreement="D2N2/7",
        from_on=DAY, until_on=until,
    )  # fmt: skip


@pytest.fixture
def commissioner(nottingham):
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")


def test_nobody_stands_beside_without_a_role_or_an_agreement(
    nottingham, exampleshire, commissioner
):
    home(exampleshire, "Larch", 2)
    assert [one.council for one in partners_of(nottingham, commissioner, DAY)] == [nottingham]
    share(nottingham, exampleshire)  # that we show them ours shows us nothing of theirs
    share(exampleshire, nottingham, until=dt.date(2021, 5, 18))
    later = dt.date(2021, 5, 18)
    assert [one.council for one in partners_of(nottingham, commissioner, later)] == [nottingham]
    there = partners_of(nottingham, commissioner, DAY)
    assert [(one.council, one.in_full, one.with_prices) for one in there] == [
        (nottingham, True, True),
        (exampleshire, False, False),
    ]


def test_small_numbers_of_children_stay_where_they_are(nottingham, exampleshire, commissioner):
    home(nottingham, "Larch", 2)
    home(exampleshire, "Larch", 2)
    share(exampleshire, nottingham)
    page = together_page(nottingham, commissioner, DAY)
    theirs = [row for kind in page.kinds for row in kind.rows if row[0] == exampleshire.name]
    ours = [row for kind in page.kinds for row in kind.rows if row[0] == nottingham.name]
    assert "c" in {cell for row in theirs for cell in row}
    assert "c" not in {cell for row in ours for cell in row}
    assert "2" not in {row[5] for row in theirs}
    Membership.objects.create(user=commissioner, council=exampleshire, role=Role.COUNCILLOR)
    asked_again = User.objects.get(pk=commissioner.pk)
    assert not together_page(nottingham, asked_again, DAY).hides


def cells(page, council, title="Children’s homes"):
    (rows,) = (kind.rows for kind in page.kinds if kind.title == title)
    return next((row[1:] for row in rows if row[0] == council), None)


def test_whose_children_are_unknown_is_said_and_not_summed_up(
    nottingham, exampleshire, commissioner, client_of
):
    own(exampleshire, 9, 0)
    own(nottingham, 12, 7)
    share(exampleshire, nottingham)
    page = together_page(nottingham, commissioner, DAY)
    assert cells(page, exampleshire.name) == ("1", "9", "9", "–", "–", "–")
    assert cells(page, nottingham.name) == ("1", "12", "12", "5", "7", "5 spare")
    assert cells(page, "All together") == ("2", "21", "21", "–", "–", "–")
    assert page.sentence == "How many places the 2 councils need is not known yet."
    assert page.unknown == (
        "How many children of Exampleshire Council need places is not known yet.",
        "How many places of Exampleshire Council are empty is not known yet.",
    )
    assert not page.hides
    said = client_of(commissioner).get(reverse(ADDRESS, args=[nottingham.slug])).content.decode()
    assert page.unknown[0] in said


def test_a_register_without_homes_is_left_out_of_the_sums(nottingham, exampleshire, commissioner):
    own(nottingham, 12, 7)
    share(exampleshire, nottingham)
    page = together_page(nottingham, commissioner, DAY)
    assert cells(page, exampleshire.name) == ("–",) * 6
    assert cells(page, "All together") is None
    assert page.sentence.startswith("Fewer than two of these councils")
    assert page.unknown == (
        "Exampleshire Council has no home in its register yet, and is not counted in the sums.",
    )


def test_prices_cross_only_under_an_agreement_that_names_them(
    nottingham, exampleshire, commissioner
):
    home(nottingham, "Larch", 6)
    home(exampleshire, "larch", 6)
    agreement = share(exampleshire, nottingham)
    (shared,) = together_page(nottingham, commissioner, DAY).providers
    assert [cell[1:] for cell in shared.cells] == [
        ("1 home, 8 places", "£4,000 a week"), ("1 home, 8 places", ""),
    ]  # fmt: skip
    agreement.what = Sharing.What.PRICES
    agreement.save()
    (shared,) = together_page(nottingham, commissioner, DAY).providers
    assert shared.cells[1][2] == "£4,000 a week"


def test_the_page_and_its_file_name_no_home(nottingham, exampleshire, commissioner, client_of):
    home(nottingham, "Larch", 2)
    home(exampleshire, "Larch", 2)
    share(exampleshire, nottingham)
    client = client_of(commissioner)
    for name in (ADDRESS, "placements:together_csv"):
        answer = client.get(reverse(name, args=[nottingham.slug]))
        text = answer.content.decode()
        assert answer.status_code == 200
        assert exampleshire.name in text
        assert "Secret Lodge" not in text


def test_alone_it_says_how_others_come_to_stand_there(nottingham, commissioner, client_of):
    text = client_of(commissioner).get(reverse(ADDRESS, args=[nottingham.slug])).content.decode()
    assert "How another council comes to stand here" in text
