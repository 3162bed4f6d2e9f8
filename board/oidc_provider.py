"""The organisation's own sign-in (OIDC): where it is, asking it who somebody is, and proving what it says.

What it says is believed only if it is signed by one of its own keys with a public-key algorithm, made for this
client, for this very attempt (nonce), and still fresh. Everything else is one and the same refusal to the person.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from config.settings import settings

_log = logging.getLogger(__name__)
_PATIENCE = 10.0
_KEPT = timedelta(hours=1)
_LEEWAY = 60
_LARGEST = 1_000_000
_AT_ONCE = BoundedSemaphore(8)
# With a shared secret, or with none, anybody at all could have signed.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class NotProven(Exception):
    """The provider did not say who this is, or could not be believed. What went wrong is for the log of the process."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What the provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    algorithms: tuple[str, ...]
    end_session_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The secrets of one attempt to sign in: none of them is used twice."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who the provider says it is: its number for the person, and a login where it tells one."""

    subject: str
    login: str


class Providers:
    """The provider and its keys, asked for once an hour."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._provider: tuple[datetime, Provider] | None = None
        self._keys: tuple[datetime, dict[str, Any]] | None = None

    def authorization_address(self, attempt: Attempt, now: datetime) -> str:
        """Where the browser has to go. Raises NotProven where the provider cannot be asked."""
        # Loaded here: nobody without such a sign-in should wait for it.
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        provider = self._discovered(now)
        address = prepare_grant_uri(
            provider.authorization_endpoint,
            client_id=settings().oidc_client_id,
            response_type="code",
            redirect_uri=return_address(),
            scope="openid profile",
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return str(address)

    def who(self, code: str, attempt: Attempt, now: datetime) -> Known:
        """Who came back with this code. Raises NotProven."""
        provider = self._discovered(now)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_address(),
            "code_verifier": attempt.verifier,
        }
        said = _asked(provider.token_endpoint, form)
        written = said.get("id_token")
        if not isinstance(written, str):
            raise NotProven("no id_token came with the token")
        return self._proven(provider, written, attempt, now)

    def end_address(self, now: datetime) -> str:
        """Where the browser has to go to be signed out there too; empty where the provider offers no such place or cannot be asked."""
        try:
            endpoint = self._discovered(now).end_session_endpoint
        except NotProven as problem:
            _log.warning("OIDC: %s", problem)
            return ""
        if not endpoint:
            return ""
        back = f"{settings().address.rstrip('/')}/sign-in?done=signed_out"
        asked = urlencode({"client_id": settings().oidc_client_id, "post_logout_redirect_uri": back})
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{asked}"

    def _proven(self, provider: Provider, written: str, attempt: Attempt, now: datetime) -> Known:
        from joserfc import jwt
        from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet

        algorithms = list(provider.algorithms)

        def decoded(keys: dict[str, Any]) -> Any:
            return jwt.decode(written, KeySet.import_key_set(keys), algorithms=algorithms)  # type: ignore[arg-type]

        try:
            try:
                token = decoded(self._key_set(provider, now))
            except (BadSignatureError, InvalidKeyIdError):
                # It may have changed its keys since.
                token = decoded(self._key_set(provider, now, again=True))
            claims = dict(token.claims)
            jwt.JWTClaimsRegistry(
                now=lambda: int(now.timestamp()),
                leeway=_LEEWAY,
                iss={"essential": True, "value": provider.issuer},
                aud={"essential": True, "value": settings().oidc_client_id},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True, "value": attempt.nonce},
            ).validate(claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise NotProven(f"the id_token is not to be believed: {type(error).__name__} {error}") from error
        audience = claims["aud"]
        if (
            isinstance(audience, list)
            and len(audience) > 1
            and claims.get("azp") != settings().oidc_client_id
        ):
            raise NotProven("the id_token is for several clients and was not asked for by this one")
        subject, login = claims["sub"], claims.get("preferred_username", "")
        if not isinstance(subject, str) or not subject:
            raise NotProven("the id_token names nobody")
        return Known(f"{provider.issuer}#{subject}", login if isinstance(login, str) else "")

    def _discovered(self, now: datetime) -> Provider:
        with self._lock:
            kept = self._provider
        if kept and now - kept[0] < _KEPT and kept[1].issuer == settings().oidc_issuer:
            return kept[1]
        issuer = settings().oidc_issuer
        said = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            if said["issuer"] != issuer:
                raise NotProven("the provider calls itself by another name than the settings")
            offered = said.get("id_token_signing_alg_values_supported", ["RS256"])
            provider = Provider(
                issuer,
                _web(said["authorization_endpoint"]),
                _web(said["token_endpoint"]),
                _web(said["jwks_uri"]),
                tuple(one for one in _ALGORITHMS if one in offered),
                _web_or_none(said.get("end_session_endpoint")),
            )
        except (KeyError, TypeError) as error:
            raise NotProven("the provider's description of itself is not whole") from error
        with self._lock:
            self._provider = now, provider
        return provider

    def _key_set(self, provider: Provider, now: datetime, *, again: bool = False) -> dict[str, Any]:
        with self._lock:
            kept = self._keys
        if kept and not again and now - kept[0] < _KEPT:
            return kept[1]
        keys = _asked(provider.jwks_uri)
        with self._lock:
            self._keys = now, keys
        return keys


def return_address() -> str:
    """Where the provider sends people back to; it has to be registered there."""
    return f"{settings().address.rstrip('/')}/sign-in/oidc/return"


def _secret() -> str:
    """The client's secret, empty for a client that has none. Raises NotProven where its file cannot be read."""
    file = settings().oidc_secret_file
    if not file:
        return ""
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotProven("the file of oidc_secret_file cannot be read") from error


def _asked(address: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    """What the provider answers; a form is posted in this client's name. Raises NotProven."""
    # A provider that hangs must not take all the hands of the board.
    if not _AT_ONCE.acquire(blocking=False):
        raise NotProven("too many wait for the provider already")
    try:
        # The provider stands in this network: no proxy leads there, and it sends nobody elsewhere.
        with httpx.Client(timeout=_PATIENCE, trust_env=False, follow_redirects=False) as client:
            answer = client.get(address) if form is None else _posted(client, address, form)
            answer.raise_for_status()
        if len(answer.content) > _LARGEST:
            raise NotProven("the provider's answer has no end")
        said = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotProven(f"the provider cannot be asked: {type(error).__name__}") from error
    finally:
        _AT_ONCE.release()
    if not isinstance(said, dict):
        raise NotProven("the provider's answer is not what it should be")
    return said


def _posted(client: httpx.Client, address: str, form: dict[str, str]) -> httpx.Response:
    name, secret = settings().oidc_client_id, _secret()
    if not secret:
        return client.post(address, data=form | {"client_id": name})
    # Both are written like parts of a form before they are joined (RFC 6749, 2.3.1).
    return client.post(address, data=form, auth=(quote(name, safe=""), quote(secret, safe="")))


def _web_or_none(address: object) -> str:
    # Signing in does not hang on where one signs out.
    is_web = isinstance(address, str) and address.startswith(("https://", "http://"))
    return str(address) if is_web else ""


def _web(address: object) -> str:
    # Who is asked over an encrypted line leads nobody on to an open one.
    lines = ("https://",) if settings().oidc_issuer.startswith("https://") else ("https://", "http://")
    if not isinstance(address, str) or not address.startswith(lines):
        raise NotProven("the provider gives an address that is none")
    return address
