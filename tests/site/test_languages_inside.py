"""The pages that are not for every reader, in five languages: signing in, what editors work on, and those that only a
copy in files has."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from communique.errors import UsageError
from communique.site import SiteSettings, prefixes, words
from communique.site.language import known, speaking
from communique.store.sqlite import SqliteStore
from tests.site import catalogue, newsroom
from tests.site.conftest import SETTINGS
from tests.site.editors import Desk, Fields
from tests.site.house import BACK, BEGIN, House
from tests.site.shots import ADMIN, EDITOR, PASSWORD, prepare
from tests.site.test_languages import FOREIGN, OTHERS, SAME, names, newsroom_store, unmarked

COPIED = SiteSettings(base_url=SETTINGS.base_url, exported="2024-03-24T20:00:00Z")
COMMANDS = frozenset({"JavaScript", "python", "http", "server", "Lines"})


def left(page: str, *allowed: str) -> dict[str, str]:
    """The words of a page in English, each with the text it stands in."""
    texts = [text for text in unmarked(page) if "://" not in text]
    found = {word: text for text in texts for word in FOREIGN.findall(text)}
    return {word: text for word, text in found.items() if word not in SAME | COMMANDS | set(allowed)}


@pytest.mark.parametrize("code", OTHERS)
def test_who_signs_in_stays_in_the_language(desk: Desk, code: str) -> None:
    page = desk.client.get(f"/{code}/admin/sign-in").text
    tree = html.fromstring(page)
    assert (tree.get("lang"), tree.get("dir", "ltr")) == (known(code).tag, known(code).direction)
    (action,) = Fields(page).actions
    (word,) = Fields(page).words
    assert action == f"/{code}/admin/sign-in"
    if code in ("ar", "zh"):
        assert left(page) == {}
    form = {"form": word, "name": EDITOR, "password": "wrong"}
    wrong = desk.client.post(action, data=form)
    said = known(code).say("Name or password is wrong.")
    assert wrong.status_code == 403 and html.fromstring(wrong.text).xpath("//p[@role='alert']/text()") == [said]
    assert 'class="tongues"' not in wrong.text, "no link sends a form again"
    signed = desk.client.post(action, data=form | {"password": PASSWORD})
    assert (signed.status_code, signed.headers["location"]) == (303, f"/{code}/admin")
    assert desk.client.get(f"/{code}/admin").status_code == 200
    assert desk.client.get("/admin").status_code == 200, "a session is for all languages"
    assert "cookie" not in desk.client.get("/").request.headers, "and for editors' pages alone"
    gone = desk.client.post(
        f"/{code}/admin/sign-out", data={"form": Fields(desk.client.get("/admin").text).words.pop()}
    )
    assert gone.headers["location"] == f"/{code}/admin/sign-in"
    assert desk.client.get("/admin").headers["location"] == "/admin/sign-in"


def test_a_provider_leads_back_into_the_language(store: SqliteStore) -> None:
    """The provider knows one address; in which language it began stands in the cookie of the browser."""
    house = House(store)
    for refused, leads in ((False, "/ar/admin"), (True, None)):
        house.client.cookies.clear()
        if refused:
            house.provider.user |= {"email": "eve@desk.example", "sub": "u-9"}
        assert f'href="/ar{BEGIN}"' in house.client.get("/ar/admin/sign-in").text
        back = house.begun(f"/ar{BEGIN}")
        assert back.startswith(f"https://desk.example{BACK}?")
        answer = house.client.get(back)
        assert answer.headers.get("location") == leads
        if refused:
            assert answer.status_code == 403 and html.fromstring(answer.text).get("dir") == "rtl"
            assert left(answer.text, "Isles", "house", "the", "eve", "desk", "example") == {}
    house.close()


def test_a_site_for_those_who_are_signed_in_asks_in_the_language(serve: Callable[..., TestClient]) -> None:
    client = serve(settings=SiteSettings(base_url=SETTINGS.base_url, sign_in="readers"))
    assert client.get("/ar/story/s-talks").headers["location"] == "/ar/admin/sign-in"


def test_robots_keep_out_of_the_desk_in_every_language(full: TestClient) -> None:
    told = full.get("/robots.txt").text.splitlines()
    assert {"Disallow: /admin", *(f"Disallow: /{code}/admin" for code in OTHERS)} <= set(told)


@pytest.mark.parametrize("path", ["/copy", "/search"])
@pytest.mark.parametrize("code", OTHERS)
def test_what_only_a_copy_has_is_there_in_every_language(
    serve: Callable[..., TestClient], code: str, path: str
) -> None:
    page = serve(settings=COPIED).get(f"/{code}{path}").text
    tree = html.fromstring(page)
    assert (tree.get("lang"), tree.get("dir", "ltr")) == (known(code).tag, known(code).direction)
    if code in ("ar", "zh"):
        assert left(page) == {}
    for link in tree.xpath("//main//a/@href"):
        assert link.startswith(f"/{code}/") == prefixes.is_page(link.removeprefix(f"/{code}")), link
    if path == "/search":
        (counts,) = tree.xpath("//@data-counts")
        assert len(set(counts.split("|"))) == 6 and tree.xpath("//main/@data-search") == [f"{code}/"]


IDS = re.compile(r"\b(?:s|e|r)-[\w-]+|\bs\w{12}\b|[\w.]+@[\w.]+|\S+\.example\S*|\b[A-Z]{3}\b|\b\d{4}-\d\d\S*")
TYPED = frozenset(
    {"visit", "phone", "third", "party", "multilateral", "Great", "Hall", "of", "the", "People", "Beijing"}
)
SIGNED = [*(path for path in ADMIN.values() if path.startswith("/admin")), "/admin/story/s-envoy", "/admin/event/none"]


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An admin who is signed in at a newsroom with all that editors see: only to be read."""
    store = SqliteStore(tmp_path_factory.mktemp("inside") / "newsroom.db")
    newsroom.fill(store)
    settings = SiteSettings(base_url=SETTINGS.base_url, timezone="Europe/Berlin", publish="after release")
    desk = Desk(store, settings)
    prepare(desk.editors, store)
    desk.sign(PASSWORD)
    yield desk.client
    desk.client.close()
    store.close()


def said(text: str, client: TestClient) -> set[str]:
    """Latin words that a page may hold: names of the newsroom, of users, and what editors type as it is."""
    store = newsroom_store(client)
    users = {word for user in store.users() for word in FOREIGN.findall(user.name)}
    sources = {word for source in store.sources() for word in FOREIGN.findall(source.id)}
    return names(client) | users | sources | set(FOREIGN.findall(text))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", SIGNED)
def test_every_page_of_editors_is_there_in_every_language(admin: TestClient, code: str, path: str) -> None:
    english, answer = admin.get(path), admin.get(f"/{code}{path}")
    assert answer.status_code == english.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    tree = html.fromstring(answer.text)
    assert (tree.get("lang"), tree.get("dir", "ltr")) == (known(code).tag, known(code).direction)
    switch = {a.get("hreflang"): a.get("href") for a in tree.xpath("//nav[@class='tongues']/a")}
    assert switch["en"] == path and switch[known(code).tag] == f"/{code}{path}"
    for link in tree.xpath("//main//a[starts-with(@href, '/')]/@href | //form/@action | //button/@formaction"):
        page = prefixes.is_page(link.partition("?")[0].partition("#")[0].removeprefix(f"/{code}"))
        assert link.startswith(f"/{code}/") == page, link
    fields = [(f.get("name"), f.get("type")) for f in html.fromstring(english.text).xpath("//form//*[@name]")]
    assert fields == [(f.get("name"), f.get("type")) for f in tree.xpath("//form//*[@name]")], "the forms are the same"


@pytest.mark.parametrize("code", ["ar", "zh"])
@pytest.mark.parametrize("path", SIGNED)
def test_nothing_of_editors_pages_is_left_in_english(admin: TestClient, code: str, path: str) -> None:
    page = admin.get(f"/{code}{path}").text
    allowed = said(path, admin) | (TYPED if "/event/" in path else frozenset())
    found = {text: IDS.sub("", text) for text in unmarked(page) if "://" not in text}
    words = {word: text for text, plain in found.items() for word in FOREIGN.findall(plain)}
    assert {word: text for word, text in words.items() if word not in SAME | COMMANDS | allowed} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_what_editors_decide_keeps_the_language(desk: Desk, code: str) -> None:
    desk.signed()
    (word,) = Fields(desk.client.get(f"/{code}/admin").text).words
    base = f"/{code}/admin/story/s-talks"
    wrong = desk.client.post(f"{base}/split", data={"form": word})
    speech = known(code)
    why = speech.say("Not done: {error}.").format(error=speech.say("a split takes one report or more"))
    assert wrong.status_code == 422 and html.fromstring(wrong.text).xpath("//p[@role='alert']/text()") == [why]
    done = desk.client.post(f"{base}/pin", data={"form": word, "why": "The <day>."})
    assert done.status_code == 303 and done.headers["location"].startswith(f"{base}?done=")
    (status,) = html.fromstring(desk.client.get(done.headers["location"]).text).xpath("//*[@role='status']")
    pinned = speech.say("{story_named} pinned to the front page").partition("}")[2]
    assert pinned in status.text_content()
    assert desk.client.post(f"{base}/pin", data={"form": "x"}).text == (
        speech.say("This form was not sent from the page it stands on.") + "\n"
    )


def test_what_only_english_has_words_for_is_marked_as_english() -> None:
    foreign = UsageError("{name}: {why}", name="https://<a>.example", why="robots.txt <forbids> it")
    with speaking("ar"):
        told = words.why("لم يُنفَّذ: {error}.", foreign)
        alone = words.told(UsageError("nobody has this <message>"))
        field = words.told(UsageError("{field} {text}: one of {known}", field="day", text="x", known="y"))
    bdi = '<bdi lang="en" dir="ltr">'
    assert told == f"لم يُنفَّذ: https://&lt;a&gt;.example: {bdi}robots.txt &lt;forbids&gt; it</bdi>."
    assert alone == f"{bdi}nobody has this &lt;message&gt;</bdi>" and field.startswith(known("ar").say("Day"))
    assert (
        words.why("Not done: {error}.", foreign)
        == "Not done: https://&lt;a&gt;.example: robots.txt &lt;forbids&gt; it."
    )


def test_every_error_that_editors_see_is_a_message() -> None:
    """What is built from parts has no translation: the first argument is a text, or one of two."""
    for path in [*catalogue.TOLD, *(catalogue.SITE.glob("admin*.py"))]:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "UsageError":
                parts = [call.args[0].body, call.args[0].orelse] if isinstance(call.args[0], ast.IfExp) else call.args
                named = [isinstance(one, ast.Constant) or getattr(one, "id", "") == "NOT_BEGUN" for one in parts]
                assert all(named), f"{path.name}:{call.lineno}"
