"""The map: districts in their place, none smaller than a district, none outside the rings."""

from __future__ import annotations

from placements.domain.supply.mapping import MILE, SIDE, District, centre_of, sketch_of

CENTRE = (400_000.0, 300_000.0)


def test_north_is_up_and_areas_are_as_numbers():
    there = {"A": CENTRE, "B": (CENTRE[0], CENTRE[1] + 20 * MILE)}
    sketch = sketch_of(
        [District("B", "North", 25, False), District("A", "Here", 100, True)], there, CENTRE
    )
    here, north = sketch.spots
    assert (here.x, here.y) == (SIDE / 2, SIDE / 2)
    assert north.y < here.y
    assert here.radius == 2 * north.radius
    twenty = dict(sketch.rings)[20]
    assert abs(here.y - north.y - twenty) < 0.2


def test_what_lies_beyond_the_widest_ring_is_counted_and_not_drawn():
    there = {"A": (CENTRE[0] + 51 * MILE, CENTRE[1])}
    sketch = sketch_of(
        [District("A", "Far", 3, False), District("Z", "Nowhere", 2, False)], there, CENTRE
    )
    assert (sketch.spots, sketch.beyond) == ((), 5)
    assert [miles for miles, _ in sketch.rings] == [10, 20, 50]


def test_the_drawing_ends_at_the_ring_that_holds_nine_in_ten():
    there = {"A": CENTRE, "B": (CENTRE[0], CENTRE[1] + 30 * MILE)}
    near = [District("A", "Here", 90, True), District("B", "North", 10, False)]
    assert [miles for miles, _ in sketch_of(near, there, CENTRE).rings] == [10, 20]
    assert sketch_of(near, there, CENTRE).beyond == 10


def test_names_do_not_lie_over_each_other():
    there = {"A": CENTRE, "B": (CENTRE[0] + MILE, CENTRE[1])}
    sketch = sketch_of(
        [District("A", "Here", 9, True), District("B", "Beside", 8, False)], there, CENTRE
    )
    assert [spot.name for spot in sketch.spots] == ["Here", ""]
    assert "Beside: 8" in sketch.spots[1].words


def test_the_middle_of_districts_that_are_known():
    assert centre_of(["A", "B", "?"], {"A": (0.0, 0.0), "B": (2.0, 4.0)}) == (1.0, 2.0)
    assert centre_of(["?"], {}) is None
