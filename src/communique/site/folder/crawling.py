"""From page to page of the site, into a folder."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from starlette.types import ASGIApp

from communique.errors import InputRefused, UsageError
from communique.model import Noun, Refusal
from communique.ports import Store
from communique.site.folder import described, index, rewriting
from communique.site.folder.asking import Answer, ask
from communique.site.folder.places import Place, Rules, place, relative, rooted, within
from communique.site.folder.shelf import Shelf
from communique.site.language import speaking

SEEDS = ("/", "/sitemap.xml", "/robots.txt", "/copy", "/search", "/static/search.js", "/sitemap/news.xml")
MISSING = "404.html"
TEXTS = frozenset({
    "application/xml", "application/json", "application/ld+json", "application/atom+xml", "application/rss+xml",
    "application/feed+json", "application/x-ndjson", "application/jsonl", "text/csv", "text/plain", "text/x-opml",
    "application/x-bibtex",
})  # fmt: skip
MOVED, STANDS = frozenset({301, 302, 307, 308}), frozenset({200, 410})
Progress = Callable[[str, int, int], None]


class Copied(Noun, frozen=True):
    """What became of a copy: its files, how many of them were written anew and removed, and the addresses that could
    not be had."""

    files: int
    pages: int
    written: int
    removed: int
    refusals: tuple[Refusal, ...] = ()


def copied(
    app: ASGIApp, store: Store, folder: Path, rules: Rules, progress: Progress = lambda step, done, total: None
) -> Copied:
    """The site of `app` over `store` as files in the folder. The application is one made with `exported`. Raises
    UsageError for a folder with other things in it; what cannot be had is in the result, and the rest is written."""
    with closing(Shelf(folder)) as shelf:
        return asyncio.run(Crawl(app, store, shelf, rules, progress).run())


class Crawl:
    """One copy being made."""

    def __init__(self, app: ASGIApp, store: Store, shelf: Shelf, rules: Rules, progress: Progress) -> None:
        self._app, self._store, self._shelf, self._rules, self._progress = app, store, shelf, rules, progress
        self._due, self._known = deque[Place](), set[str]()
        self._refused: dict[str, str] = {}
        self._stand: set[str] = set()  # pages that are there to be read

    async def run(self) -> Copied:
        """All pages, then what is made of all of them."""
        before = self._store.state()
        await self._missing()
        for address in (*SEEDS, *redirects(self._store)):
            self._find(address, "/")
        done = 0
        while self._due:
            await self._take(self._due.popleft())
            done += 1
            self._progress("copy", done, len(self._known))
        with speaking(self._rules.language):
            for name, body in index.files(self._store, self._stand):
                self._put(name, body)
        if self._store.state() != before:
            self._refused["the store"] = "it changed meanwhile, so pages may not fit each other; run it again"
        if not self._refused:
            self._shelf.tidy()  # what a refused page leads to may only have been missed
        refusals = tuple(Refusal(name=name, why=why) for name, why in self._refused.items())
        return Copied(
            files=len(self._shelf.named), pages=len(self._stand), written=self._shelf.written,
            removed=self._shelf.removed, refusals=refusals,
        )  # fmt: skip

    def _find(self, address: str, at: str) -> Place | str | None:
        """Where an address leads that stands on the page `at`; what stays is due."""
        path = within(address, at, self._rules.base)
        if path is None:
            return address
        found = place(path, self._rules)
        if found is not None and found.file not in self._known:
            self._known.add(found.file)
            self._due.append(found)
        return found

    async def _take(self, one: Place) -> None:
        """Ask for a place and put what is answered."""
        try:
            answer = await ask(self._app, self._rules.base, described.address(one.asked))
            if answer.status in MOVED:
                self._lead_on(one, answer)
            elif answer.status in STANDS or answer.kind == "text/html":
                self._put(one.file, self._turned(one, answer))
            if answer.status in STANDS and answer.kind == "text/html":
                self._stand.add(one.file)
                self._find(described.facts(one.asked) or "/", "/")
            elif answer.status not in STANDS | MOVED:
                self._refused[one.asked] = f"the site answers {answer.status}"
        except InputRefused as error:
            self._refused[error.name] = error.why
        except UsageError:
            raise  # the folder takes nothing more
        except Exception as error:  # a page that fails costs itself alone
            self._refused[one.asked] = f"{type(error).__name__}: {error}"

    def _turned(self, one: Place, answer: Answer) -> bytes:
        """The answer with its links turned."""

        def find(address: str) -> Place | str | None:
            return self._find(address, one.asked)

        if one.asked == described.ADDRESS:
            return described.document(answer.body)
        if answer.kind == "text/html":
            return rewriting.page(answer.body, find, lambda to: relative(to, one.file), self._whole)
        if answer.kind in TEXTS or (answer.kind.endswith(("+json", "+xml")) and not one.asked.startswith("/static/")):
            return rewriting.text(answer.body, self._rules.base, find, self._whole)
        return answer.body

    def _whole(self, to: Place) -> str:
        return rooted(to, f"{self._rules.base}/")

    def _lead_on(self, one: Place, answer: Answer) -> None:
        """A page that leads on, for what has moved."""
        to = self._find(answer.headers.get("location", ""), one.asked)
        if not isinstance(to, Place):
            raise InputRefused(one.asked, "it leads to nothing that stays")
        with speaking(self._rules.spoken(one.asked)):
            self._put(one.file, rewriting.moved(relative(to, one.file), self._whole(to)))

    async def _missing(self) -> None:
        """The page that file servers show for what is not there, whatever address was asked for."""
        answer = await ask(self._app, self._rules.base, "/404")

        def link(to: Place) -> str:
            return rooted(to, self._rules.root)

        self._put(MISSING, rewriting.page(answer.body, lambda address: self._find(address, "/"), link, self._whole))

    def _put(self, name: str, body: bytes) -> None:
        self._shelf.put(name, body)


def redirects(store: Store) -> Iterable[str]:
    """The addresses of stories that lead on or were withdrawn: no page links to them any more, but readers may."""
    stories = {story.id: story.redirect for story in store.stories()}
    for story, to in stories.items():
        seen = {story}
        while to is not None and to not in seen and stories.get(to) is not None:
            seen.add(to)
            to = stories[to]
        newest = store.brief(to or story)
        state = newest.state if newest is not None else "draft"
        if state == "withdrawn" or (to is not None and state == "released"):
            yield f"/story/{story}"
