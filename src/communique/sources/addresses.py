"""Addresses as sources list them."""

from urllib.parse import urljoin, urlsplit


def plain(link: str, base: str) -> str | None:
    """A link as an address to ask: absolute, http(s), without fragment; None for anything else."""
    try:
        address = urljoin(base, link.strip()).partition("#")[0]
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname and len(address) < 4000 else None


def site(url: str) -> str:
    """The host without `www.`, in lower case: what links of one publisher have in common."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")
