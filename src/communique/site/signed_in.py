"""A site for those alone who are signed in: asked of every request, before anything is answered or kept.

Who may read has a session, a key of the API, or a private address of a feed. Everybody may see the page to sign in at,
what pages look like, robots.txt and, as hubs, the addresses they call. No cache may keep what is answered to anybody.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.editorial import Editors
from communique.ports import Store
from communique.site import rates
from communique.site.forms import see
from communique.site.settings import CALLBACKS, READS

OPEN = ("/static/", CALLBACKS)
OPEN_PAGES = (
    "/admin/sign-in", "/admin/sign-in/openid", "/admin/sign-in/openid/back", "/admin/sign-out", "/robots.txt",
)  # fmt: skip
SIGN_IN, SESSION = "/admin/sign-in", "communique-session"
TOKEN = "reader"
"""What carries the token in a private address: `/feed.atom?reader=…`."""
SUBSCRIBED = (".atom", ".rss", "feed.json", ".ics")
"""How the addresses end that programs ask again and again without signing in."""


class SignedIn:
    """Lets requests of those through who may read."""

    def __init__(self, app: ASGIApp, store: Store, editors: Editors | None) -> None:
        self.app, self._store, self._editors = app, store, editors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        scope[READS] = await run_in_threadpool(self._reads, scope)
        answer = self.app if scope[READS] or path.startswith(OPEN) or path in OPEN_PAGES else turned_away(path)
        await answer(scope, receive, send if path.startswith("/static/") else private(send))

    def _reads(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        key = rates.given(headers)
        if key and self._store.key(rates.hashed(key)) is not None:
            return True
        if self._editors is None:
            return False
        session = cookie_parser(headers.get("cookie", "")).get(SESSION, "")
        if session and self._editors.session(session) is not None:
            return True
        token = QueryParams(scope["query_string"]).get(TOKEN, "")
        return bool(token) and scope["path"].endswith(SUBSCRIBED) and self._editors.follows(token)


def turned_away(path: str) -> Response:
    """What who is not signed in is answered: pages lead to where one signs in."""
    if path.startswith("/api/"):
        said = {"detail": "This desk is for those who are signed in, or have a key of the API."}
        return JSONResponse(said, 401, {"WWW-Authenticate": "Bearer"})
    if path.endswith(SUBSCRIBED):
        return PlainTextResponse("This feed has a private address for everybody who is signed in.\n", 401)
    return see(SIGN_IN)


def private(send: Send) -> Send:
    """Sends with the word that no cache may keep it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "private, no-store"
        await send(message)

    return sending
