from collections import defaultdict
from pathlib import Path

import pytest

from communique.errors import FetchFailed, Unreadable
from communique.sources.discovery import MOST_ASKED, discover
from communique.sources.http import HttpFetch

from .conftest import Publisher, body
from .sites import SITES, SOFT_404, Site, a, feed, page

PAGE = """<html lang="en-GB"><head><title>The Daily | Home</title><meta property="og:site_name" content="The Daily">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" hreflang="fr" href="/fr">
<link rel="ALTERNATE" type="Application/Atom+XML; charset=utf-8" href="atom"></head><body></body></html>"""
LIST = "<html><head><title>Ministry</title></head><body><ul>" + "".join(
    f'<li><a href="/read-outs/{n}">The minister met the ambassador of country {n}</a></li>' for n in range(6)
)


def test_the_feeds_a_page_names_are_found_in_its_order(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/"] = body(PAGE)
    found = discover(publisher.url + "/", fetch)
    assert [source.url for source in found] == [publisher.url + "/feed.xml", publisher.url + "/atom"]
    assert {(source.kind, source.publisher, source.language) for source in found} == {("feed", "The Daily", "en")}
    assert len({source.id for source in found}) == 2


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><!-- c --><rss version="2.0"><channel><title>Wire</title></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title></feed>',
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": []}',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>Wire</title></channel></rdf:RDF>",
    ],
)
def test_an_address_that_is_a_feed_is_taken_as_one(content: str, fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/feed"] = body(content, "text/xml")
    (source,) = discover(publisher.url + "/feed", fetch)
    assert (source.kind, source.publisher) == ("feed", "Wire")


def test_a_list_of_articles_without_feed_is_a_page_source(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/"] = body(LIST)
    (source,) = discover(publisher.url + "/", fetch)
    assert (source.kind, source.publisher) == ("page", "Ministry")


def test_nothing_to_follow_is_said(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages |= {"/": body("<p>Nothing here</p>"), "/empty": body("")}
    for path in ("/", "/empty"):
        with pytest.raises(Unreadable):
            discover(publisher.url + path, fetch)
    with pytest.raises(FetchFailed):
        discover(publisher.url + "/missing", fetch)


def test_a_folder_is_found_without_asking_anyone(fetch: HttpFetch, tmp_path: Path) -> None:
    (source,) = discover(str(tmp_path), fetch)
    assert (source.kind, source.publisher) == ("folder", tmp_path.name)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_behind_each_site_is_found_what_fits_best_first(site: Site, fetch: HttpFetch, publisher: Publisher) -> None:
    others = site.pages.get("*")
    publisher.pages = defaultdict(lambda: others, site.pages) if others else dict(site.pages)
    found = discover(publisher.url + site.at, fetch)
    assert [f"{one.kind} {one.url.removeprefix(publisher.url)}" for one in found] == site.found.split(", ")
    asked = publisher.paths()
    redirects = site.name in ("redirect-to-the-same", "moved-for-good")
    assert len(asked) <= MOST_ASKED and (redirects or len(set(asked)) == len(asked))


@pytest.mark.parametrize("typed", ["{0}/f", "feed:http://{0}/f", "feed:{0}/f", "feed://{0}/f", " http://{0}/f "])
def test_an_address_is_taken_as_it_is_typed(typed: str, fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages["/f"] = feed("a")
    (source,) = discover(typed.format(publisher.url.removeprefix("http://")), fetch)
    assert source.url == publisher.url + "/f"


def test_a_site_that_names_a_thousand_feeds_is_asked_for_a_few(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages = defaultdict(lambda: SOFT_404, {"/": page(*(a(f"/{n}.xml", "RSS") for n in range(1000)))})
    with pytest.raises(Unreadable):
        discover(publisher.url + "/", fetch)
    assert len(publisher.paths()) <= MOST_ASKED
