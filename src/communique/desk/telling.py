"""What a message says of a brief, out of what the store has of its story."""

from communique.dispatch import Told
from communique.dispatch.told import why
from communique.model import Brief, Delivery
from communique.ports import Store


def told(store: Store, address: str, delivery: Delivery, brief: Brief, *, sample: bool = False) -> Told:
    """The brief as this delivery tells it: what changed since the version that was sent last, and the notices that are
    new since then. A sample tells all as new."""
    from communique import briefs
    from communique.site import notices

    sent = [] if sample else [one for one in store.deliveries(delivery.watch, brief.story) if one.state == "sent"]
    sent = [one for one in sent if one.version < brief.version]
    before = store.brief(brief.story, sent[0].version) if sent else None
    known = {(c.kind, c.report, c.version) for c in before.corrections} if before else set()
    new = [c for c in notices.newest_first(brief) if (c.kind, c.report, c.version) not in known]
    said = tuple(map(notices.line, new))
    return Told(
        why="sample" if sample else why(brief, before, said),
        brief=brief,
        address=f"{address}/story/{brief.story}",
        first=sent[-1].version if sent else brief.version,
        before=sent[0].version if sent else None,
        sent=sent[0].sent if sent else None,
        changes=tuple(briefs.changes(before, brief)) if before else (),
        notices=said,
        events=tuple(event.id for event in store.events_of_story(brief.story)),
    )
