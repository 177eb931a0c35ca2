"""What a council asks of proofs: set in the browser within bounds, and asked of every proof."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AuditEvent, Council, User
from performance.packs import cells
from performance.packs.shields import council_shield
from reporting.domain.disclosure import DEFAULT_PROOF_RULES, ProofRules, protect_and_prove
from reporting.models import DisclosureRules
from reporting.packs import proof_rules_of
from reporting.waiting import PAGE_SECONDS

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/nottingham/settings/small-numbers/"


def test_an_administrator_sets_them_and_the_audit_says_so(
    client_of: SignIn, administrator: User, nottingham: Council, exampleshire: Council
) -> None:
    browser = client_of(administrator)
    assert PAGE in browser.get("/nottingham/settings/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert 'value="3"' in page
    assert 'value="60"' in page
    assert browser.post(PAGE, {"min_width": "5", "seconds": "90"}).status_code == 302
    assert proof_rules_of(nottingham) == ProofRules(5, 90.0)
    assert proof_rules_of(exampleshire) == DEFAULT_PROOF_RULES
    event = AuditEvent.objects.get(action="set_disclosure_rules")
    assert (event.by, event.detail["was"]["min_width"]) == (administrator, 3)
    browser.post(PAGE, {"min_width": "5", "seconds": "90"})
    assert AuditEvent.objects.filter(action="set_disclosure_rules").count() == 1


@pytest.mark.parametrize(
    ("field", "typed"), [("min_width", "2"), ("min_width", "11"), ("seconds", "4"), ("seconds", "")]
)
def test_what_is_out_of_bounds_is_refused_beside_its_field(
    client_of: SignIn, administrator: User, nottingham: Council, field: str, typed: str
) -> None:
    answer = client_of(administrator).post(PAGE, {"min_width": "4", "seconds": "60", field: typed})
    assert "enter a whole number from" in answer.context["form"].errors[field][0]
    assert not DisclosureRules.objects.exists()


def test_nobody_else_may(
    client_of: SignIn, governance_officer: User, outsider: User, nottingham: Council
) -> None:
    for person, status in ((governance_officer, 403), (outsider, 404)):
        assert client_of(person).get(PAGE).status_code == status


def test_the_proof_of_every_document_asks_what_the_council_does(
    nottingham: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    DisclosureRules.objects.create(council=nottingham, min_width=7, seconds=11)
    asked = {}

    def spy(*args: object, **rules: object) -> object:
        asked.update(rules)
        return protect_and_prove(*args, **rules)  # type: ignore[arg-type]

    monkeypatch.setattr(cells, "protect_and_prove", spy)
    council_shield(nottingham, [])
    assert (asked["min_width"], asked["seconds"]) == (7, 11.0)


def test_a_page_that_somebody_waits_for_takes_less_and_work_in_the_background_all_of_it(
    client_of: SignIn, administrator: User, nottingham: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    DisclosureRules.objects.create(council=nottingham, min_width=3, seconds=600)
    asked = []

    def spy(*args: object, **rules: object) -> object:
        asked.append(rules["seconds"])
        return protect_and_prove(*args, **rules)  # type: ignore[arg-type]

    monkeypatch.setattr(cells, "protect_and_prove", spy)
    browser = client_of(administrator)
    assert browser.get("/nottingham/packs/2020-21-Q4/?audience=public").status_code == 200
    assert asked
    assert max(asked) <= PAGE_SECONDS
    council_shield(nottingham, [])
    assert asked[-1] == 600.0
    page = browser.get(PAGE).content.decode()
    assert 'value="600"' in page
    assert f"takes {PAGE_SECONDS} at most" in page
