"""Where the auditor refuses to have a figure shown, the page offers what to hide in its place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AuditEvent, Council, User
from performance.packs import quarterly_pack
from performance.services.overrides import OverrideError, hide_figure_again, show_figure
from reference.domain.periods import quarter
from reporting.models import FigureOverride
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
Q4 = quarter(2020, 4)
SignIn = Callable[[User], Client]
WHY = "The board asked how many live in foster care"
MIX = {"living-in-foster-care": 70, "living-in-residential-care": 27, "semi-independent": 3}
FOSTER, HOMES, FEW, ALL = (*MIX, "children-in-care")


@pytest.fixture
def keys(nottingham: Council, governance_officer: User) -> dict[str, str]:
    """Keys of the parts of a hundred children: foster care is shown by decision already."""
    a_figure(nottingham, ALL, "2020-21-Q4", "100", basis="period_end")
    for code, number in MIX.items():
        a_figure(nottingham, code, "2020-21-Q4", of=(number, 100), basis="period_end")
    pack = quarterly_pack(nottingham, Q4, "public")
    keys = {one.measure.code: key for key, one in pack.shown.items()}
    show_figure(council=nottingham, quarter=Q4, key=keys[FOSTER], reason=WHY, by=governance_officer)
    return keys


def test_the_refusal_names_the_fewest_that_would_have_to_be_hidden(
    nottingham: Council, governance_officer: User, keys: dict[str, str]
) -> None:
    asked = {"council": nottingham, "quarter": Q4, "reason": WHY, "by": governance_officer}
    with pytest.raises(OverrideError) as refusal:
        show_figure(key=keys[HOMES], **asked)
    assert list(refusal.value.instead) == [keys[ALL]]
    assert FigureOverride.objects.count() == 1
    with pytest.raises(OverrideError):  # what is told is not what is hidden
        show_figure(key=keys[HOMES], instead=[keys[FEW]], **asked)


def test_one_click_shows_it_and_hides_the_other_until_it_is_taken_back(
    nottingham: Council, governance_officer: User, client_of: SignIn, keys: dict[str, str]
) -> None:
    browser = client_of(governance_officer)
    address = f"/{nottingham.slug}/packs/{Q4.key}/show/"
    page = browser.post(address, {"key": keys[HOMES], "reason": WHY}).content.decode()
    assert "would let a reader work out a small number" in page
    assert "Hide 1 other figure in its place?" in page
    form = page[page.index('aria-labelledby="instead"') :]
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    page = browser.post(address, sent, follow=True).content.decode()
    assert "Hidden in its place: Children in care" in page
    pack = quarterly_pack(nottingham, Q4, "public")
    assert pack.is_proven
    assert {keys[HOMES], keys[FOSTER]}.isdisjoint(pack.hidden_keys)
    assert {keys[ALL], keys[FEW]} <= pack.hidden_keys
    event = AuditEvent.objects.filter(action="figure.shown_by_decision").latest("pk")
    assert "Children in care" in event.detail["instead"][0]
    hide_figure_again(council=nottingham, key=keys[HOMES], by=governance_officer)
    assert keys[ALL] not in quarterly_pack(nottingham, Q4, "public").hidden_keys
