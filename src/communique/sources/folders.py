"""A folder of articles as a source: one HTML or text file is one page; a file counts as changed by size and time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from communique import times
from communique.errors import FetchFailed, FetchRefused, InputRefused
from communique.model import Noun, Page, PageState, Source

KINDS = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}
LARGEST = 12_000_000
MOST_FILES = 20_000


class Found(Noun, frozen=True):
    """What a folder holds: pages new or changed, how many were not, files that cannot be taken, and their states.
    `more` says that a round had not room for all."""

    pages: tuple[Page, ...]
    unchanged: int
    refused: tuple[InputRefused, ...]
    states: tuple[PageState, ...]
    more: bool = False


def pages(source: Source, known: Mapping[str, PageState], now: datetime) -> Found:
    """Look through the folder and the folders in it, in the order of names. Raises FetchRefused if it is none."""
    root = _path(source.url)
    if not root.is_dir():
        raise FetchRefused(source.url, "no such folder")
    moment = times.rfc3339(now)
    found, states, refused, unchanged = [], [], [], 0
    for path in sorted(path for path in root.rglob("*") if path.suffix.lower() in KINDS)[:MOST_FILES]:
        url = path.resolve().as_uri()
        before = known.get(url) or PageState(url=url, source=source.id, first=moment)
        try:
            page = _page(source, path, url, before, moment)
        except InputRefused as error:
            refused.append(error)
            continue
        if page is None:
            unchanged += 1
            continue
        found.append(page)
        states.append(_after(before, page, moment))
    return Found(pages=tuple(found), unchanged=unchanged, refused=tuple(refused), states=tuple(states))


def _after(before: PageState, page: Page, moment: str) -> PageState:
    return PageState(
        url=before.url, source=before.source, etag=page.etag, asked=moment, first=before.first, report=before.report
    )


def _page(source: Source, path: Path, url: str, before: PageState, moment: str) -> Page | None:
    try:
        about = path.stat()
        tag = f"{about.st_mtime_ns}-{about.st_size}"
        if tag == before.etag:
            return None
        if about.st_size > LARGEST:
            raise FetchFailed(str(path), f"larger than {LARGEST / 1e6:g} MB")
        body = path.read_bytes()
    except OSError as error:
        raise FetchFailed(str(path), error.strerror or type(error).__name__) from error
    changed = datetime.fromtimestamp(about.st_mtime, UTC)
    return Page(
        url=url,
        body=body,
        source=source,
        content_type=KINDS[path.suffix.lower()],
        etag=tag,
        last_modified=times.rfc3339(changed),
        fetched=moment,
    )


def is_folder(url: str) -> bool:
    """Whether this path or file address is a folder."""
    return _path(url).is_dir()


def name(url: str) -> str:
    """What the folder is called."""
    return _path(url).resolve().name


def _path(url: str) -> Path:
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else Path(url)
