"""What is news for a watch, and which stories are its own."""

import pytest
from msgspec.structs import replace

from communique.dispatch import about, decide
from communique.dispatch.deciding import Decided
from communique.model import Actor, Brief, Delivery, Event
from tests.dispatch.told import NOW, a_watch, corrected
from tests.site.talks import FIRST, TALKS

WORDED = replace(TALKS, version=3, headline="Another headline")
VERSIONS = {1: FIRST, 2: TALKS, 3: WORDED, 4: replace(corrected(WORDED), version=4)}
GONE = replace(TALKS, version=5, state="withdrawn", body=())


def delivery(version: int, state: str = "waiting", **more: object) -> Delivery:
    given = {"watch": "w1", "story": "s-talks", "version": version, "state": state}
    return Delivery(**(given | {"queued": "2024-03-24T10:00:00Z", "due": "2024-03-24T10:05:00Z"} | more))


def decided(brief: Brief, *before: Delivery, stood: Brief | None = None, every: str = "round") -> Decided:
    return decide(a_watch(every=every), brief, before, VERSIONS.get, stood, NOW)


def test_a_new_story_is_news_at_once_or_with_the_digest() -> None:
    queued = decided(TALKS).queued
    assert queued is not None and (queued.version, queued.due, queued.state) == (2, "2024-03-25T07:30:00Z", "waiting")
    digest = decided(TALKS, every="day").queued
    assert digest is not None and digest.due == "2024-03-26T07:00:00Z"


def test_what_stood_when_the_watch_began_is_no_news_until_facts_change() -> None:
    assert decided(WORDED, stood=TALKS) == Decided()
    assert decided(TALKS, stood=FIRST).queued is not None


def test_a_newer_version_takes_the_place_of_one_that_waits_with_its_tries() -> None:
    waits = delivery(2, tries=2, why="answered 503")
    assert decided(VERSIONS[4], waits) == Decided(gone=waits, queued=replace(waits, version=4))
    assert decided(WORDED, waits).queued == replace(waits, version=3), "wording too, while nothing was sent"


def test_after_a_message_only_facts_are_news() -> None:
    sent = delivery(2, "sent")
    assert decided(WORDED, sent) == Decided()
    queued = decided(VERSIONS[4], sent).queued
    assert queued is not None and queued.version == 4


def test_an_update_that_is_taken_back_before_it_was_sent_is_none() -> None:
    waits, sent = delivery(4), delivery(2, "sent")
    again = replace(TALKS, version=6)
    assert decided(again, waits, sent) == Decided(gone=waits)


@pytest.mark.parametrize("state", ["refused", "given up"])
def test_what_was_not_taken_is_tried_anew_with_new_facts_alone(state: str) -> None:
    assert decided(WORDED, delivery(2, state)) == Decided()
    queued = decided(VERSIONS[4], delivery(2, state)).queued
    assert queued is not None and queued.tries == 0


def test_a_brief_that_is_withdrawn_is_told_to_who_got_it() -> None:
    assert decided(GONE) == Decided()
    waits = delivery(2)
    assert decided(GONE, waits) == Decided(gone=waits)
    queued = decided(GONE, delivery(4), delivery(2, "sent")).queued
    assert queued is not None and queued.version == 5


def test_the_same_version_is_decided_once() -> None:
    for state in ("waiting", "sent", "refused", "given up"):
        assert decided(TALKS, delivery(2, state)) == Decided()


KIM = Actor(text="Kim", name="Kim Song Nam", code="PRK", person=True)
WANG = Actor(text="Wang", name="Wang Yi", code="CHN", person=True)
LAOS = Actor(text="Laos", name="Laos", code="LAO")
ASEAN = Actor(text="ASEAN", name="Association of Southeast Asian Nations", code="IGO")
MET = Event(id="e1", story="s1", event="CONSULT", actor=(KIM,), recipient=(WANG,))
BOTH = Event(id="e2", story="s1", event="AGREE", actor=(KIM, LAOS), reciprocal=True)
SAME_SIDE = Event(id="e3", story="s1", event="AID", actor=(KIM, LAOS), recipient=(ASEAN,))


@pytest.mark.parametrize(
    ("kind", "of", "event", "expected"),
    [
        ("country", "CHN", MET, True),
        ("country", "LAO", MET, False),
        ("pair", "CHN-PRK", MET, True),
        ("pair", "LAO-PRK", BOTH, True),
        ("pair", "LAO-PRK", SAME_SIDE, False),
        ("person", "kim-song-nam", MET, True),
        ("person", "laos", BOTH, False),
        ("organisation", ASEAN.key, SAME_SIDE, True),
        ("organisation", "kim-song-nam", MET, False),
        ("story", "s1", MET, True),
        ("story", "s2", MET, False),
        ("query", "beijing", MET, False),
    ],
)
def test_a_story_is_about_what_its_events_tell(kind: str, of: str, event: Event, expected: bool) -> None:
    assert about(a_watch(kind=kind, of=of), "s1", [event], frozenset()) is expected
    assert about(a_watch(kind="query", of="beijing"), "s1", [event], {"s1"})
