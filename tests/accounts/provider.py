"""A real OpenID Connect provider on loopback, which demands PKCE as a careful one does."""

from __future__ import annotations

import base64
import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import oidc_provider_mock
import werkzeug.serving

Wsgi = Callable[[dict[str, Any], Any], Any]


@dataclass
class Provider:
    """`people` are subjects with their claims. What was asked at each end is kept."""

    people: dict[str, dict[str, Any]]
    address: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    exchanged: dict[str, str] = field(default_factory=dict)

    def app(self) -> Wsgi:
        users = [oidc_provider_mock.User(sub=sub, claims=said) for sub, said in self.people.items()]
        return self._with_pkce(oidc_provider_mock.app(user_claims=users))

    def _with_pkce(self, app: Wsgi) -> Wsgi:
        """RFC 7636: a code is exchanged only with the verifier of its challenge."""

        def guarded(environ: dict[str, Any], start: Any) -> Any:
            if environ["PATH_INFO"] == "/oauth2/authorize":
                self.asked = _first(environ["QUERY_STRING"])
            if environ["PATH_INFO"] == "/oauth2/token":
                body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
                environ["wsgi.input"] = io.BytesIO(body)
                self.exchanged = _first(body.decode())
                if not self._proved():
                    start("400 Bad Request", [("Content-Type", "application/json")])
                    return [b'{"error": "invalid_grant"}']
            return app(environ, start)

        return guarded

    def _proved(self) -> bool:
        digest = hashlib.sha256(self.exchanged.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (self.asked.get("code_challenge_method"), self.asked.get("code_challenge")) == (
            "S256",
            challenge,
        )


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def running(people: dict[str, dict[str, Any]]) -> Iterator[Provider]:
    provider = Provider(people)
    server = werkzeug.serving.make_server("localhost", 0, provider.app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    provider.address = f"http://localhost:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
