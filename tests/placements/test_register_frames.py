"""The register as frames: four queries, each value in its column, right when empty."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from placements.domain.supply import register as tables
from placements.frames import register_of
from placements.models import (
    Agreement,
    Child,
    Contract,
    Extension,
    Irregular,
    Judgement,
    Placement,
    Places,
    PlannedPlaces,
    Provider,
    ProviderAnswer,
    Recruitment,
    Search,
    Setting,
    Spending,
)
from reference.models import OfstedRelease, OfstedSetting

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 3, 1)
TABLES = {
    "settings": tables.SETTINGS,
    "places": tables.PLACES,
    "contracted": tables.CONTRACTED,
    "judged": tables.JUDGED,
    "placed": tables.PLACED,
    "agreed": tables.AGREED,
    "spent": tables.SPENT,
    "searched": tables.SEARCHED,
    "recruited": tables.RECRUITED,
    "planned": tables.PLANNED,
    "irregular": tables.IRREGULAR,
}


@pytest.fixture
def filled(nottingham):
    own = Provider.objects.create(council=nottingham, name="Us", sector="own")
    other = Provider.objects.create(council=nottingham, name="B", sector="private", owner="Big")
    home = Setting.objects.create(
        provider=other, name="Home", kind="home", age_from=8, age_to=17, homes=7
    )
    Setting.objects.create(provider=own, name="Without places", kind="foster")
    for day, usable in ((DAY, 2), (dt.date(2021, 4, 1), 1)):
        Places.objects.create(
            setting=home, from_on=day, registered=3, usable=usable, reason="A wall"
        )
    contract = Contract.objects.create(
        council=nottingham, name="C", route="framework", starts_on=DAY, ends_on=dt.date(2022, 1, 1)
    )
    contract.providers.set([own, other])
    Extension.objects.create(contract=contract, until_on=dt.date(2023, 1, 1), agreed_on=DAY)
    Judgement.objects.create(setting=home, inspected_on=DAY, grade="good")
    child = Child.objects.create(council=nottingham, pseudonym="x", sealed_number="y")
    placed = Placement.objects.create(
        child=child, setting=home, route="spot", plan="foster", starts_on=DAY
    )
    Placement.objects.create(child=child, setting=home, route="spot", plan="home", starts_on=DAY)
    Agreement.objects.create(
        placement=placed, from_on=DAY, social_care=Decimal("1000.50"), education=Decimal("0.25"),
        framework=Decimal(900),
    )  # fmt: skip
    search = Search.objects.create(child=child, kind="home", opened_on=DAY)
    for answer in ("offered", "declined"):
        ProviderAnswer.objects.create(search=search, provider=other, asked_on=DAY, answer=answer)
    Spending.objects.create(council=nottingham, month=DAY, kind="home", budget=Decimal("10.05"))
    Recruitment.objects.create(council=nottingham, month=DAY, stage="approval", households=3)
    PlannedPlaces.objects.create(provider=own, name="P", kind="home", opens_on=DAY, places=4)
    for told in (None, DAY):
        Irregular.objects.create(
            placement=placed, kind="unregistered", from_on=DAY, reason="R", ofsted_told_on=told
        )
    return nottingham


def test_every_table_has_its_types_with_rows_and_without(filled, exampleshire):
    for council in (filled, exampleshire):
        register = register_of(council)
        for name, columns in TABLES.items():
            assert {c: str(t) for c, t in getattr(register, name).dtypes.items()} == columns, name
    assert register_of(exampleshire).is_empty


def test_each_value_stands_in_its_column(filled):
    register = register_of(filled)
    home = register.settings.set_index("kind").loc["home"]
    assert (bool(home["own"]), home["owner"], home["age_from"]) == (False, "Big", 8)
    assert len(register.settings) == 2
    assert register.places["usable"].tolist() == [2, 1]
    assert register.contracted["last_day"].tolist() == [pd.Timestamp("2023-01-01")] * 2
    assert register.judged["grade"].tolist() == ["good"]
    assert register.placed["plan"].tolist() == ["foster", "home"]
    assert register.agreed[["weekly", "framework"]].to_numpy().tolist() == [[100_075, 90_000]]
    assert register.searched[["asked", "offered"]].to_numpy().tolist() == [[2, 1]]
    assert register.spent["budget"].tolist() == [1_005]
    assert register.recruited["households"].tolist() == [3]
    assert register.recruited["places"].isna().all()
    assert register.planned[["kind", "places", "use"]].to_numpy().tolist() == [
        ["home", 4, "exclusive"]
    ]
    assert sorted(register.irregular["told"]) == ["", "told"]
    assert set(register.irregular["child"]) == set(register.placed["child"])
    assert home["homes"] == 7


def test_judgements_that_ofsted_published_stand_beside_our_own(filled, exampleshire):
    """Of homes with a URN of ours alone, one line an inspection: the newest release's."""
    provider = Provider.objects.get(name="B")
    with_urn = Setting.objects.create(provider=provider, name="A", kind="home", urn="SC1")
    alike = Setting.objects.create(provider=provider, name="C", kind="supported", urn="SC1")
    Judgement.objects.create(setting=with_urn, inspected_on=DAY, grade="good")
    Judgement.objects.create(setting=with_urn, inspected_on=dt.date(2020, 1, 1), grade="weak")
    for as_at, grade in ((dt.date(2021, 4, 1), "good"), (dt.date(2021, 10, 1), "inadequate")):
        release = OfstedRelease.objects.create(as_at=as_at, rows=3, loaded_at="2021-11-01T09:00Z")
        lines = (("SC1", DAY, grade, ""), ("SC9", DAY, grade, ""), ("SC2", None, "", ""))
        for urn, day, overall, outcome in lines:
            OfstedSetting.objects.create(
                release=release, urn=urn, provision_type="home", status="active", authority="A",
                inspected_on=day, overall=overall, supported_outcome=outcome,
            )  # fmt: skip
    rows = register_of(filled).judged
    by_home = rows[rows["setting"] == with_urn.pk]
    assert by_home["grade"].tolist() == ["weak", "inadequate"]
    assert by_home["released_on"].isna().tolist() == [True, False]
    assert rows.loc[rows["setting"] == alike.pk, "grade"].tolist() == ["inadequate"]
    assert set(rows["released_on"].dropna()) == {pd.Timestamp("2021-10-01")}
    assert len(rows) == 4  # and the home without a URN, as we recorded it
    assert register_of(exampleshire).judged.empty


def test_an_outcome_of_supported_accommodation_is_a_judgement_as_the_register_words_it(filled):
    Setting.objects.filter(name="Home").update(urn="2500001")
    release = OfstedRelease.objects.create(as_at=DAY, rows=1, loaded_at="2021-11-01T09:00Z")
    OfstedSetting.objects.create(
        release=release, urn="2500001", provision_type="supported", status="active",
        authority="A", inspected_on=DAY, supported_outcome="weaknesses",
    )  # fmt: skip
    assert register_of(filled).judged["grade"].tolist() == ["weak"]


def test_the_register_is_read_in_three_queries(filled, django_assert_num_queries):
    with django_assert_num_queries(3):
        register_of(filled)


def test_what_says_the_same_is_the_same_and_any_change_makes_another(filled, exampleshire):
    first = register_of(filled)
    register_of(exampleshire)
    assert register_of(filled) is first
    Agreement.objects.update(social_care=Decimal("1000.51"))
    second = register_of(filled)
    assert second is not first
    assert second.agreed["weekly"].tolist() == [100_076]
    Places.objects.filter(usable=1).update(reason="Another wall")
    assert register_of(filled).places["reason"].tolist() == ["A wall", "Another wall"]


def test_a_deed_makes_no_other_table_than_those_that_it_changes(filled):
    first = register_of(filled)
    Agreement.objects.update(social_care=Decimal("1000.51"))
    second = register_of(filled)
    assert second.agreed is not first.agreed
    for name in TABLES.keys() - {"placed", "agreed"}:
        assert getattr(second, name) is getattr(first, name), name
    Setting.objects.filter(name="Home").update(urn="SC1")
    third = register_of(filled)
    assert third.settings["urn"].tolist() == ["SC1", ""]
    assert third.judged is not second.judged  # judgements go by the settings' URNs
    assert third.placed is second.placed


def test_each_reading_asks_the_database_anew(filled, exampleshire):
    register_of(filled)
    Provider.objects.filter(name="Us").update(council=exampleshire)
    assert register_of(filled).settings["kind"].tolist() == ["home"]
    assert register_of(exampleshire).settings["kind"].tolist() == ["foster"]
