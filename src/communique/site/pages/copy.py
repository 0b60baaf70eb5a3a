"""What only a copy of the site in files has: the page that says what it is, and a search without a server."""

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from communique.errors import UsageError
from communique.exports import writing
from communique.exports.kinds import Format, What
from communique.site.frame import Frame
from communique.site.language import Words, counted, known, named, spoken

KINDS: tuple[Format, ...] = ("csv", "json", "jsonl", "jsonld", "ics")
FEEDS = (
    (named("Latest updates"), "/feed"), (named("Most viewed"), "/most-viewed/feed"),
    (named("Corrections"), "/corrections/feed"), (named("What was decided"), "/history/feed"),
)  # fmt: skip
FACTS = Words({
    "events": "Events", "statements": "Statements", "offices": "Offices", "agreements": "Agreements",
    "reports": "Reports", "meetings": "Meetings",
})  # fmt: skip
EACH = (0, 1, 2, 3, 11, 100)
"""Numbers of which one at least has each plural form of a language; the script chooses among them."""


def copy(frame: Frame, request: Request) -> Response:
    """`/copy`: as of when it is, what it has not, and all that can be taken from it as a file."""
    files = [(what, [kind for kind in KINDS if written(what, kind)]) for what in get_args(What)]
    return frame.page(request, "copy.html", files=files, told=FEEDS, facts=FACTS)


def written(what: What, kind: Format) -> bool:
    """Whether facts are written in a format."""
    try:
        writing.check(what, kind, None)
    except UsageError:
        return False
    return True


def search(frame: Frame, request: Request) -> Response:
    """`/search`: what the script of the copy fills, and ways on without it."""
    code, usual = spoken().code, frame.settings.language
    return frame.page(
        request,
        "copy_search.html",
        script="search.js",
        under="" if code == usual else f"{code}/",
        counts=[counted(number, "result") for number in EACH],
        usual=known(usual),
    )
