"""The page of homes: what it finds, and what the public may not see of it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, fields, is_dataclass

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.models import Council
from placements.dashboards.held import held_cohort
from placements.dashboards.homes import HomesPage, building, homes_page
from placements.dashboards.homes.expected import newest_outlook
from placements.dashboards.homes.found import find
from placements.dashboards.homes.protecting import numbers_of, shown_to_public
from placements.dashboards.profile.protecting import Numbers, key_of
from placements.measures import computed_figures
from placements.models import Child, KeptForecast, Placement, Places, Provider, Setting
from reference.models import Area
from reporting.models import Audience, DisclosureRules

from ...performance.figures import a_figure
from ..homes import LAST, load_made_returns, loaded_homes


class Undo(Exception):
    """Raised to take back what was loaded."""


@dataclass(frozen=True)
class Pages:
    """Pages of one invented council, and the names that no public page may say."""

    board: HomesPage
    public: HomesPage
    entered: HomesPage  # with another home of our own
    small: HomesPage  # for the public, every children's home with fewer than six places
    names: frozenset[str]


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loading takes seconds, and nothing here changes a page: made once and taken back."""
    with django_db_blocker.unblock(), contextlib.suppress(Undo), transaction.atomic():
        with override_settings(COHORT_KEYS_DIR=tmp_path_factory.mktemp("keys")):
            area = Area.objects.get(code="E06000018")
            made = Council.objects.create(slug="homes", name="Homes Council", area=area)
            loaded_homes(made, tmp_path_factory.mktemp("homes") / "returns")
            found = _pages(made)
        raise Undo
    return found


def _pages(council):
    board, public = page_for(council), page_for(council, Audience.PUBLIC)
    own = Provider.objects.get(council=council, sector="own")
    home = Setting.objects.create(provider=own, name="New home", kind="home", age_from=10)
    Places.objects.create(setting=home, from_on=LAST, registered=7, usable=7)
    entered = page_for(council)
    few = {"registered": 5, "usable": 5, "reserved": 0, "blocked": 0}
    Places.objects.filter(setting__kind="home").update(**few)
    names = {*Setting.objects.values_list("name", flat=True)}
    names |= {*Provider.objects.exclude(sector="own").values_list("name", flat=True)}
    names |= {*Provider.objects.exclude(owner="").values_list("owner", flat=True)}
    small = page_for(council, Audience.PUBLIC)
    return Pages(board, public, entered, small, frozenset(names - {"Homes Council"}))


def page_for(council, audience=Audience.BOARD):
    return homes_page(council, LAST, audience)


def words_of(part):
    """Every text anywhere in a page, whatever it hangs on."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, (tuple, list)):
        for one in part:
            yield from words_of(one)
    elif is_dataclass(part):
        for one in fields(part):
            if one.name != "council":
                yield from words_of(getattr(part, one.name))


def test_the_page_says_where_children_live_and_the_gap_adds_up(pages):
    page = pages.board
    assert re.match(r"(More|Fewer|Of) .*children .*live with foster carers", page.sentence)
    assert [section.key for section in page.sections] == [
        "happened", "forecast", "enough", "provides", "costs", "change",
    ]  # fmt: skip
    for line in page.gap:
        there, needed = zip(
            *(map(int, re.findall(r"\d+", cell.beside)) for cell in line.cells if cell.beside),
            strict=True,
        )
        whole = [int(n) for n in re.findall(r"\d+", line.whole.beside)]
        assert [sum(there), sum(needed)] == whole
    assert page.questions


def test_every_view_has_a_sentence_and_rows_as_wide_as_its_head(pages):
    for page in (pages.board, pages.public, pages.small):
        for view in page.views.values():
            assert view.title
            assert view.sentence, view.key
            assert all(len(row) == len(view.head) for row in view.rows), view.key


def test_a_home_that_is_entered_moves_the_gap(pages):
    before, after = (
        {line.key: line.whole for line in page.gap} for page in (pages.board, pages.entered)
    )
    there = [int(one["homes"].beside.split(" for ")[0]) for one in (before, after)]
    assert there[1] - there[0] == 7
    assert before["supported"] == after["supported"]


@pytest.mark.django_db
def test_without_returns_and_register_the_page_says_what_to_do(nottingham):
    page = page_for(nottingham)
    assert page.is_empty
    assert page.gap == ()
    assert "analyst" in page.views["mix"].sentence
    assert "commissioner" in page.views["gap"].sentence


def test_nobody_finds_the_name_of_a_home_or_provider_in_public_words(pages):
    told = " ".join(words_of(pages.public))
    assert len(pages.names) > 20
    assert not {name for name in pages.names if name in told}


# Numbers of children: of other things (homes, places, places to come) one to five may be told.
OF_CHILDREN = {
    "mix": slice(0, 0),
    "numbers": slice(1, 2),
    "entries": slice(1, None),
    "time-in-care": slice(1, 2),
    "where": slice(1, 2),
    "provider": slice(1, 2),
    "use": slice(1, 2),
    "judgements": slice(1, 2),
    "routes": slice(-1, None),
}


def test_the_public_sees_no_number_of_one_to_five_children(pages):
    page = pages.public
    told = [
        cell
        for key, where in OF_CHILDREN.items()
        if key in page.views
        for row in page.views[key].rows
        for cell in row[where]
    ]
    told += [cell.beside.partition(" for ")[2] for line in page.gap for cell in line.cells]
    told += [row[7] for row in page.views["places"].rows]
    assert "c" in told
    assert not {"1", "2", "3", "4", "5"} & set(told)
    assert not any(cell.shown in range(1, 6) for cell in page.cells)
    assert page.hidden_count > 0


def test_the_public_cannot_take_one_hidden_number_from_a_whole(pages):
    page = pages.public
    for line in page.gap:
        if "c" not in line.whole.beside:
            hidden = [cell for cell in line.cells if cell.beside.endswith("for c")]
            assert len(hidden) != 1, line.key
    for key in ("time-in-care", "where", "provider"):
        assert sum(row[1] == "c" for row in page.views[key].rows) != 1, key


def test_a_hidden_cell_tells_nothing_by_its_gap_its_shape_or_its_csv(pages):
    page = pages.public
    hidden = [c for line in page.gap for c in (*line.cells, line.whole) if "for c" in c.beside]
    assert hidden
    assert all(cell.words == "c" and not cell.status for cell in hidden)


def test_public_prices_are_bands_over_six_children_or_more(pages):
    public, board = (page.views["week"] for page in (pages.public, pages.board))
    assert all(re.fullmatch(r"£[\d,]+00 to £[\d,]+00", row[1]) for row in public.rows)
    few = {row[0] for row in board.rows if int(row[3].replace(",", "")) < 6}
    assert few
    assert not few & {row[0] for row in public.rows}
    assert {"searches", "endings", "framework", "variance"}.isdisjoint(pages.public.views)


def test_homes_below_six_places_are_told_by_district_alone(pages):
    page, small = pages.public, pages.small
    assert "Children’s home" in {row[0] for row in page.views["places"].rows}
    assert "Children’s home" not in {row[0] for row in small.views["places"].rows}
    assert "Children’s home" not in {row[0] for row in small.views["use"].rows}
    homes = [sum(int(row[1]) for row in one.views["districts"].rows) for one in (page, small)]
    assert homes[1] - homes[0] == 1  # the home that was entered, without a district
    assert page.views["districts"].head == ("District", "Homes", "Registered places")


def test_empty_places_by_district_are_those_by_kind_and_for_the_board_alone(pages):
    by_kind, by_district = (
        pages.board.views[key] for key in ("vacancies", "vacancies-by-district")
    )
    for kind, *_, total in by_kind.rows:
        rows = [row for row in by_district.rows if row[1] == kind]
        assert sum(int(row[-1]) for row in rows) == int(total), kind
    assert by_district.sentence.startswith("Most empty places are in ")
    assert "vacancies-by-district" not in {*pages.public.views, *pages.small.views}


@pytest.mark.django_db
def test_empty_places_of_which_no_district_is_known_are_told_as_such(nottingham):
    place_a_child_in(home_of(nottingham, 4))
    view = page_for(nottingham).views["vacancies-by-district"]
    said = "The register does not know in which districts the 3 empty places are."
    assert (view.sentence, view.rows) == (
        said,
        (("Not known", "Children’s home", "10 to 17", "3"),),
    )
    Setting.objects.update(district="E06000018")
    view = page_for(nottingham).views["vacancies-by-district"]
    assert view.sentence == "Most empty places are in Nottingham: 3 of 3."
    Places.objects.update(blocked=3, reason="Repairs")
    view = page_for(nottingham).views["vacancies-by-district"]
    assert (view.sentence, view.rows) == ("No place that our children may take is empty.", ())


@pytest.mark.django_db
def test_several_homes_in_one_line_are_so_many_and_small_where_they_are_on_average(nottingham):
    home = home_of(nottingham, 19, homes=7, district="E06000018")
    place_a_child_in(home)
    board, public = page_for(nottingham), page_for(nottingham, Audience.PUBLIC)
    assert board.views["places"].rows[0][:3] == ("Children’s home", "7", "19")
    assert public.views["places"].rows == ()
    assert public.views["districts"].rows == (("Nottingham", "7", "–"),)
    assert public.views["districts"].sentence == "In the area: 7 children’s homes of the register."
    Setting.objects.update(homes=3)
    public = page_for(nottingham, Audience.PUBLIC)
    assert public.views["places"].rows[0][:3] == ("Children’s home", "3", "19")
    assert public.views["districts"].rows == (("Nottingham", "3", "19"),)


def home_of(council, places, **more):
    own = Provider.objects.create(council=council, name="Own", sector="own")
    home = Setting.objects.create(provider=own, name="A home", kind="home", age_from=10, **more)
    Places.objects.create(setting=home, from_on=LAST, registered=places, usable=places)
    return home


def place_a_child_in(home):
    child = Child.objects.create(council=home.provider.council, pseudonym="1" * 64)
    Placement.objects.create(
        child=child, setting=home, route="in-house", plan="home", starts_on=LAST
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "said"), [
    ("exampleshire", "1 children’s home in 1 district with 4 registered places."),
    ("nottingham", "In the area: 1 children’s home of the register with 4 registered places"),
])  # fmt: skip
def test_homes_in_the_area_are_counted_where_its_districts_are_known(slug, said, request):
    council = request.getfixturevalue(slug)
    own = Provider.objects.create(council=council, name="Own", sector="own")
    home = Setting.objects.create(
        provider=own, name="A home", kind="home", age_from=10, district="E06000018"
    )
    Places.objects.create(setting=home, from_on=LAST, registered=4, usable=4)
    assert said in page_for(council).views["districts"].sentence
    public = page_for(council, Audience.PUBLIC).views["districts"].sentence
    assert "1 children’s home" in public
    assert "4" not in public, "nobody is told how small a home is"


@pytest.mark.django_db
def test_a_lost_back_test_is_said_beside_the_forecast(nottingham, tmp_path):
    load_made_returns(nottingham, tmp_path / "returns")
    assert "in the background" in page_for(nottingham).views["forecast"].sentence
    days = [f"{2021 + (m + 2) // 12}-{(m + 2) % 12 + 1:02}-28" for m in range(1, 37)]
    tried = {
        "horizon": 12, "attempts": 15, "stretches": 6, "error": 7.4, "no_change": 6.9,
        "trend": 9.0, "held": 4, "unbeaten": ["no-change"],
    }  # fmt: skip
    range_ = {"low": 80.0, "mid": 90.0, "high": 101.0}
    content = {
        "start": LAST.isoformat(), "refusal": "", "opening": 91, "groups": {}, "tried": [tried],
        "months": [range_ | {"day": day} for day in days], "earlier": [], "scenarios": [],
    }  # fmt: skip
    KeptForecast.objects.create(
        council=nottingham, from_on=LAST, mark="x", made_at=timezone.now(), content=content
    )
    view = page_for(nottingham).views["forecast"]
    assert view.title == "Between 80 and 101 children by 2024, on past change alone"
    assert view.caution[0] == "This forecast has not beaten “no change”."
    assert "missed by 7.4% on average a year ahead" in view.caution[1]
    assert "held 4 times in 15, so read it as too narrow." in view.caution[1]
    assert view.chart.fan.ends[0][1:] == (91, 91)
    assert newest_outlook(nottingham, LAST.replace(year=2020)) is None


@pytest.mark.django_db
def test_what_the_council_asks_of_a_proof_holds_for_homes(nottingham):
    """Two hidden numbers that are seven together: each is one of eight values and no more."""
    numbers = Numbers()
    numbers.people["2021-03-31|total"] = 60
    parts = {"girls": 3, "boys": 4, "others": 53}
    numbers.add("2021-03-31|total", {key_of("2021-03-31", "sex", k): n for k, n in parts.items()})
    others = key_of("2021-03-31", "sex", "others")
    assert shown_to_public(nottingham, numbers).may(others)
    DisclosureRules.objects.create(council=nottingham, min_width=9)
    assert not shown_to_public(nottingham, numbers).may(others)


@pytest.mark.django_db
def test_the_departments_grouping_that_profiles_print_is_known_to_the_proof(nottingham, tmp_path):
    """Nothing here prints it: its groups are sums of the same children as placements and needs."""
    loaded_homes(nottingham, tmp_path / "returns")
    numbers = numbers_of(find(nottingham, LAST, LAST, held_cohort(nottingham)))
    start = key_of(LAST.isoformat(), "placement_dfe", "")
    groups = {key for key in numbers.people if key.startswith(start)}
    assert key_of(LAST.isoformat(), "placement_dfe", "Foster placements") in groups
    assert groups <= numbers.unprinted
    whole = sum(numbers.people[key] for key in groups)
    assert whole == numbers.people[key_of(LAST.isoformat(), "total")]
    summed = {relation.terms[0][0] for relation in numbers.relations}
    assert groups <= summed


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["age", "distance"])
def test_ages_and_distances_that_profiles_print_are_known_to_the_proof(nottingham, tmp_path, view):
    """Cells of the gap table are ages of the same children; who lives near is told by distances."""
    loaded_homes(nottingham, tmp_path / "returns")
    found = find(nottingham, LAST, LAST, held_cohort(nottingham))
    numbers, day = numbers_of(found), LAST.isoformat()
    groups = {key for key in numbers.people if key.startswith(key_of(day, view, ""))}
    assert groups <= numbers.unprinted
    assert sum(numbers.people[key] for key in groups) == numbers.people[key_of(day, "total")]
    beside = key_of(day, "needs") if view == "age" else key_of(day, "inside-our-area")
    name = key_of(day, {"age": "aged", "distance": "living"}[view], "")
    shared = [
        {key for key, sign in relation.terms if sign > 0 and key.startswith(name)}
        for relation in numbers.relations
        if relation.terms[0][0] in groups or relation.terms[0][0].startswith(beside)
    ]
    of_groups = set().union(*(parts for parts in shared if parts))
    assert of_groups
    assert of_groups <= numbers.unprinted


@pytest.mark.django_db
def test_percentages_that_packs_print_are_known_to_the_proof(nottingham, tmp_path, monkeypatch):
    """How many are under five is the sum of two ages, which are sums of cells of the gap table."""
    loaded_homes(nottingham, tmp_path / "returns")
    code, day = "aged-under-five", LAST.isoformat()
    (true,) = computed_figures(nottingham, held_cohort(nottingham), [LAST], codes=[code])
    asked = []

    def watched(council, numbers):
        asked.append(numbers)
        return shown_to_public(council, numbers)

    monkeypatch.setattr(building, "shown_to_public", watched)
    page_for(nottingham, Audience.PUBLIC)
    a_figure(nottingham, code, "2020-21-Q4", of=(true.numerator, true.denominator))
    page = page_for(nottingham, Audience.PUBLIC)
    assert page.is_proven
    part = key_of(day, "figure", code, "part")
    before, after = asked
    assert part not in before.people
    assert (after.people[part], part in after.unprinted) == (true.numerator, True)
    ages = {key_of(day, "age", group) for group in ("Under 1", "1 to 4")} & after.people.keys()
    summed = [{key for key, _ in relation.terms} for relation in after.relations]
    assert {part, *ages} in summed
    assert len(after.relations) > len(before.relations) + 1
