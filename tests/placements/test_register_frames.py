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
}


@pytest.fixture
def filled(nottingham):
    own = Provider.objects.create(council=nottingham, name="Us", sector="own")
    other = Provider.objects.create(council=nottingham, name="B", sector="private", owner="Big")
    home = Setting.objects.create(provider=other, name="Home", kind="home", age_from=8, age_to=17)
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


def test_the_register_is_read_in_four_queries(filled, django_assert_num_queries):
    with django_assert_num_queries(4):
        register_of(filled)
