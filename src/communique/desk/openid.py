"""Signing in by OpenID Connect Core 1.0: authorization code flow, with PKCE (RFC 7636), state and nonce.

What a provider says is believed only where its ID token stands all checks: signed with a key of its own by RS256 or
ES256, issued by it, for us, in time, and with the nonce of this very sign-in. Keys are asked again when a token names
one that is not known, which is how providers change them.
"""

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from communique.config import OpenIDSettings
from communique.editorial import ProviderDoor
from communique.errors import ConfigError, FetchFailed, InputRefused, UsageError
from communique.model import Begun, Identified, Role
from communique.ports import Clock

if TYPE_CHECKING:
    from jwt import PyJWK

KINDS = {"RS256": "RSA", "ES256": "EC"}
"""The signatures that are taken, with the kind of key of each; never none, never one with a shared secret."""
LEEWAY = 60  # seconds by which two clocks may differ
KEPT = timedelta(hours=1)  # a provider's documents
AGAIN = timedelta(seconds=30)  # between two questions for keys because a token names one that is not known
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OpenID:
    """Implements `editorial.Provider`. Raises ConfigError for an issuer that is no address of https, or of http on this
    machine."""

    def __init__(self, told: OpenIDSettings, key: str, door: ProviderDoor, clock: Clock) -> None:
        parts = urlsplit(told.issuer)
        plain = parts.scheme == "http" and parts.hostname in LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or plain) or parts.query or parts.fragment:
            raise ConfigError("openid.issuer: an address of https without ? and #, as the provider itself calls it")
        if not told.client_id:
            raise ConfigError("openid.client_id: an issuer is set, but not as whom we ask it")
        self._told, self._key, self._door, self._clock = told, key, door, clock
        self.name = told.name
        self._lock = threading.Lock()
        self._known: tuple[datetime, dict[str, Any]] | None = None
        self._keys: tuple[datetime, list[dict[str, Any]]] | None = None

    def begin(self, back: str) -> Begun:
        """See `editorial.Provider`."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": self._told.client_id, "redirect_uri": back, "state": state,
            "scope": self._told.scopes, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        endpoint = self._document()["authorization_endpoint"]
        address = f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"
        return Begun(address=address, state=state, nonce=nonce, verifier=verifier)

    def finish(self, begun: Begun, answer: Mapping[str, str], back: str) -> Identified:
        """See `editorial.Provider`."""
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise UsageError("this sign-in was not begun in this browser, or too long ago; please begin again")
        if answer.get("iss", self._told.issuer) != self._told.issuer:
            raise self._refused("the answer is of another provider")  # RFC 9207
        if error := answer.get("error"):
            if error == "access_denied":
                raise UsageError("{name} did not let you in", name=self.name)
            raise UsageError("{name} answered {error}", name=self.name, error=repr(error[:40]))
        if not answer.get("code"):
            raise self._refused("the answer has no code")
        claims = self._verified(self._token(answer["code"], begun.verifier, back), begun.nonce)
        return self._identified(claims)

    def _token(self, code: str, verifier: str, back: str) -> str:
        document = self._document()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        ways = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = None
        if self._key and "client_secret_basic" in ways:
            basic = (_encoded(self._told.client_id), _encoded(self._key))
        else:
            form |= {"client_id": self._told.client_id} | ({"client_secret": self._key} if self._key else {})
        status, told = self._asked(lambda: self._door.post(document["token_endpoint"], form, basic))
        if status != 200:
            why = told.get("error")
            raise self._refused(f"it does not take the code ({why})" if isinstance(why, str) else "the code is refused")
        token = told.get("id_token")
        if not isinstance(token, str):
            raise self._refused("it gave no ID token")
        return token

    def _verified(self, token: str, nonce: str) -> dict[str, Any]:
        """The claims of an ID token that stands all checks of OpenID Connect Core 3.1.3.7. Raises UsageError."""
        import jwt

        try:
            head = jwt.get_unverified_header(token)
            algorithm = head.get("alg")
            if algorithm not in KINDS:
                raise self._refused("its ID token is not signed by RS256 or ES256")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._signing(head.get("kid"), KINDS[algorithm]).key,
                algorithms=[algorithm],
                audience=self._told.client_id,
                issuer=self._told.issuer,
                options={"require": ["exp", "iat", "aud", "iss", "sub"], "verify_exp": False, "verify_iat": False,
                         "verify_nbf": False},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise self._refused(f"its ID token does not stand: {_plain(error)}") from error
        self._in_time(claims)
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise self._refused("its ID token is for another sign-in")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", self._told.client_id if not several else None) != self._told.client_id:
            raise self._refused("its ID token was issued to somebody else")
        return claims

    def _in_time(self, claims: Mapping[str, Any]) -> None:
        """By the desk's clock."""
        now = self._clock.now().timestamp()
        times: dict[str, float] = {}
        for name in ("exp", "iat", "nbf"):
            value = claims.get(name, now)
            if not isinstance(value, int | float) or isinstance(value, bool):
                raise self._refused("its ID token has times that are none")
            times[name] = value
        if times["exp"] <= now - LEEWAY:
            raise self._refused("its ID token is out of date; is the clock of this machine right?")
        if max(times["iat"], times["nbf"]) > now + LEEWAY:
            raise self._refused("its ID token is from the future; is the clock of this machine right?")

    def _signing(self, kid: str | None, kind: str) -> "PyJWK":
        """The key that a token names, or where it names none the only one of its kind."""
        for anew in (False, True):
            fitting = [key for key in self._key_set(anew) if key.get("kty") == kind and key.get("use", "sig") == "sig"]
            found = [key for key in fitting if kid is None or key.get("kid") == kid]
            if len(found) == 1 or (found and kid is not None):
                from jwt import PyJWK

                return PyJWK(found[0], algorithm="RS256" if kind == "RSA" else "ES256")
        raise self._refused("its ID token is signed with a key that it does not publish")

    def _key_set(self, anew: bool) -> Sequence[dict[str, Any]]:
        with self._lock:
            now = self._clock.now()
            if self._keys is None or now - self._keys[0] > (AGAIN if anew else KEPT):
                told = self._asked(lambda: self._door.get(self._document()["jwks_uri"])).get("keys")
                if not isinstance(told, list):
                    raise self._refused("it publishes no keys")
                self._keys = now, [key for key in told if isinstance(key, dict)]
            return self._keys[1]

    def _document(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0)."""
        now = self._clock.now()
        if self._known is None or now - self._known[0] > KEPT:
            base = self._told.issuer.rstrip("/")
            told = self._asked(lambda: self._door.get(f"{base}/.well-known/openid-configuration"))
            if told.get("issuer") != self._told.issuer:
                raise self._refused("it calls itself by another issuer than the one that is set")
            for name in ENDPOINTS:
                value = told.get(name)
                scheme = urlsplit(value).scheme if isinstance(value, str) else ""
                if scheme not in ("https", urlsplit(base).scheme):
                    raise self._refused(f"it names no {name} that may be asked")
            self._known = now, told
        return self._known[1]

    def _asked(self, ask: Any) -> Any:
        try:
            return ask()
        except (FetchFailed, InputRefused) as error:
            raise UsageError("{name} cannot be asked at the moment: {why}", name=self.name, why=error.why) from error

    def _identified(self, claims: Mapping[str, Any]) -> Identified:
        email = claims.get("email")
        verified = isinstance(email, str) and claims.get("email_verified") in (True, "true")
        names = [claims.get(name) for name in ("name", "preferred_username", "email")]
        return Identified(
            subject=hashlib.sha256(f"{claims['iss']}\x1f{claims['sub']}".encode()).hexdigest(),
            name=next((name for name in names if isinstance(name, str) and name.strip()), str(claims["sub"])),
            email=email if verified else None,
            by_claim=bool(self._told.claim),
            role=self._role(claims),
        )

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that the claim gives."""
        value: Any = claims
        for part in self._told.claim.split(".") if self._told.claim else ():
            value = value.get(part) if isinstance(value, Mapping) else None
        held = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        by_role: tuple[tuple[Role, str], ...] = (
            ("admin", self._told.admin), ("editor", self._told.editor), ("reader", self._told.reader),
        )  # fmt: skip
        return next((role for role, wanted in by_role if wanted and wanted in held), None) if self._told.claim else None

    def _refused(self, why: str) -> UsageError:
        return UsageError("{name} could not prove who you are: {why}", name=self.name, why=why)


def _plain(error: Exception) -> str:
    """What is wrong with a token, in a few words and without the token."""
    words = {
        "InvalidSignatureError": "the signature is wrong",
        "InvalidIssuerError": "it is of another issuer",
        "InvalidAudienceError": "it is for somebody else",
        "MissingRequiredClaimError": "a claim is missing",
    }
    return words.get(type(error).__name__, "it cannot be read")


def _encoded(text: str) -> str:
    """As RFC 6749, 2.3.1 wants it before Basic."""
    return urlencode({"": text})[1:]
