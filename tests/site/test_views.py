"""Who counts as a reader, when, and behind what; windows; what is written when."""

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from communique import site
from communique.errors import ConfigError, StoreError
from communique.model import View
from communique.site import plausible, readers, views
from communique.store.sqlite import SqliteStore
from tests.site import newsroom
from tests.site.conftest import BROWSER, SETTINGS, Fixed
from tests.site.shots import EDITOR, PASSWORD
from tests.store.nouns import a_brief, a_view

DAY = date(2024, 3, 25)
MIDNIGHT = datetime(2024, 3, 24, 23, tzinfo=UTC)  # in Berlin
PANEL = "/story/s-panel"
SCRIPT = BROWSER | {"Accept": "*/*", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
PEOPLE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
    " Edg/124.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4"
    " Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0.0.0 Mobile"
    " Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
    " [FBAN/FBIOS;FBAV/455.0.0.42.105;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.4;FBLC/en_US]",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
    " MicroMessenger/8.0.48(0x18003030) NetType/WIFI Language/zh_CN",
    "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
    "Opera/9.80 (Android; Opera Mini/36.2/191.263; U; en) Presto/2.12.423 Version/12.16",
)
ROBOTS = (
    "",
    "curl/8.5",
    "python-requests/2.31",
    "Mozilla/5.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/123.0 Safari/537.36",
    "Mozilla/5.0 (compatible; AhrefsSiteAudit/6.1; +http://ahrefs.com/robot/site-audit)",
    "Mozilla/5.0 (compatible; YandexNews/4.0; +http://yandex.com/bots)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; Somebodys-own-thing; https://somebody.example/why)",
    "WhatsApp/2.23.20.0",
    "Mozilla/5.0 " + "x" * 2000,
)


@pytest.fixture
def panel(serve: Callable[..., TestClient], store: SqliteStore) -> "Panel":
    newsroom.fill(store)
    return Panel(serve, store)


class Panel:
    """A site over the newsroom, asked how often one brief is counted."""

    def __init__(self, serve: Callable[..., TestClient], store: SqliteStore) -> None:
        self.store, self.clock = store, Fixed()
        self.client = serve(self.clock)

    def seen(self, since: datetime = MIDNIGHT) -> int:
        return dict(self.store.most_viewed(since)).get("s-panel", 0)

    def get(self, agent: str = BROWSER["User-Agent"], **headers: str) -> int:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(PANEL, headers=BROWSER | {"User-Agent": agent} | given).status_code


def test_one_reader_counts_once_a_day(panel: Panel) -> None:
    for _ in range(3):
        panel.get()
    assert panel.seen() == 1
    panel.get(BROWSER["User-Agent"] + " other")
    assert panel.seen() == 2
    etag = panel.client.get(PANEL).headers["etag"]
    panel.clock.moment += timedelta(days=1)
    assert panel.get(If_None_Match=etag) in (200, 304)
    assert panel.seen(MIDNIGHT + timedelta(days=1)) == 1 and panel.seen() == 3


def test_what_is_no_person_opening_a_page_does_not_count(panel: Panel) -> None:
    panel.client.head(PANEL, headers=BROWSER)
    panel.get(Sec_Purpose="prefetch;prerender")
    panel.get(Purpose="prefetch")
    panel.get(X_Moz="prefetch")
    panel.get(Accept="*/*")
    panel.get(Accept_Language="")
    panel.get(Sec_Fetch_Dest="image")
    panel.get(Sec_Fetch_Dest="empty")
    panel.client.get("/story/nothing", headers=BROWSER)
    panel.client.get(f"{PANEL}/v/1", headers=BROWSER)
    assert panel.seen() == 0
    panel.get(Sec_Fetch_Dest="document")
    assert panel.seen() == 1


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_are_known(panel: Panel, agent: str) -> None:
    assert panel.get(agent) == 200
    panel.client.post("/view/s-panel", headers=SCRIPT | {"User-Agent": agent})
    assert panel.seen() == 0


@pytest.mark.parametrize("agent", PEOPLE)
def test_people_are_not_taken_for_robots(agent: str) -> None:
    assert readers.opens("GET", sent_by(agent))


def sent_by(agent: str) -> dict[str, str]:
    return {name.lower(): value for name, value in (BROWSER | {"User-Agent": agent}).items()}


# beacons


def test_a_page_and_its_script_count_one_reader_once(panel: Panel) -> None:
    assert panel.client.post("/view/s-panel", headers=SCRIPT).status_code == 204
    assert panel.seen() == 1
    panel.get()
    answer = panel.client.post("/view/s-panel", headers=SCRIPT, content=b"x" * 100_000)
    assert answer.status_code == 204 and answer.headers["cache-control"] == "no-store"
    assert panel.seen() == 1


@pytest.mark.parametrize(
    ("headers", "counts"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://desk.example"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "https://desk.example"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://desk.example.elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_only_our_own_pages_tell_of_readers(panel: Panel, headers: dict[str, str], counts: bool) -> None:
    assert panel.client.post("/view/s-panel", headers=BROWSER | headers).status_code == 204
    assert panel.seen() == counts


def test_a_beacon_for_what_is_no_brief_counts_nothing(panel: Panel, store: SqliteStore) -> None:
    for name in ("nothing", "x" * 5000, "%00", "%F0%9F%99%82", "s-guests"):
        assert panel.client.post(f"/view/{name}", headers=SCRIPT).status_code == 204
    counted = dict(store.most_viewed(MIDNIGHT))
    assert set(counted) == {"s-talks"}, "s-guests became the talks"
    refused = panel.client.get("/view/s-panel", headers=BROWSER)
    assert refused.status_code == 405 and "POST" in refused.text


# who is who


def test_a_reader_has_another_name_every_day_and_at_every_desk() -> None:
    names = [readers.named(salt, "192.0.2.1", "Mozilla/5.0") for salt in (b"one", b"two")]
    assert len(set(names)) == 2 and all(re.fullmatch("[0-9a-f]{16}", part) for name in names for part in name)
    doors = {
        readers.named(b"one", address, "x")[0] for address in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:0:1::")
    }
    assert len(doors) == 1, "a device has many addresses in its network"
    assert readers.place("2001:db8:0:1::1") != readers.place("2001:db8::1")
    assert readers.place("::ffff:192.0.2.1") == readers.place("192.0.2.1") and readers.place("") == ""


def test_nothing_of_a_reader_is_in_the_file_when_the_day_is_over(panel: Panel, store: SqliteStore) -> None:
    panel.get()
    salt = store.day_salt(DAY)
    folder = panel.store._path.parent

    def kept(what: bytes) -> bool:
        return any(what in path.read_bytes() for path in folder.iterdir())

    assert kept(salt) and not kept(b"testclient") and not kept(BROWSER["User-Agent"].encode())
    panel.clock.moment += timedelta(days=1)
    panel.get()
    assert not kept(salt) and panel.seen() == 2


def test_the_word_of_a_proxy_counts_where_it_is_trusted(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    newsroom.fill(store)
    trusting = site.SiteSettings(trusted_proxies=("10.0.0.1/8", "::1"))
    behind = serve(settings=trusting, client=("10.1.2.3", 50000))
    beside = serve(settings=trusting, client=("192.0.2.7", 50000))
    plain = serve(settings=SETTINGS, client=("10.1.2.3", 50000))

    def doors(client: TestClient, *forwarded: str) -> int:
        before = len(dict.fromkeys(v.door for v in everybody(store)))
        for name in forwarded:
            client.get(PANEL, headers=BROWSER | {"X-Forwarded-For": name})
        return len(dict.fromkeys(v.door for v in everybody(store))) - before

    assert doors(plain, "198.51.100.1", "198.51.100.2") == 1, "nobody is trusted by default"
    assert doors(beside, "198.51.100.3", "198.51.100.4") == 1
    assert doors(behind, "198.51.100.5", "203.0.113.9, 198.51.100.6", "203.0.113.8, 198.51.100.6, 10.9.9.9") == 2


def everybody(store: SqliteStore) -> list[View]:
    with store.reading() as connection:
        names = connection.exec_driver_sql("SELECT DISTINCT door FROM view").scalars().all()
    return list(store.views_behind(DAY, names))


def test_a_proxy_that_is_no_address_is_refused(store: SqliteStore) -> None:
    with pytest.raises(ConfigError, match=r"trusted_proxies: .*proxy\.example"):
        site.create(store, Fixed(), site.SiteSettings(trusted_proxies=("proxy.example",)))


def test_editors_at_work_do_not_count(desk: "object", store: SqliteStore) -> None:
    client: TestClient = desk.client  # type: ignore[attr-defined]
    client.get(PANEL, headers=BROWSER)
    assert dict(store.most_viewed(MIDNIGHT))["s-panel"] == 1
    form = re.search(r'name="form" value="([^"]+)"', client.get("/admin/sign-in").text)
    assert form
    given = {"form": form[1], "name": EDITOR, "password": PASSWORD}
    assert client.post("/admin/sign-in", data=given, headers=BROWSER).status_code in (200, 303)
    client.get("/admin", headers=BROWSER)
    assert "s-panel" not in dict(store.most_viewed(MIDNIGHT)), "taken back"
    client.get(PANEL, headers=BROWSER)
    assert "s-panel" not in dict(store.most_viewed(MIDNIGHT))


# bursts


def reading(count: int, minutes: float, reader: str = "r", door: str = "d", begin: int = 0) -> list[View]:
    """Briefs opened evenly over some minutes."""
    at = [begin + int(n * minutes / count) for n in range(count)]
    return [a_view(f"s{n}", DAY, reader, door=door, hour=6, minute=minute) for n, minute in enumerate(at)]


@pytest.mark.parametrize(
    ("count", "minutes", "is_one"),
    [
        (20, 1, False), (21, 1, True), (21, 4.9, True), (40, 20, False), (60, 59, False), (61, 59, True),
        (200, 900, False), (201, 900, True),
    ],
)  # fmt: skip
def test_a_burst_is_more_briefs_than_people_read(count: int, minutes: float, is_one: bool) -> None:
    views = reading(count, minutes)
    assert plausible.ruled(views).out == ((("d", "r"),) if is_one else ())
    again = sorted([*views, *views], key=lambda v: v.minute)
    assert plausible.ruled(again).out == ((("d", "r"),) if is_one else ()), "a brief read twice is one"


def test_changing_browsers_does_not_hide_a_burst() -> None:
    views = [view for n, view in enumerate(reading(61, 4)) for view in [a_view(view.story, DAY, f"r{n}", "d", 6, 1)]]
    assert plausible.ruled(views).out == (("d", ""),)
    assert plausible.ruled(views[:60]).out == ()


def test_ten_browsers_behind_one_address_count_for_a_brief() -> None:
    views = [a_view("s1", DAY, f"r{n:02}", door="d", minute=n) for n in range(14)]
    ruled = plausible.ruled(views)
    assert ruled.out == () and [v.reader for v in ruled.back] == ["r10", "r11", "r12", "r13"]


def test_who_bursts_is_taken_back_whole(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    for n in range(30):
        store.put_brief(a_brief(f"s{n}"))
    client = serve()
    for n in range(30):
        client.get(f"/story/s{n}", headers=BROWSER)
        if n == 19:
            assert len(store.most_viewed(MIDNIGHT, 100)) == 20
    client.get("/story/s1", headers=BROWSER | {"User-Agent": PEOPLE[0]})
    assert list(store.most_viewed(MIDNIGHT, 100)) == [("s1", 1)], "another browser there counts"


# writing


def test_views_wait_a_little_and_are_written_at_the_end(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.fill(store)
    before = set(threading.enumerate())
    monkeypatch.setattr(views, "EVERY", 3600)
    with TestClient(site.create(store, Fixed(), SETTINGS)) as client:
        client.get(PANEL, headers=BROWSER)
        assert "s-panel" not in dict(store.most_viewed(MIDNIGHT)), "collected"
    assert dict(store.most_viewed(MIDNIGHT))["s-panel"] == 1
    monkeypatch.setattr(views, "EVERY", 0.05)
    with TestClient(site.create(store, Fixed(), SETTINGS)) as client:
        client.get("/story/s-laos", headers=BROWSER)
        end = time.monotonic() + 30
        while "s-laos" not in dict(store.most_viewed(MIDNIGHT)) and time.monotonic() < end:
            time.sleep(0.05)
        assert dict(store.most_viewed(MIDNIGHT))["s-laos"] == 1
    assert "views" not in {thread.name for thread in set(threading.enumerate()) - before}


class Busy:
    """A store that takes no views while `locked`."""

    def __init__(self, store: SqliteStore) -> None:
        self._store, self.locked = store, True

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def count_views(self, given: list[View]) -> None:
        if self.locked:
            raise StoreError("the store is locked")
        self._store.count_views(given)

    def latest(self, *given: object, **named: object) -> None:
        raise StoreError("the store is locked")


def test_what_the_store_does_not_take_waits_and_costs_no_page(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.fill(store)
    busy = Busy(store)
    monkeypatch.setattr(views, "MOST", 2)
    client = TestClient(site.create(busy, Fixed(), SETTINGS))  # type: ignore[arg-type]
    for agent in PEOPLE[:3]:
        assert client.get(PANEL, headers=BROWSER | {"User-Agent": agent}).status_code == 200
    assert "s-panel" not in dict(store.most_viewed(MIDNIGHT))
    answer = client.get("/")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "60"
    busy.locked = False
    client.get("/story/s-laos", headers=BROWSER | {"User-Agent": "curl/8"})
    client.get(PANEL, headers=BROWSER | {"User-Agent": PEOPLE[0]})
    assert dict(store.most_viewed(MIDNIGHT))["s-panel"] == 2, "as many wait as may"


# windows


def test_windows_slide_by_the_minute(panel: Panel) -> None:
    def counted(days: int) -> dict[str, int]:
        told = panel.client.get(f"/api/most-viewed?days={days}").json()
        assert told["days"] == days
        return {item["story"]: item["views"] for item in told["items"]}

    panel.clock.moment = datetime(2024, 3, 26, 6, 0, 30, tzinfo=UTC)
    assert counted(1) == {} and counted(2)["s-talks"] == 3
    panel.clock.moment -= timedelta(minutes=1)
    assert counted(1) == {"s-talks": 3}, "read at six on the day before"
    assert counted(7) == counted(30) == {"s-talks": 7, "s-panel": 1}
    panel.clock.moment = datetime(2024, 3, 28, 12, 0, tzinfo=UTC)
    assert counted(7) == {"s-talks": 7}, "the panel's reader came a week ago to the minute"
    for days in ("0", "31", "x"):
        assert panel.client.get(f"/api/most-viewed?days={days}").status_code == 422


def test_the_days_of_a_brief_are_told(panel: Panel) -> None:
    told = panel.client.get("/api/briefs/s-guests/views").json()
    assert told["story"] == "s-talks"
    days = {"2024-03-23": 1, "2024-03-24": 3, "2024-03-25": 3}
    assert {item["day"]: item["views"] for item in told["items"]} == days
    assert panel.client.get("/api/briefs/nothing/views").status_code == 404


def test_the_lists_are_never_empty_without_a_reason(serve: Callable[..., TestClient], store: SqliteStore) -> None:
    client = serve(clock := Fixed())
    for path in ("/", "/most-viewed"):
        assert "No brief is published yet, so none has been opened." in client.get(path).text
    newsroom.fill(store)
    clock.moment += timedelta(days=3)
    for path in ("/", "/most-viewed?days=1", "/most-viewed?days=nonsense"):
        assert "Nobody has opened a brief in the past 24 hours. The longer windows have some." in client.get(path).text
    assert "7 views" in client.get("/?days=7").text and "7 views" in client.get("/most-viewed?days=30").text
    clock.moment += timedelta(days=40)
    assert "Nobody has opened a brief in the past 30 days.</p>" in client.get("/most-viewed?days=30").text
