"""Mail as its reader's program takes it apart."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import lxml.html
import pytest
from msgspec.structs import replace

from communique.dispatch import address, digest, letter
from communique.dispatch.told import facts
from communique.errors import UsageError
from communique.model import When
from communique.site.speech import Speech
from tests.dispatch.told import NOW, WRITING, a_watch, corrected, told
from tests.site.talks import TALKS

SENT = {"before": 1, "first": 1, "sent": "2024-03-24T08:00:00Z"}


def read(message: EmailMessage) -> EmailMessage:
    """As it is after its way over the wire."""
    raw = message.as_bytes()
    assert raw.isascii() and all(len(line) <= 998 for line in raw.split(b"\r\n"))
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def bodies(message: EmailMessage) -> tuple[str, str]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None
    return plain.get_content(), html.get_content()


def test_a_letter_has_the_brief_its_days_people_witnesses_and_address() -> None:
    message = read(letter(a_watch(), told(), WRITING))
    assert message["Subject"] == TALKS.headline and message["To"] == "reader@example.org"
    assert message["From"] == "The Desk <desk@desk.example>" and message["Date"].datetime == NOW
    plain, html = bodies(message)
    text = " ".join(lxml.html.fromstring(html).text_content().split())
    for words in (
        TALKS.standfirst[0].text,
        "Kim Song Nam",
        "Cai Qi",
        "21 March 2024",
        "independent witness",
        "North Korea",
    ):
        assert words in " ".join(plain.split()) and words in text, words
    assert told().address in plain and all(len(line) <= 76 or "://" in line for line in plain.splitlines())


def test_a_letter_asks_nobody_and_shows_no_picture() -> None:
    page = lxml.html.fromstring(bodies(read(letter(a_watch(), told(), WRITING)))[1])
    assert not page.xpath("//img|//link|//script|//style|//iframe|//object|//form|//@src|//@background")
    assert {href.partition(":")[0] for href in page.xpath("//@href")} == {"https", "mailto"}
    assert "url(" not in lxml.html.tostring(page).decode()


def test_who_wants_no_more_of_it_knows_where_to_write() -> None:
    message = read(letter(a_watch(), told(), WRITING))
    assert message["List-Unsubscribe"] == "<mailto:desk@desk.example?subject=unsubscribe%20w1>"
    assert message["List-Id"] == "<w1.desk.example>" and message["Auto-Submitted"] == "auto-generated"
    assert "unsubscribe w1" in " ".join(bodies(message)[0].split())


def test_the_same_version_has_the_same_id_and_an_update_answers_it() -> None:
    first = letter(a_watch(), told(replace(TALKS, version=1)), WRITING)
    later = replace(WRITING, now=NOW + timedelta(hours=9))
    assert letter(a_watch(), told(replace(TALKS, version=1)), later)["Message-ID"] == first["Message-ID"]
    update = read(letter(a_watch(), told(why="updated", changes=("The headline was changed.",), **SENT), WRITING))
    assert update["In-Reply-To"] == update["References"] == first["Message-ID"] != update["Message-ID"]
    assert update["Subject"] == f"Update: {TALKS.headline}" and "- The headline was changed." in bodies(update)[0]
    third = letter(a_watch(), told(replace(TALKS, version=3), why="updated", **(SENT | {"before": 2})), WRITING)
    assert third["References"].split() == [first["Message-ID"], update["Message-ID"]]
    assert letter(a_watch(id="w2"), told(replace(TALKS, version=1)), WRITING)["Message-ID"] != first["Message-ID"]


def test_a_correction_leads_with_its_notice() -> None:
    message = read(letter(a_watch(), told(corrected(), why="corrected", notices=("“Talks”: It was Friday.",)), WRITING))
    plain, html = bodies(message)
    assert (
        message["Subject"].startswith("Corrected: ") and "“Talks”: It was Friday." in plain and "It was Friday" in html
    )


def test_of_a_brief_that_is_withdrawn_no_word_is_sent_again() -> None:
    gone = replace(TALKS, version=3, state="withdrawn")
    message = read(
        letter(a_watch(), told(gone, why="withdrawn", changes=("The brief is withdrawn.",), **SENT), WRITING)
    )
    whole = " ".join((str(message["Subject"]), *bodies(message)))
    assert message["Subject"] == "Withdrawn: the brief sent on 24 March 2024"
    assert TALKS.headline not in whole and TALKS.standfirst[0].text[:40] not in whole and "Kim Song Nam" not in whole
    assert message["In-Reply-To"] and told().address in whole


@pytest.mark.parametrize(
    "evil", ["Talks\r\nBcc: all@example.org", "Talks\n\nHello", "Talks\x00\x0b\u2028Bcc: x", "=?utf-8?q?x=0ABcc:_a?="]
)
def test_no_word_becomes_a_header(evil: str) -> None:
    brief = replace(TALKS, headline=evil)
    writing = replace(WRITING, desk=evil)
    for message in (
        letter(a_watch(title=evil), told(brief), writing),
        digest(a_watch(title=evil), [told(brief)], writing),
    ):
        again = read(message)
        assert again["Bcc"] is None and set(again.keys()) == {
            "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Auto-Submitted",
            "MIME-Version", "Content-Type",
        }  # fmt: skip
        assert again.is_multipart() and [part.get_content_type() for part in again.iter_parts()] == [
            "text/plain", "text/html",
        ]  # fmt: skip


def test_words_are_no_markup() -> None:
    brief = replace(TALKS, headline="<script>alert(1)</script> & <b>", standfirst=())
    message = read(letter(a_watch(title='"><img src=x>'), told(brief, notices=("<img src=y>",)), WRITING))
    page = lxml.html.fromstring(bodies(message)[1])
    assert not page.xpath("//script|//img") and "<script>alert(1)</script> & <b>" in page.text_content()


def test_other_scripts_pass_in_headline_and_text() -> None:
    brief = replace(TALKS, headline="金成男訪華 – Переговоры – محادثات")
    message = read(letter(a_watch(), told(brief), WRITING))
    assert message["Subject"] == brief.headline and brief.headline in bodies(message)[0]


def test_a_digest_tells_all_stories_in_the_order_of_their_reports() -> None:
    def one(story: str, reported: str, version: int = 1) -> object:
        dates = replace(TALKS.dates, reported=(reported,))
        return told(replace(TALKS, story=story, version=version, headline=f"News of {story}", dates=dates))

    late, early = one("s-late", "2024-03-24T20:00:00+08:00"), one("s-early", "2024-03-24T05:00:00-04:00")
    message = read(digest(a_watch(), [late, early], WRITING))  # type: ignore[list-item]
    plain, html = bodies(message)
    for text in (plain, html):
        assert text.index("News of s-early") < text.index("News of s-late")
    assert message["Subject"] == "China – North Korea: 2 stories, 25 March 2024"
    again = digest(a_watch(), [early, late], WRITING)  # type: ignore[list-item]
    assert again["Message-ID"] == message["Message-ID"]
    other = digest(a_watch(), [early, one("s-late", "2024-03-24T20:00:00+08:00", 2)], WRITING)  # type: ignore[list-item]
    assert other["Message-ID"] != message["Message-ID"]


def test_days_are_told_as_exactly_as_they_are_known() -> None:
    spans = (
        When(start="2024-03-21", end="2024-03-21"), When(start="2024-03-21", end="2024-03-23", precision="span"),
        When(start="2024-03-01", end="2024-03-31", precision="month"),
        When(start="2024-01-01", end="2024-12-31", precision="year"),
    )  # fmt: skip
    happened = dict(facts(told(replace(TALKS, dates=replace(TALKS.dates, happened=spans))), WRITING.speech))["Happened"]
    assert happened == "21 March 2024; 21 March 2024 to 23 March 2024; March 2024; 2024"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a@example.org", "a@example.org"),
        ('"A, B" <a.b+c@mail.example.org>', "a.b+c@mail.example.org"),
        ("a@localhost",) * 2,
    ],
)
def test_addresses_are_read(text: str, bare: str) -> None:
    assert address(text).addr_spec == bare


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@", "@b", "a b@c.org", "a@b\r\nBcc: c@d", "a@b.org, c@d.org", "é@b.org",
     "a@-b.org", "a..b@c.org", ".a@b.org",
     "<a@b.org", "a@b.org>", "x" * 65 + "@b.org", "a@b_c.org"],
)  # fmt: skip
def test_what_is_no_address_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="not a mail address"):
        address(text)


@pytest.mark.parametrize("code", ["fr", "es", "ar", "zh"])
def test_a_letter_speaks_the_language_of_its_watch_around_the_brief(code: str) -> None:
    """Whatever stands outside of elements that are marked as English is the language's own."""
    speech = Speech(code)
    given = told(corrected(), why="corrected", notices=("“Talks”: It was Friday.",), changes=("A day.",), **SENT)
    message = read(letter(a_watch(), given, replace(WRITING, speech=speech)))
    plain, html = bodies(message)
    assert message["Subject"] == speech.say("Corrected: ") + TALKS.headline
    tree = lxml.html.fromstring(html)
    assert (tree.get("lang"), tree.get("dir", "ltr")) == (speech.tag, speech.direction)
    for name, said in facts(given, speech):
        assert name in plain and said.partition(" (")[0] in " ".join(plain.split()), name
    assert [one.get("dir") for one in tree.xpath("//*[@lang='en']")] == ["ltr"] * 4, "headline, text, notice, changes"
    assert tree.xpath("//h1/a")[0].text == TALKS.headline and "unsubscribe w1" in " ".join(plain.split())
    assert speech.say("write it") == tree.xpath("//a")[-1].text
    for one in tree.xpath("//*[@lang='en'] | //bdi"):
        one.text = ""
        for child in list(one):
            one.remove(child)
    outside = " ".join(tree.xpath("//body")[0].text_content().split())
    if code in ("ar", "zh"):
        own = {"desk", "desk.example", "The", "Desk", "China", "North", "Korea", "unsubscribe"}
        assert set(re.findall(r"[A-Za-z]{2,}(?:\.[a-z]+)*", outside)) <= own, outside


def test_a_digest_counts_and_dates_as_its_language_does() -> None:
    writing = replace(WRITING, speech=Speech("ar"))
    one, two = told(replace(TALKS, story="s-1")), told(replace(TALKS, story="s-2"))
    assert digest(a_watch(title="الصين"), [one, two], writing)["Subject"] == "الصين: قصتان، 25 مارس 2024"
    gone = told(replace(TALKS, version=3, state="withdrawn"), why="withdrawn", **SENT)
    message = read(letter(a_watch(), gone, replace(WRITING, speech=Speech("fr"))))
    assert message["Subject"] == "Retirée : la synthèse envoyée le 24 mars 2024"
    assert "la synthèse envoyée le 24 mars 2024" in bodies(message)[0] and 'lang="en"' not in bodies(message)[1]
