import datetime as dt

import pytest

from accounts.models import AuditEvent, Council
from accounts.services import (
    AreaNotUsable,
    CouncilRefused,
    LogoRefused,
    change_council,
    create_council,
)
from reference.models import Area
from tests.accounts.conftest import png

pytestmark = pytest.mark.django_db
TODAY = dt.date(2025, 6, 1)


def area(code="X90000001", kind=Area.Kind.AUTHORITY, **more):
    return Area.objects.create(code=code, name="Testshire", kind=kind, **more)


def test_a_council_is_called_after_its_area_unless_told():
    made = create_council(area=area(), slug="testshire", today=TODAY)
    assert (made.name, made.board_name) == ("Testshire Council", "Corporate Parenting Board")
    assert AuditEvent.objects.get(council=made).action == "create_council"
    other = create_council(
        area=made.area,
        slug="second",
        name="Testshire City Council",
        board_name="Panel",
        colour="#00677F",
        today=TODAY,
    )
    assert (other.name, other.board_name, other.colour) == (
        "Testshire City Council",
        "Panel",
        "#00677f",
    )


def test_a_fictional_area_will_do_and_a_region_will_not():
    create_council(area=area(kind=Area.Kind.FICTIONAL), slug="made-up", today=TODAY)
    with pytest.raises(AreaNotUsable, match="is a region"):
        create_council(area=area("X90000002", Area.Kind.REGION), slug="region", today=TODAY)


def test_an_abolished_area_names_its_successors():
    gone = area(closed_on=dt.date(2021, 4, 1))
    heir = Area.objects.create(code="X90000003", name="North Testshire", kind=Area.Kind.AUTHORITY)
    gone.successors.add(heir)
    with pytest.raises(AreaNotUsable, match=r"abolished on 1 April 2021.*North Testshire \(X9"):
        create_council(area=gone, slug="testshire", today=TODAY)
    assert create_council(area=gone, slug="testshire", today=dt.date(2021, 3, 31))


def test_an_area_that_opens_later_is_refused_until_then():
    with pytest.raises(AreaNotUsable, match="opens only on 1 April 2030"):
        create_council(area=area(opened_on=dt.date(2030, 4, 1)), slug="later", today=TODAY)


@pytest.mark.parametrize("slug", ["Bad Slug", "static", ""])
def test_a_bad_slug_is_refused(slug):
    with pytest.raises(CouncilRefused):
        create_council(area=area(), slug=slug, today=TODAY)


def test_a_slug_belongs_to_one_council(nottingham):
    with pytest.raises(CouncilRefused, match="already has the address /nottingham/"):
        create_council(area=area(), slug="nottingham", today=TODAY)


def test_a_colour_that_is_none_is_refused_and_nothing_stays():
    with pytest.raises(CouncilRefused, match="six digits"):
        create_council(area=area(), slug="testshire", colour="plum", today=TODAY)
    assert not Council.objects.filter(slug="testshire").exists()


def test_only_what_changed_is_audited(nottingham, administrator):
    given = {"council": nottingham, "by": administrator, "contacts_on_papers": True}
    change_council(name=nottingham.name, **given)
    event = AuditEvent.objects.get(action="change_council")
    assert event.detail == {"contacts_on_papers": {"was": False, "now": True}}
    change_council(**given)
    assert AuditEvent.objects.filter(action="change_council").count() == 1


def test_the_area_and_the_slug_are_not_changed_like_a_name(nottingham, administrator):
    with pytest.raises(CouncilRefused, match="slug cannot be changed"):
        change_council(council=nottingham, by=administrator, slug="derby")


def test_a_logo_is_set_and_removed_and_a_bad_one_changes_nothing(nottingham, administrator):
    change_council(council=nottingham, by=administrator, logo=png())
    nottingham.refresh_from_db()
    assert nottingham.logo_type == "image/png"
    with pytest.raises(LogoRefused):
        change_council(council=nottingham, by=administrator, logo=b"<svg/>")
    nottingham.refresh_from_db()
    assert bytes(nottingham.logo) == png()
    change_council(council=nottingham, by=administrator, remove_logo=True)
    nottingham.refresh_from_db()
    assert (bytes(nottingham.logo), nottingham.logo_type) == (b"", "")
