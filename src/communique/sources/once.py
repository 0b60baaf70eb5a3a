"""A fetch that asks each address once: what was seen while looking behind an address is not asked again to be shown."""

from communique.errors import InputRefused
from communique.ports import Answer, Fetch


class Once:
    """`Fetch` over another, for the length of one look: what an address answered, or why it did not, is kept."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._kept: dict[tuple[object, ...], Answer | InputRefused] = {}

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> Answer:
        """See `ports.Fetch`."""
        key = (url, etag, last_modified, span)
        if key not in self._kept:
            try:
                self._kept[key] = self._fetch.get(url, etag=etag, last_modified=last_modified, span=span)
            except InputRefused as error:
                self._kept[key] = error
        kept = self._kept[key]
        if isinstance(kept, InputRefused):
            raise kept
        return kept
