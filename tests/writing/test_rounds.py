"""Rounds of a desk with a model: good, lying, slow, broken and obeying ones, on loopback. Whatever it plays, the brief
that is printed passes the gate, the round ends in time, and what it cost and why it failed is told."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from communique.briefs import compose
from communique.briefs.check import check
from communique.briefs.copying import copied
from communique.clock import PlayedClock
from communique.config import Settings, WriterSettings
from communique.desk import Desk, Round
from communique.desk.writing import Writing
from communique.errors import ConfigError
from communique.model import Brief, Check
from tests.briefs.builders import report
from tests.desk.opening import parser
from tests.writing.model_server import (
    Handler,
    ModelServer,
    Play,
    completion,
    drafts,
    drips,
    drops,
    fails,
    obeys,
    raw,
    says,
    waits,
)
from tests.writing.pages import LIE, MARKS, PAGES
from tests.writing.stories import HEADLINE, MET, OFFICE, clean, hostile

NOW = datetime(2024, 3, 23, 12, tzinfo=UTC)
KEY = "sk-very-secret"
GOOD = drafts(HEADLINE, [(MET, "met Omar Diallo"), (OFFICE, "open a joint fishing office")])
LIES = {
    "wrong day": (
        "Ana Silva met Omar Diallo in Dakar on Friday, 22 March 2024, according to Harbour Wire.",
        "met Omar",
    ),
    "wrong place": ("Ana Silva met Omar Diallo in Lisbon on Thursday, 21 March 2024, Harbour Wire said.", "met Omar"),
    "wrong number": (
        "A delegation of 40 business people toured the harbour, The Quay said.",
        "delegation of 14",
    ),
    "wrong speaker": (
        'Omar Diallo said, "The sea joins us and does not part us," The Quay said.',
        "sea joins us",
    ),
    "altered quotation": (
        '"The sea joins us and will not part us," Ana Silva said, per The Quay.',
        "sea joins us",
    ),
    "denied": ("Ana Silva did not meet Omar Diallo in Dakar, according to Harbour Wire.", "met Omar"),
    "plan as done": (
        "The two countries opened a joint fishing office in 2024, Harbour Wire said.",
        "fishing office",
    ),
    "no such sentence": (MET, "#999"),
    "no citation": (MET, "#"),
    "negative citation": (MET, "#0"),
    "cites another sentence": (
        "Portugal and Senegal trade mostly in fish, cement and machinery, Harbour Wire said.",
        "sea joins us",
    ),
    "link": ("Ana Silva met Omar Diallo in Dakar, see https://evil.example/ for more.", "met Omar"),
    "markup": ("<b>Ana Silva</b> met Omar Diallo in Dakar on Thursday, 21 March 2024.", "met Omar"),
    "hidden": ("Ana Silva met Omar Diallo in Da\u200bkar on Thursday, 21 March 2024.", "met Omar"),
    "another language": ("La ministre Ana Silva a rencontré Omar Diallo à Dakar le jeudi 21 mars 2024.", "met Omar"),
    "another alphabet": ("Ана Силва встретилась с Омаром Диалло в Дакаре в четверг.", "met Omar"),
    "over-long": (f"Ana Silva met Omar Diallo in Dakar {'and so on ' * 40}on Thursday, 21 March 2024.", "met Omar"),
    "hangs in the air": ("He met her in Dakar on Thursday, 21 March 2024, according to Harbour Wire.", "met Omar"),
}


class Newsroom:
    """Opens the desk of the test's folder as often as asked, each as in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks: list[Desk] = []

    def desk(self, address: str = "", **more: object) -> Desk:
        given = {"address": address, "model": "small" if address else "", "timeout": 2.0, "tries": 1, "limit": 20.0}
        told = WriterSettings(**{**given, **more})  # type: ignore[arg-type]
        desk = Desk(Settings(writer=told), folder=self.folder, clock=PlayedClock(NOW), parser=parser())
        self.desks.append(desk)
        return desk


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    monkeypatch.setenv("COMMUNIQUE_WRITER_KEY", KEY)
    made = Newsroom(tmp_path)
    yield made
    for desk in made.desks:
        desk.store.close()


def visit(desk: Desk) -> tuple[Brief, Round]:
    """The brief of the visit after a round."""
    for made in clean():
        desk.store.put_report(made)
    done = desk.once()
    assert done.refusals == ()
    return briefs(desk)[0], done


def briefs(desk: Desk) -> list[Brief]:
    return [brief for story in desk.store.stories() if story.reports and (brief := desk.store.brief(story.id))]


def part(done: Round) -> Writing:
    assert done.writing is not None
    return done.writing


def sound(desk: Desk, brief: Brief) -> None:
    """Every printed sentence passes the gate against the reports it cites, and no report is copied beyond 60 words."""
    for sentence in (*brief.standfirst, *(s for paragraph in brief.body for s in paragraph)):
        sources = tuple(desk.store.reports(dict.fromkeys(c.report for c in sentence.citations)))
        assert sources
        assert check(Check(id="k", claim=sentence.text, sources=sources)).verdict == "supported", sentence.text
    assert all(copied(brief, made) <= 60 for made in desk.store.reports([line.report for line in brief.sources]))


def texts(brief: Brief) -> list[str]:
    return [s.text for paragraph in (brief.standfirst, *brief.body) for s in paragraph]


def embedded(newsroom: Newsroom, folder: Path) -> Brief:
    """What the desk prints without a model."""
    return visit(Newsroom(folder).desk())[0]


def test_a_good_models_sentences_are_printed_with_its_name_and_its_count(newsroom: Newsroom) -> None:
    with ModelServer(GOOD) as server:
        desk = newsroom.desk(server.address, price_in=1.0, price_out=2.0)
        brief, done = visit(desk)
    sound(desk, brief)
    assert brief.headline == HEADLINE
    assert [s.writer for s in brief.body[0]] == ["small", "small"] and brief.body[0][0].text == MET
    assert brief.body[0][1].text.startswith("Omar Diallo said that the two countries would open a joint fishing office")
    assert brief.drafted and (brief.drafted.model, brief.drafted.sentences) == ("small", 2)
    assert brief.drafted.of == len(texts(brief)) and brief.drafted.headline
    told = part(done)
    assert (told.stories, told.calls, told.kept, told.tokens_in, told.tokens_out) == (1, 1, 0, 1000, 200)
    assert told.cost == pytest.approx(0.0014) and told.failed == ()
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_without_a_model_nothing_is_different(newsroom: Newsroom) -> None:
    desk = newsroom.desk()
    brief, done = visit(desk)
    assert done.writing is None and b"writer" not in (body := msgspec.json.encode(brief)) and b"drafted" not in body
    dossier = desk._told(
        desk.store.stories()[0],
        clean(),
        {r.id: desk.store.recorded(r.id, 1) for r in clean()},  # type: ignore[misc]
    )
    assert msgspec.json.encode(compose(dossier)) == body


@pytest.mark.parametrize("lie", LIES, ids=[name.replace(" ", "-") for name in LIES])
def test_a_lying_models_sentence_is_not_printed_and_ours_stands_instead(newsroom: Newsroom, lie: str) -> None:
    text, phrase = LIES[lie]
    with ModelServer(drafts(HEADLINE, [(text, phrase)], [(OFFICE, "open a joint fishing office")])) as server:
        desk = newsroom.desk(server.address)
        brief, done = visit(desk)
    sound(desk, brief)
    assert not any(text.rstrip(".") in printed for printed in (brief.headline, *texts(brief)))
    assert brief.drafted and brief.drafted.sentences == 1 and brief.drafted.refused >= 1
    assert part(done).refused >= 1
    assert "met Omar Diallo" in brief.body[0][0].text and not brief.body[0][0].writer


def test_a_model_that_copies_is_held_to_the_allowance(newsroom: Newsroom) -> None:
    def copies(handler: object, said: dict[str, object]) -> None:
        from tests.writing.model_server import shown

        lines = [{"text": text, "cites": [n]} for n, text in shown(said).items()]
        answer = {"headline": None, "standfirst": lines, "paragraphs": [lines, lines]}
        handler.give(200, completion(json.dumps(answer)))  # type: ignore[attr-defined]

    with ModelServer(copies) as server:
        desk = newsroom.desk(server.address)
        brief, _ = visit(desk)
    sound(desk, brief)
    assert len(texts(brief)) == len(set(texts(brief))) > 1


@pytest.mark.parametrize(
    ("play", "why"),
    [
        (fails(500), "answered 500"),
        (fails(401), "answered 401"),
        (fails(429, Retry_After="60"), "answered 429"),
        (drops, "broke off"),
        (raw(b'{"choices": [{"mess'), "no chat completion"),
        (raw(b"y" * 3_000_000), "larger than"),
        (says("I cannot help with that."), "no JSON object"),
        (says('{"headline": {"text": "Half'), "half of one"),
        (says('{"title": "Other shape"}'), "no paragraphs"),
        (says('{"paragraphs": []}'), "no paragraph with a sentence"),
        (says('{"paragraphs": [[7, null, {"text": 3}]]}'), "no paragraph with a sentence"),
        (says("[" * 50_000), "no JSON object"),
        (says('{"paragraphs": [[' + ",".join(['{"text": "A b c d.", "cites": [1]}'] * 60) + "]]}"), "too long"),
        (drips, "in time"),
        (waits(30, GOOD), "in time"),
        (obeys(LIE), "no sentence of the model's draft may be printed"),
    ],
)
def test_a_model_that_fails_leaves_the_embedded_brief_and_the_reason(
    newsroom: Newsroom, tmp_path: Path, play: Play, why: str
) -> None:
    with ModelServer(play) as server:
        begun = time.monotonic()
        brief, done = visit(newsroom.desk(server.address, timeout=0.5))
    assert why in part(done).failed[0][1] and KEY not in repr(done)
    (tmp_path / "plain").mkdir()
    assert msgspec.json.encode(brief) == msgspec.json.encode(embedded(newsroom, tmp_path / "plain"))
    assert time.monotonic() - begun < 20


def test_fenced_and_talkative_json_is_read(newsroom: Newsroom) -> None:
    line = {"sentence": MET, "citations": ["1"]}
    text = f'<think>{{"no": 1}}</think>Here it is:\n```json\n{json.dumps({"paragraphs": [{"sentences": [line]}]})}\n```'
    with ModelServer(says(text)) as server:
        brief, _ = visit(newsroom.desk(server.address))
    assert MET in texts(brief)


def test_the_same_question_costs_nothing_twice_also_after_a_restart(newsroom: Newsroom) -> None:
    with ModelServer(GOOD) as server:
        brief, _ = visit(newsroom.desk(server.address, price_in=1.0))
        again = newsroom.desk(server.address, price_in=1.0)
        again.store.mark_due(brief.story)
        done = again.once()
        assert len(server.asked) == 1
    assert (part(done).kept, part(done).calls, part(done).cost) == (1, 0, 0.0)
    assert again.store.brief(brief.story) == brief


def test_a_growing_story_is_asked_for_again(newsroom: Newsroom) -> None:
    with ModelServer(GOOD) as server:
        desk = newsroom.desk(server.address)
        visit(desk)
        third = hostile(PAGES[0]._replace(text=""))
        desk.store.put_report(third)
        desk.once()
        assert len(server.asked) == 2


def several(desk: Desk, count: int = 6) -> None:
    """Stories that have nothing to do with each other."""
    towns = ("Lima", "Oslo", "Accra", "Hanoi", "Quito", "Tunis")
    names = ("Ada Berg", "Ivo Costa", "Nia Mensah", "Bao Tran", "Eva Ruiz", "Sami Trabelsi")
    for town, name in list(zip(towns, names, strict=True))[:count]:
        text = f"{name}, the trade minister, opened a fair in {town} on Thursday.\n\nThe fair has 30 stalls."
        desk.store.put_report(report(f"r-{town}", text, publisher=f"{town} Post", title=f"Fair in {town}"))
        desk.store.assign(f"r-{town}", f"s-{town}", fixed=True)


def test_several_stories_are_asked_for_at_once_and_no_more_than_allowed(newsroom: Newsroom) -> None:
    with ModelServer(waits(0.3, says("nothing"))) as server:
        desk = newsroom.desk(server.address, at_once=3)
        several(desk)
        done = desk.once()
    assert len(briefs(desk)) == len(server.asked) == part(done).stories == 6
    assert 2 <= server.busiest <= 3


def test_a_round_ends_with_its_limit(newsroom: Newsroom) -> None:
    asking: list[bool] = []

    def drips_on(handler: Handler, said: dict[str, object]) -> None:
        asking.extend(thread.daemon for thread in threading.enumerate() if thread.name.startswith("draft"))
        drips(handler, said)

    with ModelServer(drips_on) as server:
        desk = newsroom.desk(server.address, timeout=60.0, tries=5, limit=1.0, at_once=2)
        several(desk)
        begun = time.monotonic()
        done = desk.once()
    assert time.monotonic() - begun < 15
    assert len(briefs(desk)) == len(part(done).failed) == 6
    assert any("no time left" in why for _, why in part(done).failed)
    assert asking and all(asking)  # so that whoever ends the desk does not wait for a model


@pytest.mark.parametrize("budget", ["round_budget", "day_budget"])
def test_a_budget_is_never_passed(newsroom: Newsroom, budget: str) -> None:
    prices = {"price_in": 1.0, "price_out": 100.0, "tokens": 200, budget: 0.05}
    with ModelServer(says("nothing")) as server:
        desk = newsroom.desk(server.address, at_once=4, **prices)
        several(desk)
        done = desk.once()
        asked = len(server.asked)
        assert 0 < asked < 6 and part(done).cost <= 0.05
        assert [why for _, why in part(done).failed if "budget is spent" in why]
        assert desk.store.spent(NOW.date()) == pytest.approx(part(done).cost)
        if budget == "day_budget":
            again = newsroom.desk(server.address, **prices)
            for story in again.store.stories():
                again.store.mark_due(story.id)
            assert part(again.once()).cost + part(done).cost <= 0.05


def test_what_a_model_that_does_not_answer_may_have_cost_is_counted(newsroom: Newsroom) -> None:
    with ModelServer(drips) as server:
        desk = newsroom.desk(server.address, timeout=0.3, price_out=100.0, tokens=200)
        _, done = visit(desk)
    assert part(done).cost == pytest.approx(0.02) == desk.store.spent(NOW.date())
    with ModelServer(fails(500)) as server:
        desk = newsroom.desk(server.address, price_out=100.0)
        desk.store.mark_due(desk.store.stories()[0].id)
        assert part(desk.once()).cost == 0.0


def test_what_may_not_be_read_by_machines_is_not_sent(newsroom: Newsroom) -> None:
    with ModelServer(GOOD) as server:
        desk = newsroom.desk(server.address)
        wire, paper = clean()
        desk.store.put_report(msgspec.structs.replace(wire, reserved=True))
        desk.store.put_report(paper)
        desk.once()
        assert "cement" not in json.dumps(server.asked) and "toured the harbour" in json.dumps(server.asked)
    with ModelServer(GOOD) as server:
        other = Newsroom(newsroom.folder / "other")
        other.folder.mkdir()
        desk = other.desk(server.address)
        desk.store.put_report(msgspec.structs.replace(wire, reserved=True))
        assert "no report may be shown" in part(desk.once()).failed[0][1]
        assert server.asked == []


def test_an_injected_page_on_a_desk_changes_nothing(newsroom: Newsroom) -> None:
    with ModelServer(obeys(LIE)) as server:
        desk = newsroom.desk(server.address)
        desk.store.put_report(hostile(PAGES[1]))
        brief, _ = visit(desk)
        assert LIE not in json.dumps(server.asked)
    sound(desk, brief)
    assert not [mark for mark in MARKS if mark in msgspec.json.encode(brief).decode()]


def test_the_key_is_nowhere_in_the_store(newsroom: Newsroom) -> None:
    with ModelServer(GOOD) as server:
        desk = newsroom.desk(server.address)
        visit(desk)
        desk.store.close()
    assert all(KEY.encode() not in path.read_bytes() for path in newsroom.folder.iterdir())


def test_a_prompt_of_ones_own_is_used_and_a_broken_one_is_refused_by_name(newsroom: Newsroom) -> None:
    own = newsroom.folder / "prompt.txt"
    own.write_text("Write in iambs. {{shape}}\n---\n{{fence}}\n{{sentences}}\n{{fence}}")
    with ModelServer(GOOD) as server:
        visit(newsroom.desk(server.address, prompt="prompt.txt"))
        assert server.asked[0]["messages"][0]["content"].startswith("Write in iambs.")
    for text, named in (("{{fence}} {{shape}}", "sentences"), ("{{fence}}{{sentences}}{{shape}}{{tone}}", "tone")):
        own.write_text(text)
        with pytest.raises(ConfigError, match=f"prompt.txt.*{named}"):
            _ = newsroom.desk(server.address, prompt="prompt.txt").prompt
    with pytest.raises(ConfigError, match=r"gone\.txt"):
        _ = newsroom.desk(server.address, prompt="gone.txt").prompt


def test_an_address_without_a_model_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(ConfigError, match="no model"):
        _ = newsroom.desk("http://127.0.0.1:1/v1", model="").writer


def test_the_same_answers_give_the_same_bytes(newsroom: Newsroom, tmp_path: Path) -> None:
    made: list[bytes] = []
    with ModelServer(GOOD) as server:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            desk = Newsroom(tmp_path / name).desk(server.address)
            for report_ in clean()[:: 1 if name == "one" else -1]:
                desk.store.put_report(report_)
            desk.once()
            made.append(msgspec.json.encode(briefs(desk)[0]))
    assert made[0] == made[1]
