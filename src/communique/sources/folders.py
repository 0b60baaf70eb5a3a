"""A folder of articles as a source: one HTML or text file or message of mail is one page.

A file counts as changed by size and time. Links that lead out of the folder are not followed.
"""

import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from communique import times
from communique.errors import FetchFailed, FetchRefused, InputRefused
from communique.files import mail
from communique.model import Noun, Page, PageState, Source

KINDS = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
}
LARGEST = 12_000_000
MOST_FILES = 20_000
MOST_PAGES = 500  # in one round; the rest is read in the next
MOST_BYTES = 48_000_000


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
    found: list[Page] = []
    states: list[PageState] = []
    refused: list[InputRefused] = []
    unchanged = size = 0
    more = False
    paths = sorted(path for path in root.rglob("*") if path.suffix.lower() in KINDS)
    if len(paths) > MOST_FILES:
        refused.append(FetchFailed(source.url, f"more than {MOST_FILES} files: the rest is left"))
    for path in paths[:MOST_FILES]:
        try:
            url = _within(root, path).as_uri()
            before = known.get(url) or PageState(url=url, source=source.id, first=moment)
            page = _page(source, path, url, before, moment)
        except InputRefused as error:
            refused.append(error)
            continue
        if page is None:
            unchanged += 1
            continue
        found.append(page)
        states.append(_after(before, page, moment))
        size += len(page.body)
        if len(found) >= MOST_PAGES or size > MOST_BYTES:
            more = True
            break
    return Found(pages=tuple(found), unchanged=unchanged, refused=tuple(refused), states=tuple(states), more=more)


def _within(root: Path, path: Path) -> Path:
    """Where the path leads. Raises FetchRefused unless that is in the folder."""
    try:
        at = path.resolve()
    except (OSError, RuntimeError) as error:
        raise FetchRefused(str(path), "a link that leads nowhere") from error
    if not at.is_relative_to(root.resolve()):
        raise FetchRefused(str(path), "leads out of the folder")
    return at


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
        if not stat.S_ISREG(about.st_mode):
            raise FetchRefused(str(path), "not a file")
        if about.st_size > LARGEST:
            raise FetchFailed(str(path), f"larger than {LARGEST / 1e6:g} MB")
        body = path.read_bytes()
    except OSError as error:
        raise FetchFailed(str(path), error.strerror or type(error).__name__) from error
    changed = datetime.fromtimestamp(about.st_mtime, UTC)
    kind = KINDS[path.suffix.lower()]
    made = mail.page(str(path), body) if kind == "message/rfc822" else Page(url=url, body=body, content_type=kind)
    return replace(
        made,
        url=url,
        served=made.url if made.url not in ("", url) else None,
        source=source,
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
