"""Whether a version of a brief is news for a watch. Pure.

One message a story: what waits already takes the newer version in its place, with its time and tries. After a message
was sent, another is sent only where facts have changed since: days, people, words said, differences, corrections, or
that the brief is withdrawn.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from communique import times
from communique.dispatch import hours
from communique.lexicon.revisions import facts
from communique.model import Brief, Delivery, Noun, Watch


class Decided(Noun, frozen=True):
    """What becomes of a story's outbox: what goes out of it and what comes into it."""

    gone: Delivery | None = None
    queued: Delivery | None = None


def decide(
    watch: Watch, brief: Brief, before: Sequence[Delivery], version: Callable[[int], Brief | None],
    stood: Brief | None, now: datetime,
) -> Decided:  # fmt: skip
    """What the newest version of a brief does to the outbox of a watch. `before` are the deliveries of its story, the
    highest version first; `version` gives the brief in any of them; `stood` is the brief as it was when the watch
    began, if there was one; `now` is by the desk's clock."""
    if any(one.version >= brief.version for one in before):
        return Decided()
    waiting = next((one for one in before if one.state == "waiting"), None)
    ended = next((one for one in before if one.state != "waiting"), None)
    known = version(ended.version) if ended else stood
    told = any(one.state == "sent" for one in before)
    if (brief.state == "withdrawn" and not told) or (known is not None and facts(known) == facts(brief)):
        return Decided(gone=waiting)
    if waiting is not None:
        return Decided(gone=waiting, queued=replace(waiting, version=brief.version))
    return Decided(
        queued=Delivery(
            watch=watch.id,
            story=brief.story,
            version=brief.version,
            queued=times.rfc3339(now),
            due=times.rfc3339(hours.due(watch.every, now)),
        )
    )
