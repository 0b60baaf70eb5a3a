"""What `source add URL` finds behind an address: the feed or sitemap it is, those it names, or a list page.

What is named is believed only when its bytes say so too: many sites answer any address with a page. A site that names
nothing is asked at a few usual places. All in all at most `MOST_ASKED` addresses are asked, besides robots.txt's own.
"""

import contextlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import lxml.html

from communique import feeds
from communique.errors import FetchFailed, FetchRefused, InputRefused, Unreadable
from communique.model import Source, SourceKind, identity, slug
from communique.ports import Answer, Fetch
from communique.sources import addresses, archives, folders, lists, named, sitemap_files
from communique.sources.ranking import OTHER, Named, fit, language_of, ranked

MOST_ASKED = 12  # addresses behind one
MOST_NAMED = 6  # feeds named by one site that are asked
LEAST_LISTED = 3  # articles of a list page


class Look:
    """One look behind an address: what is asked is counted, and each address is asked once."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._seen: dict[str, Answer | None] = {}

    def get(self, url: str) -> Answer:
        """Ask the address itself. Raises as `fetch` does."""
        self._seen[url] = None
        self._seen[url] = answer = self._fetch.get(url)
        return answer

    def maybe(self, url: str) -> Answer | None:
        """The answer of another address, or None where there is none or enough was asked."""
        if url not in self._seen and len(self._seen) < MOST_ASKED:
            with contextlib.suppress(InputRefused):
                self.get(url)
        return self._seen.get(url)


def discover(url: str, fetch: Fetch) -> tuple[Source, ...]:
    """The sources behind an address, the likeliest first; a path to a folder gives a folder, an archive is known as
    one by its first bytes.

    Raises FetchRefused and FetchFailed as `fetch` does, and Unreadable where there is neither feed nor list.
    """
    if folders.is_folder(url):
        return (Source(id=identity("o", url), url=url, kind="folder", publisher=folders.name(url)),)
    if archive := archives.found(url, fetch):
        return (archive,)
    look = Look(fetch)
    answer = _first(url, look)
    if feeds.looks_like(answer.body):
        return (_itself(answer),)
    if _is_sitemap(answer):
        return (_source(answer.url, "sitemap", addresses.site(answer.url), None),)
    found = _behind(answer, look)
    if not found:
        raise Unreadable(answer.url, "names no feed and no sitemap, is none, and holds no list of articles")
    return found


def whole(url: str) -> str:
    """An address as it may be typed, as one to ask: `feed:` taken off, https where no scheme is given."""
    url = re.sub(r"^feed:(?://(?=https?:))?(?=https?://)", "", url.strip(), flags=re.I)
    url = re.sub(r"^(feed|rss):(//)?", "https://", url, flags=re.I)
    return url if "://" in url else f"https://{url}"


def _first(url: str, look: Look) -> Answer:
    """The answer of the address itself; where no scheme was typed and https does not answer at all, over http."""
    address = whole(url)
    try:
        return look.get(address)
    except InputRefused as error:
        answered = isinstance(error, FetchFailed) and error.status is not None
        closed = isinstance(error, FetchRefused) and "robots.txt cannot be read" not in error.why
        if re.search(r"https?://", url, re.IGNORECASE) or answered or closed:
            raise
    return look.get(address.replace("https://", "http://", 1))


def _behind(answer: Answer, look: Look) -> tuple[Source, ...]:
    """What is behind a page: feeds, then sitemaps, then the page as a list; then the feeds that only the front page
    names and that are of another section than this list, and those that were named and cannot be had."""
    tree = lists.parsed(answer.body, answer.url)
    name, language = _site_name(tree) or addresses.site(answer.url), language_of(tree.get("lang"))
    is_article = named.is_article(tree)
    is_list = not is_article and len(lists.links(answer.body, answer.url)) >= LEAST_LISTED
    found = ranked(_asked(_names(answer, tree), look), answer.url, language)
    if any(one.feed for one in found):
        is_list = False
    else:
        found += ranked(_asked(_of_home(answer, look), look), answer.url, language)
    if not any(one.feed for one in found):
        found += _usual(answer.url, look)
    sound, failed = [one for one in found if one.feed], [one for one in found if not one.feed]
    other = [one for one in sound if is_list and fit(one.final, answer.url) == OTHER]
    maps = [_source(one, "sitemap", name, language) for one in _sitemaps(answer.url, look, bool(sound))]
    page = [_source(answer.url, "page", name, language)] if is_list else []
    first, last = ([_of(one, name, language) for one in some] for some in (_without(sound, other), [*other, *failed]))
    return tuple({source.url: source for source in (*first, *maps, *page, *last)}.values())


def _without(found: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    return [one for one in found if one not in others]


def _names(answer: Answer, tree: lxml.html.HtmlElement) -> dict[str, bool]:
    """The feeds an answer names: by header and link element, then by links that a reader sees; whether it is sure that
    they are feeds."""
    base = next((found for b in tree.iter("base") if (found := addresses.plain(b.get("href", ""), answer.url))), None)
    base = base or answer.url
    sure = dict.fromkeys((*named.by_header(answer), *named.by_element(tree, base)), True)
    told = {**dict.fromkeys(named.by_link(tree, base), False), **sure}
    return {address: address in sure for address in (*sure, *told) if address != answer.url}


def _of_home(answer: Answer, look: Look) -> dict[str, bool]:
    """The feeds that the site's front page names."""
    home = named.home(answer.url)
    page = look.maybe(home) if home != answer.url else None
    if page is None:
        return {}
    return {home: True} if feeds.looks_like(page.body) else _names(page, lists.parsed(page.body, page.url))


def _asked(names: Mapping[str, bool], look: Look) -> list[Named]:
    """What the named addresses are. The first page among them is looked into, since many sites have one of all their
    feeds; what is only a link to a reader and no feed is left out."""
    found: list[Named] = []
    waiting, inner = list(names.items())[:MOST_NAMED], False
    for by, (url, sure) in enumerate(waiting):
        answer = look.maybe(url)
        if answer is not None and feeds.looks_like(answer.body):
            found.append(_named(url, by, answer))
        elif sure and answer is None:
            found.append(Named(url=url, by=by, final=url))
        elif answer is not None and answer.body and not inner and not any(one.feed for one in found):
            inner, known = True, dict(waiting)
            more = _names(answer, lists.parsed(answer.body, answer.url)).items()
            waiting += [one for one in more if one[0] not in known][:MOST_NAMED]
    return found


def _named(url: str, by: int, answer: Answer) -> Named:
    try:
        feed = feeds.parse(answer.body, answer.url, answer.headers.get("content-type"))
    except InputRefused:
        return Named(url=url, by=by, final=answer.url)
    return Named(url=answer.moved or url, by=by, final=answer.url, feed=feed)


def _usual(url: str, look: Look) -> list[Named]:
    """A feed at one of the usual places, the first that is there."""
    for place in named.FEEDS:
        answer = look.maybe(urljoin(url, f"/{place}"))
        if answer is not None and feeds.looks_like(answer.body):
            return [_named(urljoin(url, f"/{place}"), 0, answer)]
    return []


def _sitemaps(url: str, look: Look, has_feed: bool) -> Iterator[str]:
    """The sitemap to take: of those in robots.txt the first that is one, else one at a usual place. Where there are
    feeds, only one of news that robots.txt names."""
    robots = look.maybe(urljoin(url, "/robots.txt"))
    told = named.sitemaps(robots.body.decode("utf-8", "replace"), url) if robots else []
    if has_feed:
        told = [one for one in told if named.is_news(one)]
    usual = [] if has_feed or told else [urljoin(url, f"/{place}") for place in named.SITEMAPS]
    for one in (*told[:2], *usual):
        answer = look.maybe(one)
        if answer is not None and _is_sitemap(answer):
            yield one
            return


def _is_sitemap(answer: Answer) -> bool:
    try:
        return sitemap_files.looks_like(answer.body)
    except zlib.error:
        return False


def _of(one: Named, name: str, language: str | None) -> Source:
    said = language_of(one.feed.language) if one.feed else None
    return _source(one.url, "feed", name, said or language)


def _itself(answer: Answer) -> Source:
    feed = feeds.parse(answer.body, answer.url, answer.headers.get("content-type"))
    return _source(answer.url, "feed", feed.title or addresses.site(answer.url), language_of(feed.language))


def _source(url: str, kind: SourceKind, publisher: str, language: str | None) -> Source:
    host = slug(addresses.site(url))
    path = urlsplit(url).path + urlsplit(url).query
    known = f"{host}-{identity('', path)[:4]}" if len(path) > 1 else host
    return Source(id=known, url=url, kind=kind, publisher=" ".join(publisher.split())[:200], language=language)


def _site_name(tree: lxml.html.HtmlElement) -> str | None:
    """What the page says its site is called: og:site_name, else the page's title."""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:site_name" and meta.get("content"):
            return str(meta.get("content"))
    return next((title.text for title in tree.iter("title") if title.text), None)
