"""A brief in its place among its versions."""

from msgspec.structs import replace

from communique.briefs.updates.notices import explained
from communique.lexicon.revisions import facts
from communique.model import Brief


def numbered(brief: Brief, previous: Brief | None, now: str) -> Brief:
    """The brief with its number: the previous one itself if nothing changed; `updated` moves only with facts. A brief
    that was withdrawn by hand stays so; one that had nothing left to rest on is back when there is something."""
    if previous is None:
        return replace(brief, version=1, dates=replace(brief.dates, updated=now or None))
    emptied = previous.state == "withdrawn" and not previous.body and brief.state == "released"
    state = brief.state if emptied or brief.state == "withdrawn" else previous.state
    updated = previous.dates.updated if facts(replace(brief, state=state)) == facts(previous) else now or None
    here = replace(brief, version=previous.version, state=state, dates=replace(brief.dates, updated=updated))
    if here == previous:
        return previous
    return explained(replace(here, version=previous.version + 1), previous)
