"""The whole site as files in a folder, as of the last round."""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from communique import times
from communique.desk.gathering import Progress
from communique.desk.serving import Serving
from communique.errors import UsageError
from communique.ports import Store

if TYPE_CHECKING:
    from communique.site.folder import Copied

EARLIEST, LATEST = timedelta(days=50 * 365), timedelta(days=10 * 365)
"""How far from its own day the calendar of a copy reaches: a meeting of 1648 does not make 4,000 months."""


class Standing:
    """A clock that stands at a moment of the store, so that two copies of one store are the same."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment."""
        return self._moment

    def sleep(self, seconds: float) -> None:
        """Nobody waits while a copy is made."""


def copied(
    desk: Serving,
    folder: Path,
    base: str | None = None,
    languages: Collection[str] | None = None,
    progress: Progress = lambda step, done, total: None,
) -> "Copied":
    """The desk's public site in the folder, for the address `base` (the desk's own unless said), with pages in these
    languages besides the desk's own (all unless said). Raises UsageError for a base that is no address of the web, a
    folder with other things in it, and a store without a round."""
    from communique import record, site
    from communique.site import folder as files
    from communique.site.folder.places import Rules
    from communique.sources import opml

    asked = (base or desk.settings.address).rstrip("/")
    parts = urlsplit(asked)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(f"{asked}: a base is an address of the web: https://example.org/folder")
    at = desk.store.last_round()
    if at is None:
        raise UsageError("nothing to export: this desk has not done a round yet")
    settings = replace(
        desk.site_settings(), base_url=asked, exported=times.rfc3339(at), hub="", api_open=True, api_rate=0, sign_in=""
    )
    app = site.create(desk.store, Standing(at), settings, None, None, record.terms, opml.written)
    kept = None if languages is None else frozenset(languages)
    rules = Rules(base=asked, months=months(desk.store, at), languages=kept, language=settings.language)
    return files.copied(app, desk.store, folder, rules, progress)


def months(store: Store, at: datetime) -> tuple[str, str]:
    """The first and the last month of the calendar: from the first meeting on record to the last, its own included."""
    since, until = ((at + step).date().isoformat() for step in (-EARLIEST, LATEST))
    found = [event.date.start[:7] for event in store.meetings_within(since, until) if event.date is not None]
    own = f"{at:%Y-%m}"
    inside = [month for month in found if since[:7] <= month <= until[:7]]
    return min((own, *inside)), max((own, *inside))
