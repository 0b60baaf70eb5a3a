"""Feeds as publishers serve them, each with the record a person reads in it, or the error."""

import html
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique import feeds
from communique.errors import Unreadable

from .corpus import FOLDER, FOUND_AT, Case, cases

CASES = [pytest.param(case, id=f"{case.path.parent.name}/{case.path.name}") for case in cases()]
_NOT_OF_XML = "".join(map(chr, [*range(9), 11, 12, *range(13, 32), 127, *range(128, 160), 0xFFFE, 0xFFFF]))


def test_the_corpus_is_whole() -> None:
    files = {path for path in FOLDER.glob("*/*") if path.name != "expected.toml"}
    assert files == {case.path for case in cases()}
    assert len(files) >= 382


@pytest.mark.parametrize("case", CASES)
def test_each_file_gives_what_a_person_reads_in_it(case: Case) -> None:
    if isinstance(case.expected, feeds.Feed):
        assert case.parsed() == case.expected
    else:
        with pytest.raises(Unreadable, match=case.expected):
            case.parsed()


@pytest.mark.parametrize("case", CASES)
def test_what_is_read_as_a_feed_looks_like_one_and_the_rest_does_not(case: Case) -> None:
    """What is refused for what is wrong in it may look like a feed or not."""
    if isinstance(case.expected, feeds.Feed) or case.expected == "not a feed":
        assert feeds.looks_like(case.path.read_bytes()) == isinstance(case.expected, feeds.Feed)


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cn"], blacklist_characters=_NOT_OF_XML)),
    st.sampled_from(["utf-8", "utf-16", "ascii"]),
)
@settings(max_examples=200, deadline=None)
def test_what_a_strict_writer_writes_is_read_to_the_letter(text: str, encoding: str) -> None:
    root = ET.Element("{http://www.w3.org/2005/Atom}feed")
    entry = ET.SubElement(root, "{http://www.w3.org/2005/Atom}entry")
    for name in ("title", "summary"):
        ET.SubElement(entry, f"{{http://www.w3.org/2005/Atom}}{name}", type="text").text = text
    (found,) = feeds.parse(ET.tostring(root, encoding=encoding), FOUND_AT).entries
    assert found.title == (" ".join(text.split()) or None)
    assert html.unescape(found.summary or "") == text.strip()
