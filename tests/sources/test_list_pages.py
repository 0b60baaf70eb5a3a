"""List pages of fictional ministries and papers, each with the articles it names written on top of it: address, day
(`-` where none is plain), headline. Both halves were written before the code that reads them; `known` is the one it
was then fitted on. Of `held_out` 16 of 17 pages were wholly right when it was first read (52 of 52 addresses, 49 of 52
days); the one fault was then mended, so it is held out no more.

`python -m tests.sources.test_list_pages` prints how many of each half are right.
"""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest

from communique.sources import lists

FOLDER = Path(__file__).parent / "list_pages"
PAGES = sorted(FOLDER.glob("*/*.html"))


class Line(NamedTuple):
    """An article as a list names it."""

    url: str
    day: str | None
    title: str


def expected(text: str) -> tuple[str, list[Line]]:
    """The page's own address and what it names, from its first comment."""
    told = re.match(r"<!--\n(.*?)\n-->\n", text, re.DOTALL)
    assert told
    url, *lines = told[1].splitlines()
    parts = [line.split(" | ", 2) for line in lines]
    return url, [Line(urljoin(url, at), None if day == "-" else day, title) for at, day, title in parts]


def found(text: str, url: str) -> list[Line]:
    """What the desk finds on it."""
    entries = lists.links(text.encode(), url)
    return [Line(one.url or "", (one.published or "")[:10] or None, one.title or "") for one in entries]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_plain_list_names_its_articles_with_their_headlines_and_days(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    url, lines = expected(text)
    assert found(text, url) == lines


def main() -> None:
    """Right of each half: pages wholly so, addresses, headlines and days."""
    for half in ("known", "held_out"):
        pages = [page.read_text(encoding="utf-8") for page in PAGES if page.parent.name == half]
        pairs = [(expected(text)[1], found(text, expected(text)[0])) for text in pages]
        whole = sum(a == b for a, b in pairs)
        print(f"{half}: {whole} of {len(pages)} pages wholly right")
        for name in Line._fields:
            wanted = [{(one.url, getattr(one, name)) for one in a} for a, _ in pairs]
            got = [{(one.url, getattr(one, name)) for one in b} for _, b in pairs]
            right = sum(len(a & b) for a, b in zip(wanted, got, strict=True))
            print(f"  {name}: {right} of {sum(map(len, wanted))} right, {sum(map(len, got)) - right} besides")


if __name__ == "__main__":
    main()
