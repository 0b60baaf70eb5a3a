"""Signing in by a provider (OpenID Connect): where the browser is sent, and what it comes back with.

What it has to come back with stands in a cookie of this browser, so that nobody can be signed in as somebody else by a
link. There is no address to go on to in it: who is signed in is always led to the same page of ours.
"""

from collections.abc import Callable, Iterator
from threading import BoundedSemaphore
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from communique.editorial import Editors, Provider
from communique.errors import UsageError
from communique.model import Begun, Session
from communique.site import prefixes
from communique.site.language import NAMES, named, speaking, spoken

BEGIN, BACK = "/admin/sign-in/openid", "/admin/sign-in/openid/back"
BEGUN = "communique-openid"  # cookie
LASTS = 600  # seconds in which a sign-in that was begun may come back
T = TypeVar("T")
NOT_BEGUN = named("this sign-in was not begun in this browser, or too long ago; please begin again")
AT_ONCE = 4  # sign-ins that wait for the provider: more would hold up readers


class ByProvider:
    """Answers what has to do with the provider. `base` is the site's public address, `usual` the language without
    prefix, `signed` answers who is signed in, `refused` who is not, with why."""

    def __init__(
        self,
        provider: Provider,
        editors: Editors,
        base: str,
        usual: str,
        signed: Callable[[Request, tuple[str, Session]], Response],
        refused: Callable[[Request, UsageError], Response],
    ) -> None:
        self._provider, self._editors, self._base, self._usual = provider, editors, base, usual
        self._signed, self._refused = signed, refused
        self._waiting = BoundedSemaphore(AT_ONCE)

    def routes(self) -> Iterator[Route]:
        """The addresses."""
        yield Route(BEGIN, self._begin, methods=["GET"])
        yield Route(BACK, self._back, methods=["GET"])

    def _begin(self, request: Request) -> Response:
        try:
            begun = self._alone(lambda: self._provider.begin(self._base + BACK))
        except UsageError as error:
            return self._refused(request, error)
        response = RedirectResponse(begun.address, 303, {"Cache-Control": "no-store"})
        secure = request.url.scheme == "https" or self._base.startswith("https:")
        word = f"{begun.state}.{begun.nonce}.{begun.verifier}.{spoken().code}"
        response.set_cookie(BEGUN, word, max_age=LASTS, path=BEGIN, secure=secure, httponly=True, samesite="lax")
        return response

    def _back(self, request: Request) -> Response:
        """Back at an address that is the same in all languages: the cookie has the one it began in."""
        *begun, code = [*request.cookies.get(BEGUN, "").split(".")[:4], "", "", "", ""][:4]
        with speaking(code if code in NAMES else self._usual):
            response = self._ended(request, *begun)
            if "location" in response.headers:
                leads = prefixes.address(response.headers["location"], spoken().code, self._usual)
                response.headers["location"] = leads
        response.delete_cookie(BEGUN, path=BEGIN)
        return response

    def _ended(self, request: Request, state: str, nonce: str, verifier: str) -> Response:
        if not (state and nonce and verifier):
            return self._refused(request, UsageError(NOT_BEGUN))
        begun = Begun(address="", state=state, nonce=nonce, verifier=verifier)
        answer = {name: value[:4000] for name, value in request.query_params.items()}
        try:
            who = self._alone(lambda: self._provider.finish(begun, answer, self._base + BACK))
            return self._signed(request, self._editors.sign_in_as(who))
        except UsageError as error:
            return self._refused(request, error)

    def _alone(self, ask: Callable[[], T]) -> T:
        if not self._waiting.acquire(blocking=False):
            raise UsageError("too many sign in at this moment; try again")
        try:
            return ask()
        finally:
            self._waiting.release()
