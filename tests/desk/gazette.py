"""Pages of a fictional publisher as they come at two readings: an article amid everything that changes around it."""

from communique.model import Page

URL = "https://www.harbour-gazette.example/world/talks-in-oslo"
STORY = (
    "OSLO, March 21 - The foreign ministers of Norway and Chile met in Oslo on Thursday and agreed to open talks on "
    "fisheries, the first of their kind in twelve years.",
    "“We have agreed on 14 points,” the Norwegian minister said after the meeting, which lasted three hours. “It won’t "
    "be easy.”",
    "They signed a memorandum in the presence of the two ambassadors – its text was published in the evening.",
    "A second meeting is planned for the autumn in Santiago, the ministry said in a statement to reporters.",
)


def html(
    *,
    title: str = "Norway and Chile open talks on fisheries",
    story: tuple[str, ...] = STORY,
    byline: str = "Astrid Lund",
    published: str = "2024-03-21T18:30:00+01:00",
    modified: str = "",
    description: str = "The foreign ministers of Norway and Chile agreed on fourteen points in Oslo.",
    stamp: str = "21 March 2024, 18:30",
    counters: str = "12 comments",
    ad: str = "Spring sale at Fjord Furniture: everything must go.",
    related: tuple[str, ...] = ("Herring prices rise again", "A new ferry for the islands"),
    most: tuple[str, ...] = ("Storm closes the harbour", "Council votes on the bridge"),
    image: str = "/img/talks.jpg?w=800&v=1",
    note: str = "",
    between: str = "",
    head: str = "",
    ticker: str = "Oslo 4°C, rain",
) -> str:
    """The page at one reading."""
    blocks = [f"<p>{text}</p>" for text in story]
    blocks.insert(min(2, len(blocks)), between)
    listed = "".join(f'<li><a href="/a/{n}">{text}</a></li>' for n, text in enumerate(related))
    ranked = "".join(f'<li><a href="/m/{n}">{text}</a></li>' for n, text in enumerate(most))
    ld = f'"datePublished":"{published}",' if published else ""
    ld += f'"dateModified":"{modified}",' if modified else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Harbour Gazette</title>
<meta name="description" content="{description}"><meta property="og:image" content="{image}">
<meta property="og:site_name" content="Harbour Gazette"><meta property="og:title" content="{title}">{head}
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",{ld}
"author":{{"@type":"Person","name":"{byline}"}},"publisher":{{"@type":"Organization","name":"Gazette"}}}}</script>
</head><body><header><div class="ticker">{ticker}</div><nav><a href="/">Harbour Gazette</a> <a href="/world">World</a>
</nav></header><main><article><h1>{title}</h1><p class="byline">By {byline}</p><p class="stamp">{stamp}</p>
<div class="share"><span class="count">{counters}</span><a href="#">Share</a></div>
<figure><img src="{image}" alt="Two ministers"><figcaption>The ministers on Thursday.</figcaption></figure>
{f'<p class="correction">{note}</p>' if note else ""}
<div class="text">{"".join(blocks)}</div>
<aside class="ad"><p>{ad}</p></aside></article>
<section class="related"><h2>Related</h2><ul>{listed}</ul></section>
<aside class="most"><h2>Most read</h2><ol>{ranked}</ol></aside></main>
<footer><p>All rights reserved by the Gazette.</p></footer></body></html>"""


def page(text: str, fetched: str = "2024-03-21T20:00:00Z") -> Page:
    """The page as it comes from sources."""
    return Page(url=URL, body=text.encode(), fetched=fetched)


def with_changed(number: int, old: str, new: str) -> tuple[str, ...]:
    """The story with one expression of one paragraph changed."""
    assert old in STORY[number]
    return (*STORY[:number], STORY[number].replace(old, new), *STORY[number + 1 :])
