import time
from contextlib import suppress

import pytest

from communique.errors import Unreadable
from communique.reading import read

from .pages import URL, html, page
from .wall_pages import ARTICLES, WALLS, simple


@pytest.mark.parametrize("name", WALLS)
def test_what_stands_where_an_article_should_is_refused_for_what_it_is(name: str) -> None:
    text, why = WALLS[name]
    with pytest.raises(Unreadable, match=why) as refused:
        read(page(text, entry_title="Ministers meet in Oslo"))
    assert refused.value.name == URL


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_has_the_words_is_read(name: str) -> None:
    assert len(read(page(ARTICLES[name])).text) > 100


def test_a_long_text_is_read_whatever_the_page_is_called() -> None:
    long = "".join(
        f"<p>The delegates read article {n} of the treaty and agreed to all of it by noon.</p>" for n in range(30)
    )
    assert read(page(simple("Sign in", f"<article><h1>Sign in</h1>{long}</article>"))).text
    assert read(page(html())).title == "Talks in Oslo"


def test_looking_takes_no_time_with_words_made_to_hold_it_up() -> None:
    began = time.monotonic()
    for words in ("we " * 7000, "page you are looking for " * 900, "this domain " * 1800, "404 " * 5000):
        with suppress(Unreadable):
            read(page(simple(words, f"<form>{words}</form>")))
    assert time.monotonic() - began < 3
