"""The figure check on labelled texts, on the product's own pack, and as a command."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Council
from performance.figure_check import check_documents
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_as
from reporting.documents import read_document
from tests.performance.figure_check import scoring

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    """Nottingham as the demonstration has it."""
    call_command("load_demo", "--no-packs", "--only", "nottingham", stdout=StringIO())
    return Council.objects.select_related("area__region").get(slug="nottingham")


def run(*arguments: str) -> tuple[str, int]:
    """(Output, exit status) of the command."""
    out = StringIO()
    try:
        call_command("check_figures", "--council=nottingham", *arguments, stdout=out)
    except SystemExit as stopped:
        return out.getvalue(), int(stopped.code or 0)
    return out.getvalue(), 0


def share(counted: tuple[int, int]) -> float:
    return counted[0] / counted[1]


def test_labelled_texts_the_own_pack_and_the_command(council: Council, tmp_path: Path) -> None:
    """One test, because the demonstration takes longer to load than all of this."""
    for half, least_precise, least_found in (
        ("developed", 0.95, 0.95),
        ("held out", 0.95, 0.9),
    ):
        found = scoring.scored(council, half)
        assert len(found) >= 150
        assert share(scoring.precision(found)) >= least_precise
        assert share(scoring.recall(found)) >= least_found
        assert share(scoring.exact(found)) >= 0.9
    for form, fewest in (("pack", 100), ("slides", 10), ("briefing", 20)):
        pack = quarterly_pack(council, scoring.Q4, "board")
        document = read_document(f"{form}.pdf", pack_as(form, pack).data)
        with CaptureQueriesContext(connection) as queries:
            report = check_documents(council, scoring.Q4, [document])
        assert report.alarms == ()
        assert len(report.findings) >= fewest
        assert len(queries) <= 12
    _the_command(tmp_path)


def _the_command(folder: Path) -> None:
    right, wrong = folder / "right.txt", folder / "wrong.html"
    right.write_text("Dental checks stand at 49%. Three children moved.")
    wrong.write_text("<h1>Health</h1><p>Dental checks stand at 59%.</p>")
    output, status = run("--period=2020-21-Q4", "--format=json", str(right), str(wrong))
    assert status == 1
    rows = json.loads(output)
    assert rows == [
        {
            "file": "right.txt", "place": "line 1", "text": "Dental checks stand at 49%.",
            "number": "49%", "indicator": "dental-check", "period": "2020-21-Q4",
            "status": "agrees", "held": "49%",
        },
        {
            "file": "wrong.html", "place": "paragraph 2", "text": "Dental checks stand at 59%.",
            "number": "59%", "indicator": "dental-check", "period": "2020-21-Q4",
            "status": "contradicts", "held": "49%",
        },
    ]  # fmt: skip
    output, status = run("--period=2020-21-Q4", str(right))
    assert status == 0
    assert "1 numbers" not in output
    assert "1 agrees, 0 contradicts" in output
    assert "Three (a few people)" in output
    output, status = run("--period=2020-21-Q4", "--small-counts", "--format=json", str(right))
    assert [one["number"] for one in json.loads(output)] == ["Three"]
    (folder / "broken.docx").write_bytes(b"no archive")
    for arguments, words in (
        (("--period=2020-21-Q4", str(folder / "broken.docx")), "broken.docx"),
        (("--period=2020-21-Q4", str(folder / "missing.txt")), "missing.txt"),
        (("--period=2020-21", str(right)), "financial quarter"),
        (("--period=soon", str(right)), "soon"),
    ):
        with pytest.raises(CommandError, match=words) as refused:
            run(*arguments)
        assert refused.value.returncode == 2


def test_a_council_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no council"):
        run("--period=2020-21-Q4", str(tmp_path / "any.txt"))


def test_every_measure_of_the_catalogue_has_its_words() -> None:
    with (scoring.CORPUS.parents[3] / "fixtures" / "indicators.csv").open(encoding="utf-8") as file:
        codes = {line.split(",")[0] for line in file if line.count(",") > 10} - {"code"}
    from performance.figure_check.words import aliases

    assert codes <= set(aliases())
    assert all(one.phrases for one in aliases().values())
