import pytest

from . import facts

# share of the cases never tuned on that must be right; `python -m bench facts` prints what is
HELD_OUT = {"origins": 0.95, "datelines": 0.9, "bylines": 0.95, "notes": 0.95}


@pytest.mark.parametrize("name", HELD_OUT)
def test_texts_tuned_on_say_their_fact(name: str) -> None:
    assert [fault for case in facts.cases(name) if case.tuned and (fault := case.fault())] == []


@pytest.mark.parametrize(("name", "share"), HELD_OUT.items())
def test_texts_held_out_say_their_fact(name: str, share: float) -> None:
    held = [case for case in facts.cases(name) if not case.tuned]
    wrong = [fault for case in held if (fault := case.fault())]
    assert 1 - len(wrong) / len(held) >= share, "\n".join(wrong)
