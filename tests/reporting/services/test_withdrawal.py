"""A withdrawn edition is on record and shown to nobody."""

from __future__ import annotations

import pytest

from accounts.models import AuditEvent, User
from reporting.packs import past_cells, public_cells
from reporting.services import WithdrawError, withdraw_edition

from ..conftest import NOON, Publish, figure, shown

pytestmark = pytest.mark.django_db


def test_it_says_when_by_whom_and_why(publish: Publish, governance_officer: User) -> None:
    edition = withdraw_edition(
        edition=publish(), reason=" A child is recognised ", by=governance_officer, at=NOON
    )
    edition.refresh_from_db()
    assert (edition.withdrawn_at, edition.withdrawn_by) == (NOON, governance_officer)
    event = AuditEvent.objects.get(action="withdraw_edition")
    assert event.detail["reason"] == edition.withdrawn_reason == "A child is recognised"


def test_a_reason_and_the_right_are_needed(
    publish: Publish, governance_officer: User, approver: User, outsider: User
) -> None:
    edition = publish()
    for person in (approver, outsider):
        with pytest.raises(WithdrawError, match="governance officer"):
            withdraw_edition(edition=edition, reason="Why", by=person)
    with pytest.raises(WithdrawError, match="Say why"):
        withdraw_edition(edition=edition, reason="  ", by=governance_officer)
    withdraw_edition(edition=edition, reason="Why", by=governance_officer)
    with pytest.raises(WithdrawError, match="already"):
        withdraw_edition(edition=edition, reason="Why", by=governance_officer)


def test_what_it_told_counts_as_told(publish: Publish, governance_officer: User) -> None:
    edition = publish()
    withdraw_edition(edition=edition, reason="Why", by=governance_officer)
    assert [cell.state for cell in past_cells(edition.council)] == ["shown"]


def test_nobody_is_told_its_figures_any_more(publish: Publish, governance_officer: User) -> None:
    first = publish()
    second = publish(figures=[figure("66%", 2)], cells=[shown(66, 2)])
    assert [cell.edition for cell in public_cells(first.council)] == [second]
    withdraw_edition(edition=second, reason="Why", by=governance_officer)
    assert [cell.edition for cell in public_cells(first.council)] == [first]
    withdraw_edition(edition=first, reason="Why", by=governance_officer)
    assert public_cells(first.council) == []


def test_the_same_figures_are_published_again_without_a_reason(
    publish: Publish, governance_officer: User
) -> None:
    withdraw_edition(edition=publish(), reason="Why", by=governance_officer)
    assert publish().number == 2
