"""A browser at the editors' pages."""

from html.parser import HTMLParser

from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from fastapi.testclient import TestClient
from httpx2 import Response

from communique import site
from communique.desk.editors import Editors
from communique.record import terms
from communique.store.sqlite import SqliteStore
from tests.site.conftest import SETTINGS, Fixed
from tests.site.shots import EDITOR, PASSWORD

HOSTILE = '"><script>alert(1)</script>'


class Fields(HTMLParser):
    """The hidden fields and the actions of a page's forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: set[str] = set()
        self.actions: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.words.add(given["value"] or "")
        if "formaction" in given or (tag == "form" and given.get("method") == "post"):
            self.actions.append(given.get("formaction") or given.get("action") or "")


class Desk:
    """A browser at the editors' pages of a filled newsroom."""

    def __init__(
        self, store: SqliteStore, settings: site.SiteSettings = SETTINGS, base: str = "https://desk.example"
    ) -> None:
        self.store, self.clock = store, Fixed()
        self.editors = Editors(store, self.clock)
        self.editors._hasher = PasswordHasher.from_parameters(CHEAPEST)
        app = site.create(store, self.clock, settings, editors=self.editors, offices=terms)
        self.client = TestClient(app, base_url=base, follow_redirects=False)

    def signed(self) -> "Desk":
        assert self.sign(PASSWORD).headers["location"] == "/admin"
        return self

    def sign(self, password: str, name: str = EDITOR, **more: str) -> Response:
        (word,) = Fields(self.client.get("/admin/sign-in").text).words
        form = {"form": word, "name": name, "password": password}
        return self.client.post("/admin/sign-in", data=form | more)

    def post(self, path: str, form: dict[str, object] | None = None, word: str | None = None) -> Response:
        if word is None:
            (word,) = Fields(self.client.get("/admin").text).words
        return self.client.post(path, data={"form": word, **(form or {})})

    def done(self, answer: Response) -> str:
        """The page that a decision leads to."""
        assert answer.status_code == 303, answer.text
        text = self.client.get(answer.headers["location"]).text
        assert 'role="status"' in text
        return text
