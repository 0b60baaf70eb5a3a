import pytest

from communique.errors import Unreadable
from communique.model import Selectors
from communique.reading.body import paragraphs
from communique.reading.document import Document

from .pages import BODY, URL, html

NOTICE = '<p class="notice">This column appears in the Courier every week, and readers may send it their questions.</p>'


def document(body: str = BODY) -> Document:
    return Document(html(body), URL)


def test_the_selectors_of_a_source_win_over_the_extractors() -> None:
    found = paragraphs(document(BODY + NOTICE), Selectors(text="p.notice"))
    assert found == ["This column appears in the Courier every week, and readers may send it their questions."]


def test_what_a_source_drops_is_dropped_with_a_text_selector_and_without_one() -> None:
    for text in ("article", None):
        page = document(BODY + NOTICE)
        found = paragraphs(page, Selectors(text=text, drop=".notice"))
        assert any("fisheries" in block for block in found)
        assert not any("every week" in block for block in found)
        assert page.tree.cssselect(".notice"), "the page itself stays as it is"


def test_a_selector_that_finds_nothing_leaves_the_article_to_the_extractors() -> None:
    assert paragraphs(document(), Selectors(text="div.gone")) == paragraphs(document())
    assert any("fisheries" in block for block in paragraphs(document()))


@pytest.mark.parametrize("wrong", [Selectors(text="p[["), Selectors(drop="p[[")])
def test_a_selector_that_is_no_css_is_named(wrong: Selectors) -> None:
    with pytest.raises(Unreadable, match=r"p\[\["):
        paragraphs(document(), wrong)
