"""Telling the hub which of our feeds have changed, so that it reads them and pushes what is new to who subscribed.

WebSub leaves it to publisher and hub how one tells the other; hubs take the form of PubSubHubbub 0.4, section 7.1:
`hub.mode=publish` with a `hub.url` for each feed. A hub that is not told reads the feeds some time all the same, so
what it refuses is noted and not sent again.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from communique import times
from communique.config import Settings
from communique.desk.steps import unexpected
from communique.errors import InputRefused
from communique.model import Refusal
from communique.ports import Door, Store

AT_ONCE = 50  # feeds in one form
MOST = 10  # forms after one round; the widest feeds go first
LOOKED_AT = 500  # decisions


def announced(
    store: Store, door: Door, settings: Settings, printed: Collection[str], since: datetime | None, now: datetime
) -> Iterator[Refusal]:
    """Tell the hub, where there is one, of the feeds of the stories whose brief was `printed` or about which somebody
    decided `since` the last round. What it refused."""
    from communique import site

    if not settings.pushed_by:
        return
    stories = dict.fromkeys((*printed, *decided(store, since)))
    paths = site.topics(store, stories)[: AT_ONCE * MOST]
    for first in range(0, len(paths), AT_ONCE):
        form = {
            "hub.mode": "publish",
            "hub.url": [settings.address + path for path in paths[first : first + AT_ONCE]],
        }
        why = told(door, settings.pushed_by, form)
        if why is not None:
            yield Refusal(name=settings.pushed_by, why=f"as our hub: {why}", at=times.rfc3339(now))
            return  # it will not take the rest either


def decided(store: Store, since: datetime | None) -> Iterator[str]:
    """The stories about which somebody decided since then, under the addresses they have now."""
    for ruling in store.rulings(LOOKED_AT):
        at = times.instant_of(ruling.at)
        if since is None or at is None or at < since:
            return
        for id in ruling.stories:
            story = store.story(id)
            yield (story.redirect if story and story.redirect else id)


def told(door: Door, hub: str, form: dict[str, str | Sequence[str]]) -> str | None:
    """Send the form; why the hub did not take it."""
    try:
        door.post(hub, form)
    except InputRefused as error:
        return error.why
    except Exception as error:  # a hub must never end the round
        return unexpected(error)
    return None
