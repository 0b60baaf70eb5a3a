"""Reports of the newsroom in several versions: one corrected, then changed without a word; one of which no more than the
headline may be printed; one that is free."""
# ruff: noqa: E501

from msgspec.structs import replace

from communique.model import Report, Version
from tests.site.articles import BY_ID, SOURCES, article

NOTE = "An earlier version of this article said the quota was cut by 15 per cent. It was cut by 12 per cent."
FIRST = (
    "The fisheries ministers of Norland and Sudland agreed in Tromsund on Monday to cut the herring quota by 15 per cent.",
    "The cut takes effect in January and ends a quarrel that has kept the fleets of both sides in port for most of the autumn.",
    "“Nobody goes home happy, and that is how a fair deal looks,” said the Norland minister, Ingrid Solheim, after eleven hours of talks that had twice come close to collapse.",
    "Shipowners called the agreement a blow to the coast.",
    "A joint commission of scientists is to count the stock again in May.",
    "The two governments had broken off their last talks in June after an inspector was turned away at sea.",
)
SECOND = (FIRST[0].replace("15", "12"), *FIRST[1:])
THIRD = (
    SECOND[0].replace("Monday", "Tuesday"),
    SECOND[1].replace("for most of the autumn", "since September"),
    SECOND[2].replace("eleven", "nine"),
    SECOND[4],
    "Environmental groups said that the cut came three years too late and that the scientists had asked for twice as much at the last count of the stock.",
    SECOND[5],
    SECOND[3],
)


def printed(name: str, source: str, number: int, sentences: tuple[str, ...], **more: object) -> Report:
    """One version of a report with the list of all up to it."""
    notes = {2: NOTE}
    versions = tuple(
        Version(
            version=n,
            modified=f"2024-03-2{n}T14:10:00+01:00" if n == 2 else None,
            note=notes.get(n),
            seen=f"2024-03-2{n}T15:20:00Z",
        )
        for n in range(1, number + 1)
    )
    title = f"Norland and Sudland cut herring quota by {15 if number == 1 else 12} per cent"
    told = {"published": "2024-03-21T12:00:00+01:00", "version": number, "versions": versions, **more}
    publisher = next(known.publisher for known in SOURCES if known.id == source)
    return replace(article(name, "eastgate", title, sentences, ""), source=source, publisher=publisher, **told)


def three(name: str, source: str) -> tuple[Report, ...]:
    """A report, corrected with a note, then changed without one."""
    return (
        printed(name, source, 1, FIRST),
        printed(name, source, 2, SECOND, modified="2024-03-22T14:10:00+01:00", byline=("Aud Lie",)),
        printed(name, source, 3, THIRD, byline=("Aud Lie", "Per Moe"), published="2024-03-21T13:30:00+01:00"),
    )


PRINTINGS = (
    replace(
        BY_ID["r-cai"],
        version=1,
        modified=None,
        text=BY_ID["r-cai"].text.replace("of the Secretariat of the CPC", "of a ministry of the CPC"),
        sentences=(),
        versions=(Version(version=1),),
    ),
    *three("r-quota", "eastgate"),
    *three("r-quota-closed", "closed"),
    *three("r-quota-free", "qianmen"),
    *(replace(one, reserved=one.version == 3) for one in three("r-quota-reserved", "eastgate")),
)
