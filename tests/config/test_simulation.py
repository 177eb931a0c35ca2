"""The counts of the council that does not exist: possible, alike from a seed, and with a memory."""

import numpy as np
import pytest

from config.demo.simulation import Cohort, Model, simulate

FLOW = [
    Model("in-care", "care"),
    Model("rate", "rate"),
    Model("came", "started", level=50, noise=0.1),
    Model("went", "ceased", level=0.1, noise=0.01),
]
COHORTS = {"older": Cohort(0.2, 0, 0.02), "leavers": Cohort(0, 150, 0.01)}


def draws(*models, quarters=20, seed=1):
    rng = np.random.default_rng(seed)
    return simulate([*FLOW, *models], COHORTS, quarters=quarters, rng=rng)


def test_the_same_seed_gives_the_same_council_and_another_gives_another():
    share = Model("plan", "share", "older", level=0.8, noise=0.02)
    assert draws(share) == draws(share)
    assert draws(share) != draws(share, seed=2)


def test_who_came_and_who_went_explain_how_many_are_in_care():
    found = draws()
    stocks = [stock for stock, _ in found["in-care"]]
    came, went = found["came"][8][0], found["went"][8][0]
    assert stocks[8] - stocks[4] == came - went


@pytest.mark.parametrize("level", [-0.5, 0.0, 0.5, 1.0, 1.5])
def test_a_part_is_never_more_than_its_whole(level):
    found = draws(Model("plan", "share", "leavers", level=level, noise=0.1))["plan"]
    assert all(0 <= part <= whole for part, whole in found)


def test_parts_of_a_partition_make_the_whole():
    found = draws(
        Model("a", "share", "@in-care", partition="p", level=0.7, noise=0.2),
        Model("b", "share", "@in-care", partition="p", level=0.6, noise=0.2),
        Model("c", "rest", "@in-care", partition="p"),
    )
    for (a, whole), (b, _), (c, _), (stock, _) in zip(
        found["a"], found["b"], found["c"], found["in-care"], strict=True
    ):
        assert a + b + c == whole == stock
        assert min(a, b, c) >= 0


def test_a_shift_is_seen_and_most_children_stay_as_they_were():
    plan = Model("plan", "share", "leavers", level=0.4, noise=0.01, shift_at=11, shift=0.3)
    shares = [part / whole for part, whole in draws(plan)["plan"]]
    assert np.mean(shares[13:]) - np.mean(shares[:10]) > 0.2
    assert np.corrcoef(shares[:-1], shares[1:])[0, 1] > 0.5


def test_numbers_and_means_are_whole_and_never_negative():
    found = draws(
        Model("few", "number", level=0.5, noise=2.0),
        Model("score", "mean", "older", level=14, noise=0.2),
    )
    assert all(number >= 0 and whole is None for number, whole in found["few"])
    assert all(12 < total / children < 16 for total, children in found["score"])


def test_the_population_changes_once_a_year():
    residents = [whole for _, whole in draws()["rate"]]
    assert len(set(residents[:4])) == 1
    assert residents[4] > residents[3]


def test_earlier_quarters_come_before_the_first_and_keep_to_its_levels():
    share = Model("plan", "share", "leavers", level=0.5, noise=0.01, shift_at=1, shift=0.3)
    rng = np.random.default_rng(1)
    found = simulate([*FLOW, share], COHORTS, quarters=8, earlier=12, rng=rng)
    assert {len(drawn) for drawn in found.values()} == {20}
    shares = [part / whole for part, whole in found["plan"]]
    assert np.mean(shares[16:]) - np.mean(shares[:12]) > 0.2
    residents = [whole for _, whole in found["rate"]]
    assert residents[12] == 81_400
    assert residents[0] < residents[12]
