"""What changed since the last pack: nothing vanishes in silence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Council, User
from performance.models import Commentary, CouncilIndicator, Target
from performance.packs import QuarterlyPack, quarterly_pack
from performance.packs.rendering import pack_html
from performance.services import publish_pack
from reference.domain.periods import quarter
from tests.performance.figures import NOON, a_figure, a_target
from tests.performance.test_quarter_dashboard import comment

Q4, NEXT = quarter(2020, 4), quarter(2021, 1)
VISITS = "visits-on-time"
pytestmark = pytest.mark.django_db


@pytest.fixture
def published(nottingham: Council, approver: User) -> Council:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, "came-alone-to-seek-asylum", "2020-21-Q4", "20")
    a_target(nottingham, VISITS, "95")
    comment(nottingham, VISITS, "Visits are late.")
    for audience in ("public", "board"):
        publish_pack(council=nottingham, quarter=Q4, audience=audience, by=approver, at=NOON)
    return nottingham


def after(days: int = 1, **fields: Any) -> dict[str, Any]:
    return {"signed_at": NOON + dt.timedelta(days=days), "version_reason": "Again", **fields}


def lines(pack: QuarterlyPack) -> list[tuple[str, str, str, str]]:
    return [(line.what, line.when, line.was, line.now) for line in pack.changes.lines]


def test_a_figure_that_is_hidden_now_is_listed(published: Council, approver: User) -> None:
    a_figure(published, "came-alone-to-seek-asylum", "2020-21-Q4", "23", **after())
    pack = quarterly_pack(published, Q4, "public")
    assert lines(pack) == [("Came alone to seek asylum", "2020-21 quarter 4", "20", "hidden (c)")]
    assert "23" not in pack_html(pack, "edition").split("What changed")[-1].split("Definitions")[0]
    assert [line[2:] for line in lines(quarterly_pack(published, Q4, "board"))] == [("20", "23")]
    later = NOON + dt.timedelta(days=2)
    edition = publish_pack(council=published, quarter=Q4, audience="public", by=approver, at=later)
    assert [(one["was"], one["now"]) for one in edition.changes] == [("20", "hidden (c)")]


def test_a_target_that_moved_is_listed(published: Council) -> None:
    Target.objects.update(low=Decimal(97))
    pack = quarterly_pack(published, Q4, "public")
    assert lines(pack) == [("Children seen on time", "target", "95", "97")]
    Target.objects.all().delete()
    pack = quarterly_pack(published, Q4, "public")
    assert lines(pack) == [("Children seen on time", "target", "95", "no target")]


def test_measures_come_and_go(published: Council) -> None:
    CouncilIndicator.objects.filter(indicator__code="came-alone-to-seek-asylum").update(on=False)
    a_figure(published, "girls", "2020-21-Q4", of=(300, 684), **after())
    changes = quarterly_pack(published, Q4, "public").changes
    assert changes.lines == ()
    assert changes.new_measures == ("Girls",)
    assert len(changes.gone_measures) == 1
    page = pack_html(quarterly_pack(published, Q4, "public"), "edition")
    assert "No longer reported:" in page


def test_a_measure_that_was_switched_off_comes_back(published: Council, approver: User) -> None:
    uses = CouncilIndicator.objects.filter(indicator__code="came-alone-to-seek-asylum")
    uses.update(on=False)
    later = NOON + dt.timedelta(days=2)
    publish_pack(council=published, quarter=Q4, audience="public", by=approver, at=later)
    uses.update(on=True)
    assert len(quarterly_pack(published, Q4, "public").changes.new_measures) == 1


def test_a_comment_that_changed_is_listed(published: Council, approver: User) -> None:
    comment(published, VISITS, "Visits are late in the north.", version=2)
    changes = quarterly_pack(published, Q4, "public").changes
    assert [one.theme for one in changes.new_comments] == ["Seen, heard and planned for"]
    later = NOON + dt.timedelta(days=2)
    edition = publish_pack(council=published, quarter=Q4, audience="public", by=approver, at=later)
    assert edition.changes == [
        {
            "what": "Seen, heard and planned for",
            "was": "",
            "now": "what officers say has changed",
            "why": "",
        }
    ]


def test_the_board_reads_why_words_were_said_again_and_the_public_does_not(
    published: Council,
) -> None:
    said = comment(published, VISITS, "Visits are late in the north.", version=2)
    Commentary.objects.filter(pk=said.pk).update(
        version_reason="One child was counted twice", signed_at=NOON + dt.timedelta(days=2)
    )
    board = quarterly_pack(published, Q4, "board")
    words = "Seen, heard and planned for (One child was counted twice)."
    assert words in pack_html(board, "edition")
    assert board.changes.for_edition[0]["why"] == "One child was counted twice"
    public = quarterly_pack(published, Q4, "public")
    assert [(one.theme, one.why) for one in public.changes.new_comments] == [
        ("Seen, heard and planned for", "")
    ]
    assert "counted twice" not in pack_html(public, "edition")


def test_another_quarter_has_other_comments(published: Council) -> None:
    a_figure(published, VISITS, "2021-22-Q1", of=(600, 684), quarter="2021-22-Q1")
    changes = quarterly_pack(published, NEXT, "public").changes
    assert changes.since is not None
    assert changes.new_comments == ()


def test_nothing_changed_says_so(published: Council) -> None:
    pack = quarterly_pack(published, Q4, "public")
    assert pack.changes.is_empty
    assert "Nothing that the last pack printed has changed" in pack_html(pack, "edition")
