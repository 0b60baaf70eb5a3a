"""The sources, people and reports of the newsroom, in our own words, by fictional publishers."""
# ruff: noqa: E501

from collections.abc import Sequence

from communique.model import Actor, Citation, Mention, Report, Source, Span, Version, When

KIM = Actor(
    text="Kim",
    name="Kim Song Nam",
    code="PRK",
    office="director of the International Department of the WPK Central Committee",
    person=True,
)
WANG_H = Actor(
    text="Wang",
    name="Wang Huning",
    code="CHN",
    office="chairman of the Chinese People’s Political Consultative Conference",
    person=True,
)
LIU = Actor(
    text="Liu",
    name="Liu Jianchao",
    code="CHN",
    office="head of the International Department of the CPC Central Committee",
    person=True,
)
CAI = Actor(
    text="Cai", name="Cai Qi", code="CHN", office="member of the Secretariat of the CPC Central Committee", person=True
)
WANG_Y = Actor(text="Wang", name="Wang Yi", code="CHN", office="foreign minister", person=True)
PRK = Actor(text="North Korea", name="North Korea", code="PRK")
VNM = Actor(text="Vietnam", name="Vietnam", code="VNM")
LAO = Actor(text="Laos", name="Laos", code="LAO")
KOR = Actor(text="Seoul", name="South Korea", code="KOR")

SOURCES = (
    Source(
        id="eastgate",
        url="https://eastgate.example/feed.json",
        publisher="Eastgate Daily",
        country="CHN",
        language="en",
        ownership="state",
    ),
    Source(
        id="hangang",
        url="https://hangang.example/atom.xml",
        publisher="Hangang Wire",
        country="KOR",
        language="en",
        ownership="public",
    ),
    Source(
        id="kestrel",
        url="https://kestrel.example/rss.xml",
        publisher="Kestrel News Agency",
        country="GBR",
        language="en",
        ownership="private",
    ),
    Source(
        id="qianmen",
        url="https://qianmen.example/readouts",
        kind="page",
        publisher="Qianmen Read-outs",
        country="CHN",
        language="en",
        ownership="state",
        reprint="full",
    ),
    Source(
        id="meridian",
        url="https://meridian.example/rss",
        publisher="Meridian Post",
        country="DEU",
        language="de",
        ownership="private",
    ),
    Source(
        id="closed",
        url="https://closed.example/rss",
        publisher="The Ledger",
        country="USA",
        language="en",
        ownership="private",
        reprint="headline",
    ),
)


def article(name: str, source: str, title: str, sentences: Sequence[str], published: str, **more: object) -> Report:
    """A report of these sentences, one blank between them."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    publisher = next(s.publisher for s in SOURCES if s.id == source)
    return Report(
        id=name,
        source=source,
        title=title,
        text=" ".join(sentences),
        sentences=tuple(spans),
        published=published,
        publisher=publisher,
        url=f"https://{source}.example/{name}",
        **{"language": "en", "versions": (Version(version=1),), **more},  # type: ignore[arg-type]
    )


REPORTS = (
    article(
        "r-arrival",
        "kestrel",
        "Senior North Korean party official arrives in Beijing",
        (
            "A delegation of North Korea’s ruling party arrived in Beijing on Thursday on the first leg of a three-country tour, witnesses at the airport said.",
            "It is led by Kim Song Nam, director of the International Department of the Workers’ Party Central Committee.",
            "The delegation is to go on to Vietnam and Laos, according to a notice of the party.",
            "Trade over the Yalu has picked up since the border was opened again last August.",
            "The embassy in Beijing did not answer a request for comment.",
        ),
        "2024-03-21T19:05:00+08:00",
    ),
    article(
        "r-liu",
        "eastgate",
        "Liu Jianchao holds talks with WPK delegation",
        (
            "Liu Jianchao, head of the International Department of the CPC Central Committee, held talks in Beijing on March 21 with a delegation led by Kim Song Nam.",
            "Wang Huning, chairman of the Chinese People’s Political Consultative Conference, met the delegation the same day.",
            "Both sides spoke of the seventy-fifth anniversary of diplomatic relations this year.",
        ),
        "2024-03-22T10:15:00+08:00",
    ),
    article(
        "r-cai",
        "qianmen",
        "Cai Qi meets WPK delegation",
        (
            "Cai Qi, member of the Secretariat of the CPC Central Committee, met Kim Song Nam at the Great Hall of the People in Beijing on Friday.",
            "He said China was ready to carry forward the friendship of the two parties.",
            "Kim Song Nam said ties with China had a firm place in his party’s policy.",
        ),
        "2024-03-22T21:40:00+08:00",
        version=2,
        modified="2024-03-23T09:00:00+08:00",
        versions=(
            Version(version=1),
            Version(
                version=2,
                modified="2024-03-23T09:00:00+08:00",
                note="An earlier version gave Cai Qi’s office as minister.",
            ),
        ),
    ),
    article(
        "r-kcna1",
        "hangang",
        "North’s media tell of party talks in Beijing",
        (
            "North Korea’s official news agency said on Saturday that Kim Song Nam had met Wang Huning and Liu Jianchao in Beijing.",
            "KCNA quoted Wang Huning as calling the friendship a “strategic choice” that changes abroad would not shake.",
            "Wang passed on greetings of Xi Jinping to Kim Jong Un, it said.",
            "It gave the number of delegates as seven.",
        ),
        "2024-03-23T11:20:00+09:00",
        origin=("KCNA",),
    ),
    article(
        "r-kcna2",
        "kestrel",
        "Friendship ‘formed in blood’, Chinese official tells North Korean visitor",
        (
            "A senior Chinese party official spoke of a friendship “formed in blood” at a meeting with a visitor from Pyongyang, North Korean state media said on Sunday.",
            "KCNA ascribed the words to Cai Qi, who received Kim Song Nam on Friday.",
            "Wang Yi, the foreign minister, saw the delegation of six on Saturday, before its departure for Hanoi.",
            "South Korea’s foreign ministry said it was watching the visit.",
        ),
        "2024-03-24T08:45:00+09:00",
        origin=("KCNA",),
    ),
    article(
        "r-post",
        "meridian",
        "Pekings Außenminister empfängt Delegation aus Pjöngjang",
        (
            "Chinas Außenminister Wang Yi hat am Samstag in Peking eine Delegation der nordkoreanischen Arbeiterpartei empfangen.",
            "Es war das vierte Gespräch der Gäste in drei Tagen.",
            "Über den Inhalt teilten beide Seiten wenig mit.",
        ),
        "2024-03-24T18:02:00+01:00",
        language="de",
    ),
    article(
        "r-copy",
        "closed",
        "Senior North Korean party official arrives in Beijing",
        (
            "A delegation of North Korea’s ruling party arrived in Beijing on Thursday on the first leg of a three-country tour, witnesses at the airport said.",
        ),
        "2024-03-21T21:00:00",
        copy_of="r-arrival",
    ),
)
BY_ID = {report.id: report for report in REPORTS}


def cite(*places: tuple[str, int]) -> tuple[Citation, ...]:
    """Citations of sentences by report and index."""
    found = []
    for name, index in places:
        span = BY_ID[name].sentences[index]
        found.append(Citation(report=name, version=BY_ID[name].version, start=span.start, end=span.end))
    return tuple(found)


def mention(name: str, index: int, event: str = "CONSULT") -> Mention:
    """A mention in a sentence; its id follows from both."""
    report = BY_ID[name]
    return Mention(
        id=f"m-{name}-{index}",
        report=name,
        version=report.version,
        event=event,
        sentence=index,
        evidence=report.sentence(index),
    )


def day(text: str) -> When:
    return When(start=text, end=text)
