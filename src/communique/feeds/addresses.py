"""Addresses as feeds write them: relative, with blanks and line breaks in them, of schemes that nobody can read."""

import re
from urllib.parse import urljoin

LONGEST_ADDRESS = 4000


def absolute(text: str | None, base: str) -> str | None:
    """The address of a page on the web, read against `base`; None where there is none."""
    if not text or len(text) > LONGEST_ADDRESS or not (text := re.sub(r"\s*[\t\r\n]\s*", "", text.strip())):
        return None
    text = text.replace("&amp;", "&").replace(" ", "%20")  # often escaped twice
    if text.startswith("www."):
        text = f"https://{text}"
    try:
        joined = urljoin(base, text)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def based(said: str | None, base: str) -> str:
    """The base that an xml:base says, itself read against the one around it; that one if it says nothing good."""
    return absolute(said, base) or base
