"""Pages made to cost: each ends in a report or a refusal, in CPU time that a desk can spare."""

import time
from collections.abc import Callable

import pytest

from communique.errors import Unreadable
from communique.reading import read

from .pages import page

MOST = 7  # CPU seconds; 10 is what is promised. Where pages are larger than these, quicker rules read them
SAID = "The foreign ministers of Norland and Vestria met in Halden on Thursday and agreed to reopen talks on fishing. "
TEXT = f"<p>{SAID * 3}</p>"
LINK = (
    '<li><a href="https://courier.example/world/an-address-as-long-as-they-are-today-{}">A headline of the day</a></li>'
)


def long(piece: str, size: int = 3_000_000) -> str:
    return piece * (size // len(piece))


PAGES: dict[str, tuple[Callable[[], str], str | None]] = {
    "nested elements": (lambda: "<div>" * 100_000 + SAID + "</div>" * 100_000, None),
    "many deep nests": (lambda: ("<div>" * 240 + TEXT + "</div>" * 240) * 130, SAID),
    "siblings": (lambda: f"<p>{SAID[:40]}</p>" * 66_000, SAID[:39]),
    "siblings with links": (lambda: "<div><a href='#'>x</a>words and more of them</div>" * 20_000 + TEXT, SAID),
    "line breaks": (lambda: "words and more of them<br>" * 63_000 + TEXT, SAID),
    "spans in a paragraph": (lambda: "<p>" + "<span>words and </span>" * 63_000 + "</p>" + TEXT, SAID),
    "one paragraph": (lambda: f"<p>{long(SAID)}</p>", SAID),
    "one word": (lambda: f"<p>{long('a')}</p>{TEXT}", SAID),
    "white space": (lambda: f"{TEXT}<p>{long(chr(10) + ' ')}</p>", SAID),
    "a plain page of three megabytes": (lambda: long(TEXT), SAID),
    "names": (lambda: f"<p>{long('Karl Marx Said In Rome ')}</p>", "Karl Marx"),
    "quotation marks": (lambda: f"<p>{'“' * 1_000_000}</p>{TEXT}", SAID),
    "links": (lambda: f"<ul>{''.join(LINK.format(n) for n in range(25_000))}</ul>{TEXT}", SAID),
    "attributes of one element": (lambda: f"<p {' '.join(f'a{n}=1' for n in range(900_000))}>{TEXT}", None),
    "attributes behind a quoted bracket": (
        lambda: f"<p x='>' {' '.join(f'a{n}' for n in range(900_000))}>{TEXT}",
        None,
    ),
    "one table": (lambda: f"<table>{('<tr>' + '<td>a cell</td>' * 10 + '</tr>') * 5_300}</table>{TEXT}", SAID),
    "tables in tables": (lambda: ("<table><tr><td>" * 80 + TEXT + "</td></tr></table>" * 80) * 100, SAID),
    "days": (lambda: TEXT + "<span class='date'>3 March 2024</span> " * 50_000, SAID),
    "times": (lambda: TEXT + "<time datetime='2024-03-03'>3 March</time> " * 50_000, SAID),
    "meta elements": (lambda: '<meta property="og:title" content="Talks in Oslo">' * 50_000 + TEXT, SAID),
    "structured data": (lambda: '<script type="application/ld+json">{"@type":"Report"}</script>' * 30_000 + TEXT, SAID),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_cost_of_a_hostile_page_is_bounded(name: str) -> None:
    made, said = PAGES[name]
    body = f"<html><head><title>Talks</title></head><body><article><h1>Talks</h1>{made()}</article></body></html>"
    begun = time.thread_time()
    if said is None:
        with pytest.raises(Unreadable, match=r"too deep|elements|attributes"):
            read(page(body))
    else:
        assert said.strip() in read(page(body)).text
    assert time.thread_time() - begun < MOST
