import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.domain.slugs import RESERVED, why_refused


@pytest.mark.parametrize("slug", ["nottingham", "north-somerset", "council2"])
def test_a_plain_slug_is_taken(slug):
    assert why_refused(slug) is None


@pytest.mark.parametrize(
    "slug", ["", "Nottingham", "a b", "a--b", "-a", "a-", "a_b", "ünit", "a/b", "../etc", "a\n"]
)
def test_what_cannot_stand_in_an_address_is_refused(slug):
    assert "small letters" in (why_refused(slug) or "")


def test_too_long_and_reserved_are_refused():
    assert "too long" in (why_refused("a" * 51) or "")
    assert "kept for" in (why_refused("static") or "")


def first_parts(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found = set()
    for pattern in patterns:
        route = str(pattern.pattern)
        if route == "" and isinstance(pattern, URLResolver):
            found |= first_parts(pattern.url_patterns)
        else:
            found.add(route.split("/")[0])
    return {part for part in found if part and "<" not in part}


def test_every_first_part_of_our_own_addresses_is_reserved():
    parts = first_parts(get_resolver().url_patterns)
    assert "people" in parts
    assert parts <= RESERVED
