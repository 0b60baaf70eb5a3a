import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputRefused
from communique.model import Source
from communique.sources import opml


def listed(outlines: str, head: str = "<?xml version='1.0' encoding='utf-8'?>", version: str = "2.0") -> bytes:
    return f"{head}<opml version='{version}'><head><title>t</title></head><body>{outlines}</body></opml>".encode()


WIRE = "<outline type='rss' text='Wire' xmlUrl='https://wire.example/feed' htmlUrl='https://wire.example/'/>"


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
def test_a_feed_in_nested_folders_keeps_them(version: str) -> None:
    nested = f"<outline text='Isles'><outline title='News/Sea'>{WIRE}</outline></outline>"
    (source,) = opml.read(listed(nested, version=version), "x").sources
    assert (source.url, source.kind, source.publisher) == ("https://wire.example/feed", "feed", "Wire")
    assert source.section == r"Isles/News\/Sea"
    assert opml.parted(source.section) == ("Isles", "News/Sea")


@pytest.mark.parametrize(
    ("outline", "section"),
    [
        (WIRE.replace("type", "category='/Isles/Sea,/Wires' type"), "Isles/Sea"),
        (f"<outline>{WIRE}</outline>", ""),
        (f"<outline text='A'><outline text=' '>{WIRE}</outline></outline>", "A"),
        ("<outline text='A'>" + WIRE.replace("type", "category='/B' type") + "</outline>", "A"),
    ],
)
def test_sections_come_from_folders_else_from_the_category(outline: str, section: str) -> None:
    (source,) = opml.read(listed(outline), "x").sources
    assert source.section == section


def test_missing_names_other_cases_and_sites_alone_are_taken() -> None:
    found = opml.read(
        listed(
            "<outline xmlURL='https://a.example/feed'/>"
            "<outline text='B' htmlUrl='https://b.example/news'/>"
            "<outline type='link' text='C' url='https://c.example/feed' language='pt_BR'/>"
        ),
        "x",
    )
    assert [(s.publisher, s.kind) for s in found.sources] == [("a.example", "feed"), ("B", "page"), ("C", "feed")]
    assert found.sources[2].language == "pt-BR"


def test_what_is_no_source_is_named_by_its_line_and_repeats_are_counted() -> None:
    body = listed(f"\n<outline type='rss' text='Lost'/>\n<outline text='x' xmlUrl='ftp://a.example/'/>\n{WIRE}{WIRE}")
    found = opml.read(body, "list.opml")
    assert [str(error).split(": ")[0] for error in found.refused] == ["list.opml:2", "list.opml:3"]
    assert "Lost" in found.refused[0].why
    assert (len(found.sources), found.repeated) == (1, 1)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (listed(WIRE.replace("Wire", "Sea & Shore &eacute; &bogus; &#233;")), "Sea & Shore é &bogus; é"),
        (listed(WIRE.replace("Wire", "Größe")).decode().encode("cp1252"), "Größe"),
        (listed(WIRE.replace("Wire", "Größe"), "").decode().encode("utf-16"), "Größe"),
        (listed(WIRE.replace("Wire", "Größe"), "<?xml version='1.0' encoding='iso-8859-1'?>"), "Größe"),
        (b"\xef\xbb\xbf" + listed(WIRE.replace("Wire", "W\x00i\x08re")), "Wire"),
        (listed(WIRE)[: -len("</body></opml>")], "Wire"),
    ],
)
def test_broken_files_give_what_can_be_made_out(body: bytes, name: str) -> None:
    (source,) = opml.read(body, "x").sources
    assert source.publisher == name


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<rss/>",
        b"\xff\xfe\x00",
        listed(WIRE, "<!DOCTYPE opml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"),
        listed(WIRE, "<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>").decode().encode("utf-16"),
    ],
)
def test_what_is_no_opml_is_one_error_with_its_name(body: bytes) -> None:
    with pytest.raises(InputRefused, match=r"^list\.opml: "):
        opml.read(body, "list.opml")


def test_ten_thousand_outlines_and_ten_thousand_folders_end_soon() -> None:
    many = "".join(f"<outline text='f' xmlUrl='https://w{n}.example/f'/>" for n in range(10_000))
    begun = time.monotonic()
    assert len(opml.read(listed(many), "x").sources) == 10_000
    deep = "<outline text='a'>" * 10_000 + WIRE
    assert not opml.read(listed(deep), "x").sources
    assert time.monotonic() - begun < 10
    forty = opml.read(listed("<outline text='a'>" * 40 + WIRE + "</outline>" * 40), "x")
    assert not forty.sources and "32 folders" in forty.refused[0].why


WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=12)
SOURCES = st.builds(
    Source,
    id=st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
    url=st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9]{0,9}", fullmatch=True),
    kind=st.sampled_from(["feed", "page", "sitemap"]),
    publisher=WORDS,
    country=st.sampled_from([None, "FJI", "IGO"]),
    language=st.sampled_from([None, "en", "pt-BR"]),
    ownership=st.sampled_from(["state", "private", "unknown"]),
    ownership_reason=WORDS,
    reprint=st.sampled_from(["60", "full"]),
    section=st.lists(WORDS, max_size=4).map(opml.joined),
    verified=st.sampled_from([None, "2026-02-03"]),
)


@given(st.lists(SOURCES, max_size=6, unique_by=lambda source: source.url))
def test_what_was_exported_is_imported_as_it_was(sources: list[Source]) -> None:
    found = opml.read(opml.written(sources, "A desk"), "x")
    assert not found.refused
    assert sorted(found.sources, key=lambda s: s.url) == sorted(sources, key=lambda s: s.url)
