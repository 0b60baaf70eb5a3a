"""What the newsroom has of the talks of March 2024: events, statements, offices, and both versions of the brief."""
# ruff: noqa: E501

from communique.model import (
    Actor,
    Brief,
    Correction,
    Credit,
    Dates,
    Difference,
    Event,
    Holding,
    Participant,
    Place,
    Reading,
    Said,
    Sentence,
    Statement,
    When,
)
from tests.site.articles import BY_ID, CAI, KIM, KOR, LAO, LIU, PRK, VNM, WANG_H, WANG_Y, cite, day

BEIJING = Place(name="Beijing", country="CHN")


def talks(name: str, with_whom: Actor, on: str, *where: tuple[str, int], venue: str | None = None) -> Event:
    """One of the meetings."""
    place = Place(name="Beijing", country="CHN", venue=venue)
    return Event(
        id=name,
        story="s-talks",
        event="CONSULT",
        mode="visit",
        reciprocal=True,
        actor=(KIM,),
        recipient=(with_whom,),
        date=day(on),
        place=place,
        evidence=tuple(f"m-{r}-{i}" for r, i in where),
        reports=tuple(dict.fromkeys(r for r, _ in where)),
    )


EVENTS = (
    talks("e-wang-h", WANG_H, "2024-03-21", ("r-liu", 1), ("r-kcna1", 0)),
    talks("e-liu", LIU, "2024-03-21", ("r-liu", 0), ("r-kcna1", 0)),
    talks("e-cai", CAI, "2024-03-22", ("r-cai", 0), ("r-kcna2", 1), venue="Great Hall of the People"),
    talks("e-wang-y", WANG_Y, "2024-03-23", ("r-kcna2", 2), ("r-post", 0)),
    Event(
        id="e-vnm",
        story="s-talks",
        event="CONSULT",
        mode="visit",
        status="planned",
        reciprocal=True,
        actor=(KIM,),
        recipient=(VNM,),
        evidence=("m-r-arrival-2",),
        reports=("r-arrival",),
        place=Place(name="Hanoi", country="VNM"),
    ),
)
EARLIER = (
    Event(
        id="e-old1",
        story="s-envoy",
        event="CONSULT",
        reciprocal=True,
        actor=(Actor(text="Sun", name="Sun Weidong", code="CHN", office="vice foreign minister", person=True),),
        recipient=(PRK,),
        date=day("2024-01-26"),
        place=Place(name="Pyongyang", country="PRK"),
    ),
    Event(
        id="e-old2",
        story="s-envoy",
        event="AGREE",
        reciprocal=True,
        actor=(Actor(text="China", name="China", code="CHN"),),
        recipient=(PRK,),
        date=day("2024-01-26"),
    ),
    Event(
        id="e-old3",
        story="s-shells",
        event="ASSAULT",
        actor=(PRK,),
        recipient=(KOR,),
        date=day("2024-01-05"),
        place=Place(name="Yeonpyeong", country="KOR"),
    ),
    Event(id="e-old4", story="s-shells", event="ACCUSE", actor=(KOR,), recipient=(PRK,), date=day("2024-01-05")),
    Event(
        id="e-old5",
        story="s-envoy",
        event="REQUEST",
        actor=(Actor(text="China", name="China", code="CHN"),),
        recipient=(PRK,),
        date=When(start="2023-11-01", end="2023-11-30", precision="month"),
    ),
    Event(
        id="e-laos",
        story="s-laos",
        event="CONSULT",
        status="done",
        reciprocal=True,
        actor=(KIM,),
        recipient=(LAO,),
        date=None,
        fulfils="e-vnm",
    ),
)


def s(text: str, *places: tuple[str, int], events: tuple[str, ...] = ()) -> Sentence:
    """A printed sentence."""
    return Sentence(text=text, citations=cite(*places), events=events)


def credit(name: str, witness: bool = True) -> Credit:
    """A line of the sources block."""
    r = BY_ID[name]
    return Credit(
        report=name,
        version=r.version,
        publisher=r.publisher,
        title=r.title,
        url=r.url,
        published=r.published,
        language=r.language,
        origin=r.origin,
        copy_of=r.copy_of,
        witness=witness,
    )


def person(actor: Actor, *places: tuple[str, int]) -> Participant:
    """A participant."""
    return Participant(name=actor.name, key=actor.key, code=actor.code, office=actor.office, citations=cite(*places))


TALKS = Brief(
    story="s-talks",
    headline="North Korean party delegation meets four Chinese leaders in three days in Beijing",
    version=2,
    standfirst=(
        s(
            "Kim Song Nam, who runs the international affairs of North Korea’s ruling party, met Wang Huning, Liu Jianchao, Cai Qi and Wang Yi in Beijing from 21 to 23 March.",
            ("r-liu", 0),
            ("r-liu", 1),
            ("r-cai", 0),
            ("r-kcna2", 2),
        ),
        s("Beijing is the first stop of a tour that is to lead on to Vietnam and Laos.", ("r-arrival", 2)),
    ),
    body=(
        (
            s("The delegation arrived in Beijing on Thursday 21 March.", ("r-arrival", 0), ("r-arrival", 1)),
            s(
                "On the same day Kim held talks with Liu Jianchao, who heads the Chinese party’s International Department, and was received separately by Wang Huning, chairman of the Chinese People’s Political Consultative Conference.",
                ("r-liu", 0),
                ("r-liu", 1),
                ("r-kcna1", 0),
            ),
            s(
                "On Friday 22 March he met Cai Qi of the Secretariat at the Great Hall of the People, and on Saturday 23 March the foreign minister, Wang Yi.",
                ("r-cai", 0),
                ("r-kcna2", 2),
                ("r-post", 0),
            ),
        ),
        (
            s(
                "North Korea’s state agency KCNA quoted Wang Huning as calling the friendship a “strategic choice”.",
                ("r-kcna1", 1),
            ),
            s(
                "It ascribed to Cai Qi the words that the friendship was “formed in blood”.",
                ("r-kcna2", 0),
                ("r-kcna2", 1),
            ),
            s("Wang Huning passed on greetings of Xi Jinping to Kim Jong Un, according to KCNA.", ("r-kcna1", 2)),
        ),
        (
            s(
                "Both sides spoke of the seventy-fifth anniversary of their diplomatic relations, which falls in this year.",
                ("r-liu", 2),
            ),
            s("South Korea’s foreign ministry said that it was watching the visit.", ("r-kcna2", 3)),
        ),
    ),
    participants=(
        person(KIM, ("r-arrival", 1)),
        person(WANG_H, ("r-liu", 1)),
        person(LIU, ("r-liu", 0)),
        person(CAI, ("r-cai", 0)),
        person(WANG_Y, ("r-kcna2", 2)),
    ),
    statements=(
        Said(
            speaker="Cai Qi",
            key="cai-qi",
            words="formed in blood",
            kind="quotation",
            office=CAI.office,
            code="CHN",
            chain=("Kestrel News Agency", "KCNA"),
            citations=cite(("r-kcna2", 0)),
        ),
        Said(
            speaker="Wang Huning",
            key="wang-huning",
            words="strategic choice",
            kind="quotation",
            office=WANG_H.office,
            code="CHN",
            chain=("Hangang Wire", "KCNA"),
            citations=cite(("r-kcna1", 1)),
        ),
        Said(
            speaker="Kim Song Nam",
            key="kim-song-nam",
            words="Ties with China have a firm place in his party’s policy.",
            office=KIM.office,
            code="PRK",
            chain=("Qianmen Read-outs",),
            citations=cite(("r-cai", 2)),
        ),
        Said(
            speaker="South Korea’s foreign ministry",
            key="south-korea-s-foreign-ministry",
            words="It was watching the visit.",
            code="KOR",
            chain=("Kestrel News Agency",),
            citations=cite(("r-kcna2", 3)),
        ),
    ),
    differences=(
        Difference(
            slot="number",
            about="members of the delegation",
            readings=(
                Reading(value="seven", citations=cite(("r-kcna1", 3))),
                Reading(value="six", citations=cite(("r-kcna2", 2))),
            ),
        ),
    ),
    background=(
        s(
            "The two sides last held talks on 26 January 2024 in Pyongyang, when they also reached an agreement.",
            events=("e-old1", "e-old2"),
        ),
    ),
    sources=(
        credit("r-arrival"),
        credit("r-copy", False),
        credit("r-liu"),
        credit("r-cai"),
        credit("r-kcna1"),
        credit("r-kcna2", False),
        credit("r-post"),
    ),
    corrections=(
        Correction(
            at="2024-03-23T03:10:00Z",
            text="Qianmen Read-outs corrected Cai Qi’s office: he is a member of the Secretariat, not a minister.",
            report="r-cai",
            version=2,
        ),
    ),
    witnesses=4,
    dates=Dates(
        happened=(day("2024-03-21"), day("2024-03-22"), day("2024-03-23")),
        reported=("2024-03-21T19:05:00+08:00", "2024-03-24T18:02:00+01:00"),
        updated="2024-03-24T17:30:00Z",
    ),
)
FIRST = Brief(
    story="s-talks",
    headline="North Korean party delegation in Beijing",
    standfirst=TALKS.standfirst[1:],
    body=(TALKS.body[0][:1],),
    participants=TALKS.participants[:1],
    sources=(credit("r-arrival"),),
    witnesses=1,
    dates=Dates(happened=(day("2024-03-21"),), reported=("2024-03-21T19:05:00+08:00",), updated="2024-03-21T12:00:00Z"),
)


def said(name: str, report: str, index: int, words: str, who: Actor, *chain: str, kind: str = "quotation") -> Statement:
    """A statement that stands in a sentence."""
    span = BY_ID[report].sentences[index]
    return Statement(
        id=name,
        report=report,
        version=BY_ID[report].version,
        sentence=index,
        start=span.start,
        end=span.end,
        words=words,
        speaker=who,
        chain=chain,
        kind=kind,
    )  # type: ignore[arg-type]


STATEMENTS = {
    "r-kcna2": (said("st-cai", "r-kcna2", 0, "formed in blood", CAI, "Kestrel News Agency", "KCNA"),),
    "r-kcna1": (said("st-wang", "r-kcna1", 1, "strategic choice", WANG_H, "Hangang Wire", "KCNA"),),
    "r-cai": (
        said(
            "st-kim",
            "r-cai",
            2,
            "ties with China had a firm place in his party’s policy",
            KIM,
            "Qianmen Read-outs",
            kind="reported",
        ),
    ),
}
HOLDINGS = {
    "r-arrival": (
        Holding(
            id="h-kim1",
            person="Kim Song Nam",
            office=KIM.office or "",
            report="r-arrival",
            sentence=1,
            code="PRK",
            day="2024-03-21",
        ),
    ),
    "r-cai": (
        Holding(
            id="h-cai",
            person="Cai Qi",
            office=CAI.office or "",
            report="r-cai",
            version=2,
            sentence=0,
            code="CHN",
            day="2024-03-22",
        ),
    ),
}
