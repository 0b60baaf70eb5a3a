"""How a source found, named or imported stands to those a desk has: new, known by its address, or known and changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from communique.lexicon.masking import marked
from communique.model import Noun, Selectors, Source, identity, slug
from communique.sources import addresses

Was = Literal["added", "updated", "known", "removed"]


class Kept(Noun):
    """What became of one source: `added`, `updated` in what was given of it, or `known` just so; `removed` is one that
    was removed on demand and is not taken again."""

    source: Source
    was: Was


class Known:
    """The sources of a desk, by id and by address; `removed` are marks of addresses that it takes no more."""

    def __init__(self, sources: Iterable[Source], removed: Collection[str] = ()) -> None:
        self._removed = removed
        self._ids: dict[str, int] = {}  # with the number last put after it
        self._by_address: dict[str, Source] = {}
        for source in sources:
            self._note(source)

    def keep(self, source: Source, given: Mapping[str, Any]) -> Kept:
        """The source as it is to be stored. One whose address is known is that one, changed in what is `given`; a new
        one has its id, or where another has that, the id with a number after it."""
        before = self._by_address.get(same(source.url))
        if before is None and marked(same(source.url)) in self._removed:
            return Kept(source=source, was="removed")
        if before is None:
            kept = Kept(source=replace(source, **{**given, "id": self._free(source.id)}), was="added")
        else:
            after = replace(before, **{**given, "selectors": _over(before.selectors, given.get("selectors"))})
            kept = Kept(source=after, was="known" if after == before else "updated")
        self._note(kept.source)
        return kept

    def _note(self, source: Source) -> None:
        self._ids.setdefault(source.id, 1)
        self._by_address[same(source.url)] = source

    def _free(self, id: str) -> str:
        name = id
        while name in self._ids:
            self._ids[id] += 1
            name = f"{id}-{self._ids[id]}"
        return name


def _over(before: Selectors | None, given: Selectors | None) -> Selectors | None:
    if before is None or given is None:
        return given or before
    chosen = {name: css for name, css in msgspec.structs.asdict(given).items() if css is not None}
    return replace(before, **chosen)


def same(url: str) -> str:
    """What two spellings of one address have in common: scheme and case of the host do not count, nor the standard
    port, nor an empty path."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https"):
        return url
    place = f":{port}" if port not in (None, 80, 443) else ""
    return f"//{(parts.hostname or '')}{place}{parts.path or '/'}?{parts.query}"


def said(source: Source) -> dict[str, Any]:
    """What an entry says of its source beyond id and address: everything that is not the default."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(Source)}
    values = {name: getattr(source, name) for name in defaults if name not in ("id", "url")}
    return {name: value for name, value in values.items() if value != defaults[name]}


def id_of(url: str) -> str:
    """The id of a source without one: its host, and for an address below the root four digits of its path."""
    host, parts = slug(addresses.site(url) or url), urlsplit(url)
    path = parts.path + parts.query
    return f"{host[:90]}-{identity('', path)[:4]}" if len(path) > 1 else host[:90]
