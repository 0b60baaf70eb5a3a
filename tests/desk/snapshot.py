"""All that a store says of stories, events, briefs and what was decided, as comparable text."""

import msgspec

from communique.ports import Store


def snapshot(store: Store) -> list[str]:
    """One line a noun: equal lists mean equal stores."""
    lines = []
    for story in store.stories():
        lines.append(msgspec.json.encode(story))
        lines += [msgspec.json.encode(event) for event in store.events_of_story(story.id)]
        lines += [msgspec.json.encode(brief) for brief in store.versions(story.id)]
        lines += [msgspec.json.encode(link) for link in store.links(story.id)]
        lines += [msgspec.json.encode(report) for report in store.reports(story.reports)]
    lines += [msgspec.json.encode(ruling) for ruling in store.rulings(limit=10_000)]
    return [line.decode() for line in lines]
