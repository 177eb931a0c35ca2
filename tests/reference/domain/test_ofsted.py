"""The register's rows, releases against each other, judgements and markets, by hand."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from reference.domain.ofsted import (
    NOTHING,
    Alias,
    Columns,
    NoUrn,
    ProvisionType,
    RowReader,
    Setting,
    Vocabulary,
    differences,
    find_columns,
    history,
    market,
    missing_columns,
    movement,
    owner_key,
)

AS_AT = dt.date(2025, 3, 31)
HOME = ProvisionType("childrens-home", "Children’s home", is_home=True, is_named=False)
AGENCY = ProvisionType("fostering-agency", "Agency", is_home=False, is_named=True)
WORDS = Vocabulary(
    types={"childrens home": HOME, "independent fostering agency": AGENCY},
    codes={("status", "active"): "active", ("grade", "good"): "good", ("flag", "y"): "yes"},
    areas={"durham": "E06000047"},
)
ALIASES = (
    Alias("urn", "URN", True),
    Alias("region", "Government Office Region", False),
    Alias("region", "Region", False),
    Alias("places", "Places", True),
)
ORDER = ("urn", "provision_type", "name", "authority", "places", "inspected_on", "overall")
COLUMNS = Columns({name: at for at, name in enumerate(ORDER)}, {"places": "Places"}, len(ORDER))


def read(*cells: str) -> tuple[Setting, list[tuple[str, str]]]:
    reader = RowReader(COLUMNS, WORDS, AS_AT)
    setting = reader.read(cells)
    return setting, [(one.column, one.message) for one in reader.findings]


def setting(urn: str, **told: object) -> Setting:
    return replace(NOTHING, urn=urn, **told)


def test_columns_are_known_by_any_of_their_names_and_the_preferred_one_wins() -> None:
    found = find_columns(["Region", "\ngovernment  office region", "urn", "", ""], ALIASES)
    assert found.positions == {"urn": 2, "region": 1}
    assert found.width == 3
    assert missing_columns(found, ALIASES) == {"places": ("Places",)}


def test_a_row_is_read_and_the_name_of_a_home_is_not() -> None:
    found, findings = read(
        "sc000101", "Children's Home", "Rose House", "Durham", "3", "05/11/2024", "Good"
    )
    assert findings == []
    assert (found.urn, found.provision_type, found.area) == (
        "SC000101",
        "childrens-home",
        "E06000047",
    )
    assert (found.places, found.overall, found.inspected_on) == (3, "good", dt.date(2024, 11, 5))
    assert found.name == ""


def test_an_agency_keeps_its_name_unless_it_is_redacted() -> None:
    row = ("2700001", "INDEPENDENT FOSTERING AGENCY", "Hearth", "Durham", "", "", "")
    assert read(*row)[0].name == "Hearth"
    assert read(*row[:2], " Redacted ", *row[3:])[0].name == ""


def test_an_unknown_type_is_kept_by_its_words_and_without_a_name() -> None:
    found, findings = read("2700001", "Houseboat", "Rose Boat", "Durham", "", "", "")
    assert (found.provision_type, found.name) == ("Houseboat", "")
    assert "“Houseboat” is no type" in findings[0][1]


@pytest.mark.parametrize("text", ["three", "-1", "2.5", "10001", "²", "9" * 30])
def test_places_that_are_no_number_are_left_blank_and_told(text: str) -> None:
    found, findings = read("2700001", "Children's home", "", "Durham", text, "", "")
    assert found.places is None
    [(column, message)] = findings
    assert column == "Places"
    assert text in message


@pytest.mark.parametrize("text", ["31/02/2024", "11/05/24", "2024", "01/01/1066"])
def test_days_that_are_none_are_left_blank_and_told(text: str) -> None:
    found, findings = read("2700001", "Children's home", "", "Durham", "", text, "")
    assert found.inspected_on is None
    assert len(findings) == 1


def test_an_inspection_after_the_day_of_the_release_is_told_and_kept() -> None:
    found, [finding] = read("2700001", "Children's home", "", "Durham", "", "2025-04-01", "")
    assert found.inspected_on == dt.date(2025, 4, 1)
    assert "after the day of the release" in finding[1]


@pytest.mark.parametrize("urn", ["", "REDACTED", "12", "SC", "EY1234567"])
def test_a_row_without_a_urn_is_no_setting(urn: str) -> None:
    with pytest.raises(NoUrn):
        read(urn, "Children's home", "", "Durham", "", "", "")


def test_joiners_and_leavers_are_told_by_urn() -> None:
    moved = movement([setting("1"), setting("2")], [setting("2", places=4), setting("3")])
    assert [one.urn for one in moved.joiners] == ["3"]
    assert [one.urn for one in moved.leavers] == ["1"]
    assert moved.stayed == 1


def test_differences_name_the_fields() -> None:
    found = differences(
        [setting("1"), setting("2"), setting("4")],
        [setting("2", places=4, owner="A"), setting("3"), setting("4")],
    )
    assert (found.added, found.removed) == (("3",), ("1",))
    assert found.changed == {"2": ("places", "owner")}
    assert differences([setting("1")], [setting("1")]).is_none


def test_a_history_has_each_inspection_once_as_it_was_printed_last() -> None:
    first, second = dt.date(2023, 5, 2), dt.date(2024, 11, 5)
    releases = [
        setting("1"),
        setting("1", inspected_on=first, overall="good"),
        setting("1", inspected_on=first, overall="inadequate"),
        setting("1", inspected_on=second, overall="good"),
    ]
    told = [(one.inspected_on, one.overall) for one in history(releases)]
    assert told == [(first, "inadequate"), (second, "good")]


def test_a_market_adds_up() -> None:
    found = market(
        [
            setting(
                "1", provision_type="childrens-home", sector="private", places=6, owner="A Ltd"
            ),
            setting("2", provision_type="childrens-home", sector="private", places=2, owner="B"),
            setting(
                "3",
                provision_type="childrens-home",
                sector="voluntary",
                places=2,
                owner="A",
                overall="good",
                status="suspended",
            ),
            setting(
                "4",
                provision_type="supported-accommodation",
                places=5,
                supported_outcome="strong",
            ),
            setting("5", provision_type="fostering-agency", owner="C"),
        ]
    )
    assert (found.total.settings, found.total.places) == (5, 15)
    assert (found.total.unplaced, found.total.suspended) == (1, 1)
    assert found.by_type["childrens-home"].places == 10
    assert found.by_type_and_sector["childrens-home", "voluntary"].settings == 1
    assert sum(part.places for part in found.by_sector.values()) == found.total.places
    assert (found.overall.counts, found.overall.inspected, found.overall.settings) == (
        {"good": 1},
        1,
        4,
    )
    assert (found.supported.counts, found.supported.settings) == ({"strong": 1}, 1)


def test_concentration_is_of_places_whose_owner_is_told() -> None:
    found = market(
        [
            setting("1", places=6, owner="A Ltd"),
            setting("2", places=2, owner="a limited"),
            setting("3", places=2, owner="B"),
            setting("4", places=90),
        ]
    ).concentration
    assert [(one.owner, one.settings, one.places) for one in found.owners] == [
        ("A Ltd", 2, 8),
        ("B", 1, 2),
    ]
    assert (found.places, found.unowned) == (10, 90)
    assert found.largest(1) == (8, 10)
    assert Fraction(*found.herfindahl) == Fraction(64 + 4, 100)


def test_an_empty_market_is_no_error() -> None:
    found = market([])
    assert (found.total.places, found.concentration.herfindahl) == (0, (0, 0))
    assert found.overall.inspected == 0


def test_owners_of_one_name_are_one_and_others_are_not() -> None:
    assert owner_key("Care & Co. Ltd.") == owner_key("CARE AND CO LIMITED")
    assert owner_key("Hearth North Ltd") != owner_key("Hearth South Ltd")
