"""Published means frozen: the file under its hash, then the row; no number where it is hidden."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from accounts.models import AuditEvent, Council
from reporting.domain.disclosure import PastCell
from reporting.models import Edition, PublishedCell
from reporting.packs import past_cells
from reporting.services import (
    NewFile,
    NothingChangedError,
    NumberTakenError,
    PublishError,
    open_edition_file,
    under_a_free_number,
)
from reporting.services.files import edition_path

from ..conftest import NOON, PDF, Publish, figure, hidden, shown

pytestmark = pytest.mark.django_db


def test_file_is_kept_under_its_hash(publish: Publish, editions_dir: Path) -> None:
    (file,) = publish().files.all()
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (file.sha256, file.size, file.name) == (sha256, len(PDF), "pack.pdf")
    assert (editions_dir / sha256[:2] / sha256).read_bytes() == PDF
    assert open_edition_file(file) == PDF


def test_figures_and_cells_are_kept(publish: Publish) -> None:
    edition = publish()
    assert [(f.label, f.version, f.printed) for f in edition.figures.all()] == [
        ("Visits", 1, "65%")
    ]
    (cell,) = edition.cells.all()
    assert (cell.part, cell.state, cell.shown) == ("value", "shown", Decimal(65))


def test_hidden_cell_has_no_number(publish: Publish) -> None:
    (cell,) = publish(figures=[figure("c")], cells=[hidden()]).cells.all()
    assert (cell.state, cell.shown) == ("primary", None)


def test_publication_is_recorded(publish: Publish) -> None:
    publish()
    event = AuditEvent.objects.get(action="publish_edition")
    assert event.detail["files"] == {"pack.pdf": hashlib.sha256(PDF).hexdigest()}
    assert (event.detail["number"], event.at) == (1, NOON)


def test_editions_are_numbered_for_each_audience(publish: Publish) -> None:
    numbers = [
        publish().number,
        publish(audience="board").number,
        publish(figures=[figure("66%", 2)], cells=[shown(66, 2)]).number,
        publish(subject="2020-21-Q3").number,
    ]
    assert numbers == [1, 1, 2, 1]


def test_same_figures_are_not_published_again_without_a_reason(publish: Publish) -> None:
    publish()
    with pytest.raises(NothingChangedError, match="Say why"):
        publish(files=[NewFile("application/pdf", "pack.pdf", b"another")])
    assert publish(reason="A comment was corrected").number == 2


def test_number_that_the_document_prints_must_be_the_next(publish: Publish) -> None:
    publish(number=1)
    with pytest.raises(NumberTakenError):
        publish(number=1, reason="again")
    assert publish(number=2, reason="again").number == 2


@pytest.mark.parametrize(("taken", "published"), [(0, True), (2, True), (3, False)])
def test_it_is_made_anew_a_few_times_where_somebody_was_faster(
    publish: Publish, taken: int, published: bool
) -> None:
    numbers = iter([*range(90, 90 + taken), 1])

    def made() -> Edition:
        return publish(number=next(numbers))

    if published:
        assert under_a_free_number(made).number == 1
    else:
        with pytest.raises(NumberTakenError):
            under_a_free_number(made)


def test_board_edition_has_no_public_cells(publish: Publish) -> None:
    with pytest.raises(PublishError, match="no public cells"):
        publish(audience="board", cells=[shown()])


def test_public_edition_accounts_for_every_figure(publish: Publish) -> None:
    with pytest.raises(PublishError, match="shown or hidden"):
        publish(cells=[])
    other = figure().__class__("k/dental/2020-21-Q4", 1, "Dental", "49%")
    with pytest.raises(PublishError, match="k/dental"):
        publish(figures=[figure(), other])


def test_hidden_figure_is_not_printed(publish: Publish) -> None:
    with pytest.raises(PublishError, match="would be printed"):
        publish(figures=[figure("4 of 40")], cells=[hidden()])


@pytest.mark.parametrize("bad", [{"state": "primary"}, {"shown": None}])
def test_state_and_number_of_a_cell_agree(publish: Publish, bad: dict[str, object]) -> None:
    cell = shown()
    changed = cell.__class__(**{**cell.__dict__, **bad})
    with pytest.raises(PublishError, match="its number says other"):
        publish(cells=[changed])


@pytest.mark.parametrize(
    "files",
    [
        [],
        [NewFile("application/pdf", "pack.pdf", b"")],
        [NewFile("application/pdf", "../pack.pdf", b"x")],
        [NewFile("application/pdf", "a.pdf", b"x"), NewFile("application/pdf", "b.pdf", b"y")],
        [
            NewFile("application/pdf", "a.pdf", b"x"),
            NewFile("application/pdf", "a.pdf", b"y", "slides"),
        ],
        [NewFile("application/pdf", "a.pdf", b"x", "song")],
        [NewFile("application/pdf", "a", b"x"), NewFile("text/html", "a", b"y")],
    ],
)
def test_files_are_whole_and_named(publish: Publish, files: list[NewFile]) -> None:
    with pytest.raises(PublishError):
        publish(files=files)
    assert not Edition.objects.exists()


def test_unknown_audience_is_refused(publish: Publish) -> None:
    with pytest.raises(PublishError, match="public or board"):
        publish(audience="everybody")


def test_file_stays_an_orphan_when_the_row_does_not_come(publish: Publish) -> None:
    with transaction.atomic():
        publish()
        transaction.set_rollback(True)
    assert not Edition.objects.exists()
    assert edition_path(hashlib.sha256(PDF).hexdigest()).exists()


def test_past_is_what_public_editions_told(publish: Publish, exampleshire: Council) -> None:
    publish()
    publish(audience="board")
    publish(figures=[figure("c", 2)], cells=[hidden(2)])
    publish(council=exampleshire)
    nottingham = Council.objects.get(slug="nottingham")
    key = "k/visits/2020-21-Q4"
    assert past_cells(nottingham) == [
        PastCell(key, "value", "shown", Decimal(65), 1),
        PastCell(key, "value", "primary", None, 2),
    ]
    assert past_cells(nottingham, ["another"]) == []
    assert PublishedCell.objects.count() == 3
