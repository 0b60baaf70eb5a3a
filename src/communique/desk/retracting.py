"""Reports that are not to be believed any more, as versions of their own: without a word of the text."""

from msgspec import UNSET
from msgspec.structs import replace

from communique.model import Report, Retracted, Version

BY_US = ("editor", "demand")
"""Who takes out what no publisher puts back."""


def retracted(before: Report, why: Retracted, seen: str, note: str | None = None) -> Report:
    """The version that says so, after `before`."""
    this = Version(version=before.version + 1, seen=seen, note=note)
    return replace(
        before,
        version=this.version,
        versions=(*before.versions, this),
        text="",
        sentences=(),
        description=None,
        image=None,
        modified=None,
        retracted=why,
    )


def reinstated(last: Report, good: Report, seen: str) -> Report:
    """The version that puts the `good` one back after the `last`."""
    this = Version(version=last.version + 1, seen=seen)
    return replace(good, version=this.version, versions=(*last.versions, this), copy_of=last.copy_of, retracted=UNSET)
