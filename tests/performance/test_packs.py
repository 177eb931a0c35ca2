"""The pack for two audiences: what the public edition hides is in no part of it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

import pytest
from django.test import Client

from accounts.models import AuditEvent, Council, User
from performance.models import ReturnStep, SeriesNote
from performance.packs import QuarterlyPack, quarterly_pack
from performance.packs.rendering import pack_html
from performance.services import PackError, publish_pack
from reference.domain.periods import quarter
from reporting.models import Edition, PublishedCell
from reporting.services import NothingChangedError, open_edition_file
from reporting.views.published import STYLE
from reporting.word import MEDIA_TYPE
from tests.performance.figures import NOON, a_figure, a_target, indicator
from tests.performance.test_quarter_dashboard import comment

Q4 = quarter(2020, 4)
AUDITS = "2020-06-01..2021-03-31"
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nottingham: Council) -> Council:
    """One safe measure, and a whole of three audits' judgements with one inadequate."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    a_target(nottingham, "visits-on-time", "95")
    a_figure(nottingham, "audits-care-good", AUDITS, of=(10, 22))
    a_figure(nottingham, "audits-care-improve", AUDITS, of=(11, 22))
    a_figure(nottingham, "audits-care-inadequate", AUDITS, of=(1, 22))
    comment(nottingham, "audits-care-inadequate", "One audit of Sam’s case was inadequate.")
    comment(nottingham, "visits-on-time", "Visits are late in two teams.")
    return nottingham


def names(pack: QuarterlyPack, *, hidden: bool) -> set[str]:
    rows = [row for page in pack.themes for row in page.section.rows]
    return {row.code for row in rows if row.hidden is hidden}


def test_a_small_number_takes_its_whole_with_it(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "public")
    audits = {"audits-care-good", "audits-care-improve", "audits-care-inadequate"}
    assert names(pack, hidden=True) == audits
    assert names(pack, hidden=False) == {"visits-on-time"}
    assert pack.hidden_count == 3


def test_nothing_hidden_is_in_the_public_page(told: Council) -> None:
    for medium in ("paper", "edition"):
        html = pack_html(quarterly_pack(told, Q4, "public"), medium)
        for secret in ("45.5", "45%", "4.5%", "10 of 22", "11 of 22", "Sam’s"):
            assert secret not in html, f"{secret} in {medium}"
        assert "Visits are late in two teams." in html
        assert "1 comment left out" in html


def test_the_public_is_told_all_three_reasons_of_a_c(told: Council) -> None:
    html = pack_html(quarterly_pack(told, Q4, "public"), "paper")
    for reason in (
        "counts 1 to 5 people",
        "could be worked out from it",
        "has changed by 1 to 5 people since an earlier edition",
    ):
        assert reason in html


def test_the_board_sees_all_and_every_page_is_marked(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    html = pack_html(pack, "paper")
    assert names(pack, hidden=True) == set()
    assert "10 of 22" in html
    assert "paragraphs 1 and 2 of Part 1 of Schedule 12A" in pack.exempt


def test_a_board_edition_without_small_numbers_is_not_exempt(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    assert quarterly_pack(nottingham, Q4, "board").exempt == ""


def test_an_undated_small_count_is_no_public_note(told: Council) -> None:
    SeriesNote.objects.create(
        council=told,
        indicator=indicator("care-leavers-in-custody"),
        printed="3",
        when="not stated",
        text="In custody",
        written_at=NOON,
    )
    assert not any("custody" in n.text for n in quarterly_pack(told, Q4, "public").notes)
    assert any("custody" in n.text for n in quarterly_pack(told, Q4, "board").notes)


def test_publishing_freezes_files_figures_and_cells(told: Council, approver: User) -> None:
    edition = publish_pack(council=told, quarter=Q4, audience="public", by=approver, at=NOON)
    assert (edition.number, edition.pages > 5) == (1, True)
    pdf = edition.pdf
    assert pdf is not None
    assert pdf.name == "nottingham-2020-21-q4-performance-pack.pdf"
    assert open_edition_file(pdf).startswith(b"%PDF")
    kinds = {"application/pdf", "text/html", MEDIA_TYPE}
    assert {f.media_type for f in edition.files.all()} == kinds
    states = dict(edition.cells.filter(part="value").values_list("key", "state"))
    assert sorted(states.values()) == ["primary", "secondary", "secondary", "shown"]
    hidden = edition.cells.exclude(state=PublishedCell.State.SHOWN)
    assert not hidden.filter(shown__isnull=False).exists()
    assert edition.figures.get().printed == "83%"
    assert AuditEvent.objects.filter(council=told, action="publish_edition").exists()


def test_the_same_again_needs_a_reason(told: Council, approver: User) -> None:
    publish_pack(council=told, quarter=Q4, audience="board", by=approver, at=NOON)
    with pytest.raises(NothingChangedError):
        publish_pack(council=told, quarter=Q4, audience="board", by=approver)
    again = publish_pack(
        council=told, quarter=Q4, audience="board", by=approver, reason="The cover was wrong"
    )
    assert again.number == 2


def test_a_new_edition_lists_what_changed(told: Council, approver: User) -> None:
    publish_pack(council=told, quarter=Q4, audience="board", by=approver, at=NOON)
    a_figure(
        told,
        "visits-on-time",
        "2020-21-Q4",
        of=(600, 684),
        signed_at=NOON + dt.timedelta(days=1),
        version_reason="Late visits were recorded",
    )
    later = NOON + dt.timedelta(days=2)
    edition = publish_pack(council=told, quarter=Q4, audience="board", by=approver, at=later)
    assert edition.number == 2
    assert edition.changes == [
        {
            "what": "Children seen on time, 2020-21 quarter 4",
            "was": "83.3%",
            "now": "87.7%",
            "why": "Late visits were recorded",
        }
    ]
    first = Edition.objects.get(number=1)
    assert first.figures.get(key__contains="visits").printed == "83.3%"


def test_a_figure_once_hidden_does_not_come_out_as_was(told: Council, approver: User) -> None:
    publish_pack(council=told, quarter=Q4, audience="public", by=approver, at=NOON)
    after = {"signed_at": NOON + dt.timedelta(days=1), "version_reason": "Audited again"}
    a_figure(told, "audits-care-inadequate", AUDITS, of=(8, 40), **after)
    a_figure(told, "audits-care-improve", AUDITS, of=(14, 40), **after)
    a_figure(told, "audits-care-good", AUDITS, of=(18, 40), **after)
    changes = quarterly_pack(told, Q4, "public").changes
    assert changes.since is not None
    assert changes.lines == ()


def test_who_may_not_publish(told: Council, officer: User, outsider: User) -> None:
    for person in (officer, outsider):
        with pytest.raises(PackError, match="publishes a pack"):
            publish_pack(council=told, quarter=Q4, audience="board", by=person)


def test_nothing_to_publish(nottingham: Council, approver: User) -> None:
    with pytest.raises(PackError, match="nothing to publish"):
        publish_pack(council=nottingham, quarter=Q4, audience="board", by=approver)
    assert not Edition.objects.exists()


def test_a_pack_prints_nothing_of_later_quarters(told: Council) -> None:
    a_figure(told, "visits-on-time", "2021-22-Q1", of=(333, 999), quarter="2021-22-Q1")
    pack = quarterly_pack(told, Q4, "board")
    assert not any("2021-22-Q1" in figure.key for figure in pack.figures)
    assert "33.3" not in pack_html(pack, "paper")


def test_who_signed_off_is_printed_as_the_council_chooses(
    told: Council, approver: User, officer: User
) -> None:
    signed = told.returns.get(theme_id="seen")
    for by, day in ((officer, NOON), (approver, NOON + dt.timedelta(days=1))):
        ReturnStep.objects.create(quarterly_return=signed, kind="signed_off", by=by, at=day)
    User.objects.filter(pk=approver.pk).update(name="A. Person", job_title="Head of service")
    assert [(o.theme, o.by) for o in quarterly_pack(told, Q4, "board").signed_off] == [
        ("Seen, heard and planned for", "A. Person")
    ]
    told.people_on_papers = "title"
    html = pack_html(quarterly_pack(told, Q4, "public"), "paper")
    assert "Head of service" in html
    assert "A. Person" not in html
    told.people_on_papers, told.contacts_on_papers = "name_and_title", True
    html = pack_html(quarterly_pack(told, Q4, "public"), "paper")
    assert f"A. Person, Head of service, {approver.email}" in html


def test_a_frozen_page_needs_no_style_sheet_of_the_site(
    told: Council, approver: User, client: Client
) -> None:
    """The site's style sheet changes with every release; a published page does not."""
    edition = publish_pack(council=told, quarter=Q4, audience="public", by=approver, at=NOON)
    page = edition.files.get(media_type="text/html")
    html = open_edition_file(page).decode()
    assert 'rel="stylesheet"' not in html
    assert '<link rel="icon" href="data:,">' in html  # nor an icon of it
    assert ".measure-table" in html
    assert "\ufeff" not in html
    assert 'url("/static/fonts/' in html
    policy = client.get(f"/nottingham/published/{edition.pk}/{page.name}")[
        "Content-Security-Policy"
    ]
    for style in STYLE.findall(html.encode()):
        digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
        assert f"'sha256-{digest}'" in policy
