"""What is published is frozen; who may publish, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from placements.dashboards.statements import statement_lines
from placements.models import MarkResponse, Setting
from placements.packs.statement import MARKET, SUFFICIENCY
from placements.services.statements import StatementError, publish_statement, publishing
from reporting.domain.paper import PdfFile
from reporting.models import Edition
from reporting.services import NothingChangedError, open_edition_file, withdraw_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch):
    """The paper itself has tests of its own; here it says only which edition it is."""

    def paper(pack, *, progress=None):
        return PdfFile(f"%PDF-1.7 {pack.edition_name}".encode(), 1)

    monkeypatch.setattr(publishing, "statement_pdf", paper)
    monkeypatch.setattr(publishing, "with_own_styles", lambda html: html)


def publish(statement, by, **more):
    told = {"kind": SUFFICIENCY, "audience": "public", **more}
    return publish_statement(statement=statement, by=by, **told)


def test_an_edition_keeps_its_files_and_what_it_told(statement, approver):
    edition = publish(statement, approver)
    assert (edition.kind, edition.subject, edition.number) == (SUFFICIENCY, "2021-03-31", 1)
    page = next(one for one in edition.files.all() if one.media_type == "text/html")
    html = open_edition_file(page).decode()
    names = Setting.objects.for_council(statement.council).values_list("name", flat=True)
    assert not [name for name in names if name in html]
    hidden = edition.cells.exclude(state="shown")
    assert hidden.exists()
    assert not hidden.exclude(shown=None).exists()
    assert edition.cells.filter(state="shown", shown__range=(1, 5)).count() == 0


def test_published_again_it_says_what_changed_and_the_first_stays(statement, approver):
    first = publish(statement, approver)
    with pytest.raises(NothingChangedError):
        publish(statement, approver)
    MarkResponse.objects.filter(statement=statement, mark=6).update(verdict="partly")
    second = publish(statement, approver)
    assert second.number == 2
    assert {"what": "Mark 6", "was": "Not met", "now": "Partly met", "why": ""} in second.changes
    assert b"Public edition 1" in open_edition_file(first.pdf)


def test_after_a_withdrawal_the_next_has_another_number(
    statement, approver, governance_officer, tmp_path
):
    first = publish(statement, approver)
    withdraw_edition(edition=first, reason="A figure was wrong", by=governance_officer)
    out = tmp_path / "statement.pdf"
    asked = ["--council", "nottingham", "--audience", "public", "--out", str(out), "--published"]
    with pytest.raises(CommandError, match="has published no public edition"):
        call_command("build_sufficiency_statement", *asked)
    assert publish(statement, approver).number == 2
    call_command("build_sufficiency_statement", *asked, verbosity=0)
    assert out.read_bytes() == b"%PDF-1.7 Public edition 2"


def test_a_home_that_is_named_stops_it(statement, approver):
    home = Setting.objects.for_council(statement.council).first()
    MarkResponse.objects.filter(statement=statement, mark=1).update(response=f"As {home.name} does")
    with pytest.raises(StatementError, match="names 1 of the register’s homes"):
        publish(statement, approver)
    assert publish(statement, approver, audience="board").number == 1
    assert not Edition.objects.public().exists()


def test_sentences_must_have_been_read_and_reasons_count_nobody(statement, approver):
    with pytest.raises(StatementError, match="changed since its sentences were read"):
        publish(statement, approver, sentences_read=[])
    with pytest.raises(StatementError, match="without numbers from one to five"):
        publish(statement, approver, reason="Two children were counted twice")


def test_without_a_proof_nothing_is_published_for_everybody(statement, approver, monkeypatch):
    built = publishing.statement_pack

    def unproven(*about, **more):
        pack = built(*about, **more)
        return replace(pack, page=replace(pack.page, is_proven=not pack.is_public))

    monkeypatch.setattr(publishing, "statement_pack", unproven)
    with pytest.raises(StatementError, match="could not be proven"):
        publish(statement, approver)
    assert publish(statement, approver, audience="board").audience == "board"


def test_who_writes_does_not_publish(statement, commissioner):
    with pytest.raises(StatementError, match="An approver publishes"):
        publish(statement, commissioner)


def test_the_market_position_is_public_whatever_is_asked(statement, approver):
    edition = publish(statement, approver, kind=MARKET, audience="board")
    assert (edition.kind, edition.audience) == (MARKET, "public")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--council", "nowhere", "--audience", "public"], "There is no council 'nowhere'"),
        (["--council", "nottingham", "--audience", "board", "--kind", "market"], "public edition"),
        (
            ["--council", "nottingham", "--audience", "public", "--as-at", "1999-01-01"],
            "Known: 2021",
        ),
        (["--council", "nottingham", "--audience", "public", "--as-at", "then"], "is no day"),
    ],
)
def test_the_command_says_what_is_wrong(statement, tmp_path, arguments, words):
    out = tmp_path / "statement.pdf"
    with pytest.raises(CommandError, match=words):
        call_command("build_sufficiency_statement", *arguments, "--out", str(out))
    assert not out.exists()


def test_the_statement_stands_before_the_market_position(statement, approver):
    publish(statement, approver, kind=MARKET)
    publish(statement, approver)
    (line,) = statement_lines(statement.council)
    assert [one.kind for one in line.editions] == [SUFFICIENCY, MARKET]
