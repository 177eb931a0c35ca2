"""What every page's frame needs: the council, and the sections that this person may open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, Any]:
    """`council` (None outside a council's pages), `roles`, whether the person has a choice of
    councils, and by whom else one can sign in.
    """
    return {
        "council": getattr(request, "council", None),
        "roles": getattr(request, "roles", frozenset()),
        "has_other_councils": getattr(request, "has_other_councils", False),
        "single_sign_on": settings.OIDC_NAME if settings.OIDC_SERVER_URL else "",
    }
