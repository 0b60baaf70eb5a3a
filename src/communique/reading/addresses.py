"""The one address of a report, whichever of its variants it was read at."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from communique.reading.document import Document
from communique.reading.tables import rows

IDLE = re.compile("|".join(f"(?:{row[1]})$" for row in rows("idle_parameters.tsv")), re.IGNORECASE)
VARIANT = re.compile(r"^(www|m|mobile|amp)\.")
OTHER_FORM = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.)")
SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
IN_PATH = re.compile(r"^/(?:amp|print)(?=/.)|/(?:amp|print)/?$|\.amp(?=$|\.html?$)")
CACHED = re.compile(r"^https?://(?:[^/]+\.cdn\.ampproject\.org/(?:c|v|wp)/|www\.google\.[a-z.]+/amp/)(s/)?(?=[^/]+\.)")
FRONT = re.compile(
    r"^/(?:[a-z]{2}(?:-[a-z]{2})?/?|(?:index|default|home|404|not-?found|error)(?:\.\w+)?/?)?$", re.IGNORECASE
)
LISTING = re.compile(
    r"/(?:tags?|category|categories|topics?|search|authors?|label|etiqueta)(?:/[^/]+)?/?$", re.IGNORECASE
)
SECTION = re.compile(r"/[a-z]{2,20}/?$", re.IGNORECASE)
PARTED = re.compile(r"^/?(?:amp|print|page|comments?|\d+)(?:/|$)")


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
        if own and (here is None or (_same_site(own, here) and not _is_list(own, here))):
            return own
    return _bare(here) if here else None


def clean(url: str) -> str | None:
    """A web address without fragment, parameters of tracking, sessions, print and AMP, default port, dots in its path,
    and upper-case host; from a cache of AMP pages, the address that it holds. None for anything else."""
    url = CACHED.sub(lambda found: "https://" if found[1] else "http://", url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not (parts.hostname or "").strip("."):
        return None
    host = (parts.hostname or "").rstrip(".")
    host += f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else ""
    given = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in given if not IDLE.match(f"{name}={value}")]
    query = urlencode(kept) if len(kept) != len(given) else parts.query
    path = SESSION.sub("", parts.path) or "/"
    if "/." in path:
        path = urlsplit(urljoin(f"{parts.scheme}://{host}", path)).path
    return urlunsplit((parts.scheme, host, path, query, ""))


def _bare(here: str) -> str:
    """The address at which a page was read that states none itself, as the other forms of it have it too: without the
    host or the path of its mobile, AMP and print forms, and without a slash at its end."""
    parts = urlsplit(here)
    path = IN_PATH.sub("", parts.path)
    path = path.rstrip("/") or "/"
    return urlunsplit((parts.scheme, OTHER_FORM.sub("", parts.netloc), path, parts.query, ""))


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
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _is_list(own: str, here: str) -> bool:
    """Whether what a page calls its address is a front page, a section it lies in, or a list of articles."""
    told, read = urlsplit(own), urlsplit(here)
    if FRONT.match(told.path) and not told.query:
        return not FRONT.match(read.path) or bool(read.query)
    if LISTING.search(told.path) and not LISTING.search(read.path):
        return True
    within = read.path.removeprefix(told.path.rstrip("/") + "/")
    return within not in ("", read.path) and SECTION.search(told.path) is not None and not PARTED.match(within)
