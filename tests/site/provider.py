"""A provider of OpenID Connect on loopback, with real keys, that can also lie."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT, SECRET = "communique desk", "a secret: 100%"
WELL_KNOWN = "/.well-known/openid-configuration"


class Provider:
    """`user` are the claims of whoever signs in; `says` changes an answer by its path, `claims` a token's claims,
    `signs` the token itself."""

    def __init__(self, now: Callable[[], datetime], secret: str = SECRET) -> None:
        self.user: dict[str, Any] = {
            "sub": "u-1",
            "name": "Ana Lund",
            "email": "ana@desk.example",
            "email_verified": True,
        }
        self.says: dict[str, Callable[[dict[str, Any]], Any]] = {}
        self.claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.signs: Callable[[dict[str, Any]], str] = self.signed
        self.asked: list[str] = []
        self.slow = 0.0
        self.error = ""
        self._now, self._secret = now, secret
        self._codes: dict[str, dict[str, str]] = {}
        self.rotate("RS256")
        provider = self

        class Server(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, "")

            def do_POST(self) -> None:
                provider.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
        self._server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rotate(self, algorithm: str) -> None:
        """Another key, under another name."""
        self.algorithm, self.kid = algorithm, secrets.token_hex(4)
        rsa_, curve = algorithm == "RS256", ec.SECP256R1()
        self.key: Any = rsa.generate_private_key(65537, 2048) if rsa_ else ec.generate_private_key(curve)

    @property
    def public(self) -> dict[str, Any]:
        """The key as it is published."""
        made = RSAAlgorithm if self.algorithm == "RS256" else ECAlgorithm
        told: dict[str, Any] = made.to_jwk(self.key.public_key(), as_dict=True)
        return told | {"kid": self.kid, "use": "sig", "alg": self.algorithm}

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": self.kid})

    def answer(self, handler: BaseHTTPRequestHandler, body: str) -> None:
        path, query = urlsplit(handler.path).path, urlsplit(handler.path).query
        self.asked.append(path)
        time.sleep(self.slow)
        if path == "/authorize":
            handler.send_response(302)
            handler.send_header("Location", self.authorized({k: v[0] for k, v in parse_qs(query).items()}))
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        form = {k: v[0] for k, v in parse_qs(body).items()}
        status, told = {WELL_KNOWN: self.document, "/keys": self.keys}.get(path, lambda: self.token(handler, form))()
        told = self.says.get(path, lambda told: told)(told)
        sent = told if isinstance(told, bytes) else json.dumps(told).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(sent)))
        handler.end_headers()
        handler.wfile.write(sent)

    def document(self) -> tuple[int, dict[str, Any]]:
        places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return 200, {"issuer": self.issuer} | {name: self.issuer + path for name, path in places.items()}

    def keys(self) -> tuple[int, dict[str, Any]]:
        return 200, {"keys": [self.public]}

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser of somebody who has signed in here is sent."""
        assert asked["response_type"] == "code" and asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        if self.error:
            return f"{asked['redirect_uri']}?{urlencode({'error': self.error, 'state': asked['state']})}"
        code = secrets.token_hex(8)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def token(self, handler: BaseHTTPRequestHandler, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or asked["code_challenge"] != challenge.rstrip(b"=").decode():
            return 400, {"error": "invalid_grant"}
        if asked["redirect_uri"] != form["redirect_uri"] or not self.knows(handler, form):
            return 401, {"error": "invalid_client"}
        now = int(self._now().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        return 200, {"token_type": "Bearer", "id_token": self.signs(self.claims(claims | self.user))}

    def knows(self, handler: BaseHTTPRequestHandler, form: dict[str, str]) -> bool:
        """Whether a client that this provider knows asks."""
        given = handler.headers.get("Authorization", "")
        if not self._secret:
            return not given and form["client_id"] == CLIENT
        name, _, secret = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
        return (unquote(name.replace("+", " ")), unquote(secret.replace("+", " "))) == (CLIENT, self._secret)
