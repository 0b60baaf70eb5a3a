"""Briefs as a page of their own."""

from msgspec.structs import replace

from communique.briefs import compose
from communique.briefs.check import check
from communique.briefs.page import html
from communique.model import Correction
from tests.briefs.builders import visit
from tests.site.test_pages import Outline

EVIL = '<script>alert("x")</script>&'


def test_the_page_is_sound_and_asks_nobody() -> None:
    brief = compose(visit(), check)
    text = html([brief, brief], visit().reports)
    outline = Outline(text)
    assert outline.open == [] and outline.styles == 0 and outline.loads == []
    assert len(set(outline.ids)) == len(outline.ids) == 2 * len(brief.sources)
    inner = [href for href in outline.hrefs if href.startswith("#")]
    assert inner and {href[1:] for href in inner} <= set(outline.ids)
    assert all(href.startswith(("#", "http")) for href in outline.hrefs)
    assert "@media print" in text and "prefers-color-scheme: dark" in text and "url(" not in text


def test_every_sentence_card_and_quotation_stands_there() -> None:
    brief = compose(visit(), check)
    text = html([brief], visit().reports)
    for sentence in brief.sentences:
        assert sentence.text.replace("'", "&#x27;").replace('"', "&quot;") in text
    for person in brief.participants:
        assert f"<b>{person.name}</b>" in text
    assert "“The sea joins us" in text and "Harbour Wire" in text


def test_what_a_report_says_is_text_and_never_markup() -> None:
    notice = Correction(at="2024-03-22", text=EVIL, report="wire", version=2, publisher=EVIL, title=EVIL)
    source = replace(compose(visit(), check).sources[0], url="javascript:alert(1)", title=EVIL, language=f'"{EVIL}')
    brief = replace(compose(visit(), check), headline=EVIL, corrections=(notice,), sources=(source,))
    text = html([brief], visit().reports)
    assert "<script" not in text and "javascript:" not in text and Outline(text).open == []


def test_a_reserved_report_gives_no_words() -> None:
    reports = tuple(replace(report, reserved=True) for report in visit().reports)
    assert 'class="small">DAKAR' not in html([compose(visit(), check)], reports)
