"""The feeds and sitemaps a page, its headers and robots.txt name. Nothing is asked here."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html

from communique.ports import Answer
from communique.sources.addresses import plain, site

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
FEEDS = ("feed", "rss", "rss.xml", "atom.xml", "feed.json")  # where feeds often are
SITEMAPS = ("news-sitemap.xml", "sitemap_news.xml", "sitemap.xml")
BY_NAME = re.compile(
    r"(^|[/._-])(feeds?|rss2?|atom|rdf)(\.(xml|json|rss|atom|rdf|php|aspx?))?/?$|\.(rss|atom|rdf)$", re.I
)
BY_QUERY = re.compile(r"(^|&)((feed|format|output|type|alt)=(rss|rss2|atom|xml|feed|json))(&|$)", re.I)
BY_TEXT = re.compile(
    r"\W*((rss|atom|xml|web|news)[\s-]*)?(rss|atom)([\s-]*(feeds?|flux|kanal|канал|[12]\.0))?\W*|\W*feeds?\W*", re.I
)
LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]*))*)")
PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]*))")
ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w*Article|BlogPosting|Report)"')


def by_header(answer: Answer) -> Iterator[str]:
    """Feeds that the answer's Link header names (RFC 8288)."""
    for target, told in LINK.findall(answer.headers.get("link", "")[:20_000]):
        said = {name.lower(): first or second for name, first, second in PARAMETER.findall(told)}
        if is_feed(said.get("rel"), said.get("type")) and (address := plain(target, answer.url)):
            yield address


def by_element(tree: lxml.html.HtmlElement, base: str) -> Iterator[str]:
    """Feeds that the page's link elements name."""
    for link in tree.iter("link"):
        if is_feed(link.get("rel"), link.get("type")) and (address := plain(link.get("href") or "", base)):
            yield address


def by_link(tree: lxml.html.HtmlElement, base: str) -> Iterator[str]:
    """What the page's visible links may name as feeds of the same publisher, by address or words."""
    for anchor in tree.iter("a", "area"):
        href = (anchor.get("href") or "").strip()
        address = plain(re.sub(r"^feed:(//)?(?=https?:)", "", href).replace("feed://", "https://", 1), base)
        if address is None or not related(address, base) or address == base:
            continue
        parts = urlsplit(address)
        said = anchor.get("title") or anchor.get("aria-label") or ""
        pictures = " ".join(image.get("alt") or "" for image in anchor.iter("img"))
        words = " ".join(f"{anchor.text_content()} {pictures}".split())
        by_words = any(BY_TEXT.fullmatch(text) for text in (words, said) if text)
        xml = parts.path.lower().endswith(".xml") and "sitemap" not in parts.path.lower()
        if by_words or xml or BY_NAME.search(parts.path) or BY_QUERY.search(parts.query):
            yield address


def sitemaps(robots: str, url: str) -> list[str]:
    """The sitemaps that a robots.txt names, those of news first."""
    told = (re.match(r"\s*sitemap\s*:\s*([^\s#]+)", line, re.I) for line in robots.splitlines())
    found = dict.fromkeys(address for one in told if one and (address := plain(one[1], url)))
    return sorted((one for one in found if related(one, url)), key=lambda one: not is_news(one))


def is_news(sitemap: str) -> bool:
    """Whether a sitemap's name says that it is of news."""
    return re.search(r"news|latest|actu|noticias", urlsplit(sitemap).path, re.I) is not None


def is_feed(rel: str | None, kind: str | None) -> bool:
    """Whether a link with this relation and type is one to a feed."""
    return "alternate" in (rel or "").lower().split() and (kind or "").lower().split(";")[0].strip() in FEED_TYPES


def is_article(tree: lxml.html.HtmlElement) -> bool:
    """Whether a page says that it is one article."""
    for meta in tree.iter("meta"):
        name, said = meta.get("property") or meta.get("name"), (meta.get("content") or "").strip().lower()
        if (name == "og:type" and said == "article") or (name == "article:published_time" and said):
            return True
    scripts = (script.text or "" for script in tree.iter("script") if script.get("type") == "application/ld+json")
    return any(ARTICLE.search(text) for text in scripts)


def related(address: str, url: str) -> bool:
    """Whether two addresses are of one publisher: of one host, or of hosts that end alike."""
    one, other = site(address), site(url)
    return one == other or one.split(".")[-2:] == other.split(".")[-2:]


def home(url: str) -> str:
    """The front page of an address's site."""
    return urljoin(url, "/")
