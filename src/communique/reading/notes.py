"""Correction notes: what a publisher says it had wrong, told apart from the article."""

import re
from collections.abc import Sequence
from functools import lru_cache

from communique.reading.document import Document
from communique.reading.tables import rows


def _words(kind: str) -> str:
    return "|".join(row[2] for row in rows("corrections.tsv") if row[1] == kind)


END = r"(?:\s*\([^)]{1,40}\))?(?:\s*[:：.–—]+\s*|\s+-+\s+|\s*[\]】]\s*)"  # a hyphen alone joins words
LABEL = re.compile(rf"^\W*(?:{_words('label')}){END}", re.IGNORECASE)
EDITOR = re.compile(rf"^\W*(?:{_words('editor')}){END}", re.IGNORECASE)
SAYS = re.compile(_words("says"), re.IGNORECASE)
MENDS = re.compile(_words("mends"), re.IGNORECASE)
BOX = re.compile(
    r"(?:^|[\s_-])(?:corrections?|corrected|errat(?:um|a)|clarification|rectificatif|correccion|fe-de-err\w+|korrektur|berichtigung"
    r"|correcao|ispravlenie|editors?-?note)(?:$|[\s_-])",
    re.IGNORECASE,
)
INVITES = re.compile(
    r"[?@]|let us know|contact|report (?:an? |this )?(?:error|mistake|typo)|signal(?:er|ez)|avísenos|melden sie|policy",
    re.IGNORECASE,
)
HEADING = re.compile(rf"^\W*(?:{_words('label')}|{_words('editor')})(?:\s*[:：.–—]+|\s+)", re.IGNORECASE)
RETRACTS = re.compile(rf"^\W*(?:{_words('retracts')})", re.IGNORECASE)
WITHDRAWN = re.compile(rf"^\W*(?:{_words('withdrawn')})\W*(?:[:：.–—|\]】]|\s-)", re.IGNORECASE)
NEAR = 60  # characters: a note says at once what it is
LONGEST = 1500
MOST = 5_000


def split(paragraphs: Sequence[str]) -> tuple[list[str], str | None]:
    """The paragraphs without correction notes, and the notes' words joined, or None where there are none; in more
    paragraphs than any article has, none is looked for."""
    if len(paragraphs) > MOST:
        return list(paragraphs), None
    kept, notes = [], []
    for paragraph in paragraphs:
        note = _note(paragraph) if len(paragraph) <= LONGEST else None
        if note:
            notes.append(note)
        else:
            kept.append(paragraph)
    return kept, " ".join(notes) or None


def boxed(document: Document) -> str | None:
    """The note of a box that is named for corrections and stands beside the text, or None."""
    for element in document.tree.xpath("//*[@class or @id]"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _is_box(named) or element.tag in ("a", "nav", "body", "html", "form"):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if 20 < len(text) <= LONGEST and (MENDS.search(text) or LABEL.match(text)) and not INVITES.search(text):
            return HEADING.sub("", text).strip(" :–—-") or None
    return None


def retraction(title: str | None, paragraphs: Sequence[str], note: str | None) -> str | None:
    """The words by which a publisher takes the whole article back: a note or one of the first paragraphs that says so,
    else the first paragraph below a headline that does; None where none does."""
    said = [text for text in (note, *paragraphs[:3]) if text and len(text) <= LONGEST]
    if words := next((text for text in said if RETRACTS.match(text)), None):
        return words
    return (next(iter(said), "") or title) if title and WITHDRAWN.match(title) else None


@lru_cache(maxsize=4096)
def _is_box(named: str) -> bool:
    return BOX.search(named) is not None


def _note(paragraph: str) -> str | None:
    if label := LABEL.match(paragraph):
        return paragraph[label.end() :].strip() or None
    if label := EDITOR.match(paragraph):
        words = paragraph[label.end() :].strip()
        return words if MENDS.search(words) else None
    said = SAYS.search(paragraph)
    return paragraph.strip(" *[]()") if said and said.start() < NEAR else None
