"""What makes a new version: pairs of readings of one page, and what has changed for a reader between them."""

import time
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from communique.lexicon.printings import changed, folded, furniture, stamped
from communique.model import Report
from communique.reading import read
from tests.desk.gazette import STORY, html, page, with_changed


class Pair(NamedTuple):
    """Two readings of the page, by what is otherwise than usual in each, and the facts that have changed."""

    name: str
    before: dict[str, Any]
    after: dict[str, Any]
    facts: str = ""
    fetched: str = "2024-03-21T20:00:00Z"
    again: str = "2024-03-22T09:00:00Z"


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”’–", '""\'-'))


def put(text: str, at: int = 2) -> dict[str, Any]:
    return {"story": (*STORY[:at], text, *STORY[at:])}


NOTE = "Correction: An earlier version of this article spoke of 15 points. There are 14."
UNCHANGED = (
    Pair("the same page", {}, {}),
    Pair("comments are counted", {"counters": "12 comments"}, {"counters": "1,204 comments"}),
    Pair("shares are counted in k", {"counters": "980 shares"}, {"counters": "1.2k shares"}),
    Pair("a counter amid the text", {"between": "<p>12 comments</p>"}, {"between": "<p>31 comments</p>"}),
    Pair("readers amid the text", {"between": "<p>310 people are reading this now</p>"}, {"between": ""}),
    Pair("another ad beside the text", {}, {"ad": "Win a week in the mountains with Peak Travel."}),
    Pair(
        "another ad in the text",
        {"between": '<div class="advertisement"><p>Advertisement</p><p>Fjord Furniture: half price.</p></div>'},
        {"between": '<div class="advertisement"><p>Advertisement</p><p>Peak Travel: win a week now.</p></div>'},
    ),
    Pair("an ad slot without ad", {"between": '<aside class="ad-slot"><p>Fjord Furniture: sale</p></aside>'}, {}),
    Pair("other related articles", {}, {"related": ("Fishing fleet returns", "Cod quota is cut by a tenth")}),
    Pair("one more related article", {}, {"related": ("Herring prices rise again", "A ferry", "Cod quota is cut")}),
    Pair("other most read", {}, {"most": ("Bridge is closed for a week", "Storm moves on to the north")}),
    Pair(
        "related articles in the text",
        {"between": '<div class="more"><p>Read more:</p><ul><li><a href="/a">Herring prices rise</a></li></ul></div>'},
        {"between": '<div class="more"><p>Read more:</p><ul><li><a href="/b">Cod quota is cut</a></li></ul></div>'},
    ),
    Pair("the picture has another query", {}, {"image": "/img/talks.jpg?w=1200&v=2"}),
    Pair("another picture", {}, {"image": "/img/other.jpg"}),
    Pair("the weather", {}, {"ticker": "Oslo 9°C, sun"}),
    Pair("straight quotation marks", {}, {"story": tuple(map(straight, STORY))}),
    Pair("quotation marks of the title", {"title": "“Open talks”, says Oslo"},
         {"title": "&quot;Open talks&quot;, says Oslo"}),
    Pair("dashes", {}, {"story": with_changed(2, " – ", "—")}),
    Pair("two hyphens for a dash", {}, {"story": with_changed(2, " – ", " -- ")}),
    Pair("soft hyphens", {}, {"story": with_changed(2, "memorandum", "memo&shy;ran&shy;dum")}),
    Pair("spaces that do not break", {}, {"story": with_changed(1, "14 points", "14&nbsp;points")}),
    Pair("narrow spaces", {}, {"story": with_changed(1, "14 points", "14\u202fpoints")}),
    Pair("spaces of no width", {}, {"story": with_changed(2, "ambassadors", "ambas\u200bsadors")}),
    Pair("three points", {}, {"story": with_changed(0, "years.", "years...")}, "text"),
    Pair(
        "an ellipsis",
        {"story": with_changed(0, "years.", "years...")},
        {"story": with_changed(0, "years.", "years…")},
    ),
    Pair("ligatures", {"story": with_changed(0, "fisheries", "\ufb01sheries")}, {}),
    Pair("decomposed letters", {"story": with_changed(3, "Santiago", "Valparaíso")},
         {"story": with_changed(3, "Santiago", "Valparai\u0301so")}),
    Pair("paragraphs joined", {}, {"story": (f"{STORY[0]} {STORY[1]}", *STORY[2:])}),
    Pair("links in the text", {}, {"story": with_changed(3, "Santiago", '<a href="/santiago">Santiago</a>')}),
    Pair("emphasis in the text", {}, {"story": with_changed(3, "Santiago", "<em>Santiago</em>")}),
    Pair("three hours ago, fifteen hours ago", {"published": "", "stamp": "3 hours ago"},
         {"published": "", "stamp": "16 hours ago"}),
    Pair("hours, then days, that lose their remainder", {"published": "", "stamp": "23 hours ago"},
         {"published": "", "stamp": "1 day ago"}, again="2024-03-22T19:30:00Z"),
    Pair("days, then weeks, that are no day", {"published": "", "stamp": "6 days ago"},
         {"published": "", "stamp": "2 weeks ago"}, fetched="2024-03-27T20:00:00Z", again="2024-04-04T20:00:00Z"),
    Pair("relative time amid the text", {"between": "<p>Updated 3 hours ago</p>"},
         {"between": "<p>Updated 1 day ago</p>"}),
    Pair("modified, and nothing else", {}, {"modified": "2024-03-22T08:00:00+01:00"}),
    Pair("the same time by another zone", {}, {"published": "2024-03-21T17:30:00Z"}),
    Pair("seconds", {}, {"published": "2024-03-21T18:30:27+01:00"}),
    Pair("a day instead of a time", {"stamp": ""}, {"stamp": "", "published": "2024-03-21"}),
    Pair("the time is no longer said", {"stamp": ""}, {"stamp": "", "published": ""}),
    Pair("the description counts", {"description": "Norway and Chile agree. 12 comments"},
         {"description": "Norway and Chile agree. 19 comments"}),
    Pair("the description counts after a bar", {"description": "Norway and Chile agree | 3 hours ago"},
         {"description": "Norway and Chile agree | 1 day ago"}),
    Pair("minutes to read", {"counters": "3 min read"}, {"counters": "4 min read"}),
    Pair("subscription offer amid the text",
         {"between": '<div class="newsletter"><p>Sign up to our newsletter: 12,000 readers already have.</p></div>'},
         {"between": '<div class="newsletter"><p>Sign up to our newsletter and win a mug.</p></div>'}),
)  # fmt: skip
CHANGED = (
    Pair("a number", {}, {"story": with_changed(1, "14 points", "15 points")}, "text"),
    Pair("a number in words", {}, {"story": with_changed(0, "twelve", "eleven")}, "text"),
    Pair("a number by its sign", {}, {"story": with_changed(1, "14 points", "14% of points")}, "text"),
    Pair("a day", {}, {"story": with_changed(0, "Thursday", "Wednesday")}, "text"),
    Pair("a negation", {}, {"story": with_changed(3, "is planned", "is not planned")}, "text"),
    Pair("a name", {}, {"story": with_changed(3, "Santiago", "Valparaíso")}, "text"),
    Pair("a sentence more", {}, put("The talks had been put off twice since last summer."), "text"),
    Pair("a sentence less", {}, {"story": STORY[:-1]}, "text"),
    Pair("a sentence at another place", {}, {"story": (STORY[0], STORY[2], STORY[1], STORY[3])}, "text"),
    Pair("words with their quotation marks gone", {},
         {"story": with_changed(1, "“It won’t be easy.”", "It won’t be easy.")}, "text"),
    Pair("a short sentence that counts", put("The dead number 12."), put("The dead number 14."), "text"),
    Pair("time ago in a sentence", put("The ship had left port two hours ago, the ministry said."),
         put("The ship had left port three hours ago, the ministry said."), "text"),
    Pair("shares in a title", {"title": "Fund of Norway sells 12 shares"},
         {"title": "Fund of Norway sells 14 shares"}, "title"),
    Pair("the title", {}, {"title": "Norway and Chile to open talks on fisheries"}, "title"),
    Pair("the case of the title", {}, {"title": "Norway And Chile Open Talks On Fisheries"}, "title"),
    Pair("a note and the number it corrects", {"story": with_changed(1, "14", "15")}, {"note": NOTE}, "note text"),
    Pair("a note alone", {}, {"note": NOTE}, "note"),
    Pair("a note taken away", {"note": NOTE}, {}, "note"),
    Pair("a byline", {}, {"byline": "Jon Berg"}, "byline"),
    Pair("the description", {}, {"description": "The foreign ministers of Norway and Chile agreed on fifteen points."},
         "description"),
    Pair("the time of publication", {}, {"published": "2024-03-21T21:00:00+01:00", "stamp": "21 March 2024, 21:00"},
         "published"),
    Pair("a day of publication that was not said",
         {"published": "", "stamp": "", "story": with_changed(0, "OSLO, March 21 - ", "")},
         {"stamp": "", "story": with_changed(0, "OSLO, March 21 - ", "")}, "published"),
    Pair("what is reserved", {}, {"head": '<meta name="tdm-reservation" content="1">'}, "reserved"),
    Pair("title, text and byline", {},
         {"title": "Oslo talks fail", "byline": "Jon Berg", "story": with_changed(0, "agreed", "failed to agree")},
         "byline text title"),
)  # fmt: skip


@pytest.mark.parametrize("pair", (*UNCHANGED, *CHANGED), ids=lambda pair: pair.name)
def test_what_has_changed_between_two_readings(pair: Pair) -> None:
    before = read(page(html(**pair.before), pair.fetched))
    after = read(page(html(**pair.after), pair.again))
    told = changed(before, after)
    assert " ".join(sorted(told)) == pair.facts, told


def test_a_text_that_goes_back_is_another_printing_again() -> None:
    first, second = read(page(html())), read(page(html(story=with_changed(1, "14 points", "15 points"))))
    assert set(changed(first, second)) == set(changed(second, first)) == {"text"}


def test_a_wall_that_came_down_changes_no_text() -> None:
    whole = read(page(html()))
    cut = replace(whole, text=f"{whole.text[:400].rsplit(' ', 1)[0]} …", access="truncated")
    assert not changed(whole, cut)
    assert set(changed(cut, whole)) == {"text"}
    assert set(changed(whole, replace(cut, text=cut.text.replace("Thursday", "Friday")))) == {"text"}


@pytest.mark.parametrize("line", ["1." * 60, "1 " * 60, "1 comment " * 12, "12 x " * 30, "- " * 60, "(1) " * 30 + "x"])
def test_no_line_holds_the_reading_up(line: str) -> None:
    begun = time.process_time()
    for one in (furniture, lambda text: stamped(text, ()), folded):
        one(line[:120])
        one(line[:119] + "!x")
    assert time.process_time() - begun < 0.5


def test_long_titles_are_folded_in_time() -> None:
    begun = time.process_time()
    title = Report(id="r", text="x", title=" - ".join("1 comment (" for _ in range(5000)))
    changed(title, replace(title, title=f"{title.title} x"))
    assert time.process_time() - begun < 2
