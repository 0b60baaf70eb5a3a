"""How a report stands to a story, as a handful of numbers that people can read."""

from collections.abc import Sequence
from math import log, log1p
from typing import NamedTuple

from communique.stories.lens import Lens
from communique.stories.live import LiveStory, Traits
from communique.stories.portrait import apart, principal
from communique.stories.rarity import Rarity

UNKNOWN_GAP = 7.0  # days, for a report or story without a time
MOST_NUMBERS = 3
CONTRASTED = 5  # others, the first, against which a similarity is held
FAINT = 0.02  # keeps the contrast of two small similarities small


class Features(NamedTuple):
    """All between 0 and 1 but for the gaps (log of 1 + days) and the contrast (log of a ratio).

    text        cosine with the story as a whole
    nearest     cosine with the nearest of its latest reports
    title       cosine of the titles, the nearest
    names       share of the names, weighted by rarity
    pair        1 if both are about the same two countries
    clash       1 if they are about different countries, a half if one of two is the same
    place       1 if they name a same place of happening
    elsewhere   1 if both name places and none is the same
    numbers     numbers they share, three and more count as 1
    gap         time between the report and the nearest of the story's
    day         days between what both tell of
    contrast    similarity against that of the other stories considered
    foreign     1 if the pair is the same and no report of the story is in the language of this one, whose words then
                say less
    """

    text: float
    nearest: float
    title: float
    names: float
    pair: float
    clash: float
    place: float
    elsewhere: float
    numbers: float
    gap: float
    day: float
    contrast: float
    foreign: float


def compare(at: float | None, mine: Traits, lens: Lens, story: LiveStory, rarity: Rarity) -> Features:
    """The features of a report that came out `at` and whose words are in the `lens`, and a story; the contrast is
    still 0."""
    pair, clash = countries(principal(mine.countries), principal(story.countries))
    place = bool(mine.places & story.places)
    gap = min((abs(at - its) for its in story.times), default=UNKNOWN_GAP) if at else UNKNOWN_GAP
    day = apart(mine.about, story.about)
    return Features(
        text=lens.text(story, rarity),
        nearest=lens.nearest(story),
        title=lens.title(story),
        names=lens.names(story),
        pair=pair,
        clash=clash,
        place=float(place),
        elsewhere=float(bool(mine.places and story.places and not place)),
        numbers=min(MOST_NUMBERS, len(mine.numbers & story.numbers)) / MOST_NUMBERS,
        gap=log1p(gap),
        day=log1p(UNKNOWN_GAP if day is None else day),
        contrast=0.0,
        foreign=pair * (mine.language not in story.languages),
    )


def countries(mine: frozenset[str], its: frozenset[str]) -> tuple[float, float]:
    """(pair, clash) of the countries two are about."""
    shared = len(mine & its)
    if len(mine) >= 2 and len(its) >= 2:
        return float(shared >= 2), (1.0, 0.5, 0.0)[min(2, shared)]
    return 0.0, float(bool(mine and its and not shared))


def contrasted(considered: Sequence[Features]) -> list[Features]:
    """The features with the contrast of each against the mean of the others."""
    texts = [features.text for features in considered]
    contrasts = []
    for i, features in enumerate(considered):
        others = [text for j, text in enumerate(texts) if j != i][:CONTRASTED]
        mean = sum(others) / len(others) if others else FAINT
        contrasts.append(features._replace(contrast=log((features.text + FAINT) / (mean + FAINT))))
    return contrasts
