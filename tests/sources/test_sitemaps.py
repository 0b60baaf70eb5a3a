import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest

from communique.clock import PlayedClock
from communique.errors import Unreadable
from communique.model import Page, PageState, Source, SourceState
from communique.sources import sitemap_files, sitemaps
from communique.sources.gather import gather, sound
from communique.sources.http import HttpFetch

from .conftest import Publisher, body, status

NOW = datetime(2024, 3, 24, 12, tzinfo=UTC)
URL = "https://harbour-news.example/sitemap.xml"
SITE = "https://harbour-news.example"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(*pages: tuple[str, str | None], site: str = SITE) -> str:
    """A sitemap of (path, lastmod)."""
    rows = "".join(
        f"<url><loc>{path if '://' in path else site + path}</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</url>"
        for path, at in pages
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACE}>{rows}</urlset>'


def index(*parts: tuple[str, str | None], site: str = SITE) -> str:
    rows = "".join(
        f"<sitemap><loc>{path if '://' in path else site + path}</loc>"
        f"{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>"
        for path, at in parts
    )
    return f"<sitemapindex {NAMESPACE}>{rows}</sitemapindex>"


def news(*pages: tuple[str, str, str]) -> str:
    rows = "".join(
        f"<url><loc>{SITE}{path}</loc><news:news><news:publication><news:name>Harbour News</news:name>"
        f"<news:language>pt</news:language></news:publication><news:publication_date>{at}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
        for path, at, title in pages
    )
    return f"<urlset {NAMESPACE} {NEWS}>{rows}</urlset>"


def paths(text: str | bytes, now: datetime = NOW) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [(entry.url or "").removeprefix(SITE) for entry in sitemaps.parse(data, URL, now).entries]


@pytest.mark.parametrize(
    ("text", "said", "latest"),
    [
        ("2024", None, "2025-01-01T00:00:00+00:00"),
        ("2024-12", None, "2025-01-01T00:00:00+00:00"),
        ("2024-03", None, "2024-04-01T00:00:00+00:00"),
        ("2024-03-22", "2024-03-22", "2024-03-23T00:00:00+00:00"),
        ("2024-03-22T10:00Z", "2024-03-22T10:00:00+00:00", "2024-03-22T10:00:00+00:00"),
        ("2024-03-22T10:00+08:00", "2024-03-22T10:00:00+08:00", "2024-03-22T02:00:00+00:00"),
        ("2024-03-22T10:00:05-05:00", "2024-03-22T10:00:05-05:00", "2024-03-22T15:00:05+00:00"),
        (" 2024-03-22T10:00:05.1234567Z ", "2024-03-22T10:00:05+00:00", "2024-03-22T10:00:05+00:00"),
        ("2024-13", None, None),
        ("0000", None, None),
        ("9999", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ],
)
def test_every_w3c_form_of_a_time_is_read(text: str, said: str | None, latest: str | None) -> None:
    found = sitemap_files.moment(text)
    assert (found[0], found[1].isoformat(timespec="seconds") if found[1] else None) == (said, latest)


def test_only_what_has_changed_within_some_days_is_taken_the_newest_first() -> None:
    text = urlset(
        ("/old", "2014-03-24"),
        ("/b", "2024-03-22"),
        ("/a", "2024-03-23T10:00Z"),
        ("/never", None),
        ("/edge", "2024-03"),
    )
    assert paths(text) == ["/edge", "/a", "/b"]
    assert len(sitemaps.parse(text.encode(), URL, NOW, days=5000).entries) == 4


def test_ten_years_of_archive_are_not_asked_for() -> None:
    begin = NOW - timedelta(days=3650)
    pages = [(f"/{n}", f"{begin + timedelta(hours=2 * n):%Y-%m-%dT%H:%MZ}") for n in range(43_801)]
    assert len(paths(urlset(*pages))) == 7 * 12 + 1


def test_news_entries_come_with_title_time_publication_and_language() -> None:
    found = sitemaps.parse(news(("/1", "2024-01-02T10:00:00-03:00", "Ministros &amp; embaixadores")).encode(), URL, NOW)
    (entry,) = found.entries
    assert (entry.title, entry.published) == ("Ministros & embaixadores", "2024-01-02T10:00:00-03:00")
    assert (found.publication, found.language) == ("Harbour News", "pt")


def test_pages_that_are_no_articles_are_left_out_unless_they_are_said_to_be_news() -> None:
    day = "2024-03-23"
    text = urlset(("/", day), ("/tag/ports", day), ("/file.pdf", day), ("/news/1", day), ("/authors/x", day))
    assert paths(text) == ["/news/1"]
    assert paths(news(("/tag/1", day, "On a tag"))) == ["/tag/1"]


def test_a_time_that_all_pages_share_says_nothing() -> None:
    assert paths(urlset(*((f"/{n}", "2024-03-24T03:00Z") for n in range(60)))) == [f"/{n}" for n in range(60)]
    entries = sitemaps.parse(urlset(*((f"/{n}", "2024-03-24T03:00Z") for n in range(60))).encode(), URL, NOW).entries
    assert {entry.updated for entry in entries} == {None}
    with pytest.raises(Unreadable, match="does not say when"):
        paths(urlset(*((f"/{n}", "2024-03-24T03:00Z") for n in range(600))))


@pytest.mark.parametrize(
    "text",
    [
        f"{SITE}/1\n{SITE}/2\r\n\n",
        f"\ufeff{SITE}/1\n  {SITE}/2",
        f"<urlset><url><loc>\n {SITE}/1 </loc></url><url><loc><![CDATA[{SITE}/2]]></loc></url></urlset>",
        f'<s:urlset xmlns:s="https://other.example/ns"><s:url><s:loc>{SITE}/1</s:loc></s:url>'
        f"<s:url><s:loc>{SITE}/2</s:loc></s:url></s:urlset>",
        f'<urlset xmlns:i="i"><url><i:image><i:loc>{SITE}/x.jpg</i:loc></i:image><loc>{SITE}/1</loc></url>'
        f"<!-- c --><url><loc>{SITE}/2</loc></url></urlset>",
        f"<urlset><url><loc>{SITE}/1</loc></url><url><loc>{SITE}/2</loc></url><url><loc>{SITE}/3",
        f"<urlset><url><loc>{SITE}/1</loc><lastmod/></url><url><loc>{SITE}/2</loc><x>a & b</x></url></urlset>",
    ],
)
def test_sitemaps_as_they_are_written(text: str) -> None:
    assert paths(text)[:2] == ["/1", "/2"]
    assert paths(gzip.compress(text.encode()))[:2] == ["/1", "/2"]
    if text.startswith("<?xml"):
        assert paths(text.encode("utf-16"))[:2] == ["/1", "/2"]


def test_utf_16_with_its_mark_is_read() -> None:
    text = urlset(("/1", None), ("/2", None)).replace("UTF-8", "UTF-16")
    assert paths(text.encode("utf-16")) == ["/1", "/2"]


def test_a_feed_can_be_a_sitemap() -> None:
    items = "".join(
        f"<item><link>{SITE}/{n}</link><pubDate>Sat, {n} Mar 2024 10:00:00 +0000</pubDate></item>" for n in (2, 9, 23)
    )
    assert paths(f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>") == ["/23"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html><body>no</body></html>", "no sitemap"),
        (b"", "no sitemap"),
        (b"\x00\x01\x02", "no sitemap"),
        (b"<", "no sitemap"),
        (b"{}", "no sitemap"),
        (b"\x1f\x8bbroken", "broken compression"),
        (
            b'<!DOCTYPE u [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>',
            "entities",
        ),
        (b"<urlset><url>" + b"<a/>" * 100_000, "without an end"),
    ],
)
def test_what_is_no_sitemap_is_said(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        sitemaps.parse(content, URL, NOW)


def test_a_bare_ampersand_breaks_no_address() -> None:
    assert paths(f"<urlset><url><loc>{SITE}/r?a=1&b=2</loc></url><url><loc>{SITE}/2</loc></url></urlset>")[1] == "/2"


def test_nesting_without_end_gives_nothing_and_ends() -> None:
    assert paths(b"<urlset>" + b"<url><loc>" * 100_000) == []


def test_a_gzip_bomb_is_refused_and_a_cut_one_is_read_as_far_as_it_goes() -> None:
    with pytest.raises(Unreadable, match="larger than 50 MB"):
        sitemaps.parse(gzip.compress(b"<urlset>" + b" " * 60_000_000), URL, NOW)
    whole = gzip.compress(urlset(*((f"/{n}", f"2024-03-23T{n % 24:02}:{n % 59:02}Z") for n in range(5000))).encode(), 1)
    assert 500 < len(paths(whole[: len(whole) // 2])) < 4000


def test_fifty_thousand_addresses_are_read_in_bounded_time_and_no_more_of_them() -> None:
    text = urlset(*((f"/{n}", f"2024-03-{18 + n % 7:02}T{n % 24:02}:{n % 60:02}:{n % 59:02}Z") for n in range(60_000)))
    begun = time.process_time()
    assert len(sitemap_files.parse(text.encode(), URL).named) == 50_000
    assert time.process_time() - begun < 15


def test_addresses_of_other_sites_are_refused_and_said() -> None:
    text = urlset(("https://elsewhere.example/1", "2024-03-23"), ("/1", "2024-03-23"))
    found = sitemaps.parse(text.encode(), URL, NOW)
    assert [entry.url for entry in found.entries] == [SITE + "/1"]
    assert found.stranger == "https://elsewhere.example/1"


class Reader:
    """Gathers a sitemap source again and again, remembering what the desk would."""

    def __init__(self, publisher: Publisher, fetch: HttpFetch, clock: PlayedClock) -> None:
        self.source = Source(id="harbour", url=publisher.url + "/sitemap.xml", kind="sitemap")
        self.fetch, self.clock, self.publisher = fetch, clock, publisher
        self.state, self.pages = SourceState(source="harbour"), dict[str, PageState]()

    def round(self) -> tuple[list[str], list[str]]:
        """The paths of pages that came, and why what was refused."""
        came: list[Page] = []
        found = gather(self.source, self.state, self.pages, self.fetch, self.clock.now(), came.append)
        self.state = found.state
        self.pages |= {state.url: state for state in found.page_states}
        return [page.url.removeprefix(self.publisher.url) for page in came], [r.why for r in found.refusals]


@pytest.fixture
def harbour(publisher: Publisher, fetch: HttpFetch, clock: PlayedClock) -> Reader:
    return Reader(publisher, fetch, clock)


def test_a_sitemap_is_a_source(harbour: Reader, publisher: Publisher, clock: PlayedClock) -> None:
    site = publisher.url
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>", ETag=f'"{n}"') for n in range(3)}
    publisher.pages["/sitemap.xml"] = body(urlset(("/0", "2024-03-22"), ("/1", "2024-03-23"), site=site), "text/xml")
    assert harbour.round() == (["/1", "/0"], [])
    clock.sleep(86_400)
    text = urlset(("/0", "2024-03-22"), ("/1", "2024-03-25"), ("/2", "2024-03-25"), site=site)
    publisher.pages["/sitemap.xml"] = body(gzip.compress(text.encode()), "application/x-gzip")
    assert harbour.round() == (["/2"], [])
    assert sound(harbour.source, harbour.fetch) == "names no article of these days"


def test_of_an_index_the_newest_parts_are_asked_conditionally(
    harbour: Reader, publisher: Publisher, clock: PlayedClock
) -> None:
    site = publisher.url
    parts = [(f"/part-{n}.xml", f"2024-0{1 + n // 28}-{1 + n % 28:02}") for n in range(80)]
    publisher.pages["/sitemap.xml"] = body(index(*parts, site=site), "text/xml", ETag='"index"')
    for n in range(80):
        publisher.pages[f"/part-{n}.xml"] = body(
            urlset((f"/{n}", f"2024-03-{17 + n % 7:02}"), site=site), "text/xml", ETag=f'"{n}"'
        )
    publisher.pages |= {f"/{n}": body(f"<p>{n}</p>", ETag=f'"a{n}"') for n in range(80)}
    came, refused = harbour.round()
    assert sorted(came) == sorted(f"/{n}" for n in range(72, 80)) and not refused
    begun = len(publisher.asked)
    clock.sleep(86_400)
    assert harbour.round() == ([], [])
    asked = [(path, headers.get("if-none-match")) for path, headers in publisher.asked[begun:] if "part" in path]
    assert asked and all(tag == f'"{path[6:-4]}"' for path, tag in asked)


def test_parts_that_fail_stop_no_other_and_parts_of_other_sites_are_not_asked(
    harbour: Reader, publisher: Publisher
) -> None:
    site, day = publisher.url, "2024-03-24"
    parts = [("/gone.xml", day), ("/html.xml", day), ("https://elsewhere.example/s.xml", day), ("/good.xml", day)]
    publisher.pages["/sitemap.xml"] = body(index(*parts, site=site))
    publisher.pages |= {"/gone.xml": status(404), "/html.xml": body("<html>")}
    publisher.pages |= {"/good.xml": body(urlset(("/1", day), site=site)), "/1": body("<p>1</p>")}
    came, refused = harbour.round()
    assert came == ["/1"] and len(refused) == 3
    assert any("404" in why for why in refused) and any("elsewhere.example" in why for why in refused)


def test_an_index_of_indexes_ends(harbour: Reader, publisher: Publisher) -> None:
    site = publisher.url
    for level in range(12):
        publisher.pages[f"/{level}.xml"] = body(index((f"/{level + 1}.xml", None), (f"/{level}.xml", None), site=site))
    publisher.pages["/sitemap.xml"] = body(index(("/0.xml", None), ("/sitemap.xml", None), site=site))
    came, refused = harbour.round()
    assert came == [] and any("3 levels" in why for why in refused)
    assert publisher.paths() == ["/sitemap.xml", "/0.xml", "/1.xml", "/2.xml"]


def test_undated_parts_are_asked_from_both_ends_and_those_of_tags_not_at_all(
    harbour: Reader, publisher: Publisher
) -> None:
    parts = [*((f"/post-sitemap{n}.xml", None) for n in range(1, 41)), ("/post_tag-sitemap.xml", None)]
    publisher.pages["/sitemap.xml"] = body(index(*parts, site=publisher.url))
    harbour.round()
    asked = publisher.paths()[1:]
    assert len(asked) == sitemaps.MOST_PARTS
    assert {"/post-sitemap1.xml", "/post-sitemap40.xml", "/post-sitemap2.xml"} < set(asked)
    assert "/post_tag-sitemap.xml" not in asked
