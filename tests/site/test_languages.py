"""The interface in five languages: every page in each, nothing of the interface left in English, links that keep the
language, and catalogues that have every message and no other."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_plus

import pytest
from fastapi.testclient import TestClient
from jinja2 import Environment, nodes
from lxml import html

from communique.errors import ConfigError
from communique.record import terms
from communique.site import SiteSettings, create, prefixes
from communique.site.language import NAMES, counted, known, speaking
from communique.site.messages import FIELD, messages, translated
from communique.site.moments import day, span
from communique.store.sqlite import SqliteStore
from tests.site import catalogue, newsroom
from tests.site.conftest import SETTINGS, Fixed
from tests.site.shots import PAGES, of_an_alliance

OTHERS = [code for code in NAMES if code != "en"]
PATHS = sorted({path.partition("#")[0] for path in PAGES.values() if not path.startswith("/ar")})
FOREIGN = re.compile(r"[A-Za-z]{2,}")
# What is Latin on any page: names of formats and schemes, and what a reader types or would type.
SAME = frozenset(
    [
        "Atom",
        "RSS",
        "JSON",
        "Feed",
        "LD",
        "CSV",
        "API",
        "OpenAPI",
        "BibTeX",
        "UTC",
        "Europe",
        "Berlin",
        "Communique",
        "PLOVER",
        "CAMEO",
        "KCNA",
        "Equal",
        "Earth",
        "Natural",
        "api",
        "briefs",
        "type",
        "brief",
        "report",
        "statement",
        "event",
        "person",
        "organisation",
        "country",
        "on",
        "talk",
        "talking",
        "Cookie",
        "pair",
        "map",
        "matrix",
        "period",
        "edition",
        "organisations",
        "hash",
    ]
)
ATTRIBUTES = ("aria-label", "placeholder", "alt", "data-say-new", "data-say-updated", "data-say-copied")


def unmarked(page: str) -> list[str]:
    """The texts of a page that are in its own language, by what the page says of itself."""
    tree = html.fromstring(page)
    own = tree.get("lang")
    found: list[str] = []

    def read(element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "code",
            "pre",
            "title",
            "link",
            "meta",
        ):
            return
        if element.get("lang", own) == own and element.get("dir") != "auto":
            found.extend(filter(None, (element.text, *(element.get(name) for name in ATTRIBUTES))))
            for child in element:
                read(child)
                found.append(child.tail or "")
        else:
            for child in element.iterdescendants():
                if isinstance(child.tag, str) and child.get("lang") == own:
                    read(child)

    read(tree)
    return [" ".join(text.split()) for text in found if text.strip()]


def names(full: TestClient) -> set[str]:
    """Words of names in the newsroom: of people, publishers, places on the web and countries' codes."""
    told = [name for _, name, *_ in newsroom_store(full).people()]
    told += [source.publisher for source in newsroom_store(full).sources()]
    told += [name for _, name, *_ in newsroom_store(full).bodies()]
    return {word for name in told for word in FOREIGN.findall(name)}


def newsroom_store(full: TestClient):  # type: ignore[no-untyped-def]
    """The store behind the site of the tests."""
    return full.app.state.updates._store


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The newsroom with every type of page, only to be read."""
    store = SqliteStore(tmp_path_factory.mktemp("languages") / "newsroom.db")
    newsroom.fill(store)
    of_an_alliance(store)
    with TestClient(create(store, Fixed(), SETTINGS, offices=terms), follow_redirects=False) as client:
        yield client
    store.close()


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_in_every_language(full: TestClient, code: str, path: str) -> None:
    english, answer = full.get(path), full.get(f"/{code}{path}")
    assert answer.status_code == english.status_code
    tree = html.fromstring(answer.text)
    assert tree.get("lang") == known(code).tag
    assert tree.get("dir", "ltr") == known(code).direction
    switch = {a.get("hreflang"): a.get("href") for a in tree.xpath("//nav[@class='tongues']/a")}
    assert (
        switch == {}
        if path == "/story/nothing"
        else switch["en"] == path and switch[known(code).tag] == f"/{code}{path}"
    )


@pytest.mark.parametrize("code", ["ar", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_the_interface_is_left_in_english(full: TestClient, code: str, path: str) -> None:
    """In languages of another script what is left over shows: whatever is Latin is a name or marked as English."""
    allowed = SAME | names(full) | set(FOREIGN.findall(unquote_plus(path)))
    texts = [text for text in unmarked(full.get(f"/{code}{path}").text) if "://" not in text]
    left = {
        word: text for text in texts for word in FOREIGN.findall(re.sub(r"\S+\.example|{\w+}|\b[A-Z]{3}\b", "", text))
    }
    assert {word: text for word, text in left.items() if word not in allowed} == {}


@pytest.mark.parametrize("path", PATHS)
def test_links_keep_the_language(full: TestClient, path: str) -> None:
    tree = html.fromstring(full.get(f"/ar{path}").text)
    for link in tree.xpath("//a[starts-with(@href, '/') and not(@hreflang)]/@href | //form/@action"):
        page = prefixes.is_page(link.partition("?")[0].partition("#")[0].removeprefix("/ar"))
        assert link.startswith("/ar/") == page, link


def test_what_is_for_machines_has_one_address(full: TestClient) -> None:
    for path in ("/feed.atom", "/api/briefs", "/story/s-talks/card.png", "/sitemap.xml", "/static/site.css"):
        assert full.get(f"/fr{path}").status_code == 404, path
    assert "Latest" in full.get("/feed.atom").text or full.get("/feed.atom").status_code == 200


def test_pages_are_kept_apart_by_language(full: TestClient) -> None:
    """The same page asked for in turn: what is kept in memory of one language is not given for another."""
    for code in (*OTHERS, "en", *OTHERS):
        page = full.get("/about" if code == "en" else f"/{code}/about").text
        assert html.fromstring(page).get("lang") == known(code).tag


def test_a_redirect_keeps_the_language(full: TestClient) -> None:
    answer = full.get("/es/edition?day=2024-03-24")
    assert answer.headers["location"] == "/es/edition/2024-03-24"


def test_the_language_without_prefix_is_a_setting(serve: Callable[..., TestClient]) -> None:
    client = serve(settings=SiteSettings(base_url=SETTINGS.base_url, language="fr"))
    assert html.fromstring(client.get("/about").text).get("lang") == "fr"
    english = html.fromstring(client.get("/en/about").text)
    assert english.get("lang") == "en"
    assert english.xpath("//link[@rel='canonical']/@href") == [f"{SETTINGS.base_url}/en/about"]
    assert client.get("/fr/about").status_code == 404


def test_a_language_the_site_does_not_speak_is_refused(serve: Callable[..., TestClient]) -> None:
    with pytest.raises(ConfigError, match="language"):
        serve(settings=SiteSettings(language="tlh"))


def test_alternates_name_every_language(full: TestClient) -> None:
    tree = html.fromstring(full.get("/zh/pairs").text)
    told = {link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")}
    prefixed = {known(code).tag: f"{SETTINGS.base_url}/{code}/pairs" for code in OTHERS}
    assert told == {"en": f"{SETTINGS.base_url}/pairs", **prefixed}
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{SETTINGS.base_url}/zh/pairs"]


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_message_and_no_other(code: str) -> None:
    wanted, kept = catalogue.everything(), catalogue.catalogue(code)
    have = {m.id[0] if isinstance(m.id, tuple | list) else m.id: m for m in kept if m.id}
    assert sorted(wanted.keys() - have.keys()) == [], "python -m tests.site.catalogue adds them, untranslated"
    assert sorted(have.keys() - wanted.keys()) == [], "python -m tests.site.catalogue drops them"
    assert [text for text, message in have.items() if not all(as_forms(message.string))] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_what_is_filled_in(code: str) -> None:
    for message in catalogue.catalogue(code):
        if not message.id:
            continue
        plural = isinstance(message.id, tuple | list)
        one = message.id[1] if plural else message.id
        for text in as_forms(message.string):
            fields, told = sorted(map(str, FIELD.findall(one))), sorted(map(str, FIELD.findall(text)))
            dates = re.search(r"{(first_)?day}|{month}|{year}", one)
            assert told == fields or plural or dates, (one, text)
            assert '"' not in FIELD.sub("", text), text
            assert not re.search(r"{{|{%", text), text


def as_forms(said: str | tuple[str, ...] | list[str]) -> list[str]:
    """A translation, or all its plural forms."""
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize("path", catalogue.TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_anything_outside_a_message(path) -> None:  # type: ignore[no-untyped-def]
    """A text in an expression has to be in `_()` or counted; texts between tags are messages by themselves."""
    tree = Environment().parse(path.read_text())
    told: set[int] = set()
    for call in tree.find_all((nodes.Call, nodes.Compare, nodes.Test, nodes.Filter, nodes.Getitem)):
        inside = call.args if isinstance(call, nodes.Call | nodes.Filter) else [call]
        within = not isinstance(call, nodes.Call) or getattr(call.node, "name", "") in ("_", "counted")
        told |= {id(c) for arg in inside if within for c in [arg, *arg.find_all(nodes.Const)]}
    told |= {id(pair.key) for pair in tree.find_all(nodes.Pair)}
    said = [c.value for c in tree.find_all(nodes.Const) if isinstance(c.value, str) and id(c) not in told]
    assert [text for text in said if re.search(r"[A-Z][a-z]|[a-z]{2} [a-z]", text)] == []


def test_a_template_is_its_own_list_of_messages() -> None:
    source = (
        '<p class="x">Version {{ brief.version }} stays at <a href="/x">{{ cited.address }}</a>.'
        ' <a href="/y">More</a></p>'
        '{% if a %}<b aria-label="Close {{ n }}">Told <time datetime="{{ t }}">{{ t|day }}</time></b>, {% endif %}'
        '<ul><li><a href="/a">Atom</a>, <a href="/r">RSS</a></li></ul><script>var a = "No";</script>'
    )
    assert messages(source) == [
        ", ", "Version {version} stays at {address}. <a>More</a>", "Close {n}", "Told {t}", "Atom", "RSS",
    ]  # fmt: skip
    turned = translated(
        source, lambda text: {"Version {version} stays at {address}. <a>More</a>": "<a>M</a> {address}"}.get(text, text)
    )
    assert '<p class="x"><a href="/y">M</a> <a href="/x">{{ cited.address }}</a></p>' in turned
    assert translated(source, lambda text: text) == source


def test_numbers_take_the_form_of_the_language() -> None:
    said = {}
    for number in (0, 1, 2, 3, 11, 100, 1234):
        with speaking("ar"):
            said[number] = counted(number, "report")
    assert said == {
        0: "0 تقرير", 1: "تقرير واحد", 2: "تقريران", 3: "3 تقارير", 11: "11 تقريرًا", 100: "100 تقرير",
        1234: "1,234 تقريرًا",
    }  # fmt: skip
    with speaking("fr"):
        assert [counted(n, "report") for n in (0, 1, 2)] == ["0 article", "1 article", "2 articles"]


def test_days_are_written_as_the_language_writes_them() -> None:
    from datetime import date

    told = {}
    for code in NAMES:
        with speaking(code):
            told[code] = day(date(2024, 3, 1), True), span(date(2024, 3, 30), date(2024, 4, 2))
    assert told == {
        "en": ("Friday 1 March 2024", "30 March – 2 April 2024"),
        "fr": ("vendredi 1er mars 2024", "30 mars – 2 avril 2024"),
        "es": ("viernes 1 de marzo de 2024", "30 de marzo – 2 de abril de 2024"),
        "ar": ("الجمعة 1 مارس 2024", "30 مارس – 2 أبريل 2024"),
        "zh": ("2024年3月1日星期五", "2024年3月30日–4月2日"),
    }
