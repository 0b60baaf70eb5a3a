"""The versions of a brief side by side, as far as the public may read them."""

from communique.lexicon.revisions import Revision, revision
from communique.model import Brief, Noun
from communique.site.archive import Archive


class BriefVersion(Noun, frozen=True):
    """A version of a brief: when its facts were last `updated`, whether more than wording and sources changed with it
    (`facts`), how many sentences did in which way, and how many reports it rests on."""

    version: int
    updated: str | None
    facts: bool
    changed: int
    added: int
    removed: int
    reports: int
    edited: bool = False


class BriefVersionList(Noun, frozen=True):
    """The versions of a brief that may be read, oldest first."""

    story: str
    items: tuple[BriefVersion, ...]


def readable(archive: Archive, story: str) -> list[Brief]:
    """The versions that were released and may still be read, oldest first; none of a brief that is withdrawn."""
    versions = archive.store.versions(story)
    if not versions or versions[-1].state != "released":
        return []
    return [brief for brief in versions if brief.state == "released" and not archive.withheld(brief)]


def told(archive: Archive, story: str, number: int, since: int | None = None) -> Revision | None:
    """What a version changed against the one before, or any other; None where one of them is not to be read."""
    versions = {brief.version: brief for brief in readable(archive, story)}
    earlier = max((n for n in versions if n < number), default=None) if since is None else since
    if number not in versions or earlier not in versions or earlier == number:
        return None
    return revision(versions[earlier], versions[number])


def listed(archive: Archive, story: str) -> BriefVersionList | None:
    """All versions with what each changed; None where there is none to read."""
    versions = readable(archive, story)
    items = [version(new, old) for old, new in zip([None, *versions], versions, strict=False)]
    return BriefVersionList(story=story, items=tuple(items)) if items else None


def version(new: Brief, old: Brief | None) -> BriefVersion:
    """A version with what it changed."""
    changes = revision(old, new) if old else None
    counts = changes.counts if changes else {}
    return BriefVersion(
        version=new.version,
        updated=new.dates.updated,
        facts=changes.facts if changes else True,
        changed=counts.get("changed", 0),
        added=counts.get("added", 0),
        removed=counts.get("removed", 0),
        reports=len(new.sources),
    )
