"""Search: the page, its feeds, and what a browser needs to search here from its own field."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from communique.site import feeds, searched
from communique.site.feeds import Feed, xml
from communique.site.frame import Frame, conditional
from communique.site.language import named
from communique.site.pages import syndication

PAGE = 20
FED = 100  # newest results, of which a feed has the briefs
OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
EXAMPLES = (
    ("beijing talks", named("both words, in any form: talk, talking")),
    ('"great hall of the people"', named("these very words, one after the other")),
    ("visit -trade", named("without a word")),
    ("kim OR wang", named("either word")),
    ("tarif*", named("words that begin so")),
    ("from:kcna", named("by a publisher or source, or said by somebody")),
    ("country:\"north korea\"", named("about a country: its name, code, people or capital")),
    ("pair:CHN-PRK", named("between two countries")),
    (
        "type:meeting",
        named("a type of event; also type:brief, report, statement, event, person, organisation, country"),
    ),
    ("after:2024-03-20 before:2024-04-01", named("days in between; on:2024-03 for a day, month or year")),
    ("lang:ko", named("in a language")),
)  # fmt: skip


def search(frame: Frame, request: Request) -> Response:
    """`/search?q=&sort=&page=`: results with facets beside them."""
    asked = searched.search(frame, request.query_params.get("q", ""))
    sort = "newest" if request.query_params.get("sort") == "newest" else ""
    number = page_number(request.query_params.get("page", "1"))
    found = frame.store.find(asked.query, PAGE, (number - 1) * PAGE, newest=bool(sort))
    nothing = not found.total and not asked.query.empty
    return frame.page(
        request,
        "search.html",
        query=asked.typed[:1000],
        asked=asked,
        found=found,
        results=searched.shown(frame, frame.archive(), found.hits),
        facets=searched.choices(asked, found.facets),
        conditions=[(part.typed, searched.without(asked, part)) for part in asked.parts if is_field(part.typed)],
        meant=searched.meant(frame, asked, found),
        loosened=searched.loosened(frame, asked) if nothing else [],
        sort=sort,
        number=number,
        pages=-(-found.reachable // PAGE),
        kinds=searched.KINDS,
        examples=EXAMPLES,
        link=searched.address,
        fed=urlencode({"q": asked.typed}),
    )


def is_field(typed: str) -> bool:
    """Whether a part is a condition beside the words."""
    return ":" in typed and not typed.startswith('"')


def page_number(text: str) -> int:
    """The page that is asked for, the first for what is no number."""
    return min(int(text), 1_000) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


def feed(frame: Frame, request: Request) -> Response:
    """`/search/feed.atom?q=`, `.rss`, `.json`: the briefs of the newest results, each story once."""
    asked = searched.search(frame, request.query_params.get("q", ""))
    hits = frame.store.find(asked.query, FED, newest=True).hits
    briefs = frame.archive().briefs(searched.stories(frame, hits))
    title = f"{asked.typed[:200]} – {frame.settings.title}" if asked.typed else f"Search – {frame.settings.title}"
    told = Feed(
        title=title,
        home="/search",
        briefs=feeds.newest_first(briefs, syndication.LIMIT),
        query=urlencode({"q": asked.typed}),
    )
    return syndication.answer(frame, request, told)


def description(frame: Frame, request: Request) -> Response:
    """`/opensearch.xml` (OpenSearch 1.1, draft 6)."""
    name, base = xml(frame.settings.title), xml(frame.base or str(request.base_url).rstrip("/"))
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name[:16]}</ShortName><LongName>{name[:48]}</LongName>"
        f"<Description>Briefs, reports, statements, events and people of {name}</Description>"
        "<InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding>"
        f'<Image width="16" height="16" type="image/svg+xml">{base}{frame.asset("mark.svg")}</Image>'
        f'<Url type="text/html" method="get" template="{base}/search?q={{searchTerms}}"/>'
        f'<Url type="application/json" method="get" template="{base}/api/search?q={{searchTerms}}"/>'
        f'<Url type="application/atom+xml" method="get" template="{base}/search/feed.atom?q={{searchTerms}}"/>'
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{base}/opensearch.xml"/>'
        "</OpenSearchDescription>\n"
    )
    return conditional(request, text.encode("utf-8", "replace"), OPENSEARCH)
