"""Every address of the project, walked by a stranger, by another council and by wrong roles.

An address with a part that has no sample here fails loudly: add it to access_samples.py, a
real object of Nottingham whenever the part names one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import ApiToken, Council, Membership, Role, User
from performance.models import Theme, ThemeOfficer

from .access_samples import NOW, OWNED, sample_of
from .accounts.conftest import png
from .callers import PUBLIC as PUBLIC_FIGURES
from .callers import caller

pytestmark = pytest.mark.django_db

# Pages that a stranger may see, and why.
PUBLIC = {
    "accounts:accessibility": "the accessibility statement of the site",
    "accounts:privacy": "the privacy notice of the site",
    "account_login": "the way in",
    "mfa_login_webauthn": "the way in with a passkey",
    "openid_connect_login": "the way to the council's own sign-in, where there is one",
    "openid_connect_callback": "the way back; needs what that sign-in answered",
    "account_logout": "leads to the first page, which asks to sign in",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "says to look for an email",
    "account_reset_password_from_key": "needs the secret link of an email",
    "account_reset_password_from_key_done": "says that the password is set",
    "api_description": "what other programs can read, and how: nothing of any council",
    "api:openapi-json": "the same for programs",
    "api:api-root": "nothing is there, in JSON",
    "api_nothing": "nothing is there, in JSON",
}
# Pages below a council's slug that are open to strangers, and why.
PUBLIC_OF_COUNCIL = {
    "accounts:council_accessibility": "a council's accessibility statement",
    "accounts:council_privacy": "a council's privacy notice",
    "reporting:published_list": "what the council has published",
    "reporting:edition_file": "a public edition",
    "boards:meeting_dates": "when the board meets",
    "boards:meetings_ics": "the same for calendars",
    "boards:meeting_ics": "one meeting for a calendar",
    "boards:meetings_atom": "the same for feed readers, with what was published",
    "boards:papers": "what was published of a meeting",
    "boards:paper": "a paper that was published",
    "boards:paper_page": "the same as a web page",
    "accounts:council_logo": "the brand, which stands on published papers",
}
# What a token for public figures reads. The samples' edition is the board's, so it is not there.
OPEN_TO_PUBLIC_TOKENS = {
    "api:councils": 200,
    "api:council": 200,
    "api:measures": 200,
    "api:measure": 200,
    "api:benchmarks": 200,
    "api:public_figures": 200,
    "api:editions": 200,
    "api:edition": 404,
    "api:edition_file": 404,
    "api:published_series": 200,
    "api:published_statistics": 200,
}


@dataclass(frozen=True)
class Address:
    """One named address: its parts, and the view behind it."""

    name: str
    parts: tuple[str, ...]
    view: Callable[..., HttpResponse]

    @property
    def is_of_council(self) -> bool:
        return "council" in self.parts and not self.is_of_api

    @property
    def is_of_api(self) -> bool:
        """Below, other programs come with tokens and are answered in JSON."""
        return self.name.startswith("api:")


# --- What there is ----------------------------------------------------------------------
def walk(patterns: list[Any], space: str, parts: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        here = (*parts, *_parts_of(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name or ''}", here, pattern.callback)


def _parts_of(pattern: Any) -> tuple[str, ...]:
    converters = tuple(pattern.pattern.converters)
    regex_groups = tuple(pattern.pattern.regex.groupindex)
    return tuple(dict.fromkeys((*converters, *regex_groups)))


ADDRESSES = list(walk(get_resolver().url_patterns, "", ()))
OF_COUNCIL = [address for address in ADDRESSES if address.is_of_council]
OF_API = [address for address in ADDRESSES if address.is_of_api and address.name not in PUBLIC]
every = pytest.mark.parametrize(
    "address",
    [address for address in ADDRESSES if address not in OF_API],
    ids=lambda address: address.name,
)
every_of_api = pytest.mark.parametrize("address", OF_API, ids=lambda address: address.name)
every_of_council = pytest.mark.parametrize(
    "address",
    [address for address in OF_COUNCIL if address.name not in PUBLIC_OF_COUNCIL],
    ids=lambda address: address.name,
)


def address_of(address: Address, under: Council, objects_of: Council) -> str:
    """The address under one council's slug with the objects of another (or the same) council."""
    parts: dict[str, Any] = {}
    for part in address.parts:
        sample = sample_of(address.name, part)
        if part == "council":
            parts[part] = under.slug
        elif sample is None:
            pytest.fail(f"{address.name}: no sample for “{part}”. Add it to access_samples.py.")
        else:
            parts[part] = sample(objects_of)
    return reverse(address.name, kwargs=parts)


def answers(client: Client, path: str) -> set[int]:
    """Status codes of GET and POST; 405 only says that a page takes the other of the two."""
    return {client.get(path).status_code, client.post(path).status_code} - {405}


# --- The walks --------------------------------------------------------------------------
def test_every_address_has_a_name():
    assert [
        address for address in ADDRESSES if not address.name or address.name.endswith(":")
    ] == []
    assert len(ADDRESSES) > 20


@every
def test_a_stranger_is_asked_to_sign_in(address, nottingham, officer):
    if address.name in PUBLIC or address.name in PUBLIC_OF_COUNCIL:
        pytest.skip("open to strangers, and listed")
    path = address_of(address, nottingham, nottingham)
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 302, f"{path}: {answer.status_code}"
        assert answer["Location"].startswith(reverse("account_login")), answer["Location"]


def test_the_list_of_open_pages_is_no_longer_than_it_must_be():
    names = {address.name for address in ADDRESSES}
    assert names >= PUBLIC.keys() | PUBLIC_OF_COUNCIL.keys()


@every_of_council
def test_every_page_of_a_council_is_guarded(address):
    assert getattr(address.view, "permission", ""), f"{address.name} lacks @council_page"


@pytest.fixture
def nottingham(nottingham: Council) -> Council:
    """With everything that an address may ask of the council itself."""
    nottingham.logo, nottingham.logo_type = png(), "image/png"
    nottingham.save()
    return nottingham


def everything_in(council: Council, user: User) -> User:
    Membership.objects.bulk_create(
        (Membership(user=user, council=council, role=role) for role in Role),
        ignore_conflicts=True,
    )
    ThemeOfficer.objects.bulk_create(
        ThemeOfficer(council=council, user=user, theme=theme) for theme in Theme.objects.all()
    )
    return user


@every_of_council
def test_the_samples_are_real_a_member_with_every_role_finds_each_page(
    address, nottingham, officer, client_of
):
    """Without this the walks below would be content with pages that nobody finds."""
    everything_in(nottingham, officer)
    found = client_of(officer).get(address_of(address, nottingham, nottingham)).status_code
    assert found in (200, 302, 405), f"{address.name}: {found}"


@every_of_council
def test_another_councils_member_finds_nothing(
    address, nottingham, exampleshire, officer, outsider, client_of
):
    everything_in(exampleshire, outsider)
    path = address_of(address, nottingham, nottingham)
    assert answers(client_of(outsider), path) == {404}, path


@pytest.mark.parametrize("address", OF_COUNCIL, ids=lambda address: address.name)
def test_an_object_of_one_council_does_not_open_under_another(
    address, nottingham, exampleshire, officer, outsider, client_of
):
    if not OWNED.keys() & set(address.parts):
        pytest.skip("its address names no object of a council")
    everything_in(exampleshire, outsider)
    path = address_of(address, exampleshire, nottingham)
    assert answers(client_of(outsider), path) == {404}, path


@pytest.mark.parametrize("address", OF_COUNCIL, ids=lambda address: address.name)
def test_a_council_that_does_not_exist_looks_like_one_that_is_not_yours(
    address, nottingham, officer, client_of
):
    path = address_of(address, nottingham, nottingham)
    missing = path.replace(f"/{nottingham.slug}/", "/no-such-council/", 1)
    assert answers(client_of(officer), missing) == {404}


@every_of_council
def test_a_member_in_a_wrong_role_is_refused(address, nottingham, officer, client_of):
    path = address_of(address, nottingham, nottingham)
    permission = getattr(address.view, "permission", "")
    for role in Role:
        member = User.objects.create_user(f"{role}@roles.example", None, name=role.label)
        Membership.objects.create(user=member, council=nottingham, role=role)
        if not member.has_perm(permission, nottingham):
            assert answers(client_of(member), path) == {403}, f"{path} as {role.label}"


# --- The walks of other programs ----------------------------------------------------------
def test_the_api_is_among_what_is_walked():
    assert len(OF_API) >= 14


@every_of_api
def test_without_a_token_the_api_tells_nothing(address, nottingham, administrator, client_of):
    path = address_of(address, nottingham, nottingham)
    for client in (Client(), client_of(everything_in(nottingham, administrator))):
        answer = client.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/json"), path
        assert not answer.cookies
        assert client.post(path).status_code == 405


@every_of_api
def test_a_board_token_finds_each_operation_so_the_samples_are_real(
    address, nottingham, administrator
):
    path = address_of(address, nottingham, nottingham)
    assert caller(nottingham, administrator).get(path).status_code == 200, path


@every_of_api
def test_another_councils_token_finds_nothing(
    address, nottingham, exampleshire, administrator, outsider
):
    if "council" not in address.parts:
        pytest.skip("it is of no council, and the same for everybody")
    theirs = caller(exampleshire, everything_in(exampleshire, outsider))
    assert theirs.get(address_of(address, nottingham, nottingham)).status_code == 404
    if OWNED.keys() & set(address.parts):
        under_theirs = address_of(address, exampleshire, nottingham)
        assert theirs.get(under_theirs).status_code == 404, under_theirs


@every_of_api
def test_a_token_for_public_figures_opens_only_what_is_listed(address, nottingham, administrator):
    path = address_of(address, nottingham, nottingham)
    status = caller(nottingham, administrator, PUBLIC_FIGURES).get(path).status_code
    assert status == OPEN_TO_PUBLIC_TOKENS.get(address.name, 403), path


@every_of_api
@pytest.mark.parametrize("change", [{"revoked_at": NOW}, {"expires_on": dt.date(2021, 5, 16)}])
def test_a_token_that_is_over_opens_nothing(address, change, nottingham, administrator):
    ours = caller(nottingham, administrator)
    ApiToken.objects.update(**change)
    assert ours.get(address_of(address, nottingham, nottingham)).status_code == 401
