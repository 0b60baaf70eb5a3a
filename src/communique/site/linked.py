"""What a brief tells machines about itself: schema.org NewsArticle as JSON-LD."""

import json
from typing import Any

from markupsafe import Markup

from communique.model import Brief
from communique.site import moments, notices, words
from communique.site.frame import Frame, web


def summary(brief: Brief, limit: int = 300) -> str:
    """The standfirst as one text, cut at a word."""
    text = " ".join(sentence.text for sentence in brief.standfirst) or brief.headline
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def article(brief: Brief, first: Brief, frame: Frame) -> dict[str, Any]:
    """The NewsArticle of a brief; `first` is its first version, which gives the day of publication."""
    address = frame.address(f"/story/{brief.story}")
    codes = dict.fromkeys(p.code for p in brief.participants if words.is_country(p.code))
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": address,
        "headline": brief.headline[:110],
        "description": summary(brief),
        "inLanguage": "en",
        "datePublished": moments.rfc3339(first.dates.updated) or moments.rfc3339(last(brief)),
        "dateModified": moments.rfc3339(brief.dates.updated),
        "version": brief.version,
        "publisher": {"@type": "Organization", "name": frame.settings.title, "url": frame.address("/")},
        "author": {"@type": "Organization", "name": frame.settings.title, "url": frame.address("/about")},
        "about": [
            *({"@type": "Country", "name": words.country(code)} for code in codes),
            *(
                {"@type": "Person", "name": p.name, "jobTitle": p.office, "url": frame.address(f"/person/{p.key}")}
                for p in brief.participants
            ),
        ],
        "citation": [
            {
                "@type": "NewsArticle",
                "headline": credit.title,
                "url": web(credit.url) or None,
                "datePublished": moments.rfc3339(credit.published),
                "publisher": {"@type": "Organization", "name": credit.publisher} if credit.publisher else None,
            }
            for credit in brief.sources
        ],
        "isBasedOn": [url for credit in brief.sources if (url := web(credit.url))],
        "temporalCoverage": period(brief),
        "image": frame.address(card(brief)),
        "isAccessibleForFree": True,
        "correction": notices.comments(brief, frame),
    }
    cleaned: dict[str, Any] = pruned(told)
    return cleaned


def card(brief: Brief) -> str:
    """The path of its card in the version that is shown."""
    return f"/story/{brief.story}/card.png?v={brief.version}"


def period(brief: Brief) -> str | None:
    """From the first to the last day of happening, as ISO 8601 has it; None where no day is known."""
    if not brief.dates.happened:
        return None
    first, last = min(w.start for w in brief.dates.happened), max(w.end for w in brief.dates.happened)
    return first if first == last else f"{first}/{last}"


def last(brief: Brief) -> str | None:
    """When the newest report of a brief was published."""
    return brief.dates.reported[-1] if brief.dates.reported else None


def pruned(value: Any) -> Any:
    """The value without what is unknown or empty."""
    if isinstance(value, dict):
        return {k: pruned(v) for k, v in value.items() if v not in (None, "", [], ())}
    return [pruned(v) for v in value] if isinstance(value, list) else value


def script(data: dict[str, Any]) -> Markup:
    """JSON for inside a script element: nothing in it can end the element or open another."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
