"""What is kept of the reports that may still be compared with others."""

import msgspec

from communique.stories.portrait import Portrait, principal
from communique.stories.rarity import Words


class Traits(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is kept of a report beside its words: `countries` are those it is about. All in order, as tuples: the
    garbage collector does not walk them."""

    language: str | None
    countries: tuple[str, ...]
    places: tuple[str, ...]
    numbers: tuple[str, ...]
    about: tuple[tuple[int, int], ...]
    formal: int


class Kept(msgspec.Struct, gc=False):
    """A report as the live stories keep it; `number` is its place in the order of deciding, `at` its time in days since
    1970. Nothing is compared with a copy: its words and traits are None. The index writes the story it is in, and the
    time from which its life runs."""

    number: int
    report: str
    at: float | None
    words: Words | None = None
    traits: Traits | None = None
    story: str = ""
    due: float = 0.0


def traits(portrait: Portrait) -> Traits:
    """What is kept of a portrait beside its words."""
    language = portrait.language
    return Traits(
        language if language is None else language.encode(errors="replace").decode(),
        tuple(sorted(principal(portrait.countries))),
        tuple(sorted(portrait.places)),
        tuple(sorted(portrait.numbers)),
        portrait.about,
        portrait.formal,
    )
