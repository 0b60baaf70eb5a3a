"""What an admin decides about sources: looked behind, added, paused, resumed, asked out of turn.

A source is asked by rounds alone, so that the pace of its host is kept in one place; whoever wants it asked now makes
it due, and wakes the desk where it gathers in this process.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from communique import times
from communique.desk.editing import Editing
from communique.errors import InputRefused, UsageError
from communique.model import Decision, Found, Ruling, SourceState
from communique.ports import Clock, Store


class Minding(Editing):
    """Implements `editorial.Minding`. `behind` asks the network and `wanted` wakes the desk: it sets both."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self.behind: Callable[[str], Sequence[Found]] | None = None
        self.wanted: Callable[[], None] = lambda: None
        self._looking = threading.Lock()

    def look(self, address: str) -> Sequence[Found]:
        """See `editorial.Minding`."""
        if self.behind is None:
            raise UsageError("this site was opened without a desk that asks the network")
        if not self._looking.acquire(blocking=False):
            raise UsageError("somebody looks behind another address at this moment; try again")
        try:
            return self.behind(address.strip())
        except InputRefused as error:
            raise UsageError("{name}: {why}", name=error.name, why=error.why) from error
        finally:
            self._looking.release()

    def add_source(self, source: Mapping[str, Any], given: Mapping[str, Any], by: str, why: str = "") -> Ruling:
        """See `editorial.Minding`."""
        from communique.sources import addresses, entries, keeping

        try:
            found = entries.entry({**source, **given}, "the source")
        except InputRefused as error:
            raise UsageError("{name}: {why}", name=error.name, why=error.why) from error
        if addresses.plain(found.url, "") is None:
            raise UsageError(
                "{url}: only addresses of the web are added here; others by communique source add", url=found.url
            )
        with self._store.transaction():
            known = keeping.Known(self._store.sources(), self._store.removals("source"))
            kept = known.keep(found, {name: getattr(found, name) for name in given})
            if kept.was == "removed":
                raise UsageError("{url}: was removed on demand; the desk takes it no more", url=found.url)
            if kept.was == "known":
                raise UsageError("{source} has this address and is known just so", source=kept.source.id)
            self._store.put_source(kept.source)
            ruling = self._entered("add", by, why, (), source=kept.source.id)
        self.wanted()
        return ruling

    def pause(self, source: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Minding`."""
        with self._store.transaction():
            state = self._minded(source)
            if state.paused:
                raise UsageError("{source}: paused already", source=source)
            return self._about_source("pause", replace(state, paused=times.rfc3339(self._clock.now())), by, why)

    def resume(self, source: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Minding`."""
        with self._store.transaction():
            state = self._minded(source)
            if not state.paused:
                raise UsageError("{source}: not paused", source=source)
            return self._about_source("resume", replace(state, paused=None, due=None), by, why)

    def ask(self, source: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Minding`."""
        with self._store.transaction():
            state = self._minded(source)
            if state.paused:
                raise UsageError("{source}: paused; resume it first", source=source)
            ruling = self._about_source("ask", replace(state, ended=False, due=None, list_due=None), by, why)
        self.wanted()
        return ruling

    def _minded(self, source: str) -> SourceState:
        if self._store.source(source) is None:
            raise UsageError("{source}: no such source", source=source)
        return self._store.source_state(source)

    def _about_source(self, kind: Decision, state: SourceState, by: str, why: str) -> Ruling:
        self._store.put_source_state(state)
        return self._entered(kind, by, why, (), source=state.source)
