"""The command that loads returns."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from placements.frames import cohort_of
from placements.models import Return903

from .returns import AWAY, HOME, year_one, year_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    where = tmp_path / "sent"
    where.mkdir()
    for name, data in (*year_one(), *year_two()):
        (where / name).write_bytes(data)
    return where


def run(*paths, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_903", *paths, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_folder_of_two_years(nottingham, folder):
    out, err = run(str(folder), council="nottingham")
    assert "2020-21 Episodes: 3 of 3 rows, 2 children, 0 set aside" in out
    assert "Loaded.\nNo figure is offered" in out
    assert "A key for Nottingham City Council’s case numbers was made" in err
    assert len(cohort_of(nottingham).episodes) == 4
    assert run(str(folder), council="nottingham")[0].endswith(
        "All of it was held already. Nothing was changed.\n"
    )


def test_the_report_as_json_names_no_child_and_no_postcode(nottingham, folder):
    out, _ = run(str(folder), council="nottingham", format="json")
    told = json.loads(out)
    assert (told["outcome"], told["children"]) == ("loaded", 3)
    assert {one["table"] for one in told["tables"]} == {"Header", "Episodes"}
    for secret in ("A1", "B2", "C3", HOME, AWAY):
        assert secret not in out


def test_a_preview_writes_nothing(nottingham, folder):
    out, _ = run(str(folder), council="nottingham", preview=True)
    assert "3 added" in out
    assert not Return903.objects.exists()


def test_what_is_refused(nottingham, folder):
    (folder / "2020-episodes.csv").write_text("CHILD,DECOM\nA1,x\n")
    out, _ = run(str(folder), council="nottingham", preview=True)
    assert "Left out: 2020-episodes.csv. It looks like the table Episodes" not in out
    assert "Left out: 2020-episodes.csv." in out
    with pytest.raises(CommandError, match="not recognised"):
        run(str(folder), council="nottingham", strict=True)
    with pytest.raises(CommandError, match="There is no council 'nowhere'"):
        run(str(folder), council="nowhere")
    with pytest.raises(CommandError, match="Write it as 2020-21"):
        run(str(folder), council="nottingham", year="then")
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(folder / "missing.csv"), council="nottingham")
    assert not Return903.objects.exists()


def test_an_extract_made_during_its_year(nottingham, folder):
    (folder / "2020-header.csv").unlink()
    run(str(folder / "2020-episodes.csv"), council="nottingham", as_at="2020-12-31")
    assert str(Return903.objects.get().as_at) == "2020-12-31"
    with pytest.raises(CommandError, match="not in its year"):
        run(str(folder / "2020-episodes.csv"), council="nottingham", as_at="2021-12-31")
