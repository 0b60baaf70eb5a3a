"""A site, a browser at it, and a provider of OpenID Connect beside it."""

from urllib.parse import urlsplit

import httpx2
from fastapi.testclient import TestClient
from httpx2 import Response

from communique import site
from communique.config import OpenIDSettings
from communique.desk.editors import Editors
from communique.desk.openid import OpenID
from communique.model import User
from communique.sources.provider import ProviderDoor
from communique.store.sqlite import SqliteStore
from tests.site.conftest import SETTINGS, Fixed
from tests.site.provider import CLIENT, SECRET, Provider

BEGIN, BACK = "/admin/sign-in/openid", "/admin/sign-in/openid/back"
CLAIMED = {"claim": "realm_access.roles", "admin": "desk-admins", "editor": "desk-editors", "reader": "desk-readers"}


class House:
    """A site, a browser at it, and a provider."""

    def __init__(self, store: SqliteStore, secret: str = SECRET, timeout: float = 20.0, **told: str) -> None:
        self.store, self.clock = store, Fixed()
        self.provider = Provider(self.clock.now, secret)
        settings = OpenIDSettings(issuer=self.provider.issuer, client_id=CLIENT, name="the Isles’ house", **told)
        self.editors = Editors(store, self.clock)
        self.openid = OpenID(settings, secret, ProviderDoor(timeout), self.clock)
        app = site.create(store, self.clock, SETTINGS, editors=self.editors, provider=self.openid)
        self.client = TestClient(app, base_url="https://desk.example", follow_redirects=False)
        store.put_user(User(name="Ana Lund", password="none", role="editor", email="ana@desk.example"))

    def close(self) -> None:
        self.client.close()
        self.provider.close()

    def begun(self, begin: str = BEGIN) -> str:
        """The address on which the provider sends the browser back."""
        begun = self.client.get(begin)
        assert begun.status_code == 303, begun.text
        return httpx2.get(begun.headers["location"], follow_redirects=False, trust_env=False).headers["location"]

    def sign(self) -> Response:
        back = urlsplit(self.begun())
        assert (back.scheme, back.netloc, back.path) == ("https", "desk.example", BACK)
        return self.client.get(f"{back.path}?{back.query}")

    def refused(self, *whys: str) -> None:
        """Nobody is signed in, and a person is told why."""
        answer = self.sign()
        assert answer.status_code == 403 and 'role="alert"' in answer.text, answer.text
        for why in whys:
            assert why in answer.text, answer.text
        assert list(self.store.sessions()) == [] and "communique-session" not in answer.headers.get("set-cookie", "")
