"""How else the name of a body is spelled in print: British and American, with and without accents, the Arabic article,
initials with points."""

import re
import unicodedata
from collections.abc import Iterator

PAIRS = (
    ("Organisation", "Organization"),
    ("Defence", "Defense"),
    ("Labour", "Labor"),
    ("Centre", "Center"),
    ("Theatre", "Theater"),
    ("Programme", "Program"),
    ("Co-operation", "Cooperation"),
    ("Mobilisation", "Mobilization"),
    ("People's", "Peoples"),
    ("Workers'", "Workers"),
)
"""Words that two usages spell in two ways."""
ARTICLE = re.compile(r"(?<![\w'-])[Aa]l[- ](?=[A-Z])")
INITIALS = re.compile(r"[A-Z]{3,5}")
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "þ": "th"}
)


def of(name: str) -> Iterator[str]:
    """The other spellings of a name; each differs from it."""
    found = {name}
    for one, other in (pair for pair in PAIRS if pair[0] in name or pair[1] in name):
        found |= {told.replace(one, other) for told in found} | {told.replace(other, one) for told in found}
    if ARTICLE.search(name):
        found |= {ARTICLE.sub(article, told) for told in found for article in ("al-", "Al-", "al ", "Al ")}
    if " " in name and not name.isascii():
        found |= {title(told) for told in found}
    found |= {plain(told) for told in found}
    if INITIALS.fullmatch(name):
        found.add(".".join(name) + ".")
    yield from sorted(found - {name})


def plain(name: str) -> str:
    """A name without its accents ("Élysée", "Elysee")."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def title(name: str) -> str:
    """A name with a capital at each longer word, as papers print the names of foreign bodies."""
    return re.sub(r"(?<= )[a-zà-ÿ](?=\w{3})", lambda first: first[0].upper(), name)
