"""A figure that only protects another is shown by a person's decision, and hidden again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AuditEvent, Council, User
from performance.packs import quarterly_pack, shields
from performance.packs.cells import Shield, proven_shield
from performance.services import publish_pack
from performance.services.overrides import OverrideError, hide_figure_again, show_figure
from performance.services.packs import PROVING, PackError
from reference.domain.periods import quarter
from reporting.domain.disclosure import CellProof, Proof, Verdict
from reporting.models import DisclosureRules, Edition, FigureOverride
from reporting.waiting import PAGE_SECONDS
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
Q4 = quarter(2020, 4)
SignIn = Callable[[User], Client]
WHY = "The board asked how many live in foster care"
MIX = {"living-in-foster-care": 70, "living-in-residential-care": 27, "semi-independent": 3}


@pytest.fixture
def keys(nottingham: Council) -> dict[str, str]:
    """The keys of the parts of a hundred children, of whom three live semi-independently."""
    a_figure(nottingham, "children-in-care", "2020-21-Q4", "100", basis="period_end")
    for code, number in MIX.items():
        a_figure(nottingham, code, "2020-21-Q4", of=(number, 100), basis="period_end")
    pack = quarterly_pack(nottingham, Q4, "public")
    return {one.measure.code: key for key, one in pack.shown.items()}


def decide(council: Council, key: str, by: User, reason: str = WHY) -> FigureOverride:
    return show_figure(council=council, quarter=Q4, key=key, reason=reason, by=by)


def test_the_pack_shows_it_and_the_edition_records_it(
    nottingham: Council, governance_officer: User, approver: User, keys: dict[str, str]
) -> None:
    foster = keys["living-in-foster-care"]
    before = quarterly_pack(nottingham, Q4, "public")
    assert foster in before.hidden_keys
    made = decide(nottingham, foster, governance_officer)
    assert "foster care" in made.label.lower()
    after = quarterly_pack(nottingham, Q4, "public")
    assert before.hidden_keys - after.hidden_keys == {foster}
    event = AuditEvent.objects.get(action="figure.shown_by_decision")
    assert (event.detail["reason"], event.detail["key"]) == (WHY, foster)
    edition = publish_pack(council=nottingham, quarter=Q4, audience="public", by=approver)
    cell = edition.cells.get(key=foster, part="value")
    assert (cell.state, cell.shown) == ("shown", 70)
    assert edition.beside["shown_by_decision"] == [foster]
    assert edition.cells.get(key=keys["semi-independent"], part="value").state == "primary"


def test_refused_where_it_is_small_or_would_tell(
    nottingham: Council, governance_officer: User, keys: dict[str, str]
) -> None:
    with pytest.raises(OverrideError, match="Nobody may show it"):
        decide(nottingham, keys["semi-independent"], governance_officer)
    decide(nottingham, keys["living-in-foster-care"], governance_officer)
    with pytest.raises(OverrideError, match=r"work out a small number: .*emi-independent"):
        decide(nottingham, keys["living-in-residential-care"], governance_officer)
    with pytest.raises(OverrideError, match="no such figure"):
        decide(nottingham, "nothing", governance_officer)
    assert FigureOverride.objects.count() == 1


def test_refused_without_a_right_or_a_reason(
    nottingham: Council,
    officer: User,
    outsider: User,
    governance_officer: User,
    keys: dict[str, str],
) -> None:
    foster = keys["living-in-foster-care"]
    for nobody in (officer, outsider):
        with pytest.raises(OverrideError, match="governance officer"):
            decide(nottingham, foster, nobody)
    with pytest.raises(OverrideError, match="Say why"):
        decide(nottingham, foster, governance_officer, "  ")
    assert not FigureOverride.objects.exists()


def test_undone_it_is_hidden_again(
    nottingham: Council, governance_officer: User, approver: User, keys: dict[str, str]
) -> None:
    foster = keys["living-in-foster-care"]
    decide(nottingham, foster, governance_officer)
    found = hide_figure_again(council=nottingham, key=foster, by=approver)
    assert found.withdrawn_by == approver
    assert foster in quarterly_pack(nottingham, Q4, "public").hidden_keys
    with pytest.raises(OverrideError, match="taken back already"):
        hide_figure_again(council=nottingham, key=foster, by=approver)
    decide(nottingham, foster, governance_officer)
    assert FigureOverride.objects.count() == 2


def test_the_page_lists_all_and_takes_decisions(
    nottingham: Council,
    governance_officer: User,
    client_of: SignIn,
    keys: dict[str, str],
) -> None:
    browser: Client = client_of(governance_officer)
    base = f"/{nottingham.slug}/packs/{Q4.key}/"
    page = browser.get(f"{base}publish/").content.decode()
    assert "Proven: nobody can work a small number out" in page
    assert "1 hidden because small" in page
    assert "2 hidden so that others" in page
    foster = {"key": keys["living-in-foster-care"]}
    assert browser.get(f"{base}show/", foster).status_code == 200
    assert "Say why" in browser.post(f"{base}show/", {**foster, "reason": ""}).content.decode()
    page = browser.post(f"{base}show/", {**foster, "reason": WHY}, follow=True).content.decode()
    assert WHY in page
    refusal = browser.post(
        f"{base}show/", {"key": keys["living-in-residential-care"], "reason": WHY}
    )
    assert "would let a reader work out a small number" in refusal.content.decode()
    page = browser.post(f"{base}hide/", foster, follow=True).content.decode()
    assert WHY not in page
    assert "again" in page
    assert browser.get(f"{base}show/", {"key": "nothing"}).status_code == 404


def test_who_may_not_publish_decides_nothing(
    nottingham: Council,
    officer: User,
    outsider: User,
    client_of: SignIn,
    keys: dict[str, str],
) -> None:
    asked = {"key": keys["living-in-foster-care"], "reason": WHY}
    for path in ("show/", "hide/"):
        address = f"/{nottingham.slug}/packs/{Q4.key}/{path}"
        assert client_of(officer).post(address, asked).status_code == 403
        assert client_of(outsider).post(address, asked).status_code == 404
    assert not FigureOverride.objects.exists()


def test_another_councils_decision_shows_nothing_here(
    nottingham: Council, exampleshire: Council, outsider: User, keys: dict[str, str]
) -> None:
    with pytest.raises(OverrideError, match="no such figure"):
        decide(exampleshire, keys["living-in-foster-care"], outsider)
    assert keys["living-in-foster-care"] in quarterly_pack(nottingham, Q4, "public").hidden_keys


def out_of_time(*args: object) -> Shield:
    unproven = Proof((CellProof("a", 3, None, None, Verdict.NOT_PROVEN),))
    return Shield(proven_shield(*args).shown, unproven)  # type: ignore[arg-type]


def test_where_the_background_has_more_time_than_the_page_it_may_try(
    nottingham: Council,
    approver: User,
    client_of: SignIn,
    keys: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shields, "proven_shield", out_of_time)
    DisclosureRules.objects.create(council=nottingham, seconds=PAGE_SECONDS + 50)
    browser = client_of(approver)
    address = f"/{nottingham.slug}/packs/{Q4.key}/publish/"
    page = browser.get(address).content.decode()
    assert "<h3>Not proven yet</h3>" in page
    assert f"may take {PAGE_SECONDS + 50} seconds" in page
    assert browser.post(address, {"audience": "public"}).status_code == 302
    told: list[str] = []
    with pytest.raises(PackError, match="not enough time to prove"):
        publish_pack(
            council=nottingham,
            quarter=Q4,
            audience="public",
            by=approver,
            progress=lambda stage, done, total: told.append(stage),
        )
    assert told == [PROVING]
    assert not Edition.objects.exists()


def test_out_of_time_the_page_says_so_and_publishes_nothing(
    nottingham: Council,
    approver: User,
    client_of: SignIn,
    keys: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shields, "proven_shield", out_of_time)
    DisclosureRules.objects.create(council=nottingham, seconds=PAGE_SECONDS)
    browser = client_of(approver)
    address = f"/{nottingham.slug}/packs/{Q4.key}/publish/"
    assert "<h3>Not proven</h3>" in browser.get(address).content.decode()
    answer = browser.post(address, {"audience": "public"}).content.decode()
    assert "is not proven safe" in answer
    assert not Edition.objects.exists()
