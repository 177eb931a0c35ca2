"""What officers write freely is read by a person, or left to the board, before it is public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AuditEvent, Council, User
from performance.models import SeriesBreak, SeriesNote
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.services import PackError, publish_pack
from performance.tasks import build_pack
from reference.domain.periods import quarter
from reporting.models import Build, Edition
from tests.performance.figures import NOON, a_figure, indicator
from tests.performance.test_quarter_dashboard import comment

Q4 = quarter(2020, 4)
URL = "/nottingham/packs/2020-21-Q4/publish/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nottingham: Council) -> Council:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    return nottingham


def pages(council: Council) -> tuple[str, str]:
    """The public pack and the board's, as web pages."""
    public, board = (
        pack_html(quarterly_pack(council, Q4, audience), "edition")
        for audience in ("public", "board")
    )
    return public, board


SECRET = "Only 3 children, two of them brothers"


def test_the_reason_of_a_missing_figure_is_for_the_board(told: Council) -> None:
    a_figure(told, "early-permanence", "2020-21", unavailable_reason=SECRET)
    public, board = pages(told)
    assert SECRET in board
    assert SECRET not in public
    assert "see the board edition" in public


def test_a_source_note_is_for_the_board(told: Council) -> None:
    a_figure(told, "children-in-care", "2020-21-Q4", "684", source_note=SECRET)
    public, board = pages(told)
    assert SECRET in board
    assert SECRET not in public


def test_what_counts_no_people_is_printed(told: Council) -> None:
    note = "Two homes were inspected twice"
    a_figure(told, "homes-good", "2020-21-Q4", "80", source_note=note)
    assert note in pages(told)[0]


def test_the_text_of_an_undated_note_is_for_the_board(told: Council) -> None:
    SeriesNote.objects.create(
        council=told,
        indicator=indicator("visits-on-time"),
        printed="67%",
        when="not stated",
        text=SECRET,
        written_at=NOON,
    )
    public, board = pages(told)
    assert SECRET in board
    assert SECRET not in public
    assert "67%" in public


def test_the_words_of_a_break_are_for_the_board(told: Council, analyst: User) -> None:
    for number in (1, 2, 3):
        period = f"2020-21-Q{number}"
        a_figure(told, "visits-on-time", period, of=(570, 684), quarter=period)
    SeriesBreak.objects.create(
        council=told,
        indicator=indicator("visits-on-time"),
        from_on=dt.date(2020, 10, 1),
        kind="source",
        before="without two brothers",
        reason="A new system",
        by=analyst,
    )
    words = []
    for audience in ("public", "board"):
        pack = quarterly_pack(told, Q4, audience)
        [chart] = [spec for page in pack.themes for spec in page.charts]
        words.append(chart.breaks[0].was)
    assert words == ["see the board edition", "without two brothers"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "Corrected"),
        ({"quarter": "2021-22-Q1"}, "Reported again"),
        ({"was": "provisional"}, "Made final"),
    ],
)
def test_why_a_figure_changed_is_said_in_fixed_words(
    nottingham: Council, approver: User, fields: dict[str, str], why: str
) -> None:
    was = fields.pop("was", "final")
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684), standing=was)
    for audience in ("public", "board"):
        publish_pack(council=nottingham, quarter=Q4, audience=audience, by=approver, at=NOON)
    after = {"signed_at": NOON + dt.timedelta(days=1), "version_reason": SECRET, **fields}
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(600, 684), **after)
    [public] = quarterly_pack(nottingham, Q4, "public").changes.lines
    [board] = quarterly_pack(nottingham, Q4, "board").changes.lines
    assert (public.why, board.why) == (why, SECRET)


def test_why_it_is_published_again_is_read_by_everybody(told: Council, approver: User) -> None:
    publish = {"council": told, "quarter": Q4, "by": approver}
    with pytest.raises(PackError, match="Everybody can read"):
        publish_pack(**publish, audience="public", reason="Two siblings asked us to")
    assert publish_pack(**publish, audience="public", reason="The chart on page 3").number == 1
    assert publish_pack(**publish, audience="board", reason="Two siblings asked us to").number == 1


ClientOf = Callable[[User], Client]
SENTENCE = "Three children were not seen."


class TestSentences:
    @pytest.fixture
    def said(self, told: Council) -> Council:
        comment(told, "visits-on-time", f"The teams are staffed again. {SENTENCE}")
        return told

    def test_they_are_listed_and_must_be_ticked(
        self, said: Council, governance_officer: User, client_of: ClientOf
    ) -> None:
        client = client_of(governance_officer)
        page = client.get(URL).content.decode()
        assert f"<li>{SENTENCE}</li>" in page
        assert "<li>The teams" not in page
        refused = client.post(URL, {"audience": "public"}).content.decode()
        assert "Read the sentences and say that they can be public" in refused
        assert not Build.objects.exists()

    def test_a_ticked_edition_says_in_the_audit_what_was_read(
        self, said: Council, governance_officer: User, client_of: ClientOf
    ) -> None:
        answer = client_of(governance_officer).post(
            URL, {"audience": "public", "sentences_read": "on"}
        )
        build = Build.objects.get()
        assert answer["Location"].endswith(f"/builds/{build.pk}/")
        build_pack.func(build.pk)
        event = AuditEvent.objects.get(action="publish_edition")
        assert event.detail["sentences_read"] == [SENTENCE]

    def test_a_board_edition_needs_no_tick(
        self, said: Council, governance_officer: User, client_of: ClientOf
    ) -> None:
        client_of(governance_officer).post(URL, {"audience": "board"})
        assert Build.objects.get().audience == "board"

    def test_without_doubtful_sentences_there_is_no_tick(
        self, told: Council, governance_officer: User, client_of: ClientOf
    ) -> None:
        page = client_of(governance_officer).get(URL).content.decode()
        assert "sentences" not in page

    def test_a_comment_that_changed_since_is_not_published(
        self, said: Council, approver: User
    ) -> None:
        publish = {"council": said, "quarter": Q4, "audience": "public", "by": approver}
        with pytest.raises(PackError, match="changed since its sentences were read"):
            publish_pack(**publish, sentences_read=["Another sentence of 3."])
        assert not Edition.objects.exists()
        assert publish_pack(**publish, sentences_read=[SENTENCE]).number == 1

    def test_a_reason_with_a_small_number_is_refused_on_the_form(
        self, told: Council, governance_officer: User, client_of: ClientOf
    ) -> None:
        client = client_of(governance_officer)
        sent = {"audience": "public", "reason": "4 complaints were withdrawn"}
        assert "without numbers from one to five" in client.post(URL, sent).content.decode()
        assert "Everybody can read this" in client.get(URL).content.decode()


def test_what_was_told_before_and_is_hidden_now_is_listed(
    told: Council, governance_officer: User, client_of: ClientOf
) -> None:
    a_figure(told, "came-alone-to-seek-asylum", "2020-21-Q4", "20")
    publish = {"council": told, "quarter": Q4, "audience": "public", "by": governance_officer}
    edition = publish_pack(**publish, at=NOON)
    client = client_of(governance_officer)
    assert "Told before, hidden now" not in client.get(URL).content.decode()
    after = {"signed_at": NOON + dt.timedelta(days=1), "version_reason": "Again"}
    a_figure(told, "came-alone-to-seek-asylum", "2020-21-Q4", "3", **after)
    page = client.get(URL).content.decode()
    assert "Came alone to seek asylum, 2020-21 quarter 4: an earlier edition showed 20" in page
    assert f"/nottingham/editions/{edition.pk}/withdraw/" in page
