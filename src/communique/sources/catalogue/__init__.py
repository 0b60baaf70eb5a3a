"""The catalogue that comes with Communique: well-known sources of world news, one file for each region.

Its entries were written down from what is publicly known of their publishers. None was asked while it was written, so
none has a day in `verified`; `communique source check` gives a desk's own sources one.
"""

from functools import cache
from importlib import resources

from msgspec.structs import replace

from communique.errors import UsageError
from communique.model import Source
from communique.sources import entries

REGIONS = ("africa", "americas", "asia", "europe", "international", "middle-east", "oceania")


@cache
def region(name: str) -> tuple[Source, ...]:
    """The sources of a region in the order of its file, each in the section of the region where it names none.

    Raises UsageError for an unknown region.
    """
    if name not in REGIONS:
        raise UsageError(f"{name}: no region of the catalogue, which has {', '.join(REGIONS)}")
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    found, refused = entries.read(text, f"{name}.toml")
    for error in refused:
        raise error
    title = name.replace("-", " ").title()
    return tuple(replace(source, section=source.section or title) for source in found)


def entry(id: str) -> Source | None:
    """The source of this id, or None."""
    return next((source for name in REGIONS for source in region(name) if source.id == id), None)
