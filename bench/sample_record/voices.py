"""The sample's labelled statements against those found: kind, speaker, addressee and chain."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.lexicon import countries
from communique.model import Actor, Recorded, Report, Statement, slug

Label = Mapping[str, Any]
NEAR = 15
"""Characters by which the beginnings of a labelled and a found statement may differ ("that", an opening mark)."""


def count_statements(
    happening: Label, reports: Mapping[str, Report], recorded: Mapping[str, Recorded], people: frozenset[str],
    counts: Counter[str],
) -> None:  # fmt: skip
    """Every labelled statement, met or missed, and every found one that is none."""
    for name, report in reports.items():
        told = [s for s in happening["statements"] if s["report"] == name]
        found = list(recorded[name].statements)
        if name.endswith(".v2"):
            found = [f for f in found if any(_begins(s, report, f) for s in told)]
        for kind in ("quotation", "reported"):
            counts[f"{kind}s_found"] += sum(f.kind == kind for f in found)
        for label, statement in matched(told, found, report, people):
            _compare(label, statement, people, counts)


def matched(
    told: Sequence[Label], found: Sequence[Statement], report: Report, people: frozenset[str]
) -> list[tuple[Label, Statement | None]]:
    """Each labelled statement with the found one of its kind and place, of its own speaker if there are several."""
    free = list(found)
    pairs: list[tuple[Label, Statement | None]] = []
    for label in told:
        here = [f for f in free if f.kind == label["kind"] and _begins(label, report, f)]
        best = max(here, key=lambda f: said_by(label, f.speaker, people), default=None)
        if best is not None:
            free.remove(best)
        pairs.append((label, best))
    return pairs


def _begins(label: Label, report: Report, found: Statement) -> bool:
    """Does the found statement begin where the labelled words stand?"""
    words = r"\s+".join(re.escape(word) for word in label["words"].split())
    starts = [m.start() for m in re.finditer(words, report.text)]
    return any(abs(start - found.start) <= NEAR and found.end > start for start in starts)


def _compare(label: Label, found: Statement | None, people: frozenset[str], counts: Counter[str]) -> None:
    kind = label["kind"]
    counts[f"{kind}s"] += 1
    counts["addressed"] += label["addressee"] is not None
    if found is None:
        return
    counts[f"{kind}s_met"] += 1
    counts[f"{kind}s_by_right"] += said_by(label, found.speaker, people)
    counts["told_met"] += 1
    told = found.addressee is not None and told_to(label["addressee"], found.addressee, people)
    counts["addressed_right"] += label["addressee"] is not None and told
    counts["addressees_right"] += told if label["addressee"] else found.addressee is None
    counts["chains_right"] += [slug(c) for c in label["chain"]] == [slug(c) for c in found.chain]


def said_by(label: Label, speaker: Actor, people: frozenset[str]) -> bool:
    """People by name; a state and its bodies, which go by many names, by country."""
    name = slug(label["speaker"])
    if name in people or speaker.person:
        return speaker.person and speaker.key == name
    return speaker.code == label["code"] if label["code"] else slug(speaker.text) == name


def told_to(name: str | None, addressee: Actor, people: frozenset[str]) -> bool:
    """People by name, states and delegations by country, all others ("reporters") by the word."""
    if name is None:
        return False
    if slug(name) in people:
        return addressee.key == slug(name)
    codes = {c.code for c in countries.find(name)}
    return addressee.code in codes or slug(addressee.text) in slug(name) or slug(name) in slug(addressee.name)


def shares(counts: Counter[str]) -> Iterator[tuple[str, float]]:
    """The counts as shares. Speakers of quotations are over all labelled ones, a missed one being wrong."""
    share = lambda part, whole: counts[part] / counts[whole] if counts[whole] else 0.0  # noqa: E731
    for kind in ("quotation", "reported"):
        yield f"{kind}_recall", share(f"{kind}s_met", f"{kind}s")
        yield f"{kind}_precision", share(f"{kind}s_met", f"{kind}s_found")
    yield "speaker_right", share("quotations_by_right", "quotations")
    yield "speaker_right_of_found", share("quotations_by_right", "quotations_met")
    yield "speaker_of_reported_right", share("reporteds_by_right", "reporteds")
    yield "speaker_of_reported_right_of_found", share("reporteds_by_right", "reporteds_met")
    yield "addressee_right", share("addressees_right", "told_met")
    yield "addressee_found", share("addressed_right", "addressed")
    yield "chain_right", share("chains_right", "told_met")
