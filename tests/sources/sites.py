"""Fictional sites, each with the address given and what is to be found behind it, in order."""

from collections.abc import Mapping
from typing import NamedTuple

from .conftest import Serve, body, status

SOFT_404 = body("<html><head><title>Not here</title></head><body><p>Sorry, that page is not here.</p></body></html>")


class Site(NamedTuple):
    """A site: `pages` by path (`*` answers all others), `at` the path asked, `found` the kinds and paths."""

    name: str
    found: str
    pages: Mapping[str, Serve]
    at: str = "/"


def feed(about: str, *, full: bool = False, language: str = "", title: str = "Wire") -> Serve:
    text = "<content:encoded>" + "The ministers met and talked. " * 60 + "</content:encoded>" if full else ""
    items = "".join(
        f"<item><title>{about} {n}</title><link>/{about}/{n}</link>"
        f"<description>In short.</description>{text}</item>" for n in range(3)
    )  # fmt: skip
    told = f"<language>{language}</language>" if language else ""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return body(f"<rss version='2.0' {space}><channel><title>{title}</title>{told}{items}</channel></rss>", "text/xml")


def atom(about: str) -> Serve:
    items = "".join(f'<entry><title>{about} {n}</title><link href="/{about}/{n}"/></entry>' for n in range(3))
    return body(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{items}</feed>', "text/xml")


def page(*inside: str, head: str = "", lang: str = "en", **headers: str) -> Serve:
    return body(f'<html lang="{lang}"><head><title>Isles</title>{head}</head><body>{"".join(inside)}</body>', **headers)


def link(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}">'


def a(href: str, text: str = "Our news by RSS reader") -> str:
    return f'<p><a href="{href}">{text}</a></p>'


def sitemap(news: bool = False) -> Serve:
    extra = "<news:news><news:title>A</news:title></news:news>" if news else ""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    space += ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return body(f"<urlset {space}><url><loc>/news/1</loc>{extra}</url></urlset>", "text/xml")


def robots(*sitemaps: str) -> Serve:
    return body("User-agent: *\nDisallow: /private\n" + "".join(f"Sitemap: {one}\n" for one in sitemaps), "text/plain")


LIST = "<ul>" + "".join(f"<li><a href='/n/{n}'>Minister receives envoy number {n}</a></li>" for n in range(5)) + "</ul>"
ARTICLE = '<meta property="og:type" content="article">'
TEXT = "<article><h1>Ministers meet</h1><p>They met and talked about the river.</p></article>"
JSON = body('{"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [{"url": "/j/1"}]}', "text/plain")
MISSING = status(404)

SITES = (
    # what pages name
    Site("link-element", "feed /f.xml", {"/": page(head=link("/f.xml")), "/f.xml": feed("a")}),
    Site("link-header", "feed /f", {
        "/": page(Link='</f>; rel="alternate"; type="application/atom+xml"'), "/f": atom("a")}),
    Site("link-header-among-others", "feed /f", {
        "/": page(Link='</s.css>; rel=preload; as=style, </f>; type="application/rss+xml"; rel=alternate'),
        "/f": feed("a")}),
    Site("visible-rss-text", "feed /listen", {"/": page(a("/listen", "RSS")), "/listen": feed("a")}),
    Site("visible-feed-path", "feed /blog/feed/", {"/": page(a("/blog/feed/")), "/blog/feed/": feed("a")}),
    Site("visible-atom-file", "feed /news.atom", {"/": page(a("news.atom", "Follow")), "/news.atom": atom("a")}),
    Site("visible-xml-file", "feed /out/press.xml", {
        "/": page(a("/out/press.xml", "Follow")), "/out/press.xml": feed("a")}),
    Site("visible-query", "feed /index.php?format=feed", {
        "/": page(a("/index.php?format=feed", "Follow us")), "/index.php?format=feed": feed("a")}),
    Site("visible-picture", "feed /out", {
        "/": page('<a href="/out"><img alt="RSS Feed" src="rss.png"></a>'), "/out": feed("a")}),
    Site("visible-scheme", "feed /f.rss", {
        "/": page(a("feed:/f.rss", "RSS"), a("/f.rss", "RSS")), "/f.rss": feed("a")}),
    Site("page-of-feeds", "feed /feeds/all.xml, feed /feeds/asia.xml", {
        "/": page(a("/rss", "RSS")), "/rss": page(a("/feeds/asia.xml", "Asia"), a("/feeds/all.xml", "All")),
        "/feeds/asia.xml": feed("asia"), "/feeds/all.xml": feed("all")}),
    Site("base-element", "feed /en/f.xml", {
        "/": page(head='<base href="/en/">' + link("f.xml")), "/en/f.xml": feed("a")}),
    Site("json-feed", "feed /f", {"/": page(head=link("/f", "application/feed+json")), "/f": JSON}),
    Site("names-a-page-as-feed", "feed /real.xml", {
        "/": page(head=link("/fake.xml") + link("/real.xml")), "/fake.xml": SOFT_404, "/real.xml": feed("a")}),
    Site("visible-dead-link", "page /", {"/": page(LIST, a("/dead.xml", "RSS"))}),
    Site("stylesheet-is-no-feed", "page /", {"/": page(LIST, head='<link rel="stylesheet" href="/feed.xml">')}),
    Site("a-strangers-feed", "page /", {"/": page(LIST, a("https://stranger.example/feed.xml", "RSS"))}),
    # ranking
    Site("comments-last", "feed /f, feed /comments/f", {
        "/": page(head=link("/comments/f") + link("/f")), "/f": feed("a"), "/comments/f": feed("b")}),
    Site("comments-by-title", "feed /two, feed /one", {
        "/": page(head=link("/one") + link("/two")), "/one": feed("c", title="Comments for Isles"), "/two": feed("a")}),
    Site("tag-last", "feed /feed, feed /tag/fish/feed", {
        "/": page(head=link("/tag/fish/feed") + link("/feed")), "/feed": feed("a"), "/tag/fish/feed": feed("b")}),
    Site("tag-when-asked", "feed /tag/fish/feed, feed /feed", {
        "/tag/fish/": page(head=link("/feed") + link("/tag/fish/feed")),
        "/feed": feed("a"), "/tag/fish/feed": feed("b")}, at="/tag/fish/"),
    Site("section-first", "feed /world/rss, feed /rss, feed /sport/rss", {
        "/world/": page(head=link("/sport/rss") + link("/rss") + link("/world/rss")),
        "/sport/rss": feed("s"), "/rss": feed("a"), "/world/rss": feed("w")}, at="/world/"),
    Site("section-in-file-name", "feed /feeds/world.xml, feed /feeds/all.xml", {
        "/en/world": page(head=link("/feeds/all.xml") + link("/feeds/world.xml")),
        "/feeds/all.xml": feed("a"), "/feeds/world.xml": feed("w")}, at="/en/world"),
    Site("whole-site-at-home", "feed /rss, feed /sport/rss", {
        "/": page(head=link("/sport/rss") + link("/rss")), "/rss": feed("a"), "/sport/rss": feed("s")}),
    Site("language-first", "feed /two, feed /one", {
        "/": page(head=link("/one") + link("/two"), lang="fr"),
        "/one": feed("a", language="en"), "/two": feed("b", language="fr-FR")}),
    Site("full-before-summary", "feed /full, feed /rss", {
        "/": page(head=link("/rss") + link("/full")), "/rss": feed("a"), "/full": feed("b", full=True)}),
    Site("dead-feed-last", "feed /two, feed /one", {"/": page(head=link("/one") + link("/two")), "/two": feed("a")}),
    # duplicates
    Site("same-items", "feed /rss", {
        "/": page(head=link("/rss") + link("/atom")), "/rss": feed("a"), "/atom": atom("a")}),
    Site("same-items-full-kept", "feed /b", {
        "/": page(head=link("/a") + link("/b")), "/a": feed("a"), "/b": feed("a", full=True)}),
    Site("redirect-to-the-same", "feed /f", {
        "/": page(head=link("/f") + link("/old")), "/f": feed("a"), "/old": status(302, Location="/f")}),
    Site("moved-for-good", "feed /new", {
        "/": page(head=link("/old")), "/old": status(301, Location="/new"), "/new": feed("a")}),
    # nothing is named
    Site("usual-place", "feed /feed", {"/": page("<p>Welcome</p>"), "/feed": feed("a")}),
    Site("usual-place-after-soft-404", "feed /rss.xml", {
        "/": page("<p>Welcome</p>"), "*": SOFT_404, "/rss.xml": feed("a")}),
    Site("usual-place-feed-json", "feed /feed.json", {"/": page("<p>Welcome</p>"), "/feed.json": JSON}),
    Site("robots-sitemap", "sitemap /maps/all.xml", {
        "/": page("<p>Welcome</p>"), "/robots.txt": robots("/maps/all.xml"), "/maps/all.xml": sitemap()}),
    Site("robots-news-sitemap-first", "sitemap /maps/news.xml", {
        "/": page("<p>Welcome</p>"), "/robots.txt": robots("/maps/all.xml", "/maps/news.xml"),
        "/maps/all.xml": sitemap(), "/maps/news.xml": sitemap(news=True)}),
    Site("feed-before-news-sitemap", "feed /f, sitemap /news.xml", {
        "/": page(head=link("/f")), "/f": feed("a"), "/robots.txt": robots("/all.xml", "/news.xml"),
        "/all.xml": sitemap(), "/news.xml": sitemap(news=True)}),
    Site("feed-alone-with-plain-sitemap", "feed /f", {
        "/": page(head=link("/f")), "/f": feed("a"), "/robots.txt": robots("/all.xml"), "/all.xml": sitemap()}),
    Site("sitemap-before-list", "sitemap /all.xml, page /", {
        "/": page(LIST), "/robots.txt": robots("/all.xml"), "/all.xml": sitemap()}),
    Site("usual-sitemap", "sitemap /news-sitemap.xml", {
        "/": page("<p>Welcome</p>"), "*": SOFT_404, "/news-sitemap.xml": sitemap(news=True)}),
    Site("a-sitemap-itself", "sitemap /news.xml", {"/news.xml": sitemap(news=True)}, at="/news.xml"),
    Site("a-feed-itself", "feed /f", {"/f": feed("a")}, at="/f"),
    Site("plain-list", "page /press", {"/press": page(LIST)}, at="/press"),
    # an article, and the front page
    Site("article", "feed /f", {
        "/n/1": page(TEXT, head=ARTICLE), "/": page(head=link("/f")), "/f": feed("a")}, at="/n/1"),
    Site("article-with-related", "feed /f", {
        "/n/1": page(TEXT, LIST, head=ARTICLE), "/": page(head=link("/f")), "/f": feed("a")}, at="/n/1"),
    Site("article-in-a-section", "feed /world/rss, feed /rss, feed /sport/rss", {
        "/world/2024/talks": page(TEXT, head=ARTICLE),
        "/": page(head=link("/sport/rss") + link("/rss") + link("/world/rss")),
        "/sport/rss": feed("s"), "/rss": feed("a"), "/world/rss": feed("w")}, at="/world/2024/talks"),
    Site("list-before-another-sections-feed", "page /press, feed /blog/feed", {
        "/press": page(LIST), "/": page(head=link("/blog/feed")), "/blog/feed": feed("a")}, at="/press"),
    Site("list-after-the-sites-feed", "feed /feed, page /press", {
        "/press": page(LIST), "/": page(head=link("/feed")), "/feed": feed("a")}, at="/press"),
)  # fmt: skip
