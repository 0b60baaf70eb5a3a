"""The language of a report: what its words say, and what the page says where words are few."""

import re
from functools import cache
from typing import Any

from communique.reading.document import Document

SAMPLE = 1200  # characters: beyond that the answer no longer changes
SURE = 0.9
FEW = 100  # characters: below that the page's own tag goes before the words


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(document: Document | None, text: str) -> str | None:
    """The ISO 639-1 code, or None where neither words nor page say."""
    told = _told(document) if document is not None else None
    if len(text) < FEW and told:
        return told
    if not re.search(r"[^\W\d_]", text):
        return told
    found, sure = _identifier().classify(text[:SAMPLE])
    return str(found) if sure >= SURE or not told else told


def _told(document: Document) -> str | None:
    tags = (document.tree.get("lang"), document.tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    for tag in (*tags, document.first("og:locale", "content-language", "language", "dc.language", "inlanguage")):
        if tag and (found := re.match(r"([a-z]{2})(?:[-_]|$)", tag.strip().lower())):
            return found[1]
    return None
