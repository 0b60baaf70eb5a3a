"""Which feeds change with a story: what a hub is told after a round."""

from collections.abc import Iterable
from itertools import combinations

from communique.model import Event
from communique.ports import Store
from communique.site import words

KINDS = ("atom", "rss", "json")
BODIES = ("IGO", "NGO", "IMG")  # codes of organisations


def topics(store: Store, stories: Iterable[str]) -> tuple[str, ...]:
    """The paths of the feeds that these stories are in, each once, those of everything first; none for no story."""
    found: dict[str, None] = {}
    for story in stories:
        brief = store.brief(story)
        found |= dict.fromkeys(("", "/most-viewed", "/history"))
        if brief is not None and brief.corrections:
            found["/corrections"] = None
        for event in store.events_of_story(story):
            found |= dict.fromkeys(of_event(event))
    return tuple(f"{home}/feed.{kind}" for home in sorted(found, key=wide) for kind in KINDS)


def of_event(event: Event) -> Iterable[str]:
    """The pages of an event that have feeds."""
    sides = (*event.actor, *event.recipient)
    codes = sorted({side.code for side in sides if side.code and words.is_country(side.code)})
    yield from (f"/country/{code}" for code in codes)
    yield from (f"/pair/{a}-{b}" for a, b in combinations(codes, 2))
    yield from (f"/person/{side.key}" for side in sides if side.person and side.key)
    yield from (f"/organisation/{side.key}" for side in sides if side.code in BODIES and not side.person and side.key)


def wide(home: str) -> tuple[int, str]:
    """How few feeds there are of a kind, to tell of the widest first."""
    return home.count("/"), home
