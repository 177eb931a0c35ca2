"""The API keeps to its own document: asked for what the document allows, and for what it forbids.

Schemathesis asks every operation in this process, through WSGI, as another program would. The same
requests every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from accounts.models import Council, User
from performance.services import publish_pack
from reference.domain.periods import quarter
from tests.callers import BOARD, PUBLIC, a_token
from tests.performance.figures import a_figure, a_return, a_target, switch_on

pytestmark = pytest.mark.django_db
EXAMPLES = 20
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
FILLED = {
    "council": lambda edition: "nottingham",
    "code": lambda edition: "visits-on-time",
    "name": lambda edition: edition.pdf.name,
    "edition": lambda edition: edition.pk,
}


@pytest.fixture
def filled(nottingham: Council, governance_officer: User) -> Any:
    """A council with something of everything that the API tells; the edition that it published."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, "care-leavers-in-custody", "2020-21-Q4", "3")
    a_figure(nottingham, "visits-on-time", "2020-21-Q3", quarter="2020-21-Q3")
    a_target(nottingham, "visits-on-time", "90")
    a_return(nottingham, "healthy", "2020-21-Q4", status="submitted")
    switch_on(nottingham, "suitable-home-19-21")
    return publish_pack(
        council=nottingham, quarter=quarter(2020, 4), audience="public", by=governance_officer
    )


@pytest.fixture
def document(filled: Any, settings: Any) -> Iterator[Any]:
    """The document as the site gives it out, for requests through WSGI. As in Django's own test
    client, a request leaves the connection, and so the test's transaction, open.
    """
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for moment in moments:
        moment.connect(close_old_connections)


MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.mark.parametrize("reads", [BOARD, PUBLIC])
def test_every_operation_keeps_to_the_document(
    reads: str, document: Any, filled: Any, administrator: User
) -> None:
    """All in one test: publishing the edition takes longer than asking a hundred times."""
    text = a_token(filled.council, administrator, reads)[1]
    headers = {"Authorization": f"Bearer {text}"}
    for operation in document.get_all_operations():
        found = asked_often(operation.ok(), headers, filled)
        assert found <= {200, 401, 403, 404, 422}
        assert found & {200, 403}, f"nothing was found at {operation.ok().path}"


def asked_often(operation: Any, headers: dict[str, str], edition: Any) -> set[int]:
    """Asks and checks each case; the status codes of the answers. First what there is, with nothing
    optional: what hypothesis draws hangs on the modules that were imported before. Half of its
    cases are what the document forbids, the header with the token among it.
    """
    seen: set[int] = set()

    def check(case: Any) -> None:
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS, headers=headers)
        seen.add(answer.status_code)

    names = [each.name for each in operation.path_parameters]
    check(operation.Case(path_parameters={name: FILLED[name](edition) for name in names}))
    cases = strategies.one_of(operation.as_strategy(generation_mode=mode) for mode in MODES)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, there=strategies.integers(0, 3))
    def ask(case: Any, there: int) -> None:
        if there and case.meta.generation.mode is GenerationMode.POSITIVE:
            # Mostly what there is, or every answer would be that nothing is there.
            case.path_parameters = {name: FILLED[name](edition) for name in case.path_parameters}
        check(case)

    ask()
    return seen
