import re

import pytest

from communique.reading import read
from communique.reading.document import Document
from communique.reading.languages import language

from . import facts
from .dated import TEXTS
from .pages import URL, html, page

# share of the cases never tuned on that must be right; `python -m bench facts` prints what is
HELD_OUT = {"addresses": 1.0, "origins": 0.95, "datelines": 0.9, "bylines": 0.95, "notes": 0.95, "languages": 0.9}
KNOWN = {"languages": 1}  # `Три судна залишили порт` may be Serbian too


@pytest.mark.parametrize("name", HELD_OUT)
def test_texts_tuned_on_say_their_fact(name: str) -> None:
    wrong = [fault for case in facts.cases(name) if case.tuned and (fault := case.fault())]
    assert len(wrong) <= KNOWN.get(name, 0), "\n".join(wrong)


@pytest.mark.parametrize(("name", "share"), HELD_OUT.items())
def test_texts_held_out_say_their_fact(name: str, share: float) -> None:
    held = [case for case in facts.cases(name) if not case.tuned]
    wrong = [fault for case in held if (fault := case.fault())]
    assert 1 - len(wrong) / len(held) >= share, "\n".join(wrong)


def test_all_forms_of_a_page_are_one_report() -> None:
    forms = ("amp", "print", "mobile", "tracking", "session", "form")
    one = "https://news.example/world/talks"
    urls = {
        url for kind, url, link, wanted in facts.rows("addresses") if kind in forms and wanted == one and link == "-"
    }
    assert len(urls) >= 30
    assert len({read(page(url=url)).id for url in (one, *urls)}) == 1


@pytest.mark.parametrize("tag", ["en", "ru", ""])
def test_the_words_decide_where_the_page_has_another_tag_or_none(tag: str) -> None:
    told = {name: language(Document(html(lang=tag), URL), re.sub("<[^>]+>", " ", text)) for name, text in TEXTS.items()}
    wrong = {name for name, found in told.items() if found != {"nb": "no"}.get(name, name)}
    assert len(TEXTS) >= 35
    assert wrong <= {"sr"}, told  # Serbian in Latin letters is told apart from Bosnian by its tag alone


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "외교장관 오슬로에서 회담", "ko"),
        ("en", "两国外长会晤", "zh"),
        ("ja", "両国外相会談", "ja"),
        ("zh-TW", "兩國外長會晤", "zh"),
        ("jp", "両外相が会談", "ja"),
        ("ua", "Три судна залишили порт", "uk"),
        ("uk", "Три судна залишили порт", "uk"),
        ("fa", "رایزنی وزیران", "fa"),
        ("ar", "The ministers met in the old town hall", "en"),
        ("gl", "Tres barcos deixan o porto", "gl"),
        ("id-ID", "Tiga kapal meninggalkan pelabuhan", "id"),
        ("x-default", "Die Minister trafen sich am Donnerstag in Oslo.", "de"),
    ],
)
def test_of_few_words_the_tag_decides_where_it_fits_their_script(tag: str, text: str, expected: str) -> None:
    assert language(Document(html(lang=tag), URL), text) == expected
