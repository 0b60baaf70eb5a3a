"""Documents between states: treaties, agreements, communiqués and the like, with their names, parties and subjects.

A document is a noun of documents.toml of which the sentence says what became of it (`force`), or that has a name of
its own.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from communique.model import Document, Force, Kind, Report, numbered
from communique.record import settings, timing
from communique.record.actors import Found
from communique.record.force import SIDES, Act, act_on, by_word, kind_of, proper
from communique.record.signatories import parties
from communique.record.tree import Tree

LONGEST = 90
"""Characters of a subject; a longer one is cut at a word."""


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(by_word("kinds"), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})s?\b|\btreaties\b", re.I)


def find(
    report: Report, index: int, tree: Tree, found: Sequence[Found], anchor: date | None, before: Sequence[Document] = ()
) -> list[Document]:
    """The documents that sentence `index` of a report tells of; `anchor` is the report's day, `before` those that the
    sentences before it tell of."""
    if not _pattern().search(tree.text):
        return []
    made: dict[tuple[str, str, tuple[str, ...], Force | None], Document] = {}
    for noun in range(len(tree)):
        kind = kind_of(tree, noun)
        act = act_on(tree, noun) if kind else None
        if kind is None or act is None:
            continue
        between = parties(tree, noun, act, found)
        if len(between) < 2 and not (between and _enough(tree, noun, kind, act)):
            continue
        key = (kind, _name(tree, noun), tuple(a.name for a in between), act.force)
        made.setdefault(
            key,
            Document(
                id=numbered(report, index, kind, (*before, *made.values())), report=report.id, version=report.version,
                sentence=index, evidence=tree.text, kind=kind, name=_name(tree, noun), parties=between,
                subject=_subject(tree, noun), status=act.force,
                date=None if act.planned or act.force is None else timing.when(tree, act.token, anchor, None),
                place=None if act.force is None else settings.where(tree, act.token),
            ),
        )  # fmt: skip
    return list(made.values())


def _enough(tree: Tree, noun: int, kind: Kind, act: Act) -> bool:
    """May one party stand alone: that of a document with a name which it joined or left, or of a truce with a group?"""
    if kind == "ceasefire":
        return act.force is not None
    return proper(tree, noun) and act.force in {"ratified", "suspended", "ended"}


def _name(tree: Tree, noun: int) -> str:
    """The document as printed: its noun with the words before it, "of understanding", and what a proper name is on."""
    words = [tree.down(k) for k in tree.kids(noun, "amod", "compound", "nmod") if k < noun]
    first = min([noun, *(i for w in words if all(tree.token(j).pos != "NUM" for j in w) for i in w)])
    last = noun
    for k in tree.kids(noun, "prep"):
        of = tree.lemma(k) == "of" and tree.lemma(noun) in {"memorandum", "letter", "treaty"}
        if (of or proper(tree, noun)) and tree.lemma(k) in {"of", "on", "for"} and k > noun:
            inside = [i for i in tree.down(k, clauses=False, skip=_sides_below(tree, k)) if i > noun]
            last = max([last, *inside]) if of or any(tree.token(i).text[:1].isupper() for i in inside) else last
    return re.sub(r"^(?:an?|the) ", "", tree.text[tree.token(first).start : tree.token(last).end], flags=re.I)


def _sides_below(tree: Tree, token: int) -> frozenset[int]:
    """What names sides, days and places below a token, which is no part of a subject."""
    ends = SIDES | {"in", "at", "after", "before", "during", "when", "as"}
    below = [i for i in tree.down(token) if i != token]
    words = {i for i in below if tree.lemma(i) in ends and tree.token(i).dep in {"prep", "agent", "advcl", "mark"}}
    return frozenset(words | {i for i in below if tree.token(i).dep == "npadvmod"})


def _subject(tree: Tree, noun: int) -> str | None:
    """What the document is on: the words after "on", "for" or "to"."""
    heads = [noun, *(p for k in tree.kids(noun, "prep") if tree.lemma(k) == "of" for p in tree.kids(k, "pobj"))]
    for k in (k for h in heads for k in tree.kids(h, "prep", "acl", "relcl", "xcomp") if k > noun):
        verb = tree.token(k).pos == "VERB" and any(tree.lemma(a) == "to" for a in tree.kids(k, "aux"))
        if not verb and tree.lemma(k) not in {"on", "for", "regarding", "concerning"}:
            continue
        inside = [i for i in tree.down(k, skip=_sides_below(tree, k)) if i > k or verb]
        text = tree.text[tree.token(inside[0]).start : tree.token(inside[-1]).end] if inside else ""
        text = text.removeprefix("to ").strip(" ,.")
        if text and not re.match(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d)", text):
            return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
    return None
