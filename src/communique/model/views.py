"""What readers do, as far as it is kept."""

from datetime import date

from communique.model.base import Noun


class View(Noun):
    """A reader opened a brief: the desk's `day`, the `minute` of it (whole minutes since 1970, UTC).

    `door` is the day's name for an address, `reader` for an address and agent: keyed hashes that nobody can turn back
    once the day's salt is gone, and that mean nothing on another day.
    """

    story: str
    day: date
    minute: int
    door: str
    reader: str


class Printed(Noun):
    """A story whose newest brief is out: `seq` counts what is put into the store as briefs, over all stories; `first`
    is that of the story's first printing."""

    seq: int
    story: str
    first: int
