"""Digests against reports: those of the sample that were written as careless ones are, and the page that started it."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bench.digests import FOLDER, read, shelf

from communique.briefs.digest.checking import check
from communique.desk import Desk
from communique.errors import Unreadable
from communique.model import Page, Report
from communique.model.digests import CheckedDigest, MarkedSentence
from tests.conftest import SHARED
from tests.desk.test_talks import DIGEST, REPORTS

SEED = SHARED / "seed" / "page.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the page that started it is not here")
PLANTED = [
    # name, words of the page, words instead, kind of reason, the right value
    ("speaker", r"\bCai emphasized", "Wang Huning emphasized", "quotation", "Cai Qi"),
    ("thursday", r"held talks with Cai Qi", "held talks on Thursday with Cai Qi", "date", "Friday 22 March 2024"),
    ("pyongyang", r"recently met in Beijing", "recently met in Pyongyang", "place", "Beijing"),
    ("standfirst", r"officials met in Beijing", "officials met in Pyongyang", "place", "Beijing"),
    ("third", r"fourth-ranked", "third-ranked", "number", "fourth"),
    ("roles", r"Wang conveying Xi’s", "Xi conveying Wang’s", "attribution", "Wang"),
    ("denied", r"as a strategic choice", "as not a strategic choice", "negation", "strategic choice"),
    ("minister", r"the head of the International .+?(?=\.)", "the foreign minister of North Korea", "name", "director"),
    ("monday", r"media on Sunday", "media on Monday", "date", "24 March 2024"),
    ("vietnam", r"This visit is", "The delegation also visited Vietnam. This visit is", "modality", "Vietnam"),
    ("fifth", r"The meeting, which", "The fifth meeting, which", "number", "four"),
    ("another", r"Kim Song Nam also held", "In a fifth meeting Kim Song Nam also held", "number", "four"),
    ("south", r"\bNorth Korean(?= and Chinese officials rec)", "South Korean", "name", "North Korean"),
    ("quotation", r"formed in blood", "forged in blood", "quotation", "formed in blood"),
]


@cache
def desk() -> Desk:
    return Desk()


@cache
def checked(text: str, *, talks: bool) -> CheckedDigest:
    """The page against the reports of the talks alone, or against all of the sample."""
    names = {*REPORTS, DIGEST}
    reports = [report for report in shelf()[0] if not talks or report.id in names]
    return desk().check_digest(Page(url="page.txt", body=text.encode(), content_type="text/plain"), reports)


def seed() -> str:
    return SEED.read_text(encoding="utf-8")


def sentence(found: CheckedDigest, words: str) -> MarkedSentence:
    return next(s for s in found.sentences if s.part != "headline" and re.search(words, s.text))


@pytest.fixture(params=[True, False], ids=["talks", "sample"])
def talks(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@needs_seed
def test_the_parts_of_the_page_are_read(talks: bool) -> None:
    page = checked(seed(), talks=talks).page
    assert (page.day, len(page.paragraphs), page.source_line) == ("2024-04-16", 3, page.headline)
    assert page.standfirst and page.standfirst not in page.paragraphs


@needs_seed
def test_sunday_is_read_against_the_date_of_the_page(talks: bool) -> None:
    mark = sentence(checked(seed(), talks=talks), r"media on Sunday")
    assert mark.verdict == "wrong"
    reason = next(r for r in mark.reasons if r.kind == "date")
    assert "14 April 2024" in reason.text and "Sunday 24 March 2024" in reason.text
    assert isinstance(reason.value, str) and reason.value.startswith("Sunday 24 March 2024")
    assert any(s.citation == reason.citation and "on Sunday" in s.sentence for s in mark.support)


@needs_seed
def test_what_reports_carry_is_supported_and_what_none_carries_is_not(talks: bool) -> None:
    found = checked(seed(), talks=talks)
    for words in ("fourth-ranked", "delegation led by", "formed in blood", "border restrictions", "conveying"):
        mark = sentence(found, words)
        assert mark.verdict == "supported" and mark.support, mark
    for words in ("isolationist", "Leaders reaffirmed", "ongoing efforts"):
        mark = sentence(found, words)
        assert mark.verdict == "unsupported" and not mark.support, mark
    office = sentence(found, "head of the Secretariat")
    assert office.verdict == "partly" and "a member of the" in office.reasons[0].text


@needs_seed
def test_what_is_wrong_with_the_page_is_said(talks: bool) -> None:
    found = {finding.kind: finding.text for finding in checked(seed(), talks=talks).findings}
    assert "No day is given for the meeting" in found["day"] and "4 meetings" in found["day"]
    assert all(day in found["day"] for day in ("21 March 2024", "22 March 2024", "23 March 2024"))
    assert "“recently” hides the day" in found["time"]
    assert "16 April 2024" in found["date"] and "names the page itself" in found["source"]


@needs_seed
def test_what_names_only_itself_supports_nothing(talks: bool) -> None:
    found = checked(seed(), talks=talks)
    assert {left.report: left.why for left in found.left_out}[DIGEST] == "it names only itself as its source"
    assert all(s.citation.report != DIGEST for mark in found.sentences for s in mark.support)


@needs_seed
@pytest.mark.parametrize("name, words, instead, kind, value", PLANTED, ids=[p[0] for p in PLANTED])
def test_planted_errors_are_refused_with_the_right_value(
    talks: bool, name: str, words: str, instead: str, kind: str, value: str
) -> None:
    text, count = re.subn(words, instead, seed(), count=1)
    assert count == 1
    before = {s.text for s in checked(seed(), talks=talks).sentences}
    changed = [s for s in checked(text, talks=talks).sentences if s.text not in before]
    reasons = [r for s in changed if s.verdict == "wrong" for r in s.reasons if r.kind == kind]
    assert any(value in reason.text for reason in reasons), changed


@needs_seed
def test_the_page_itself_and_its_copies_never_support_it() -> None:
    text = seed()
    blocks = [block for block in text.split("\n\n") if len(block) > 300]
    itself = Report(id="itself", text="\n\n".join(blocks), title="Another headline", published="2024-04-16")
    titled = Report(id="titled", text="Something else altogether was told.", title=text.split("\n\n")[1].strip())
    copied = Report(id="copied", text="A short note.", copy_of="itself", published="2024-04-17")
    page = Page(url="page.txt", body=text.encode(), content_type="text/plain")
    found = desk().check_digest(page, [itself, titled, copied])
    assert {left.report for left in found.left_out} == {"itself", "titled", "copied"} and found.reports == 0
    assert {mark.verdict for mark in found.sentences} == {"unsupported"}


def test_each_error_of_the_set_changes_its_sentence() -> None:
    def errors() -> Iterator[bool]:
        for side in ("train", "held"):
            for _, digest in read(side):
                yield from (error["replace"] in digest["true"][error["in"]] for error in digest["error"])

    assert all(errors()) and len(list(errors())) >= 40 and len(list(FOLDER.glob("*.toml"))) >= 6


def report(n: int) -> Report:
    text = f"Minister Anna Berg met Otto Lind in Oslo on Tuesday. They signed {n} papers on fish, and {n + 3} on ships."
    return Report(id=f"r{n}", text=text, title=f"Talks in Oslo {n}", published="2024-05-07", publisher=f"Paper {n}")


def digest_of(text: str, reports: list[Report]) -> CheckedDigest:
    return desk().check_digest(Page(url="d.txt", body=text.encode(), content_type="text/plain"), reports)


def test_no_date_no_story_and_no_report_are_said() -> None:
    found = digest_of("Anna Berg met Otto Lind in Oslo on Wednesday. Volcanoes erupted in Iceland.", [report(1)])
    assert found.findings[0].kind == "date" and "no date of its own" in found.findings[0].text
    first, second = found.sentences
    assert first.verdict == "wrong" and "Tuesday 7 May 2024" in first.reasons[0].text
    assert second.verdict == "unsupported" and not second.support
    assert {mark.verdict for mark in digest_of("Anna Berg met Otto Lind in Oslo.", []).sentences} == {"unsupported"}


def test_only_the_newest_version_of_a_report_counts() -> None:
    old = Report(id="r", version=1, text="Anna Berg met Otto Lind in Oslo on Monday.", published="2024-05-07")
    new = Report(id="r", version=2, text="Anna Berg met Otto Lind in Oslo on Tuesday.", published="2024-05-07")
    found = digest_of("7 May 2024\n\nOslo talks\n\nAnna Berg met Otto Lind in Oslo on Monday.", [new, old])
    assert found.reports == 1 and found.sentences[-1].verdict == "wrong"


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports, stories = shelf()
    name, digest = next(read("train"))
    from bench.digests import page

    made = page(digest, digest["true"])
    assert check(made, reports, stories) == check(made, reports[::-1], stories), name


@pytest.mark.parametrize(
    "body, why",
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x00\x01\x02\x03" * 200, "neither HTML nor text"),
        (b"Menu", "no sentences"),
    ],
)
def test_what_is_no_digest_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        desk().check_digest(Page(url="page", body=body), [report(1)])
