"""The one address of a report, whichever of its variants it was read at."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from communique.reading.document import Document

TRACKING = re.compile(
    r"^(utm_.*|at_.*|pk_.*|mtm_.*|hsa_.*|ga_.*|fbclid|gclid|dclid|yclid|msclkid|twclid|igshid|mc_[ce]id|mkt_tok|_hs.*"
    r"|ocid|cmpid|cmp|ncid|xtor|smid|smtyp|partner|taid|wt\.mc_id|feature|ref|ref_src|referrer|src|spm|rss|guccounter"
    r"|outputtype|output|amp|print|share|sh)$",
    re.IGNORECASE,
)
VARIANT = re.compile(r"^(www|m|mobile|amp)\.")


def canonical(document: Document) -> str | None:
    """The address the page calls its own, if it is one of the same site and not just its front page; else the address
    it was read at. Without fragment and tracking parameters; None for a page that came without an address."""
    here = clean(document.url)
    links = document.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    for told in (*links[:1], document.first("og:url")):
        try:
            own = clean(urljoin(document.url, str(told).strip())) if told else None
        except ValueError:
            continue
        if own and (here is None or _same_site(own, here)):
            return own
    return here


def clean(url: str) -> str | None:
    """A web address without fragment, tracking parameters, default port and upper-case host; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname + (f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else "")
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
    query = urlencode(kept) if len(kept) != len(parse_qsl(parts.query, keep_blank_values=True)) else parts.query
    return urlunsplit((parts.scheme, host, parts.path or "/", query, ""))


def host(url: str | None) -> str:
    """The host without `www.` and the like, or an empty text."""
    return VARIANT.sub("", urlsplit(url or "").hostname or "")


def absolute(base: str, link: str | None) -> str | None:
    """A link on a page as a web address, or None."""
    try:
        return clean(urljoin(base, (link or "").strip())) if link else None
    except ValueError:
        return None


def _same_site(own: str, here: str) -> bool:
    one, other = host(own), host(here)
    related = one == other or one.endswith("." + other) or other.endswith("." + one)
    return related and (urlsplit(own).path not in ("", "/") or urlsplit(here).path in ("", "/"))
