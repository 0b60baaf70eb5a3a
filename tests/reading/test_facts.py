from datetime import date

import pytest

from communique.reading.bylines import byline, is_person, names
from communique.reading.datelines import dateline
from communique.reading.document import Document
from communique.reading.notes import split
from communique.reading.origins import origins, short_name
from communique.reading.titles import publisher, title

from .pages import URL, html

DAY = date(2024, 3, 24)


def document(head: str = "", before: str = "<h1>Talks in Oslo</h1>") -> Document:
    return Document(html(head=head, before=before), URL)


@pytest.mark.parametrize(
    ("head", "before", "expected"),
    [
        ("", "<h1>Talks in Oslo</h1>", "Talks in Oslo"),
        ("", "", "Talks in Oslo"),
        ('<meta property="og:title" content="Talks in Oslo - Northern Courier">', "", "Talks in Oslo"),
        ('<meta property="og:title" content="Oslo talks: fish | northern-courier.example">', "", "Oslo talks: fish"),
        ('<meta property="og:title" content="Northern Courier » Talks">', "<h1>Northern Courier</h1>", "Talks"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fish &amp; ships"}</script>',
            "",
            "Fish & ships",
        ),
        (
            '<meta property="og:title" content="Norway-Chile: talks - what we know">',
            "",
            "Norway-Chile: talks - what we know",
        ),
    ],
)
def test_the_headline_comes_without_the_site(head: str, before: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="Northern Courier">'
    found = document(site + head, before)
    assert title(found, None, publisher(found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Juan Pérez in Seoul", ["Ann Lee", "Juan Pérez"]),
        ("ANN LEE, Northern News", ["Ann Lee"]),
        ("By Seo Min-jun", ["Seo Min-jun"]),
        ("Par Élise de La Tour", ["Élise de La Tour"]),
        ("Von Anna Müller und Kurt Weber", ["Anna Müller", "Kurt Weber"]),
        ("Byron Smith", ["Byron Smith"]),
        ("By Dr. Ann Lee, PhD", ["Ann Lee"]),
        ("Staff reporter", []),
        ("By Our Foreign Desk", []),
        ("Northern News Agency", []),
        ("editor@courier.example", []),
        ("https://courier.example/authors/ann", []),
        ("Admin", []),
        ("", []),
        ("金正勋", ["金正勋"]),
    ],
)
def test_bylines_are_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_first_place_that_names_people_decides() -> None:
    author = '{"@type":"Organization","name":"Courier"}'
    data = f'<script type="application/ld+json">{{"@type":"Article","author":{author}}}</script>'
    printed = '<h1>Talks in Oslo</h1><p class="byline">By Ann Lee and Bo Ek</p>'
    assert byline(document(data, printed), "Courier") == ("Ann Lee", "Bo Ek")
    assert byline(document('<meta name="author" content="Ann Lee"><meta name="author" content="Bo Ek">'), None) == (
        "Ann Lee",
        "Bo Ek",
    )
    assert byline(document('<meta name="author" content="Northern Courier">'), "Northern Courier") == ()
    assert not is_person("Read more")


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("SEOUL, March 23 (Hangang Wire) - North", "Seoul", "Hangang Wire", "2024-03-23"),
        ("SEOUL, March 23 (Hangang Wire) -- North", "Seoul", "Hangang Wire", "2024-03-23"),
        ("WASHINGTON (Kestrel) — The", "Washington", "Kestrel", None),
        ("NEW YORK, Dec. 30 (Kestrel) – The", "New York", "Kestrel", "2023-12-30"),
        ("RAJSHAHI, Dec 20, 2023 (BSS) - Homes", "Rajshahi", "BSS", "2023-12-20"),
        ("WASHINGTON, D.C., March 3 – The", "Washington, D.C.", None, "2024-03-03"),
        ("Islamabad, March 22 - The", "Islamabad", None, "2024-03-22"),
        ("PARIS, 16 février (Méridien) - Le", "Paris", "Méridien", "2024-02-16"),
        ("BEIJING: China", "Beijing", None, None),
        ("BEIJING — China", "Beijing", None, None),
        ("UNITED NATIONS, March 28 (Kestrel) - Russia", "United Nations", "Kestrel", "2024-03-28"),
        ("新华社北京3月21日电 中国", "北京", "新华社", "2024-03-21"),
        ("(서울=연합뉴스) 홍길동", "서울", "연합뉴스", None),
    ],
)
def test_datelines(text: str, place: str, agency: str | None, day: str | None) -> None:
    found = dateline(text + " and more words follow here.", DAY)
    assert found is not None
    assert (found.place, found.agency, found.day) == (place, agency, day)


@pytest.mark.parametrize(
    "text",
    [
        "Wang Yi (left) met the delegation in Beijing.",
        "UPDATE: The talks have ended.",
        "The minister - who had come by train - said nothing.",
        "China and Russia: a friendship in pictures",
        "On March 21, 2024, Wang Huning met the delegation.",
        "NATO (the alliance) is growing.",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline(text, DAY) is None


def test_a_day_without_year_needs_the_day_of_publication() -> None:
    found = dateline("SEOUL, March 23 (Hangang Wire) - North", None)
    assert found and found.day is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides met, KCNA said on Sunday.", ("KCNA",)),
        ("They met, the Korean Central News Agency (KCNA) reported.", ("KCNA",)),
        ("According to the official Xinhua news agency, they met.", ("Xinhua",)),
        ("They met, according to Yonhap.", ("Yonhap",)),
        ("The talks were good, Kestrel reported. According to Kestrel, more will follow.", ("Kestrel",)),
        ("It was calm, according to Kestrel and local media.", ("Kestrel",)),
        ("He will come on Monday, the Morning Harbour newspaper said.", ("Morning Harbour",)),
        ("Body of the text.\n\nWith Kestrel dispatches", ("Kestrel",)),
        ("Body of the text.\n\nWith input from Reuters and AFP", ("Reuters", "AFP")),
        ("Body of the text.\n\nSource: Xinhua", ("Xinhua",)),
        ("Body of the text ends here. (Reuters)", ("Reuters",)),
        ("North Korean state media reported on Sunday.", ("North Korean state media",)),
        ("It was friendly, state media in Pyongyang said.", ("North Korean state media",)),
        ("State media said so. KCNA reported it on Sunday.", ("KCNA",)),
        ("Iranian state media and IRNA reported it; IRNA said more.", ("IRNA",)),
        ("Selon l'agence officielle nord-coréenne KCNA, il est venu.", ("KCNA",)),
        ("D'après KCNA, il est venu.", ("KCNA",)),
        ("Así fue, según informó la agencia Hangang Wire.", ("Hangang Wire",)),
        ("Blinken said so, and according to Beijing it was useful.", ()),
        ("The North's official news agency said so.", ()),
        ("The International Atomic Energy Agency said so. Wang reported progress to the party.", ()),
        ("With many of the leaders of Europe", ()),
        ("", ()),
    ],
)
def test_origins_are_named_shortly(text: str, expected: tuple[str, ...]) -> None:
    assert origins(None, text, None, "Northern Courier") == expected


def test_a_publisher_is_no_origin_of_its_own() -> None:
    line = dateline("SEOUL, March 23 (Kestrel) - North and South", DAY)
    assert origins(None, "SEOUL, March 23 (Kestrel) - North and South", line, "Kestrel News Agency") == ()
    assert origins(None, "He told it, KCNA said.", None, "Korean Central News Agency") == ()
    assert origins("They are friends, KCNA says", "No more is known.", line, "Courier") == ("Kestrel", "KCNA")


def test_short_names() -> None:
    assert short_name("the Korean Central News Agency") == "KCNA"
    assert short_name("Kestrel News Agency") == "Kestrel"
    assert short_name("Monday") is None


@pytest.mark.parametrize(
    ("paragraph", "note"),
    [
        ("Correction: The talks were in Oslo.", "The talks were in Oslo."),
        ("CORRECTION (March 22) — The talks were in Oslo.", "The talks were in Oslo."),
        ("Rectificatif : les entretiens étaient à Oslo.", "les entretiens étaient à Oslo."),
        (
            "This article was amended on 22 March. They were in Oslo.",
            "This article was amended on 22 March. They were in Oslo.",
        ),
        ("Editor's note: this story was corrected to say Oslo.", "this story was corrected to say Oslo."),
        ("Editor's note: the author lives in Oslo.", None),
        ("The minister called for a correction: the law must change.", None),
        ("Corrections officers were on strike.", None),
    ],
)
def test_correction_notes(paragraph: str, note: str | None) -> None:
    kept, found = split(["Text.", paragraph])
    assert found == note
    assert kept == (["Text."] if note else ["Text.", paragraph])
