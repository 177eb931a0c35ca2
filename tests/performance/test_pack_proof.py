"""A public edition is published with a proof, or not at all."""

from __future__ import annotations

import pytest

from accounts.models import Council, User
from performance.packs import quarterly, shields
from performance.packs.cells import Shield, proven_shield
from performance.services.packs import PackError, publish_pack
from reference.domain.periods import quarter
from reporting.domain.disclosure import CellProof, Proof, Verdict
from reporting.models import Audience, Edition
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db

OUT_OF_TIME = Proof((CellProof("a", 3, None, None, Verdict.NOT_PROVEN),))


def test_a_public_edition_without_proof_is_refused_and_leaves_nothing(
    nottingham: Council, approver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_figure(nottingham, "living-in-foster-care", "2020-21 Q4", of=(400, 684))

    def out_of_time(*args: object) -> Shield:
        return Shield(proven_shield(*args).shown, OUT_OF_TIME)  # type: ignore[arg-type]

    pack = quarterly.quarterly_pack(nottingham, quarter(2020, 4), Audience.PUBLIC)
    assert pack.is_proven
    monkeypatch.setattr(shields, "proven_shield", out_of_time)
    with pytest.raises(PackError, match="not enough time to prove"):
        publish_pack(
            council=nottingham, quarter=quarter(2020, 4), audience=Audience.PUBLIC, by=approver
        )
    assert not Edition.objects.exists()
