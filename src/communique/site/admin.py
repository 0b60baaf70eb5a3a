"""The door of the editors' pages: who is signed in, what a form says, and answers that nobody keeps.

A form counts only with the word of its session, and the sign-in form only with the word in its cookie: no other site
can send one in an editor's name. What a form asks for is decided by `editorial.Editors`.
"""

import hmac
import secrets
from collections.abc import Callable
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from communique import times
from communique.editorial import Editors
from communique.errors import UsageError
from communique.lexicon.amendments import FIELDS
from communique.model import Ruling, Session
from communique.site import admin_text, bodies
from communique.site.frame import Frame
from communique.site.pages import admin as pages
from communique.site.pages import admin_event as event_page
from communique.site.pages import admin_text as text_page

HOME, SIGN_IN = "/admin", "/admin/sign-in"
SESSION, FORM = "communique-session", "communique-form"  # cookies
LARGEST = 500_000  # bytes of a form
LONGEST = 10.0  # seconds for it to come in
MOST = 5000  # fields

T = TypeVar("T")
Page = Callable[[Frame, Request, Session], str]
Form = dict[str, list[str]]
Again = Callable[[Frame, Request, Session, str, Form], str]
"""A page with the form that could not be done, and why not."""


class Admin:
    """Answers under /admin."""

    def __init__(self, frame: Frame, editors: Editors) -> None:
        self._frame, self._editors = frame, editors

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route(HOME, partial(self._shown, pages.recent), methods=["GET"]),
            Route(SIGN_IN, self._sign_in_page, methods=["GET"]),
            Route(SIGN_IN, partial(self._posted, self._sign_in), methods=["POST"]),
            Route(f"{HOME}/sign-out", partial(self._posted, self._sign_out), methods=["POST"]),
            Route(f"{HOME}/story", self._named, methods=["GET"]),
            Route(f"{HOME}/story/{{story}}", partial(self._shown, pages.story), methods=["GET"]),
            Route(f"{HOME}/story/{{story}}/text", partial(self._shown, self._text), methods=["GET"]),
            Route(f"{HOME}/story/{{story}}/text/{{act}}", partial(self._posted, self._decide_text), methods=["POST"]),
            Route(f"{HOME}/story/{{story}}/{{act}}", partial(self._posted, self._decide_story), methods=["POST"]),
            Route(f"{HOME}/event", self._named_event, methods=["GET"]),
            Route(f"{HOME}/event/{{event}}", partial(self._shown, event_page.event), methods=["GET"]),
            Route(f"{HOME}/event/{{event}}/{{act}}", partial(self._posted, self._decide_event), methods=["POST"]),
        ]

    def _session(self, request: Request) -> Session | None:
        token = request.cookies.get(SESSION, "")
        return self._editors.session(token) if token else None

    def _shown(self, page: Page, request: Request) -> Response:
        session = self._session(request)
        return see(SIGN_IN) if session is None else unkept(page(self._frame, request, session))

    async def _posted(self, answer: Callable[[Request, Form], Response], request: Request) -> Response:
        form = await taken(request)
        return form if isinstance(form, Response) else await run_in_threadpool(answer, request, form)

    def _sign_in_page(self, request: Request) -> Response:
        return see(HOME) if self._session(request) else self._asking(request)

    def _asking(self, request: Request, problem: str = "", status: int = 200) -> Response:
        word = request.cookies.get(FORM) or secrets.token_urlsafe(24)
        response = unkept(pages.sign_in(self._frame, request, word, problem), status)
        self._bake(request, response, FORM, word)
        return response

    def _sign_in(self, request: Request, form: Form) -> Response:
        if not same(said(form, "form"), request.cookies.get(FORM, "")):
            return self._asking(request, "This form was too old. Please try again.", 403)
        try:
            signed = self._editors.sign_in(said(form, "name"), said(form, "password"))
        except UsageError as error:
            return self._asking(request, f"Not signed in: {error}.", 429)
        if signed is None:
            return self._asking(request, "Name or password is wrong.", 403)
        token, session = signed
        response = see(HOME)
        self._bake(request, response, SESSION, token, session)
        response.delete_cookie(FORM, path=HOME)
        return response

    def _sign_out(self, request: Request, form: Form) -> Response:
        session = self._session(request)
        if session is not None and not same(said(form, "form"), session.form):
            return refused(403, "This form was not sent from the page it stands on.")
        self._editors.sign_out(request.cookies.get(SESSION, ""))
        response = see(SIGN_IN)
        response.delete_cookie(SESSION, path=HOME)
        return response

    def _named(self, request: Request) -> Response:
        """`/admin/story?id=`: an id or an address, typed."""
        return see(f"{HOME}/story/{quote(pages.id_in(request.query_params.get('id', '')), safe='') or 'none'}")

    def _named_event(self, request: Request) -> Response:
        """`/admin/event?id=`: an id, or the address of a timeline at an event."""
        return see(f"{HOME}/event/{quote(event_page.id_in(request.query_params.get('id', '')), safe='') or 'none'}")

    def _decide_story(self, request: Request, form: Form) -> Response:
        story = request.path_params["story"]
        decided = self._decided(request, form, pages.story, partial(self._ruled, request.path_params["act"], story))
        if isinstance(decided, Response):
            return decided
        return see(f"{HOME}/story/{quote(self._frame.archive().settled(story), safe='')}?done={decided.id}")

    def _decide_event(self, request: Request, form: Form) -> Response:
        event = request.path_params["event"]
        ruled = partial(self._ruled_event, request.path_params["act"], event)
        decided = self._decided(request, form, event_page.event, ruled)
        if isinstance(decided, Response):
            return decided
        return see(f"{HOME}/event/{quote(event, safe='')}?done={decided.id}")

    def _text(
        self, frame: Frame, request: Request, session: Session, problem: str = "", form: Form | None = None
    ) -> str:
        """`/admin/story/{id}/text`: the words of the story's brief."""
        return text_page.text(frame, request, session, self._editors, problem, form)

    def _decide_text(self, request: Request, form: Form) -> Response:
        story, act = request.path_params["story"], request.path_params["act"]
        decided = self._decided(request, form, self._text, partial(admin_text.ruled, self._editors, act, story))
        if isinstance(decided, Response):
            return decided
        done = f"?done={decided.id}" if isinstance(decided, Ruling) else "?saved=1"
        return see(f"{HOME}/story/{quote(story, safe='')}/text{done}")

    def _decided(
        self, request: Request, form: Form, page: Again, ruled: Callable[[Form, str], T | None]
    ) -> T | Response:
        """What an editor who is signed in decides by a form; else the answer that says why nothing was."""
        session = self._session(request)
        if session is None:
            return see(SIGN_IN)
        if not same(said(form, "form"), session.form):
            return refused(403, "This form was not sent from the page it stands on.")
        try:
            ruling = ruled(form, session.editor)
        except UsageError as error:
            return unkept(page(self._frame, request, session, f"Not done: {error}.", form), 422)
        return refused(404, "There is no such decision.") if ruling is None else ruling

    def _ruled_event(self, act: str, event: str, form: Form, by: str) -> Ruling | None:
        why = said(form, "why")
        match act:
            case "correct":
                given = {name: said(form, name) for name in FIELDS if name in form}
                return self._editors.correct(event, given, by, why)
            case "remove":
                return self._editors.remove(event, by, why)
            case "restore":
                return self._editors.restore(event, by, why)
            case "join":
                return self._editors.join(event, event_page.id_in(said(form, "other")), by, why)
        return None

    def _ruled(self, act: str, story: str, form: Form, by: str) -> Ruling | None:
        reports, why = form.get("report", []), said(form, "why")
        match act:
            case "merge":
                others = [pages.id_in(text) for text in (*form.get("story", []), said(form, "other")) if text.strip()]
                return self._editors.merge([story, *others], by, why)
            case "split":
                return self._editors.split(story, reports, by, why)
            case "move":
                return self._editors.move(reports, pages.id_in(said(form, "to")), by, why)[-1]
            case "pin":
                until = said(form, "until").strip()
                try:
                    end = times.end_of(until, self._frame.zone) if until else None
                except (ValueError, OverflowError):
                    raise UsageError(f"{until}: not a time") from None
                return self._editors.pin(story, by, why, end)
            case "unpin":
                return self._editors.unpin(story, by, why)
        return None

    def _bake(
        self, request: Request, response: Response, name: str, value: str, session: Session | None = None
    ) -> None:
        secure = request.url.scheme == "https" or self._frame.base.startswith("https:")
        until = times.instant_of(session.until) if session else None
        age = int((until - self._frame.clock.now()).total_seconds()) if until else None
        response.set_cookie(name, value, max_age=age, path=HOME, secure=secure, httponly=True, samesite="lax")


async def taken(request: Request) -> Form | Response:
    """What a form says, or why it is not taken."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return refused(415, "Only forms are taken here.")
    given = await bodies.taken(request, "form", LARGEST, LONGEST)
    if isinstance(given, bodies.NotTaken):
        return refused(*given)
    try:
        return parse_qs(given.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        return refused(400, "More fields than any of our forms has.")


def said(form: Form, name: str) -> str:
    """What stands in a field; empty where there is none."""
    return (form.get(name) or [""])[0]


def same(given: str, known: str) -> bool:
    """Whether two secret words are the same, in a time that tells nothing; none is like none."""
    return bool(known) and hmac.compare_digest(given.encode(), known.encode())


def unkept(html: str, status: int = 200) -> Response:
    """A page that no cache keeps."""
    kind = "text/html; charset=utf-8"
    return Response(html.encode("utf-8", "replace"), status, {"Cache-Control": "no-store"}, kind)


def see(path: str) -> Response:
    """Go on to another page."""
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})


def refused(status: int, why: str) -> Response:
    """No, in one line; the connection ends with it."""
    return PlainTextResponse(f"{why}\n", status, {"Cache-Control": "no-store", "Connection": "close"})
