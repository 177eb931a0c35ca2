"""The short name of a council in addresses: /nottingham/."""

from __future__ import annotations

import re

LONGEST = 50
# First parts of addresses that are not a council's, now or as far as can be foreseen.
_OURS = """
about accessibility account accounts admin api assets contact demo docs editions exports favicon
health help login logout media people privacy public published robots search settings sign-in
sign-out static status
"""
RESERVED = frozenset(_OURS.split())


def why_refused(slug: str) -> str | None:
    """Why a slug cannot be a council's, in words; None when it can."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        return (
            f"“{slug}” cannot stand in an address. Use small letters, digits and single hyphens "
            "between them, for example “north-somerset”."
        )
    if len(slug) > LONGEST:
        return f"“{slug}” is too long. Use at most {LONGEST} characters."
    if slug in RESERVED:
        return f"“{slug}” is kept for the product's own pages. Choose another."
    return None
