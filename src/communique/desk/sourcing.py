"""What a person does with a desk's sources: look behind an address, add, check, remove, carry them in and out."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from communique.desk.steps import Steps, unexpected
from communique.errors import InputRefused, UsageError
from communique.model import Found, Source
from communique.ports import Fetch

if TYPE_CHECKING:
    from communique.sources.keeping import Kept

MOST_ASKED = 8  # of the sources found behind one address, how many are asked what they hold


class Sourcing(Steps):
    """The steps over values, and the sources of the store."""

    def behind(self, address: str) -> Sequence[Found]:
        """The sources behind an address, the best first, each of the first few with what it holds. Raises InputRefused
        where there is none."""
        from communique.sources.discovery import discover
        from communique.sources.once import Once

        fetch = Once(self.fetch)
        found = discover(address, fetch)
        asked = [self.sounded(source, fetch) for source in found[:MOST_ASKED]]
        return [*asked, *(Found(source=source) for source in found[MOST_ASKED:])]

    def behind_web(self, typed: str) -> Sequence[Found]:
        """The same for what somebody typed into a page: an address of the web, never a folder of this machine, or an
        id of the catalogue. Raises InputRefused."""
        from communique.sources import addresses, catalogue
        from communique.sources.discovery import whole

        if (entry := catalogue.entry(typed)) is not None:
            return [self.sounded(entry)]
        address = whole(typed)
        host = addresses.site(address) if addresses.plain(address, "") else ""
        if not ("." in host.strip(".") or (host and "://" in typed)):
            raise InputRefused(typed, "no address of the web, and no id of the catalogue")
        return self.behind(address)

    def sounded(self, source: Source, fetch: Fetch | None = None) -> Found:
        """The source with what it holds now, or why it cannot be read; asked through `fetch` where that is given."""
        from communique.sources.gather import sound

        try:
            return Found(source=source, sound=sound(source, fetch or self.fetch))
        except InputRefused as error:
            return Found(source=source, why=error.why)
        except Exception as error:  # one source must never end the answers of the others
            return Found(source=source, why=unexpected(error))

    def add(self, sources: Sequence[Source], given: Mapping[str, Any] | None = None) -> Sequence["Kept"]:
        """Keep sources; one whose address is known is changed in what is `given`, or without it in all that the source
        itself says. Nothing is asked."""
        from communique.sources import keeping

        with self.store.transaction():
            known = keeping.Known(self.store.sources(), self.store.removals("source"))
            kept = [known.keep(source, keeping.said(source) if given is None else given) for source in sources]
            for one in kept:
                if one.was in ("added", "updated"):
                    self.store.put_source(one.source)
        return kept

    def source(self, id: str) -> Source:
        """The source of this id. Raises UsageError if there is none."""
        found = self.store.source(id)
        if found is None:
            raise UsageError(f"{id}: no such source; see communique source list")
        return found

    def verify(self, sources: Sequence[Source]) -> Iterator[Found]:
        """Ask sources now, several at once, and say of each in turn how it answered. Those that answered as a source
        should are marked as verified today; nothing else is kept."""
        day = self.clock.now().date().isoformat()
        with ThreadPoolExecutor(max(1, self.settings.workers)) as pool:
            for found in pool.map(self.sounded, sources):
                if found.why is None and found.source.verified != day:
                    self.store.put_source(replace(found.source, verified=day))
                yield found

    def remove(self, source: Source) -> None:
        """Stop asking a source. Its reports stay."""
        self.store.remove_source(source.id)
