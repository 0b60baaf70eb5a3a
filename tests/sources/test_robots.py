from datetime import UTC, datetime

import pytest

from communique.clock import PlayedClock
from communique.errors import FetchFailed, FetchRefused
from communique.sources.http import HttpFetch
from communique.sources.robots import Robots

from .conftest import Publisher, body, status


def robots(text: str | Exception) -> Robots:
    def ask(url: str) -> str:
        if isinstance(text, Exception):
            raise text
        return text

    return Robots("Communique", ask, lambda: datetime(2024, 3, 24, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "path", "open_"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /news/", "/news/x", False),
        ("User-agent: *\nDisallow: /news/", "/other", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/open", "/news/open/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: Communique\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: communique\nDisallow:", "/a", True),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("<html>not robots</html>", "/a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
    ],
)
def test_rules_are_obeyed(text: str, path: str, open_: bool) -> None:
    url = f"http://a.example{path}"
    if open_:
        robots(text).check(url)
    else:
        with pytest.raises(FetchRefused) as refused:
            robots(text).check(url)
        assert refused.value.name == url


@pytest.mark.parametrize(
    ("code", "open_"), [(404, True), (403, True), (410, True), (429, False), (500, False), (503, False)]
)
def test_no_rules_open_a_host_and_unreachable_ones_close_it(code: int, open_: bool) -> None:
    rules = robots(FetchFailed("http://a.example/robots.txt", f"answered {code}", status=code))
    if open_:
        rules.check("http://a.example/x")
    else:
        with pytest.raises(FetchRefused, match="cannot be read"):
            rules.check("http://a.example/x")


def test_robots_are_asked_once_a_day_and_again_after_a_failure(
    fetch: HttpFetch, publisher: Publisher, clock: PlayedClock
) -> None:
    publisher.pages |= {"/robots.txt": status(503), "/a": body("x")}
    with pytest.raises(FetchRefused):
        fetch.get(publisher.url + "/a")
    publisher.pages["/robots.txt"] = body("User-agent: *\nDisallow: /closed\nCrawl-delay: 5", "text/plain")
    clock.sleep(601)
    fetch.get(publisher.url + "/a")
    with pytest.raises(FetchRefused, match=r"robots\.txt"):
        fetch.get(publisher.url + "/closed/x")
    before = clock.now()
    fetch.get(publisher.url + "/a")
    assert (clock.now() - before).total_seconds() == pytest.approx(5)
    asked = [path for path, _ in publisher.asked].count("/robots.txt")
    assert asked == 2
    clock.sleep(86_401)
    fetch.get(publisher.url + "/a")
    assert [path for path, _ in publisher.asked].count("/robots.txt") == 3


def test_a_redirect_to_a_closed_address_is_not_followed(fetch: HttpFetch, publisher: Publisher) -> None:
    publisher.pages |= {
        "/robots.txt": body("User-agent: *\nDisallow: /closed", "text/plain"),
        "/a": status(302, Location="/closed"),
        "/closed": body("x"),
    }
    with pytest.raises(FetchRefused, match="redirects to"):
        fetch.get(publisher.url + "/a")
    assert publisher.paths() == ["/a"]
