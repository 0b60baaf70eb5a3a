"""Pages of fictional publishers, as small as they can be while still printed like news."""

from communique.model import Page, Source

URL = "https://www.northern-courier.example/world/talks-in-oslo"
BODY = (
    "<p>The foreign ministers of Norway and Chile met in Oslo on Thursday and agreed to open talks on fisheries.</p>"
    "<p>They signed a memorandum in the presence of the two ambassadors, and the text was published in the evening.</p>"
    "<p>A second meeting is planned for the autumn in Santiago, the ministry said in a statement to reporters.</p>"
)


def html(body: str = BODY, head: str = "", before: str = "<h1>Talks in Oslo</h1>", lang: str = "en") -> str:
    """A page with one article."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>Talks in Oslo | Northern Courier</title>{head}"
        f'</head><body><header><nav><a href="/">Northern Courier</a></nav></header><main><article>{before}'
        f"<div>{body}</div></article></main>"
        f"<footer><p>All rights reserved by the Courier.</p></footer></body></html>"
    )


def page(text: str | bytes | None = None, url: str = URL, **known: str | Source | None) -> Page:
    """That page as it comes from sources."""
    given = html() if text is None else text
    return Page(url=url, body=given.encode() if isinstance(given, str) else given, **known)  # type: ignore[arg-type]
