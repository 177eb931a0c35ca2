"""`manage.py create_council`: one ready to use, or a message that says what to do."""

import datetime as dt
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, Council, Membership, User
from performance.models import CouncilIndicator, Indicator
from reference.models import Area

pytestmark = pytest.mark.django_db


def create(**options):
    said = StringIO()
    call_command("create_council", **{"slug": "testshire", **options}, stdout=said, stderr=said)
    return said.getvalue()


def test_a_council_is_ready_with_the_whole_catalogue():
    said = create(area="E06000018", slug="nottingham", name="Nottingham City Council")
    council = Council.objects.get(slug="nottingham")
    assert (council.name, council.area_id) == ("Nottingham City Council", "E06000018")
    on = CouncilIndicator.objects.filter(council=council, on=True).count()
    assert on == Indicator.objects.filter(council=None).count() > 0
    assert f"Indicators switched on: {on}" in said
    assert "invite_person --council nottingham" in said


def test_the_board_the_colour_and_the_administrator_are_told(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        said = create(
            area="Nottingham",
            board="Corporate Parenting Panel",
            colour="#ffdd00",
            admin_email="admin@example.org",
        )
    council = Council.objects.get(slug="testshire")
    assert (council.board_name, council.colour) == ("Corporate Parenting Panel", "#ffdd00")
    assert "too pale" in said
    assert [user.email for user in council.administrators()] == ["admin@example.org"]
    assert mail.outbox[0].to == ["admin@example.org"]


def test_an_unknown_area_suggests_close_names():
    with pytest.raises(CommandError, match=r"no area “Nottinham”.*Nottingham \(E06000018\)"):
        create(area="Nottinham")
    with pytest.raises(CommandError, match="Did you mean") as refusal:
        create(area="E0600018")
    assert "E06000018" in str(refusal.value)
    with pytest.raises(CommandError, match=r"no area “zzzz”\. Nothing similar is known"):
        create(area="zzzz")


def test_an_abolished_area_names_its_successors():
    gone = Area.objects.filter(kind=Area.Kind.AUTHORITY, closed_on__lt=dt.date(2025, 1, 1)).first()
    with pytest.raises(CommandError, match=r"was abolished on .*successors: "):
        create(area=gone.code)


def test_a_region_will_not_do():
    with pytest.raises(CommandError, match="is a region"):
        create(area="E12000004")


@pytest.mark.parametrize("slug", ["people", "account", "static", "published", "Not a slug", ""])
def test_bad_and_reserved_slugs_are_refused(slug):
    with pytest.raises(CommandError):
        create(area="E06000018", slug=slug)


def test_a_taken_slug_is_refused_and_nothing_is_left_behind(nottingham):
    with pytest.raises(CommandError, match="Choose another"):
        create(area="E06000018", slug="nottingham")
    assert Council.objects.filter(slug="nottingham").count() == 1


def test_a_wrong_administrator_address_makes_no_council_at_all():
    with pytest.raises(CommandError, match="not an e-mail address"):
        create(area="E06000018", admin_email="nobody")
    assert not Council.objects.filter(slug="testshire").exists()
    assert not AuditEvent.objects.exists()


def test_without_reference_data_it_says_what_to_run_first(monkeypatch):
    monkeypatch.setattr(Area, "objects", Area.objects.none())
    with pytest.raises(CommandError, match="load_reference"):
        create(area="E06000018")


def test_somebody_is_invited_from_the_command_line(nottingham):
    given = {"email": "a@example.org", "role": ["administrator"]}
    call_command("invite_person", council="nottingham", **given, stdout=StringIO())
    member = User.objects.get(email="a@example.org")
    assert Membership.objects.get(user=member).role == "administrator"
    with pytest.raises(CommandError, match="There are: nottingham"):
        call_command("invite_person", council="nowhere", **given)
    with pytest.raises(CommandError, match="already in"):
        call_command("invite_person", council="nottingham", **given)


def test_a_role_must_be_named(nottingham):
    with pytest.raises(CommandError, match="--role"):
        call_command("invite_person", council="nottingham", email="a@example.org")
    assert not nottingham.memberships.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Bristol", r"Did you mean Bristol, City of \(E06000023\)"),
        ("westmorland", r"Did you mean Westmorland and Furness \(E06000064\)"),
    ],
)
def test_part_of_a_name_suggests_the_whole(typed, told):
    with pytest.raises(CommandError, match=told):
        create(area=typed)


def test_of_two_areas_of_one_name_the_one_that_still_exists_is_meant():
    Area.objects.create(
        code="E10000099",
        name="nottingham",
        kind=Area.Kind.AUTHORITY,
        closed_on=dt.date(1998, 4, 1),
    )
    create(area="Nottingham")
    assert Council.objects.get().area_id == "E06000018"


def test_without_a_catalogue_it_is_loaded_first():
    Indicator.objects.all().delete()
    said = create(area="E06000018")
    on = Council.objects.get().indicators.filter(on=True).count()
    assert on == Indicator.objects.count() > 45
    assert f"Indicators switched on: {on}" in said


@pytest.mark.parametrize("told", [{"name": "  "}, {"board": " "}, {"name": "A\nB"}])
def test_names_of_white_space_or_two_lines_are_refused(told):
    with pytest.raises(CommandError, match="name, on one line"):
        create(area="E06000018", **told)
    assert not Council.objects.exists()
