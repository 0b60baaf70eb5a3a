"""The door of the pages under /admin: who is signed in, whether their role may do this, and what a form asks for.

A form counts only with the word of its session, and the sign-in form only with the word in its cookie: no other site
can send one in a user's name. What a form asks for is decided by `editorial.Editors`.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique import times
from communique.editorial import Editors, Provider
from communique.errors import UsageError
from communique.model import Ruling, Session
from communique.site import (
    admin_queue,
    admin_removals,
    admin_report,
    admin_sources,
    admin_story,
    admin_text,
    admin_users,
    prefixes,
    words,
)
from communique.site.admin_provider import ByProvider
from communique.site.forms import Form, refused, said, same, see, taken, unkept
from communique.site.frame import Frame
from communique.site.language import NAMES, _
from communique.site.pages import admin as pages
from communique.site.pages import admin_event as event_page
from communique.site.pages import admin_queue as queue_page
from communique.site.pages import admin_refusals as refusal_page
from communique.site.pages import admin_removals as removal_pages
from communique.site.pages import admin_report as report_page
from communique.site.pages import admin_sources as source_pages
from communique.site.pages import admin_text as text_page
from communique.site.pages import admin_users as user_pages
from communique.site.roles import Act, may
from communique.site.signed_in import TOKEN

HOME, SIGN_IN = "/admin", "/admin/sign-in"
ACCOUNT, QUEUE, SOURCES, USERS = f"{HOME}/account", f"{HOME}/queue", f"{HOME}/sources", f"{HOME}/users"
SESSION, FORM = "communique-session", "communique-form"  # cookies

Page = Callable[[Frame, Request, Session], str | Response]
Again = Callable[[Frame, Request, Session, str, Form], str]
"""A page with the form that could not be done, and why not."""
Done = Callable[[Request, Form, Session], str | Response | None]
"""Does what a form asks for; the address to go on to or the page itself, None where nobody can decide this.
Raises UsageError."""


class Admin:
    """Answers under /admin."""

    def __init__(self, frame: Frame, editors: Editors, provider: Provider | None = None) -> None:
        self._frame, self._editors, self._provider = frame, editors, provider

    def pages(self) -> Iterator[tuple[str, Act, Page]]:
        """What is shown: the address, what one has to be allowed, the page."""
        yield HOME, "edit", pages.recent
        yield f"{HOME}/story", "edit", self._named
        yield f"{HOME}/story/{{story}}", "edit", pages.story
        yield f"{HOME}/story/{{story}}/text", "edit", self._text
        yield f"{HOME}/event", "edit", self._named_event
        yield f"{HOME}/event/{{event}}", "edit", event_page.event
        yield f"{HOME}/report", "edit", self._named_report
        yield f"{HOME}/report/{{report}}", "edit", report_page.report
        yield f"{HOME}/report/{{report}}/erase", "erase", report_page.erasing
        yield f"{HOME}/person", "erase", self._named_person
        yield f"{HOME}/person/{{person}}/erase", "erase", removal_pages.person
        yield f"{SOURCES}/{{source}}/erase", "erase", removal_pages.source
        yield f"{HOME}/refusals", "edit", refusal_page.refusals
        yield QUEUE, "release", queue_page.queue
        yield SOURCES, "sources", source_pages.sources
        yield USERS, "users", self._users
        yield ACCOUNT, "account", user_pages.account

    def forms(self) -> Iterator[tuple[str, Act, Again, Done]]:
        """What is decided: the address, what one has to be allowed, the page with the form, what is done."""
        yield f"{HOME}/story/{{story}}/text/{{act}}", "edit", self._text, self._text_decided
        yield f"{HOME}/story/{{story}}/{{act}}", "edit", pages.story, self._story_decided
        yield f"{HOME}/event/{{event}}/{{act}}", "edit", event_page.event, self._event_decided
        erase = partial(admin_report.erased, self._editors)
        yield f"{HOME}/report/{{report}}/erase", "erase", report_page.erasing, erase
        erase = partial(admin_removals.person, self._editors)
        yield f"{HOME}/person/{{person}}/erase", "erase", removal_pages.person, erase
        erase = partial(admin_removals.source, self._editors)
        yield f"{SOURCES}/{{source}}/erase", "erase", removal_pages.source, erase
        decided = partial(admin_report.decided, self._editors)
        yield f"{HOME}/report/{{report}}/{{act}}", "edit", report_page.report, decided
        yield f"{QUEUE}/{{act}}", "release", queue_page.queue, partial(admin_queue.decided, self._editors)
        yield f"{SOURCES}/{{act}}", "sources", source_pages.sources, self._sources_decided
        yield f"{USERS}/{{act}}", "users", self._users, partial(admin_users.decided, self._editors)
        yield ACCOUNT, "account", user_pages.account, partial(admin_users.own, self._editors)
        yield f"{ACCOUNT}/feeds", "account", user_pages.account, self._feeds

    def routes(self) -> Iterator[Route]:
        """The addresses. What each needs is looked up in `roles.MAY` before anything else is done."""
        yield Route(SIGN_IN, self._sign_in_page, methods=["GET"])
        yield Route(SIGN_IN, partial(self._posted, self._sign_in), methods=["POST"])
        yield Route(f"{HOME}/sign-out", partial(self._posted, self._sign_out), methods=["POST"])
        if self._provider is not None:
            base, usual = self._frame.base, self._frame.settings.language
            by = ByProvider(self._provider, self._editors, base, usual, self._signed, self._not_signed)
            yield from by.routes()
        for path, act, page in self.pages():
            yield Route(path, partial(self._shown, act, page), methods=["GET"])
        for path, act, again, done in self.forms():
            yield Route(path, partial(self._posted, partial(self._decided, act, again, done)), methods=["POST"])

    def _session(self, request: Request) -> Session | None:
        token = request.cookies.get(SESSION, "")
        session = self._editors.session(token) if token else None
        if session is not None and session.role != "reader":
            self._frame.views.own(request)
        return session

    def _allowed(self, request: Request, act: Act) -> Session | Response:
        """Who is signed in and may do this; else the answer that says why not."""
        session = self._session(request)
        if session is None:
            return see(SIGN_IN)
        return session if may(session.role, act) else unkept(user_pages.barred(self._frame, request, session), 403)

    def _shown(self, act: Act, page: Page, request: Request) -> Response:
        session = self._allowed(request, act)
        if isinstance(session, Response):
            return session
        shown = page(self._frame, request, session)
        return shown if isinstance(shown, Response) else unkept(shown)

    async def _posted(self, answer: Callable[[Request, Form], Response], request: Request) -> Response:
        form = await taken(request)
        return form if isinstance(form, Response) else await run_in_threadpool(answer, request, form)

    def _decided(self, act: Act, again: Again, done: Done, request: Request, form: Form) -> Response:
        session = self._allowed(request, act)
        if isinstance(session, Response):
            return session
        if not same(said(form, "form"), session.form):
            return refused(403, _("This form was not sent from the page it stands on."))
        try:
            leads = done(request, form, session)
        except UsageError as error:
            return unkept(again(self._frame, request, session, words.why(_("Not done: {error}."), error), form), 422)
        if isinstance(leads, Response):
            return leads
        return refused(404, _("There is no such decision.")) if leads is None else see(leads)

    def _sign_in_page(self, request: Request) -> Response:
        session = self._session(request)
        return self._asking(request) if session is None else see(home(session))

    def _asking(self, request: Request, problem: str = "", status: int = 200) -> Response:
        word = request.cookies.get(FORM) or secrets.token_urlsafe(24)
        provider = self._provider.name if self._provider else ""
        response = unkept(pages.sign_in(self._frame, request, word, problem, provider), status)
        self._bake(request, response, FORM, word)
        return response

    def _not_signed(self, request: Request, error: UsageError) -> Response:
        return self._asking(request, words.why(_("Not signed in: {error}."), error), 403)

    def _sign_in(self, request: Request, form: Form) -> Response:
        if not same(said(form, "form"), request.cookies.get(FORM, "")):
            return self._asking(request, _("This form was too old. Please try again."), 403)
        try:
            signed = self._editors.sign_in(said(form, "name"), said(form, "password"))
        except UsageError as error:
            return self._asking(request, words.why(_("Not signed in: {error}."), error), 429)
        if signed is None:
            return self._asking(request, _("Name or password is wrong."), 403)
        return self._signed(request, signed)

    def _signed(self, request: Request, signed: tuple[str, Session]) -> Response:
        """The first page of who is signed in, with the session."""
        token, session = signed
        response = see("/" if self._frame.settings.sign_in and session.role == "reader" else home(session))
        self._bake(request, response, SESSION, token, session)
        self._forget(response, FORM)
        return response

    def _sign_out(self, request: Request, form: Form) -> Response:
        session = self._session(request)
        if session is not None and not same(said(form, "form"), session.form):
            return refused(403, _("This form was not sent from the page it stands on."))
        self._editors.sign_out(request.cookies.get(SESSION, ""))
        response = see(SIGN_IN)
        self._forget(response, SESSION)
        return response

    def _named(self, frame: Frame, request: Request, session: Session) -> Response:
        """`/admin/story?id=`: an id or an address, typed."""
        return see(f"{HOME}/story/{quote(pages.id_in(request.query_params.get('id', '')), safe='') or 'none'}")

    def _named_event(self, frame: Frame, request: Request, session: Session) -> Response:
        """`/admin/event?id=`: an id, or the address of a timeline at an event."""
        return see(f"{HOME}/event/{quote(event_page.id_in(request.query_params.get('id', '')), safe='') or 'none'}")

    def _named_report(self, frame: Frame, request: Request, session: Session) -> Response:
        """`/admin/report?id=`: an id or an address, typed."""
        return see(f"{HOME}/report/{quote(report_page.id_in(request.query_params.get('id', '')), safe='') or 'none'}")

    def _named_person(self, frame: Frame, request: Request, session: Session) -> Response:
        """`/admin/person?id=`: a name in full, the key of a page or its address, typed."""
        key = removal_pages.key_in(request.query_params.get("id", ""))
        return see(f"{HOME}/person/{quote(key, safe='') or 'none'}/erase")

    def _text(
        self, frame: Frame, request: Request, session: Session, problem: str = "", form: Form | None = None
    ) -> str:
        """`/admin/story/{id}/text`: the words of the story's brief."""
        return text_page.text(frame, request, session, self._editors, problem, form)

    def _users(
        self, frame: Frame, request: Request, session: Session, problem: str = "", form: Form | None = None
    ) -> str:
        """`/admin/users`."""
        return user_pages.users(frame, request, session, self._editors.users(), problem, form)

    def _story_decided(self, request: Request, form: Form, session: Session) -> str | None:
        story, act = request.path_params["story"], request.path_params["act"]
        ruling = admin_story.ruled(self._editors, self._frame.zone, act, story, form, session.editor)
        stands = quote(self._frame.archive().settled(story), safe="")
        return None if ruling is None else f"{HOME}/story/{stands}?done={ruling.id}"

    def _event_decided(self, request: Request, form: Form, session: Session) -> str | None:
        event, act = request.path_params["event"], request.path_params["act"]
        ruling = admin_story.ruled_event(self._editors, act, event, form, session.editor)
        return None if ruling is None else f"{HOME}/event/{quote(event, safe='')}?done={ruling.id}"

    def _text_decided(self, request: Request, form: Form, session: Session) -> str | None:
        story, act = request.path_params["story"], request.path_params["act"]
        decided = admin_text.ruled(self._editors, act, story, form, session.editor)
        done = f"?done={decided.id}" if isinstance(decided, Ruling) else "?saved=1"
        return None if decided is None else f"{HOME}/story/{quote(story, safe='')}/text{done}"

    def _sources_decided(self, request: Request, form: Form, session: Session) -> str | Response | None:
        if request.path_params["act"] != "look":
            return admin_sources.decided(self._editors, request, form, session)
        found = admin_sources.looked(self._editors, form)
        return unkept(source_pages.found(self._frame, request, session, said(form, "address").strip(), found))

    def _feeds(self, request: Request, form: Form, session: Session) -> Response:
        """`/admin/account/feeds`: a private address of the feeds, shown this once."""
        token = self._editors.follow(session.editor)
        return unkept(user_pages.account(self._frame, request, session, feed=f"/feed.atom?{TOKEN}={token}"))

    def _paths(self, name: str) -> Sequence[str]:
        """Where a cookie is sent: to the pages here in each language alone; where only those who are signed in may
        read, the session goes to every page."""
        usual = self._frame.settings.language
        every = name == SESSION and self._frame.settings.sign_in
        return ["/"] if every else [prefixes.address(HOME, code, usual) for code in NAMES]

    def _forget(self, response: Response, name: str) -> None:
        for path in self._paths(name):
            response.delete_cookie(name, path=path)

    def _bake(
        self, request: Request, response: Response, name: str, value: str, session: Session | None = None
    ) -> None:
        secure = request.url.scheme == "https" or self._frame.base.startswith("https:")
        until = times.instant_of(session.until) if session else None
        age = int((until - self._frame.clock.now()).total_seconds()) if until else None
        for path in self._paths(name):
            response.set_cookie(name, value, max_age=age, path=path, secure=secure, httponly=True, samesite="lax")


def home(session: Session) -> str:
    """Where a user goes on to after signing in."""
    return HOME if may(session.role, "edit") else ACCOUNT
