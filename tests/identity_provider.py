"""A little provider of identities (OIDC) on loopback: it asks nothing, and says what a test has it say."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.ports import free_port

CLIENT = "duban"
SECRET = "provider-secret-0815"


@dataclass
class IdentityProvider:
    """Who signs in there next, and what is wrong with what it says: the tests set it."""

    url: str
    subject: str = "p-0007"
    login: str = "lijing"
    claims: dict[str, Any] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    signs_with: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    forged: str = ""
    keys: list[RSAKey] = field(default_factory=list)
    calls_itself: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    breaks: bool = False
    ends_at: str = ""

    def __post_init__(self) -> None:
        self.keys = [self.signs_with]

    def id_token(self, nonce: str) -> str:
        """What it says of the person, as it is signed."""
        now = int(time.time())
        said = {
            "iss": self.url,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "preferred_username": self.login,
        } | self.claims
        said = {name: value for name, value in said.items() if name not in self.left_out}
        if self.forged == "none":
            return _unsigned(said)
        if self.forged == "HS256":
            return _signed_with_the_public_key(said, self.signs_with.as_pem(private=False))
        return jwt.encode({"alg": "RS256", "kid": self.signs_with.kid}, said, self.signs_with)


def _unsigned(said: dict[str, Any]) -> str:
    return f"{_part(json.dumps({'alg': 'none', 'typ': 'JWT'}).encode())}.{_part(json.dumps(said).encode())}."


def _signed_with_the_public_key(said: dict[str, Any], key: bytes) -> str:
    head = json.dumps({"alg": "HS256", "kid": "one", "typ": "JWT"}).encode()
    whole = f"{_part(head)}.{_part(json.dumps(said).encode())}"
    return f"{whole}.{_part(hmac.new(key, whole.encode(), hashlib.sha256).digest())}"


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _app(provider: IdentityProvider) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def description() -> dict[str, Any]:
        provider.asked.append("description")
        return {
            "issuer": provider.calls_itself or provider.url,
            "authorization_endpoint": f"{provider.url}/authorize",
            "token_endpoint": f"{provider.url}/token",
            "jwks_uri": f"{provider.url}/keys",
            **({"end_session_endpoint": provider.ends_at} if provider.ends_at else {}),
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        provider.asked.append("keys")
        return {"keys": [key.as_dict(private=False) for key in provider.keys]}

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        code = secrets.token_urlsafe(16)
        provider.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=303)

    @app.post("/token")
    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        provider.asked.append("token")
        if provider.breaks:
            return Response("<html>out of order</html>", status_code=500)
        # A code is good once.
        asked = provider.codes.pop(form.get("code", ""), None)
        known = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if (
            asked is None
            or request.headers.get("authorization") != known
            or asked.get("code_challenge_method") != "S256"
            or asked.get("code_challenge") != challenge
            or asked.get("redirect_uri") != form.get("redirect_uri")
        ):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        said = {"access_token": "x", "token_type": "Bearer", "id_token": provider.id_token(asked["nonce"])}
        return JSONResponse(said)

    return app


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A provider that really answers, until the end of the block."""
    port = free_port()
    provider = IdentityProvider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(
        uvicorn.Config(_app(provider), host="127.0.0.1", port=port, log_level="critical", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)


def query_of(address: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
