"""A newsroom for the site's tests: the talks and a few stories more, put into a real store."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from communique.model import (
    Brief,
    Citation,
    Correction,
    Credit,
    Dates,
    Link,
    Recorded,
    Refusal,
    Report,
    Ruling,
    Sentence,
    SourceState,
)
from communique.ports import Store
from communique.store.sqlite import SqliteStore
from tests import stores
from tests.site.articles import REPORTS, SOURCES, article, day, mention
from tests.site.printings import PRINTINGS
from tests.site.talks import EARLIER, EVENTS, FIRST, HOLDINGS, STATEMENTS, TALKS
from tests.store.nouns import a_view

NOW = datetime(2024, 3, 25, 7, 30, tzinfo=UTC)
SMALL = (
    (
        "s-shells",
        "Shells fired near Yeonpyeong send islanders to shelters",
        "South Korea says its northern neighbour fired about 200 rounds into the sea off its western coast.",
        "2024-01-05",
        "2024-01-05T14:00:00+09:00",
        3,
    ),
    (
        "s-envoy",
        "Chinese vice minister in Pyongyang for talks on exchanges",
        "Sun Weidong and his hosts agreed on a programme for the anniversary year.",
        "2024-01-26",
        "2024-01-27T09:00:00+08:00",
        2,
    ),
    (
        "s-laos",
        "Kim Song Nam received in Vientiane",
        "The tour of the North Korean delegation ended in Laos.",
        None,
        "2024-03-23T20:00:00+07:00",
        1,
    ),
    (
        "s-panel",
        "Moscow stops the experts who watched sanctions on Pyongyang",
        "A vote in the Security Council ended the mandate of the panel.",
        "2024-03-24",
        "2024-03-24T10:30:00-04:00",
        2,
    ),
)
GONE = (
    "s-guests",
    "Guests from Pyongyang at the Great Hall of the People",
    "A delegation was received in the Great Hall of the People in Beijing on Friday.",
    "2024-03-22",
    "2024-03-22T15:00:00+08:00",
    1,
)
RULINGS = (
    Ruling(
        at="2024-03-23T06:00:00Z", by="desk", kind="merge", stories=("s-talks", "s-guests"), reports=("r-s-guests",),
        score=0.83,
    ),
    Ruling(
        at="2024-03-24T09:10:00Z", by="Ana Lund", kind="split", stories=("s-talks", "s-laos"), reports=("r-s-laos",),
        why="The tour’s next stop is a happening of its own.",
    ),
    Ruling(at="2024-03-24T10:00:00Z", by="Ana Lund", kind="pin", stories=("s-panel",), until="2024-03-24T18:00:00Z"),
    Ruling(
        at="2024-03-24T12:30:00Z", by="Ben Otieno", kind="move", stories=("s-envoy", "s-talks"), reports=("r-cai",),
        why="It tells of Friday’s meeting.",
    ),
)  # fmt: skip


def small(story: str, headline: str, text: str, on: str | None, reported: str, witnesses: int) -> tuple[Report, Brief]:
    """A story of one report."""
    report = article(f"r-{story}", "kestrel", headline, (text, "More is expected in the coming days."), reported)
    whole = Citation(report=report.id, start=0, end=len(text))
    brief = Brief(
        story=story,
        headline=headline,
        standfirst=(Sentence(text=text, citations=(whole,)),),
        body=((Sentence(text=text, citations=(whole,)),),),
        witnesses=witnesses,
        sources=(
            Credit(report=report.id, publisher=report.publisher, title=headline, url=report.url, published=reported),
        ),
        dates=Dates(happened=(day(on),) if on else (), reported=(reported,), updated="2024-03-24T18:00:00Z"),
    )
    return report, brief


def withdrawn(brief: Brief) -> Brief:
    """The brief after its only report was withdrawn."""
    notice = Correction(
        kind="retraction",
        at="2024-03-24T20:00:00Z",
        report=brief.sources[0].report,
        version=1,
        text="The publisher withdrew its report.",
    )
    return replace(brief, state="withdrawn", version=2, corrections=(notice,))


def fill(store: SqliteStore) -> None:
    """Put everything into the store, as the desk would."""
    stores.filled(store, _fill)


def _fill(store: Store) -> None:
    with store.transaction():
        for source in SOURCES:
            store.put_source(source)
            failing = source.id == "closed"
            store.put_source_state(
                SourceState(
                    source=source.id,
                    asked="2024-03-25T07:00:00Z",
                    answered="2024-03-25T07:00:00Z" if not failing else None,
                    failures=3 if failing else 0,
                    last_error="the server answered 503" if failing else None,
                )
            )
        store.put_refusal(
            Refusal(
                name="https://eastgate.example/photos/1",
                why="no article text was found",
                source="eastgate",
                at="2024-03-25T07:00:10Z",
            )
        )
        fill_talks(store)
        for told in SMALL:
            report, brief = small(*told)
            store.put_report(report)
            store.assign(report.id, brief.story)
            store.put_events(brief.story, [e for e in EARLIER if e.story == brief.story])
            store.put_brief(brief)
        store.count_views([a_view("s-talks", date(2024, 3, 25 - n // 3), f"reader-{n}", hour=6) for n in range(7)])
        store.count_views([a_view("s-panel", date(2024, 3, 21), "reader-1")])
        decide(store)
        store.close_round(NOW)


def decide(store: Store) -> None:
    """What was decided: a story that the desk merged into the talks and an editor's split and move."""
    report, brief = small(*GONE)
    store.put_report(report)
    store.assign(report.id, brief.story)
    store.put_brief(brief)
    store.assign(report.id, "s-talks", fixed=True)
    store.redirect(brief.story, "s-talks")
    for ruling in RULINGS:
        store.put_ruling(ruling)


def fill_talks(store: Store) -> None:
    """The talks: reports with what the record took from them, events, both versions of the brief, links."""
    for report in PRINTINGS:
        store.put_report(report)
    for report in REPORTS:
        store.put_report(report)
        store.assign(report.id, "s-talks")
        wanted = [m for e in EVENTS for m in e.evidence if m.startswith(f"m-{report.id}-")]
        mentions = tuple(mention(report.id, int(name.rsplit("-", 1)[1])) for name in dict.fromkeys(wanted))
        store.put_recorded(
            Recorded(
                report=report.id,
                version=report.version,
                mentions=mentions,
                statements=STATEMENTS.get(report.id, ()),
                holdings=HOLDINGS.get(report.id, ()),
            )
        )
    store.put_events("s-talks", EVENTS)
    store.put_brief(FIRST)
    store.put_brief(TALKS)
    store.put_links(
        "s-talks",
        [
            Link(story="s-laos", relation="later", reason="next stop", score=0.9),
            Link(story="s-envoy", relation="earlier", reason="earlier talks of the same sides", score=0.6),
        ],
    )
