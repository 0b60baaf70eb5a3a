"""Who speaks for an organisation: people whom a report gives an office beside its name ("NATO Secretary General")."""

import re
from collections.abc import Iterable

from communique.model import Event, Holding, Noun, slug
from communique.site.archive import Archive, Quoted
from communique.site.offices import place
from communique.site.words import BODIES

MOST = 200
"""Offices looked through, the latest first."""
SHOWN = 12


class Voice(Noun, frozen=True):
    """Somebody who speaks for an organisation: name, page, office, and the sentence that says so."""

    key: str
    name: str
    office: str
    quoted: Quoted


def names_of(key: str, events: Iterable[Event]) -> tuple[dict[str, None], str]:
    """By which names reports call an organisation, the fullest first, and its code."""
    found: dict[str, None] = {}
    code = ""
    for event in events:
        for actor in (*event.actor, *event.recipient):
            if actor.key == key and actor.code in BODIES and not actor.person:
                code = code or actor.code or ""
                found |= {actor.name: None}
                found |= {actor.text: None} if any(map(str.isupper, actor.text)) else {}
    return found, code


def voices(archive: Archive, key: str, names: Iterable[str], code: str) -> list[Voice]:
    """The people who hold or held an office of it, the latest told first."""
    forms = [plain(name) for name in names]
    latest: dict[tuple[str, str], Holding] = {}
    for holding in archive.store.holdings(code=code):
        latest[slug(holding.person), holding.office] = holding
    found: dict[str, Voice] = {}
    for (person, _), holding in list(latest.items())[: -MOST - 1 : -1]:
        cited = place(archive, holding)
        report = archive.report(holding.report, holding.version)
        if cited is None or report is None or person in found:
            continue
        beside = any(
            stands_beside(form, plain(holding.office), plain(report.sentence(holding.sentence))) for form in forms
        )
        if slug(holding.body or "") == key or beside:
            quoted = archive.quoted(cited, asked=True)
            found[person] = Voice(key=person, name=holding.person, office=holding.office, quoted=quoted)
    return list(found.values())[:SHOWN]


def stands_beside(name: str, office: str, sentence: str) -> bool:
    """Whether an office stands in a sentence as one of this name: `nato secretary general`, `head of the un`."""
    before = rf"\b{re.escape(name)}(?: s)? (?:\w+ )?{re.escape(office)}\b"
    after = rf"\b{re.escape(office)} (?:of|at|for) (?:the )?{re.escape(name)}\b"
    return re.search(f"{before}|{after}", sentence) is not None


def plain(text: str) -> str:
    """Words alone, in small letters, with single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))
