import pytest

from communique.reading import read

from . import facts
from .pages import page

# share of the cases never tuned on that must be right; `python -m bench facts` prints what is
HELD_OUT = {"addresses": 1.0, "origins": 0.95, "datelines": 0.9, "bylines": 0.95, "notes": 0.95}


@pytest.mark.parametrize("name", HELD_OUT)
def test_texts_tuned_on_say_their_fact(name: str) -> None:
    assert [fault for case in facts.cases(name) if case.tuned and (fault := case.fault())] == []


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
