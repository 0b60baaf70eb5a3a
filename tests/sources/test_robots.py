from datetime import UTC, datetime

import pytest

from communique.clock import PlayedClock
from communique.errors import FetchFailed, FetchRefused
from communique.ports import Answer
from communique.sources.http import HttpFetch
from communique.sources.robots import Robots

from .conftest import Publisher, body, status


def robots(text: str | bytes | Exception) -> Robots:
    def ask(url: str) -> Answer:
        if isinstance(text, Exception):
            raise text
        return Answer(url=url, status=200, headers={}, body=text.encode() if isinstance(text, str) else text)

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


A = "User-agent: *\n"
US = "User-agent: Communique\n"
STANDARD: list[tuple[str, str | bytes, str, bool]] = [
    ("2.2.1 token in another case", "USER-AGENT: COMMUNIQUE\nDisallow: /a", "/a", False),
    ("2.2.1 token with a version", "User-agent: Communique/2.0\nDisallow: /a", "/a", False),
    ("2.2.1 a token that only begins like ours", "User-agent: Comm\nDisallow: /a", "/a", True),
    ("2.2.1 a token that ours begins", "User-agent: CommuniqueBot\nDisallow: /a", "/a", True),
    ("2.2.1 groups for the same token are one", US + "Disallow: /a\n\n" + US + "Disallow: /b", "/a", False),
    ("2.2.1 groups for the same token are one", US + "Disallow: /a\n\n" + US + "Disallow: /b", "/b", False),
    ("2.2.1 groups for anyone are one", A + "Disallow: /a\n\n" + A + "Disallow: /b", "/a", False),
    ("2.2.1 ours counts and * not", US + "Disallow: /a\n" + A + "Disallow: /b", "/b", True),
    ("2.2.1 * where none is ours", "User-agent: x\nAllow: /\n" + A + "Disallow: /b", "/b", False),
    ("2.2.1 no group for us and none for anyone", "User-agent: x\nDisallow: /", "/b", True),
    ("2.2.1 two agents share the rules below", "User-agent: x\n" + US + "Disallow: /a", "/a", False),
    ("2.2.1 two agents in the other order", US + "User-agent: x\nDisallow: /a", "/a", False),
    ("2.2 a blank line between agents parts them not", US + "\n" + A + "Disallow: /", "/a", False),
    ("2.2.2 paths are case-sensitive", A + "Disallow: /News", "/news", True),
    ("2.2.2 the most octets win", A + "Allow: /a/b\nDisallow: /a", "/a/b/c", True),
    ("2.2.2 whatever their order", A + "Disallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("2.2.2 a longer Disallow wins", A + "Allow: /a\nDisallow: /a/b", "/a/b", False),
    ("2.2.2 Allow wins among equals", A + "Disallow: /a\nAllow: /a", "/a", True),
    ("2.2.2 no rule fits", A + "Disallow: /a", "/b", True),
    ("2.2.2 robots.txt itself is open", A + "Disallow: /", "/robots.txt", True),
    ("2.2.2 an encoded unreserved letter is that letter", A + "Disallow: /%61bc", "/abc", False),
    ("2.2.2 and in the address", A + "Disallow: /abc", "/%61bc", False),
    ("2.2.2 hex digits in either case", A + "Disallow: /caf%c3%a9", "/caf%C3%A9", False),
    ("2.2.2 UTF-8 octets in the file", A + "Disallow: /caf\u00e9", "/caf%C3%A9", False),
    ("2.2.2 an encoded slash is no slash", A + "Disallow: /a%2Fb", "/a/b", True),
    ("2.2.2 an encoded slash is itself", A + "Disallow: /a%2Fb", "/a%2fb", False),
    ("2.2.2 a query belongs to the path", A + "Disallow: /a?id=", "/a?id=3", False),
    ("2.2.2 another query", A + "Disallow: /a?id=", "/a?page=3", True),
    ("2.2.2 an empty Disallow closes nothing", A + "Disallow:", "/a", True),
    ("2.2.2 an empty Allow opens nothing", A + "Disallow: /a\nAllow:", "/a", False),
    ("2.2.2 / closes everything", A + "Disallow: /", "/", False),
    ("2.2.2 index.html opens itself alone", A + "Disallow: /\nAllow: /index.html", "/", False),
    ("2.2.3 a comment behind a rule", A + "Disallow: /a # not this", "/a", False),
    ("2.2.3 a line of comment", "# Disallow: /\n" + A + "Allow: /", "/a", True),
    ("2.2.3 $ ends", A + "Disallow: /a$", "/a", False),
    ("2.2.3 $ ends and no more", A + "Disallow: /a$", "/ab", True),
    ("2.2.3 * in the middle", A + "Disallow: /a/*/c", "/a/x/y/c", False),
    ("2.2.3 * may be nothing", A + "Disallow: /a*c", "/ac", False),
    ("2.2.3 * at the end changes nothing", A + "Disallow: /a*", "/abc", False),
    ("2.2.3 * and $", A + "Disallow: /*.php$", "/x/y.php", False),
    ("2.2.3 * and $, something behind", A + "Disallow: /*.php$", "/x/y.php5", True),
    ("2.2.4 an unknown line between agents", US + "Foo: bar\nUser-agent: x\nDisallow: /a", "/a", False),
    ("2.2.4 a sitemap between rules", A + "Disallow: /a\nSitemap: http://a.example/s\nDisallow: /b", "/b", False),
    ("2.2 rules before any group are nobody's", "Disallow: /a\n" + A + "Disallow: /b", "/a", True),
    ("2.2 a blank line ends no group", A + "Disallow: /a\n\nDisallow: /b", "/b", False),
    ("2.2 a blank line between agent and rule", A + "\nDisallow: /b", "/b", False),
    ("2.2 lines end in CR", A.replace("\n", "\r") + "Disallow: /b\r", "/b", False),
    ("2.2 lines end in CR LF", A.replace("\n", "\r\n") + "Disallow: /b\r\n", "/b", False),
    ("2.2 white space around the colon", "User-agent : *\n  Disallow :  /b  ", "/b", False),
    ("2.3 a byte order mark", "\ufeff" + A + "Disallow: /b", "/b", False),
    ("2.3 bytes that are no UTF-8", b"# caf\xe9\n" + A.encode() + b"Disallow: /b\n\xff\xfe", "/b", False),
    ("2.3.1.1 HTML in its place has no rules", "<!doctype html><p>User-agents: all", "/b", True),
    ("2.5 what stands within 500 KiB counts", A + "#" * 400_000 + "\nDisallow: /b", "/b", False),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "path", "open_"), STANDARD)
def test_the_standard_is_kept(section: str, text: str | bytes, path: str, open_: bool) -> None:
    test_rules_are_obeyed(text, path, open_)  # type: ignore[arg-type]


def test_rules_once_read_stand_for_thirty_days_while_the_host_cannot_be_reached(clock: PlayedClock) -> None:
    answers: list[Answer | FetchFailed] = [Answer(url="", status=200, headers={}, body=b"User-agent: *\nDisallow: /a")]

    def ask(url: str) -> Answer:
        if isinstance(answers[-1], FetchFailed):
            raise answers[-1]
        return answers[-1]

    rules = Robots("Communique", ask, clock.now)
    rules.check("http://a.example/b")
    answers.append(FetchFailed("http://a.example/robots.txt", "answered 500", status=500))
    clock.sleep(25 * 3600)
    rules.check("http://a.example/b")
    with pytest.raises(FetchRefused, match="closed by"):
        rules.check("http://a.example/a")
    clock.sleep(31 * 86_400)
    with pytest.raises(FetchRefused, match="cannot be read"):
        rules.check("http://a.example/b")


def test_each_scheme_and_port_has_its_own_rules() -> None:
    asked = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return Answer(url=url, status=200, headers={}, body=b"User-agent: *\nDisallow: /a")

    rules = Robots("Communique", ask, lambda: datetime(2024, 3, 24, tzinfo=UTC))
    for host in ("http://a.example", "https://a.example", "http://a.example:8080", "http://A.example"):
        rules.check(host + "/b")
    assert asked == [f"{h}/robots.txt" for h in ("http://a.example", "https://a.example", "http://a.example:8080")]


def test_of_a_very_long_file_the_beginning_is_read(fetch: HttpFetch, publisher: Publisher) -> None:
    text = "User-agent: *\nDisallow: /closed\n" + "# filling\n" * 60_000 + "Disallow: /a\n"
    publisher.pages |= {"/robots.txt": body(text, "text/plain"), "/a": body("x"), "/closed": body("x")}
    assert fetch.get(publisher.url + "/a").body == b"x"
    with pytest.raises(FetchRefused):
        fetch.get(publisher.url + "/closed")
