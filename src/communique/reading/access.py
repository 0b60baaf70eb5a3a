"""Whether we have all of the article, as far as the page tells."""

import re

from communique.model import Access
from communique.reading.document import Document

PAID = re.compile(
    r"\b(subscribe|subscription|sign in|log in|register)\b[^.]{0,60}"
    r"\b(to (continue|read|keep reading|unlock|access)|for full)"
    r"|\b(this (article|content|story) is|exclusive(ly)?) (reserved )?for (paying |our )?subscribers"
    r"|réservé aux abonnés|solo para suscriptores|nur für abonnenten",
    re.IGNORECASE,
)
CUT = re.compile(
    r"(\.\.\.|…|\[…\]|\[\.\.\.\])\s*$|(read more|continue reading|lire la suite|weiterlesen|leer más)\W*$",
    re.IGNORECASE,
)
SHORT = 1500  # characters: a longer text that ends in dots ends so on purpose


def access(document: Document, text: str) -> Access:
    """`paid` where structured data or a notice beneath a short text says so, `truncated` where that breaks off."""
    free = document.article.get("isAccessibleForFree", document.node("WebPage").get("isAccessibleForFree"))
    if free is False or str(free).lower() == "false":
        return "paid"
    if (document.first("article:content_tier", "content_tier") or "").lower() in ("locked", "premium", "paid"):
        return "paid"
    if len(text) < SHORT:
        if PAID.search(text[-400:]):
            return "paid"
        if CUT.search(text):
            return "truncated"
    return "open"


def reserved(document: Document, outside: bool) -> bool:
    """Whether text and data mining is reserved: by the page's own meta element, which counts over what was said
    `outside` of it (TDM Reservation Protocol), or by `noai` for robots."""
    stated = {"1": True, "0": False}.get((document.first("tdm-reservation") or "").strip())
    if stated is not None:
        return stated
    robots = ",".join(document.meta.get("robots", ())).lower().replace(" ", "").split(",")
    return outside or "noai" in robots
