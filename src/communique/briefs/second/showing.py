"""What a model is shown of a story: numbered sentences as data, within the prompt.

The prompt is a file that a user may change. A line of dashes parts it into instructions and request. In it stand

    {{sentences}}  the sentences, a JSON object a line: a report with publisher and day, then its sentences with numbers
    {{fence}}      a word that no report can hold, reckoned from all of them; between two of it stands the data
    {{shape}}      the JSON of an answer
    {{words}}      how many words may be copied from one report

Reports that are reserved or of which only the headline may be printed are not shown, nor copies, nor those in another
language, nor those that speak to machines.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.briefs.dossier import Dossier, Evidence, day
from communique.briefs.second.addressed import speaks_to_machines, visible
from communique.briefs.telling import voices
from communique.drafting import Asked
from communique.errors import ConfigError
from communique.model import Citation, Noun, Report, words_allowed

NEEDED = frozenset(["sentences", "fence", "shape"])
KNOWN = NEEDED | {"words"}
PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
PARTING = re.compile(r"^-{3,}[ \t]*$", re.M)
REPORTS, SENTENCES, EACH, LONGEST = 12, 120, 25, 600
"""Reports, sentences, sentences of one report and characters of a sentence that are shown."""

_CITED = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "cites": {"type": "array", "items": {"type": "integer"}},
    },
    "required": ["text", "cites"],
    "additionalProperties": False,
}
_SEVERAL = {"type": "array", "items": _CITED}
SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "headline": _CITED,
        "standfirst": _SEVERAL,
        "paragraphs": {"type": "array", "items": _SEVERAL},
    },
    "required": ["headline", "standfirst", "paragraphs"],
    "additionalProperties": False,
}
"""The JSON Schema of an answer."""
EXAMPLE = (
    '{"headline": {"text": "...", "cites": [1]}, "standfirst": [{"text": "...", "cites": [1, 4]}], '
    '"paragraphs": [[{"text": "...", "cites": [2]}, {"text": "...", "cites": [3, 7]}], '
    '[{"text": "...", "cites": [5]}]]}'
)


class Material(Noun):
    """What is shown of a story: the dossier with reports muted that speak to machines, and by number (from 1) the
    citation of each sentence shown."""

    dossier: Dossier
    sentences: tuple[tuple[Citation, str], ...]


def packaged() -> str:
    """The prompt that comes with Communique."""
    return (Path(__file__).parent / "prompt.txt").read_text(encoding="utf-8")


def checked(prompt: str, name: str) -> str:
    """The prompt, if it holds the places it needs and no other. Raises ConfigError naming the file and the place."""
    found = {place.group(1) for place in PLACE.finditer(prompt)}
    if missing := sorted(NEEDED - found):
        raise ConfigError(f"{name}: the prompt has no place for {', '.join(f'{{{{{m}}}}}' for m in missing)}")
    if unknown := sorted(found - KNOWN):
        raise ConfigError(f"{name}: the prompt has an unknown place {', '.join(f'{{{{{u}}}}}' for u in unknown)}")
    return prompt


def guarded(dossier: Dossier) -> Dossier:
    """The dossier with the reports mute that speak to machines."""
    mute = frozenset(report.id for report in dossier.reports if speaks_to_machines(report))
    return Dossier(**{name: getattr(dossier, name) for name in dossier.__struct_fields__} | {"mute": mute})


def material(dossier: Dossier) -> Material:
    """What may be shown of a story, in reading order; without sentences where nothing may."""
    dossier = guarded(dossier)
    evidence = Evidence(dossier)
    shown: list[tuple[Citation, str]] = []
    for report in readable(evidence)[:REPORTS]:
        usable = [n for n in range(len(report.sentences)) if evidence.usable(report.id, n)]
        for index in usable[:EACH]:
            citation, text = evidence.citation(report.id, index), visible(evidence.sentence(report.id, index))
            if citation and text and len(text) <= LONGEST and len(shown) < SENTENCES:
                shown.append((citation, text))
    return Material(dossier=dossier, sentences=tuple(shown))


def readable(evidence: Evidence) -> list[Report]:
    """The reports that may be shown to a model."""
    allowed = evidence.dossier.allowances
    return [r for r in evidence.english if not r.copy_of and not r.reserved and words_allowed(allowed.get(r.id)) != 0]


def asked(prompt: str, shown: Material) -> Asked:
    """The prompt filled with the sentences. What a report says is never taken for a place to fill."""
    evidence = Evidence(shown.dossier)
    data = "\n".join(_lines(evidence, shown))
    allowed = [words_allowed(shown.dossier.allowances.get(r.id)) for r in readable(evidence)]
    filled = {
        "sentences": data,
        "fence": f"DATA-{hashlib.blake2s(data.encode(), digest_size=12).hexdigest()}",
        "shape": EXAMPLE,
        "words": str(min((a for a in allowed if a is not None), default=300)),
    }
    parts = PARTING.split(prompt, maxsplit=1)
    done = [PLACE.sub(lambda place: filled[place.group(1)], part).strip() for part in parts]
    return Asked(instructions=done[0] if len(done) > 1 else "", request=done[-1], shape=SHAPE)


def _lines(evidence: Evidence, shown: Material) -> Iterator[str]:
    last = None
    for number, (citation, text) in enumerate(shown.sentences, 1):
        report = evidence.by_id[citation.report]
        if report.id != last:
            last = report.id
            published = day(report.published)
            about = {"publisher": visible(voices.publisher(report))[:80], "origin": _origin(report)}
            yield _json(about | {"published": f"{published:%A}, {published.isoformat()}" if published else None})
        yield _json({"n": number, "text": text})


def _origin(report: Report) -> str | None:
    return visible(", ".join(voices.foreign(report)))[:120] or None


def _json(value: dict[str, Any]) -> str:
    """One line of JSON in which no mark of a chat template can stand."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("{{", "{ {").replace("|", "\\u007c")
