"""Addresses of pages in other languages: `/fr/story/s-1` is `/story/s-1` in French. The language a site speaks without
a prefix is a setting. What is for machines (feeds, files, the API) has one address, without one, and so has what a
sign-in provider leads back to.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.site.language import ENGLISH, NAMES, speaking

BARE = re.compile(
    r"/(?:api|export|sitemap|static|view|websub|mcp|admin/sign-in/openid/back)(?:/|$)|.*/feed\.\w+$|/updates$"
    r"|.*\.(?:bib|csv|ics|json|jsonld|opml|parquet|png|svg|txt|webmanifest|xml)$"
)
LINKS = re.compile(r"(<(?:a|form|button)\b(?![^>]*\shreflang=)[^>]*?\s(?:href|action|formaction)=\")(/(?!/)[^\"]*)")


def is_page(path: str) -> bool:
    """Whether an address is that of a page for people, of which there is one in each language."""
    return BARE.match(path) is None


def address(path: str, code: str, usual: str) -> str:
    """The path of a page in a language; what is no page is the same in all."""
    return f"/{code}{path}" if code != usual and is_page(path.split("?")[0].split("#")[0]) else path


def linked(html: str, code: str, usual: str) -> str:
    """A page whose links to other pages keep its language."""
    if code == usual:
        return html
    return LINKS.sub(lambda found: found[1] + address(found[2], code, usual), html)


class Prefixes:
    """Takes the language off the address, lets the page be made in it, and puts it before where a redirect leads."""

    def __init__(self, app: ASGIApp, usual: str = ENGLISH) -> None:
        self.app = app
        self._usual = usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; other kinds of traffic pass as they are."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        code, path = self._parted(scope["path"])

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and code != self._usual:
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").startswith("/"):
                    headers["location"] = address(headers["location"], code, self._usual)
            await send(message)

        said = code if is_page(path) else ENGLISH
        with speaking(said):
            await self.app({**scope, "path": path, "raw_path": path.encode(), "language": said}, receive, sending)

    def _parted(self, path: str) -> tuple[str, str]:
        """The language of an address, and the rest of it."""
        _, code, *rest = [*path.split("/", 2), ""]
        below = f"/{rest[0]}"
        if code in NAMES and code != self._usual and is_page(below):
            return code, below
        return self._usual, path
