"""What publishers could try: titles, names and addresses that are code. Nothing of it may become part of a page."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import msgspec
import pytest
from fastapi.testclient import TestClient

from communique.model import (
    Actor,
    Brief,
    Citation,
    Correction,
    Credit,
    Difference,
    Drafted,
    Event,
    Link,
    Mention,
    Participant,
    Place,
    Reading,
    Recorded,
    Refusal,
    Report,
    Said,
    Sentence,
    Source,
    SourceState,
    Span,
    Version,
)
from communique.store.sqlite import SqliteStore

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x07\u2028"
SCRIPT = "javascript:alert(3)"


@pytest.fixture
def hostile(store: SqliteStore, serve: Callable[..., TestClient]) -> TestClient:
    """A site on which every text is an attack."""
    citation = Citation(report="r1", start=0, end=len(EVIL))
    sentence = Sentence(text=EVIL, citations=(citation,), events=("e1",))
    kim = Actor(text=EVIL, name=f"Kim {EVIL}", code="PRK", office=EVIL, person=True)
    china = Actor(text=EVIL, name=EVIL, code="CHN")
    store.put_source(Source(id="s", url=SCRIPT, publisher=EVIL, country="<b>", language='"><b>'))
    store.put_source_state(SourceState(source="s", failures=2, last_error=EVIL))
    store.put_refusal(Refusal(name=SCRIPT, why=EVIL, source="s"))
    report = Report(
        id="r1",
        source="s",
        text=EVIL,
        title=EVIL,
        url=SCRIPT,
        publisher=EVIL,
        sentences=(Span(start=0, end=len(EVIL)),),
        byline=(EVIL,),
        origin=(EVIL,),
        language='"><b>',
        published="2024-03-01T10:00:00Z",
        versions=(Version(version=1, note=EVIL),),
    )
    store.put_report(report)
    store.assign("r1", "s1")
    store.put_recorded(Recorded(report="r1", mentions=(Mention(id="m1", report="r1", event="CONSULT"),)))
    event = Event(
        id="e1",
        story="s1",
        event="CONSULT",
        mode=EVIL,
        actor=(kim,),
        recipient=(china,),
        place=Place(name=EVIL, venue=EVIL),
        evidence=("m1",),
        reports=("r1",),
    )
    store.put_events("s1", [event])
    brief = Brief(
        story="s1",
        headline=EVIL,
        standfirst=(sentence,),
        body=((sentence,),),
        background=(sentence,),
        witnesses=1,
        participants=(Participant(name=EVIL, key=kim.key, code="PRK", office=EVIL, citations=(citation,)),),
        statements=(Said(speaker=EVIL, key="x", words=EVIL, kind="quotation", chain=(EVIL,), citations=(citation,)),),
        differences=(Difference(slot=EVIL, about=EVIL, readings=(Reading(value=EVIL, citations=(citation,)),)),),
        sources=(Credit(report="r1", publisher=EVIL, title=EVIL, url=SCRIPT, origin=(EVIL,), language='"><b>'),),
        corrections=(Correction(at="not a time <b>", text=EVIL, report="r1", version=1),),
        drafted=Drafted(model=EVIL, sentences=1, of=2),
    )
    store.put_brief(brief)
    store.put_brief(msgspec.structs.replace(brief, version=2, headline=EVIL + "2"))
    store.put_links("s1", [Link(story="s1", relation=EVIL, reason=EVIL)])
    return serve()


def test_no_text_becomes_code(hostile: TestClient) -> None:
    key = re.search(r'href="/person/([^"]+)"', hostile.get("/people").text)
    assert key
    paths = [
        "/",
        "/story/s1",
        "/story/s1/v/1",
        "/report/r1",
        "/country/PRK",
        "/pair/CHN-PRK",
        f"/person/{key[1]}",
        "/people",
        "/sources",
        "/search?q=alert",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/nowhere/%3Cscript%3E",
        "/people?country=%22%3E%3Cscript%3E",
        "/?before=%22%3E%3Cb%3E",
    ]
    for path in paths:
        answer = hostile.get(path)
        assert answer.status_code in (200, 404), path
        text = answer.text
        assert "<script>" not in text and "<img" not in text and '<b>"' not in text and 'lang=""' not in text, path
        assert not re.search(r'(?:href|src)="\s*javascript:', text), path
        assert len(re.findall(r"<script\b", text)) <= 2, path


def test_linked_data_stays_data(hostile: TestClient) -> None:
    text = hostile.get("/story/s1").text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert block
    told = json.loads(block[1])
    assert told["@type"] == "NewsArticle" and told["headline"].startswith("</script>")
    assert all("url" not in citation for citation in told["citation"]), (
        "an address that is no web address is not passed on"
    )


def test_feeds_stay_well_formed(hostile: TestClient) -> None:
    atom = ET.fromstring(hostile.get("/feed.atom").content)
    title = atom.findtext("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert title == EVIL.replace("\x07", "") + "2"
    item = hostile.get("/feed.json").json()["items"][0]
    assert "<script>" not in item["content_html"] and item["title"] == EVIL + "2"


def test_every_answer_is_shielded(hostile: TestClient) -> None:
    for path in ("/", "/story/s1", "/nowhere", "/feed.atom", "/api/briefs", "/static/site.css"):
        headers = hostile.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers
