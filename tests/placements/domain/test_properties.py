"""The vectorised computation against plain loops, on random small cohorts."""

from __future__ import annotations

import dataclasses
import datetime as dt

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from placements.domain.choices import Rules
from placements.domain.cohort import Cohort
from placements.domain.profile import DIMENSIONS, profile
from placements.measures import registry
from tests.placements.domain import naive
from tests.placements.domain.cases import (
    CHILDREN,
    EPISODES,
    REVIEWS,
    USUAL,
    around,
    cohort,
    figures,
    scene,
    table,
)
from tests.placements.domain.naive import Child, Episode

FIRST = dt.date(2018, 4, 1)
DAYS = st.dates(dt.date(2019, 3, 31), dt.date(2021, 3, 31))
MANY = settings(max_examples=25, deadline=None)


@st.composite
def child(draw: st.DrawFn) -> Child:
    """A random child: periods of care one after another, each of a few episodes."""
    day = FIRST + dt.timedelta(days=draw(st.integers(-60, 900)))
    found: Child = []
    for _ in range(draw(st.integers(1, 3))):
        day += dt.timedelta(days=draw(st.integers(0, 200)))
        moves = draw(st.integers(1, 4))
        for n in range(moves):
            end: dt.date | None = day + dt.timedelta(days=draw(st.sampled_from([0, 1, 9, 80, 300])))
            final = n == moves - 1
            stays = final and draw(st.booleans())
            found.append(
                Episode(
                    start=day,
                    end=None if stays else end,
                    rne="S" if n == 0 else draw(st.sampled_from("PBTUL")),
                    status=draw(st.sampled_from(["C2", "C2", "C2", "V2", "V3"])),
                    place=draw(st.sampled_from(["U6", "U4", "K2", "A5", "A6", "T3", "P1"])),
                    rec=None if stays else ("E4A" if final else "X1"),
                )
            )
            if stays:
                return found
            day = end or day
    return found


CHILDREN_LISTS = st.lists(child(), min_size=1, max_size=6)


def linked(children: list[Child]) -> Cohort:
    """The children, numbered from 1, as the product holds them."""
    rows = [
        dict(USUAL)
        | {
            "child": number,
            "starts_on": one.start,
            "ends_on": one.end,
            "started_because": one.rne,
            "legal_status": one.status,
            "placement": one.place,
            "ceased_because": one.rec,
        }
        for number, episodes in enumerate(children, start=1)
        for one in episodes
    ]
    named = [
        {"child": n, "born_on": "2009-02-28", "sex": "1", "ethnicity": "WBRI"}
        for n in range(1, len(children) + 1)
    ]
    return Cohort(
        returns=cohort(returns=(2016, 2021)).returns,
        children=table(CHILDREN, named),
        episodes=table(EPISODES, rows),
    )


@given(CHILDREN_LISTS, st.lists(DAYS, min_size=1, max_size=4, unique=True))
@MANY
def test_who_is_in_care_agrees_with_the_loops(children, days):
    found = scene(linked(children), *days)
    for row, day in enumerate(sorted(days)):
        for column, one in enumerate(children):
            assert found.in_care[row, column] == (naive.in_care(one, day) is not None)
            assert found.in_care_in_year[row, column] == naive.in_care_in_year(one, day)
            assert found.continuously[row, column] == naive.continuously(one, day)


@given(CHILDREN_LISTS, DAYS)
@MANY
def test_figures_agree_with_the_loops(children, day):
    codes = ["three-or-more-homes", "started-care", "ceased-care", "living-with-parents"]
    many, started, ceased, parents = (
        {one.code: one for one in figures(linked(children), [day], codes=codes)}[code]
        for code in codes
    )
    numbered = list(enumerate(children, start=1))
    here = [number for number, one in numbered if naive.in_care(one, day)]
    assert many.whole.tolist() == here
    assert many.members.tolist() == [
        number for number, one in numbered if number in here and naive.placements(one, day) >= 3
    ]
    assert started.members.tolist() == [n for n, one in numbered if naive.started(one, day)]
    assert ceased.members.tolist() == [n for n, one in numbered if naive.ceased(one, day)]
    assert parents.members.tolist() == [
        n for n, one in numbered if (now := naive.in_care(one, day)) and now.place == "P1"
    ]


@given(CHILDREN_LISTS, DAYS)
@MANY
def test_time_with_one_carer_agrees_with_the_loops(children, day):
    [found] = figures(linked(children), [day], codes=["same-home-two-years"])
    told = [naive.same_carer(one, day) for one in children]
    assert found.whole.tolist() == [n for n, (whole, _) in enumerate(told, 1) if whole]
    assert found.members.tolist() == [n for n, (_, part) in enumerate(told, 1) if part]


@given(
    CHILDREN_LISTS,
    st.lists(st.tuples(st.integers(1, 6), st.integers(-100, 1100)), max_size=25),
    DAYS,
)
@MANY
def test_reviews_agree_with_the_loops(children, said, day):
    held = [(n, FIRST + dt.timedelta(days=days)) for n, days in said if n <= len(children)]
    known = linked(children)
    rows = [{"child": n, "reviewed_on": on, "code": "PN1"} for n, on in held]
    known = dataclasses.replace(known, returns=known.returns[2:], reviews=table(REVIEWS, rows))
    [found] = figures(known, [day], codes=["reviews-on-time"])
    told = [
        naive.reviews(one, [on for number, on in held if number == n], day, FIRST)
        for n, one in enumerate(children, 1)
    ]
    assert (found.numerator, found.denominator) == tuple(map(sum, zip(*told, strict=True)))


@given(CHILDREN_LISTS, DAYS)
@MANY
def test_counts_by_any_mark_sum_to_the_stock(children, day):
    held = linked(children)
    stock = int(scene(held, day).in_care.sum())
    for by in [*([name] for name in DIMENSIONS), ["age", "placement", "duration"], []]:
        counted = profile(held, day, by, around=around(), bands=registry().bands)
        assert counted["children"].sum() == stock


@given(CHILDREN_LISTS, st.lists(DAYS, min_size=2, max_size=6))
@MANY
def test_all_days_in_one_pass_equal_each_alone(children, days):
    held = linked(children)
    together = figures(held, days)
    alone = {day: figures(held, [day]) for day in set(days)}
    assert len(together) == len(days) * len(registry().definitions)
    for place, one in enumerate(together):
        other = alone[one.day][place // len(days)]
        assert one.day == days[place % len(days)]
        assert one == other
        assert one.members.tolist() == other.members.tolist()
        assert one.whole.tolist() == other.whole.tolist()


@given(CHILDREN_LISTS, DAYS, st.randoms(use_true_random=False))
@MANY
def test_the_order_of_rows_does_not_matter_and_nothing_is_changed(children, day, random):
    held = linked(children)
    # Which of two episodes within one day came first, only their order in the table can tell.
    assume(not held.episodes.duplicated(["child", "starts_on", "ends_on"]).any())
    order = list(range(len(held.episodes)))
    random.shuffle(order)
    shuffled = held.episodes.take(order).reset_index(drop=True)
    before = shuffled.copy(deep=True)
    other = Cohort(returns=held.returns, children=held.children, episodes=shuffled)
    assert figures(held, [day]) == figures(other, [day])
    assert shuffled.equals(before)


@given(CHILDREN_LISTS, DAYS)
@MANY
def test_no_numerator_exceeds_its_whole_and_members_are_what_is_counted(children, day):
    for one in figures(linked(children), [day], rules=Rules()):
        if one.unavailable:
            continue
        assert set(one.members) <= set(one.whole)
        assert 0 <= one.known <= one.of
        if one.unit == "percent":
            assert 0 <= one.numerator <= one.denominator
