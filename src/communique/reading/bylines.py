"""Who wrote a report: people by name, not desks and staffs."""

import re
from collections.abc import Iterable, Iterator

import lxml.html

from communique.reading.agencies import table
from communique.reading.document import Document, kinds, texts
from communique.reading.places import header
from communique.reading.tables import rows
from communique.reading.titles import plain, tidy

MOST = 8
META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor",
    "byl", "citation_author", "article.author", "authors", "twitter:data1", "cxenseparse:author", "rbauthors",
)  # fmt: skip


def _words(place: str) -> str:
    return "|".join(row[2] for row in rows("byline_words.tsv") if row[1] == place)


HAN = r"[\u2e80-\u9fff\uac00-\ud7af]"
BY = re.compile(
    rf"^\W*(?:{_words('before')})(?:\b[:\s]+|[：:・]\s*|(?={HAN}))|^(?-i:By|Authors?:)(?=(?-i:[A-Z]))", re.IGNORECASE
)
BY_WITHIN = re.compile(r"(?<=[\s|·•,/–—-])(?:by|von|par|por|di|door)\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE)
PLACED = re.compile(rf"^{HAN}{{2,8}}[=＝]\s*(?={HAN})")  # Geneva=Name
AND = re.compile(r"\s*(?:[,;|/•·&、]|\b(?:[Aa]nd|AND|und|et|y|[Ww]ith|e|и)\b)\s*")
AFTER = re.compile(
    r"\s*(?:\(.*|\s[-–—]\s.*|\bin\b\s+[A-Z].*|\bfor\b\s.*|\bof\b\s.*|\bon\s+\w+\s+\d.*|\bat\b.*|\bupdated\b.*|\bpublished\b.*|\d.*)$",
    re.IGNORECASE,
)
BEHIND = re.compile(rf"(?:\s+|(?<={HAN}))(?:{_words('after')})$")
NOT_PEOPLE = re.compile(rf"(?<!\w)(?:{_words('no person')})(?!\w)|(?:{_words('ends')})$", re.IGNORECASE)
TITLES = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|sir)\.?\s+|,?\s+(?:phd|ph\.d\.?|md|m\.d\.|mba|jd|cpa|rn|esq|dds|rd|ms|ma)\.?$",
    re.IGNORECASE,
)
BYLINE_CLASS = re.compile(
    r"\b(byline|by-line|author|authors|writer|contributor|post-author|entry-author|byl)", re.IGNORECASE
)
PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "du",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "ben",
        "dos",
        "das",
        "y",
        "e",
        "ter",
        "ten",
        "st",
    ]
)


def byline(document: Document, publisher: str | None) -> tuple[str, ...]:
    """The people named as authors, each once, in the order given; the first place that names any decides."""
    for place in (_structured, _meta, _marked, _printed):
        people: dict[str, str] = {}
        for text in place(document):
            for name in names(text):
                if place is _structured or plain(name) != plain(publisher or ""):
                    people.setdefault(plain(name), name)
        if people:
            return tuple(people.values())[:MOST]
    return ()


def people(given: Iterable[str]) -> tuple[str, ...]:
    """The people named in these texts, each once."""
    return tuple({plain(name): name for text in given for name in names(text)}.values())[:MOST]


def names(text: str) -> list[str]:
    """The people in a byline: `By Ann Lee and Juan Pérez in Seoul` gives two; a desk or an address gives none."""
    text = tidy(text) or ""
    if len(text) > 200 or "http" in text or "@" in text:
        return []
    text = PLACED.sub("", BY.sub("", text))
    if len(words := text.split()) == 4 and len(words[2]) > 4 and words[2][0] == "و":  # `and`, written to the next name
        text = f"{words[0]} {words[1]}, {words[2][1:]} {words[3]}"
    found = []
    for part in AND.split(text):
        name = BEHIND.sub("", AFTER.sub("", BY.sub("", part.strip())))
        name = TITLES.sub("", TITLES.sub("", name).strip(" .,:;|-–—")).strip(" .,:;")
        if is_person(name):
            found.append(_cased(name))
    return found


def is_person(name: str) -> bool:
    """Whether this looks like a person's name: two to five capitalised words, or a few signs of a script without."""
    if (
        not 2 <= len(name) <= 60
        or NOT_PEOPLE.search(name)
        or plain(name) in table()
        or re.search(r"[\d@<>{}\[\]|=#?!\"“”]", name)
    ):
        return False
    words = name.split()
    if re.search(r"[\u2e80-\u9fff\uac00-\ud7af\u0600-\u06ff]", name):
        return len(words) <= 4 and len(name) <= 30
    if not 2 <= len(words) <= 5:
        return False
    return all(word[0].isupper() or word.lower() in PARTICLES or word[0] in "'’" for word in words)


def _cased(name: str) -> str:
    """`KIM TONG-HYUNG` as it is written in text; anything else as it stands."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0] if len(word[0]) == 1 else word[0].capitalize(), name)


def _structured(document: Document) -> Iterator[str]:
    value = document.article.get("author") or document.article.get("creator")
    for author in value if isinstance(value, list) else [value]:
        if isinstance(author, dict):
            if any(kind.endswith("Organization") for kind in kinds(author)):
                continue
            if not author.get("name") and author.get("@id"):
                author = next((n for n in document.nodes if n.get("@id") == author["@id"] and n.get("name")), {})
        yield from texts(author)


def _meta(document: Document) -> Iterator[str]:
    for name in META:
        if name == "twitter:data1" and not re.search(
            "by|author", document.first("twitter:label1") or "", re.IGNORECASE
        ):
            continue
        yield from document.meta.get(name, ())


def _marked(document: Document) -> Iterator[str]:
    for element in document.tree.xpath("//*[@itemprop='author' and not(self::meta)] | //a[@rel='author']")[:8]:
        named = element.xpath(".//*[@itemprop='name']")
        yield (named[0].get("content") or named[0].text_content()) if named else element.text_content()


def _printed(document: Document) -> Iterator[str]:
    """Elements of the head that are classed as byline, else a line in it that begins with `By`."""
    around = header(document)
    for element in around:
        if BYLINE_CLASS.search(element.get("class") or "") and len(element.text_content()) < 200:
            found = _apart(element)
            yield from found
            if found:
                return
    for element in around:
        text = tidy(element.text_content()[:300]) or ""
        if len(element) <= 4 and 6 < len(text) < 120:
            if BY.match(text):
                yield from _apart(element)
                return
            if (within := BY_WITHIN.search(text)) and any(c.isdigit() for c in text[: within.start()]):
                yield text[within.end() :]
                return


def _apart(element: lxml.html.HtmlElement) -> list[str]:
    """The people named in an element: what its own elements part (a name, an office, a day) is not run together."""
    parted = [name for part in element.itertext() for name in names(part)]
    return parted or names(element.text_content())
