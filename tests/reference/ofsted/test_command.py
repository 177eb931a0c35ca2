"""manage.py import_ofsted: what it prints and how it fails."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reference.models import OfstedRelease

from .conftest import HOME, SUPPORTED, WriteRegister

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_ofsted", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_it_says_what_there_is_what_changed_and_what_did_not(register: WriteRegister) -> None:
    run(register([HOME, SUPPORTED], as_at="31 March 2024"))
    first = run(register([HOME, {**HOME, "URN": "2700002", "Local authority": "Newport"}]))
    assert "2 settings as at 31/03/2025" in first
    assert "2  Children’s home" in first
    assert "column Local authority: “Newport”" in first
    assert "Since 31/03/2024: 1 joined, 1 left, 1 stayed" in first
    assert "left: 2700001, Supported accommodation, Nottingham" in first
    assert "Kept as a new release." in first
    changed = run(register([HOME, {**HOME, "URN": "2700002"}]))
    assert "Put in place of what was held of this release" in changed
    assert "1  area" in changed
    assert "changed: 2700002" in changed
    assert "Nothing was changed." in run(register([HOME, {**HOME, "URN": "2700002"}]))


def test_it_tells_programs_the_same(register: WriteRegister) -> None:
    run(register([HOME], as_at="31 March 2024"))
    told = json.loads(run(register([SUPPORTED]), "--format", "json"))
    assert (told["as_at"], told["outcome"], told["rows"]) == ("2025-03-31", "new", 1)
    assert told["settings_by_type"] == {"supported-accommodation": 1}
    assert [one["urn"] for one in told["joiners"]] == ["2700001"]
    assert [one["urn"] for one in told["leavers"]] == ["SC000101"]
    assert (told["differences"], told["problems"]) == (None, [])


def test_it_fails_in_words(register: WriteRegister, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"there is no|There is no file"):
        run(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="--as-at is a day such as 2025-03-31"):
        run(register([HOME]), "--as-at", "31/03/2025")
    with pytest.raises(CommandError, match=r"URN.*\nNothing was imported"):
        run(register([HOME], without=["URN"]))
    assert not OfstedRelease.objects.exists()
