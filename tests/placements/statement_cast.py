"""A council with invented children, homes and a statement: loaded once, rolled back at the end."""

from __future__ import annotations

from contextlib import contextmanager

import pandas as pd
import pytest
from django.db import transaction
from django.test import override_settings

from accounts.models import Council
from placements.services.homes_example import load_example_homes
from placements.services.intake import securing
from reference.models import Area

from .synthetic import load_made_returns

# Every child of the made returns has a home here, as far as this directory of postcodes knows.
KNOWN = pd.DataFrame(
    {"east": [457_317.0], "north": [339_991.0], "district": ["E06000018"]}, index=["NG12DT"]
)


@contextmanager
def a_council_with_homes(folder):
    """Within it, and in a transaction that is rolled back, Nottingham has them."""
    keys = override_settings(COHORT_KEYS_DIR=folder / "keys", INTAKES_DIR=folder / "intakes")
    with keys, pytest.MonkeyPatch.context() as patched, transaction.atomic():
        patched.setattr(securing, "positions", lambda postcodes, tell: KNOWN)
        area, _ = Area.objects.get_or_create(
            code="E06000018", defaults={"name": "Nottingham", "kind": Area.Kind.AUTHORITY}
        )
        council = Council.objects.create(
            slug="nottingham", name="Nottingham City Council", area=area
        )
        load_made_returns(council, folder / "made")
        load_example_homes(council=council, seed=7)
        yield council
        transaction.set_rollback(True)
