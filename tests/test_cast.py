"""The cast itself: who belongs where, and that public data survives a test with transactions."""

import pytest

from accounts.access import roles_in
from performance.models import Indicator
from reference.models import Area


def test_the_outsider_has_every_officer_role_elsewhere_and_none_here(
    outsider, nottingham, exampleshire
):
    assert roles_in(outsider, nottingham) == frozenset()
    assert roles_in(outsider, exampleshire) == {"officer", "approver", "administrator"}


def test_exampleshire_lies_in_no_real_area(exampleshire):
    assert exampleshire.area.kind == Area.Kind.FICTIONAL


def test_each_of_the_cast_holds_one_role(
    nottingham, officer, approver, governance_officer, councillor, analyst, administrator
):
    cast = [officer, approver, governance_officer, councillor, analyst, administrator]
    roles = [sorted(roles_in(user, nottingham)) for user in cast]
    assert roles == [
        ["officer"],
        ["approver"],
        ["governance"],
        ["councillor"],
        ["analyst"],
        ["administrator"],
    ]


def test_a_client_is_signed_in_as_its_person(client_of, officer):
    assert client_of(officer).session["_auth_user_id"] == str(officer.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_public_data_is_there_again_after_a_test_with_transactions(turn):
    assert Area.objects.filter(code="E06000018").exists()
    assert Indicator.objects.count() >= 45
