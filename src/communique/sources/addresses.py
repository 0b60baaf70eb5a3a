"""Addresses as sources list them."""

import re
from urllib.parse import urljoin, urlsplit

NO_ARTICLE = re.compile(
    r"/(tags?|topics?|category|categories|authors?|search|login|subscribe|about|contact|privacy|terms|page)(/|$)"
    r"|\.(pdf|docx?|xlsx?|pptx?|od[tps]|rtf|epub|jpe?g|png|gif|svg|webp|mp[34]|zip|xml|rss|atom|ics|css|js)$",
    re.IGNORECASE,
)


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


def may_be_article(url: str) -> bool:
    """Whether an address can be that of an article: not the front page, a section of a known name, or a file."""
    parts = urlsplit(url)
    return (len(parts.path) > 1 or bool(parts.query)) and not NO_ARTICLE.search(parts.path)
