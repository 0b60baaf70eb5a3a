"""The embedded writer on dossiers made by hand."""

import gc
import weakref
from itertools import permutations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from communique.briefs import Dossier, compose
from communique.briefs.check import check
from communique.briefs.compose import Writing
from communique.model import Actor, Brief, Event, Report, Sentence, Version, When, slug
from tests.briefs.builders import DAKAR, ENVOY, HOST, WIRE, event, mention, passing, refusing, report, visit


def sentences(brief: Brief) -> list[Sentence]:
    return [*brief.standfirst, *(sentence for paragraph in brief.body for sentence in paragraph)]


def texts(brief: Brief) -> str:
    return " ".join(sentence.text for sentence in sentences(brief))


def test_what_happened_comes_first_in_our_own_words_with_who_where_when_and_who_says_so() -> None:
    brief = compose(visit(), passing)
    first = brief.body[0][0].text
    assert first == (
        "Portuguese Foreign Minister Ana Silva met Omar Diallo, who chairs the National Council of Senegal, in Dakar "
        "on Thursday, 21 March 2024, according to Harbour Wire and The Quay."
    )
    assert {citation.report for citation in brief.body[0][0].citations} == {"wire", "paper"}


def test_the_headline_comes_from_the_record_and_is_short() -> None:
    brief = compose(visit(), passing)
    assert brief.headline == "Portugal's Ana Silva and Senegal's Omar Diallo meet in Dakar"
    assert len(brief.headline) <= 90


def with_second(text: str, name: str = "Awa Ndiaye", before: Dossier | None = None, **more: object) -> Dossier:
    """The visit, or what was `before`, with a meeting on Friday that a further report tells of."""
    dossier = before or visit()
    other = Actor(text=name, name=name, code="SEN", office="trade minister", person=True)
    extra = report(slug(name), text, publisher="Radio Cap", published="2024-03-22T20:00:00+00:00")
    friday = When(start="2024-03-22", end="2024-03-22", text="Friday")
    second = mention(extra, name, recipient=(other,), date=friday, **more)
    recorded = (
        *dossier.recorded,
        msgspec.structs.replace(dossier.recorded[0], report=extra.id, mentions=(second,), statements=(), holdings=()),
    )
    return replace(
        dossier, reports=(*dossier.reports, extra), recorded=recorded, events=(*dossier.events, event(second))
    )


def test_of_many_whom_somebody_met_two_are_named() -> None:
    dossier = visit()
    for name in ("Awa Ndiaye", "Ibou Sarr", "Fatou Cisse"):
        dossier = with_second(f"Ana Silva met {name}, the trade minister, in Dakar on Friday.", name, dossier)
    headline = compose(dossier, passing).headline
    assert headline == "Portugal's Ana Silva meets Awa Ndiaye, Fatou Cisse and two others in Dakar"


def test_several_meetings_are_counted_in_the_headline_and_each_is_told() -> None:
    told = "Ana Silva met Awa Ndiaye, the trade minister, in Dakar on Friday."
    alone = compose(with_second(told), passing)
    assert not any("Diallo and Awa Ndiaye" in s.text for s in alone.standfirst), "no sentence names both"
    brief = compose(with_second(f"{told} She had seen Omar Diallo before Awa Ndiaye."), passing)
    assert brief.headline == "Portugal's Ana Silva meets Awa Ndiaye and Diallo in Dakar", "the minister first"
    assert "Silva met Omar Diallo and Awa Ndiaye" in brief.standfirst[0].text
    assert "On Friday, 22 March, Silva met" in brief.body[0][1].text
    assert [when.start for when in brief.dates.happened] == ["2024-03-21", "2024-03-22"]


def test_a_meeting_still_to_come_is_not_counted_with_those_held() -> None:
    planned = "Ana Silva is to see Awa Ndiaye, the trade minister, in Dakar on Friday."
    brief = compose(with_second(planned, status="planned"), passing)
    assert "Ndiaye" not in brief.headline and "met Awa Ndiaye" not in texts(brief)
    assert not any("met" in s.text and "Ndiaye" in s.text for s in brief.standfirst)


def test_a_plan_is_told_as_a_plan() -> None:
    brief = compose(visit(), passing)
    assert "to go on to Cape Verde" in texts(brief)
    assert not any("visited Cape Verde" in sentence.text for sentence in sentences(brief))
    assert [when.start for when in brief.dates.happened] == ["2024-03-21"]


def test_a_quotation_is_whole_exact_and_has_its_speaker() -> None:
    brief = compose(visit(), passing)
    assert '"The sea joins us and does not part us," ' in texts(brief)
    said = [statement for statement in brief.statements if statement.kind == "quotation"]
    assert [(s.speaker, s.words) for s in said] == [("Ana Silva", "The sea joins us and does not part us,")]


def test_every_citation_is_a_stored_sentence_and_no_sentence_is_without() -> None:
    dossier = visit()
    brief = compose(dossier, passing)
    stored = {r.id: {(span.start, span.end) for span in r.sentences} for r in dossier.reports}
    assert len(sentences(brief)) >= 4
    for sentence in sentences(brief):
        assert sentence.citations
        assert all((c.start, c.end) in stored[c.report] for c in sentence.citations)


def test_no_sentence_says_what_another_has_said() -> None:
    brief = compose(visit(), passing)
    body = [sentence.text for paragraph in brief.body for sentence in paragraph]
    assert len(body) == len(set(body))
    assert sum("met" in text and "Diallo" in text and "Dakar" in text for text in body) == 1


def test_what_the_gate_refuses_is_not_printed() -> None:
    def no_own_words(asked):  # type: ignore[no-untyped-def]
        return refusing(asked) if "who chairs" in asked.claim else passing(asked)

    brief = compose(visit(), no_own_words)
    assert "who chairs" not in texts(brief)
    assert "Diallo" in brief.body[0][0].text
    assert sentences(compose(visit(), refusing)) == []


def test_the_real_gate_lets_the_brief_through() -> None:
    asked: list[str] = []

    def watching(claim):  # type: ignore[no-untyped-def]
        verdict = check(claim)
        if verdict.verdict == "supported":
            asked.append(claim.claim)
        return verdict

    brief = compose(visit(), watching)
    assert sentences(brief)
    assert {sentence.text for sentence in sentences(brief)} <= set(asked)


def test_the_order_of_reports_changes_nothing() -> None:
    dossier = visit()
    extra = report("radio", "The harbour of Dakar was closed to traffic during the visit of the minister.")
    reports = (*dossier.reports, extra)
    made = {
        msgspec.json.encode(
            compose(replace(dossier, reports=order, recorded=tuple(reversed(dossier.recorded))), passing)
        )
        for order in permutations(reports)
    }
    assert len(made) == 1


def test_nothing_of_a_story_is_held_once_its_brief_is_written() -> None:
    more = "The parliament of Senegal approved a law on fishing, which takes effect in May, by 90 votes on Wednesday."
    writing = Writing(with_second(f"Ana Silva met Awa Ndiaye in Dakar on Friday. {more}"), check)
    assert "trade mostly in fish" in texts(writing.brief()), "a sentence in one of its forms"
    held = weakref.ref(writing.evidence)
    del writing
    gc.collect()
    assert held() is None


def test_the_same_again_gives_the_previous_brief_back() -> None:
    first = compose(visit(), passing)
    assert first.version == 1 and first.dates.updated == "2024-03-22T12:00:00Z"
    assert compose(visit(previous=first, now="2024-04-01T00:00:00Z"), passing) is first


def test_updated_moves_only_when_facts_change() -> None:
    dossier = visit()
    first = compose(dossier, passing)
    other = report("radio", "Nothing new was told.", published="2024-03-23T07:00:00+00:00")
    again = replace(dossier, reports=(*dossier.reports, other), previous=first, now="2024-03-24T00:00:00Z")
    grown = compose(again, passing)
    assert grown.version == 2 and grown.dates.updated == first.dates.updated
    changed = replace(dossier, events=dossier.events[1:], previous=first, now="2024-03-24T00:00:00Z")
    assert compose(changed, passing).dates.updated == "2024-03-24T00:00:00Z"


def test_a_released_or_withdrawn_state_stays() -> None:
    first = replace(compose(visit(), passing), state="withdrawn")
    other = report("radio", "Nothing new was told.")
    dossier = visit()
    again = replace(dossier, reports=(*dossier.reports, other), previous=first)
    assert compose(again, passing).state == "withdrawn"


def test_a_correction_of_a_source_becomes_a_notice_and_its_words_are_no_news() -> None:
    text = f"{WIRE}\n\nCorrection: An earlier version of this article said Omar Diallo was deputy chairman."
    note = "An earlier version of this article said Omar Diallo was deputy chairman."
    versions = (Version(version=1), Version(version=2, modified="2024-03-22T09:00:00+00:00", note=note))
    wire = report("wire", text, publisher="Harbour Wire", version=2, versions=versions)
    dossier = visit()
    recorded = tuple(replace(r, version=2) if r.report == "wire" else r for r in dossier.recorded)
    brief = compose(replace(dossier, reports=(wire, dossier.reports[1]), recorded=recorded), passing)
    assert [(c.text, c.report, c.version, c.at) for c in brief.corrections] == [
        (note, "wire", 2, "2024-03-22T09:00:00+00:00")
    ]
    assert "deputy chairman" not in texts(brief)
    assert {c.version for s in sentences(brief) for c in s.citations if c.report == "wire"} == {2}


def test_a_report_in_another_language_is_cited_as_a_source_but_not_printed() -> None:
    dossier = visit()
    french = report("matin", "La ministre a rencontré le président du Conseil national jeudi à Dakar.", language="fr")
    brief = compose(replace(dossier, reports=(*dossier.reports, french)), passing)
    assert "matin" in {credit.report for credit in brief.sources}
    assert "ministre a" not in texts(brief)


def test_a_short_report_gives_a_short_brief() -> None:
    text = "Ana Silva met Omar Diallo in Dakar on Thursday. They spoke of fish."
    short = report("wire", text)
    met = mention(short, "met Omar Diallo")
    brief = compose(visit(reports=(short,), recorded=visit().recorded[:0], events=()), passing)
    assert len(sentences(brief)) <= 2
    taken = replace(visit().recorded[0], mentions=(met,), statements=(), holdings=())
    brief = compose(visit(reports=(short,), recorded=(taken,), events=(event(met),)), passing)
    assert len([s for p in brief.body for s in p]) <= 2


def test_participants_come_once_with_their_office() -> None:
    brief = compose(visit(), passing)
    assert [(p.name, p.code, p.office) for p in brief.participants] == [
        ("Ana Silva", "PRT", "foreign minister"),
        ("Omar Diallo", "SEN", "chairman of the National Council of Senegal"),
    ]
    assert all(participant.citations for participant in brief.participants)


def earlier(day: str, reports: int = 2) -> Event:
    return Event(
        id=f"x{day}", story="s0", event="CONSULT", reciprocal=True, actor=(ENVOY,), recipient=(HOST,),
        date=When(start=day, end=day), place=DAKAR, reports=tuple(f"r{n}" for n in range(reports)),
    )  # fmt: skip


def test_background_says_when_they_last_met_and_that_it_is_our_record() -> None:
    brief = compose(visit(earlier=(earlier("2024-01-05"), earlier("2023-05-02"), earlier("2024-06-01"))), passing)
    assert [sentence.text for sentence in brief.background] == [
        "In our record, Portugal and Senegal last met on Friday, 5 January 2024, "
        "when Ana Silva met Omar Diallo in Dakar."
    ]
    assert brief.background[0].events == ("x2024-01-05",)
    assert compose(visit(), passing).background == ()


def test_nothing_at_all_is_a_brief_too() -> None:
    brief = compose(Dossier(story="s0"), passing)
    assert brief.story == "s0" and brief.headline and sentences(brief) == [] and brief.witnesses == 0


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00\ufffd", "a" * 50_000, '"' * 300, "Correction: nothing."])
def test_odd_texts_do_no_harm(text: str) -> None:
    made = Report(id="odd", text=text, published="not a day", title=None)
    brief = compose(Dossier(story="s0", reports=(made, made)), check)
    assert len(brief.headline) <= 90


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=150))
@example("", " ")
def test_any_text_gives_a_brief(text: str, title: str) -> None:
    brief = compose(Dossier(story="s0", reports=(Report(id="r", text=text, title=title),)), passing)
    assert 0 < len(brief.headline) <= 90


def test_events_without_their_mentions_are_left_out() -> None:
    lost = Event(id="e9", story="s1", event="CONSULT", actor=(ENVOY,), recipient=(HOST,), evidence=("gone",))
    brief = compose(visit(events=(lost,), recorded=()), passing)
    assert brief.participants == () and brief.dates.happened == ()
    assert "Gone" not in texts(brief) and sentences(brief)
