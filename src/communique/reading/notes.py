"""Correction notes: what a publisher says it had wrong, told apart from the article."""

import re
from collections.abc import Sequence

LABEL = re.compile(
    r"^\W*(corrections?(?: and clarifications?)?|corrected|clarifications?|erratum|errata|rectificatif|rectification"
    r"|corrección|fe de errores|rectificación|korrektur|berichtigung|correção|errata corrige|correzione|исправление"
    r"|editor[’']s note|note de la rédaction|更正|정정(?:보도)?)(?:\s*\([^)]{1,40}\))?\s*[:：.\-–—]+\s*",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\b(an? (earlier|previous) version of this|this (article|story|report|piece|headline|item) (was|has been|is being)"
    r" (corrected|amended|revised)|une version (précédente|antérieure) de cet|una versión anterior de est"
    r"|in einer früheren version)",
    re.IGNORECASE,
)
NOTE = re.compile(r"correct|amend|earlier version|previous version|misstat|wrongly|error|mistake", re.IGNORECASE)
LONGEST = 1500


def split(paragraphs: Sequence[str]) -> tuple[list[str], str | None]:
    """The paragraphs without correction notes, and the notes' words joined, or None where there are none."""
    kept, notes = [], []
    for paragraph in paragraphs:
        note = _note(paragraph) if len(paragraph) <= LONGEST else None
        if note:
            notes.append(note)
        else:
            kept.append(paragraph)
    return kept, " ".join(notes) or None


def _note(paragraph: str) -> str | None:
    label = LABEL.match(paragraph)
    if label:
        words = paragraph[label.end() :].strip()
        if label[1].lower().startswith("editor") or label[1].lower().startswith("note"):
            return words if NOTE.search(words) else None
        return words or None
    said = SAYS.search(paragraph)
    return paragraph.strip(" *[]()") if said and said.start() < 60 else None
