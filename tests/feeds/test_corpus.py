"""Feeds as publishers serve them, each with the record a person reads in it, or the error."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique import feeds
from communique.errors import Unreadable

HERE = Path(__file__).parent
FOUND_AT = "https://kestrel.example/feed.xml"


def _cases() -> list[Any]:
    found = []
    for table in sorted((HERE / "corpus").glob("*/expected.toml")):
        for expected in tomllib.loads(table.read_text(encoding="utf-8"))["feed"]:
            path = table.parent / expected.pop("file")
            found.append(pytest.param(path, expected, id=f"{path.parent.name}/{path.name}"))
    return found


CASES = _cases()


def test_the_corpus_is_whole() -> None:
    files = {path for path in (HERE / "corpus").glob("*/*") if path.name != "expected.toml"}
    assert files == {case.values[0] for case in CASES}
    assert len(files) >= 150


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_each_file_gives_what_a_person_reads_in_it(path: Path, expected: dict[str, Any]) -> None:
    expected = dict(expected)
    body, url, kind = path.read_bytes(), expected.pop("url", FOUND_AT), expected.pop("content_type", None)
    if error := expected.get("error"):
        with pytest.raises(Unreadable, match=error):
            feeds.parse(body, url, kind)
        return
    entries = [
        feeds.Entry(**{"url": None, **entry, "authors": tuple(entry.get("authors", ()))})
        for entry in expected.pop("entry", [])
    ]
    wanted = feeds.Feed(**{"title": None, "language": None, **expected, "entries": tuple(entries)})
    assert feeds.parse(body, url, kind) == wanted


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_what_is_read_as_a_feed_looks_like_one_and_the_rest_does_not(path: Path, expected: dict[str, Any]) -> None:
    """What is refused for what is wrong in it may look like a feed or not."""
    if (error := expected.get("error")) in (None, "not a feed"):
        assert feeds.looks_like(path.read_bytes()) == (error is None)
