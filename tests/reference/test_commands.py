"""The commands of this floor: what they print and how they fail."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reference.models import OfstedSetting
from reference.services import load_register

from .conftest import ENGLAND, WriteFile, line

pytestmark = pytest.mark.django_db
RATES = ("population_type", "population_estimate", "children_count", "rate_per_10000")


@pytest.fixture
def table(statistics_file: WriteFile) -> Path:
    return statistics_file(
        RATES,
        [line(2031, ENGLAND, "Children looked after on 31 March each year", "1", "2", "3")],
    )


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_load_reference_says_what_there_is_and_loads_the_register_once() -> None:
    told = run("load_reference")
    assert "published figures (0 new)" in told
    assert "Ofsted register as at 2025-03-31: 5,600 settings" in told
    settings = OfstedSetting.objects.all()
    assert settings.homes().count() == 4009
    assert not settings.homes().exclude(name="").exists()
    assert set(settings.filter(area=None).values_list("authority", flat=True)) == {
        *("Cardiff", "Conwy", "Newport", "Wrexham")
    }
    assert load_register() == []


def test_import_says_what_it_did_and_that_a_second_run_did_nothing(table: Path) -> None:
    first = run("import_statistics", table, "--release", 2031)
    assert "1 of 1: table.csv" in first
    assert "1 rows: 1 added, 0 changed" in first
    second = run("import_statistics", table, "--release", 2031)
    assert "all held already" in second
    assert "Nothing was changed." in second


def test_import_of_a_bad_file_fails_and_names_it(table: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match=r"bad\.csv") as caught:
        run("import_statistics", tmp_path, "--release", 2031)
    assert "1 of 2 files were not imported" in str(caught.value)


def test_import_of_nothing_fails(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no CSV file"):
        run("import_statistics", tmp_path, "--release", 2031)
    with pytest.raises(CommandError, match="a year such as 2025"):
        run("import_statistics", tmp_path, "--release", 31)
