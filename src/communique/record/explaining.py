"""Why a report was recorded as it was, in lines for reading: each sentence that may tell an act, its parse, the words
weighed, the acts with their sides, and the actors.

What is shown is overheard while the recorder reads, so it has the memory of the sentences before. Only the words about
people are asked for afterwards, of `resolving.who`, which may take another to be meant: then both are shown.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from communique.model import Actor, Mention, Report
from communique.record import acts, naming, resolving
from communique.record.actors import Found
from communique.record.acts import Explained, Judged
from communique.record.drafts import Draft
from communique.record.recorder import Coded, Recorder
from communique.record.scene import Scene
from communique.record.told import Told
from communique.record.tree import Tree

WIDTH = 100
"""Columns of the lines; the words of a report are never cut."""
KEPT = "\N{NO-BREAK SPACE}"
"""A space at which a line does not end."""
LIKELY = 0.01
"""Types and ways to stand less probable than this are not printed, but for the first."""


class Heard(NamedTuple):
    """A coded sentence with its words that may tell an act: what was made of each, and why."""

    coded: Coded
    words: Sequence[tuple[Judged, Explained]]


def explained(recorder: Recorder, report: Report) -> Iterator[str]:
    """The lines for a report: of its sentences those that tell or could tell an act, and a single one always."""
    heard: list[Heard] = []
    taken = recorder.overheard(report, lambda coded: heard.append(_weighed(coded)))
    told = Told([it.coded.tree for it in heard], heard[0].coded.memory.context.own if heard else None)
    if not heard:
        yield from _lines(0, f"{report.id}: nothing is read without text or in another language than English")
    for it in heard:
        if len(heard) == 1 or any(judged.act for judged, _ in it.words):
            yield from _lines(0, f"{report.id}, sentence {it.coded.index + 1} of {len(heard)}")
            yield from _sentence(it, told, [m for m in taken.mentions if m.sentence == it.coded.index])
            yield ""


def _weighed(coded: Coded) -> Heard:
    """What was made of the words, before those without a country are given one for the whole sentence."""
    scene = Scene(coded.tree, coded.found)
    return Heard(coded, [(judged, acts.explain(scene, judged.token)) for judged in acts.judge(scene)])


def _sentence(heard: Heard, told: Told, mentions: Sequence[Mention]) -> Iterator[str]:
    coded = heard.coded
    yield from _lines(2, coded.tree.text)
    yield "  parse: word, part of speech, relation, head"
    yield from _parse(coded.tree)
    yield "  words that may tell an act"
    for judged, why in heard.words:
        yield from _word(judged, why)
    if not heard.words:
        yield "    none"
    for draft in coded.drafts:
        yield from _act(coded, draft, told)
    drawn = {draft.token for draft in coded.drafts}
    for token, why_not in coded.left.items():
        if token not in drawn:
            yield from _lines(2, f"left out, by “{coded.tree.token(token).text}”: {why_not}")
    for mention in mentions:
        yield from _lines(2, f"recorded: {_mention(mention)}")
        if mention.recipient and not any(d.recipient for d in coded.drafts if d.event == mention.event):
            yield from _lines(4, "towards the state that the report told the same state to have dealt with before")
    if not mentions:
        yield "  recorded: no act" + (", for nobody is left on either side" if coded.drafts else "")


def _parse(tree: Tree) -> Iterator[str]:
    width = max((len(token.text) for token in tree.tokens), default=0)
    for index, token in enumerate(tree.tokens):
        head = "" if token.head == index else tree.token(token.head).text
        text = token.text if token.text.isprintable() else ""
        yield f"    {text:{width}} {token.pos:5} {token.dep:9} {head if head.isprintable() else ''}".rstrip()


def _word(judged: Judged, why: Explained) -> Iterator[str]:
    yield from _lines(4, f"{why.word}: {_likely(why.types)}")
    if judged.act is None:
        return
    yield from _lines(6, f"for {why.types[0][0]}: {_weights(why.cues)}")
    if why.second:
        yield from _lines(6, f"by the table {_likely(why.table)}; by the network {_likely(why.second)}")
        yield from _lines(6, f"by the network for {why.types[0][0]}: {_weights(why.places)}")
    yield from _lines(6, f"stands: {_likely(why.standing)}; by the rules {why.rule}")
    yield from _lines(6, f"for {why.standing[0][0]}: {_weights(why.status_cues)}")
    act = judged.act
    verdict = "told" if judged.told else "not told"
    given = f"{verdict} as {act.event}, {act.status}: {judged.why}"
    yield from _lines(6, f"{given} ({act.probability:.2f}, floor {judged.floor:.2f})")


def _act(coded: Coded, draft: Draft, told: Told) -> Iterator[str]:
    way = "together with" if draft.reciprocal else "towards"
    sides = f"{_texts(draft.actor)} {way} {_texts(draft.recipient)}"
    yield from _lines(2, f"act, by “{coded.tree.token(draft.token).text}”: {draft.event}, {draft.status}: {sides}")
    if draft.why.weighed:
        yield f"    sides taken with probability {draft.why.probability:.2f}"
        for weighed in draft.why.weighed:
            traits = [(trait, weight) for _, trait, weight in replace(draft.why, weighed=(weighed,)).traits]
            yield from _lines(4, f"for {weighed[0]}: {_weights(traits)}")
    else:
        yield "    sides by the rule for messages handed on"
    for found in (*draft.actor, *draft.recipient):
        yield from _lines(4, f"“{found.actor.text}” is {_actor(found.actor)}")
        for reason in _reasons(coded, draft, found, told):
            yield from _lines(6, reason)


def _reasons(coded: Coded, draft: Draft, found: Found, told: Told) -> Iterator[str]:
    """Why somebody was taken for whom the act has."""
    for owner in (belonging for belonging in draft.owners if belonging.found is found):
        of = f"of “{owner.owner.actor.text}” with probability {owner.probability:.2f}"
        yield (
            f"{of}: {_weights(owner.traits)}" if found.code else f"{of}, taken back: the other side is of that country"
        )
    if found.actor.person or found.kind == "reference":
        yield from _meant(coded, found, told)
        return
    for named in naming.find(coded.tree.text, coded.memory.context):
        if named.code and named.start < found.end and named.end > found.start:
            yield f"“{named.text}”: {named.why}"
    if found.kind in {"role", "folk"}:
        yield f"told by a noun for people, sector {found.actor.sector}"


def _meant(coded: Coded, found: Found, told: Told) -> Iterator[str]:
    asked = resolving.who(told, coded.index, found.start, found.end)
    if found.kind == "reference":
        yield "whom the report told of before"
    if asked.person == found.actor.name or (asked.code == found.code and not found.actor.person):
        yield "; ".join(asked.why)
    else:
        whom = asked.person or asked.name or "nobody"
        yield f"by the words alone {whom} ({asked.code or 'no country'}) would be meant: {'; '.join(asked.why)}"


def _actor(actor: Actor) -> str:
    told = [actor.code or "no country", actor.sector, actor.office]
    return f"{actor.name} ({', '.join(part for part in told if part)})"


def _mention(mention: Mention) -> str:
    way = "together with" if mention.reciprocal else "towards"
    actor, recipient = (
        " and ".join(_actor(a) for a in side) or "nobody told" for side in (mention.actor, mention.recipient)
    )
    told = f"{mention.event}, {mention.status}: {actor} {way} {recipient}"
    day = f", {mention.date.start}" if mention.date else ""
    return f"{told}{day}; confidence {mention.confidence:.2f}"


def _texts(side: Iterable[Found]) -> str:
    return " and ".join(f"“{found.actor.text}”" for found in side) or "nobody told"


def _likely(ranked: Sequence[tuple[str, float]]) -> str:
    shown = [pair for number, pair in enumerate(ranked) if not number or pair[1] >= LIKELY]
    return ", ".join(f"{name} {probability:.2f}" for name, probability in shown)


def _weights(pairs: Iterable[tuple[str, float]]) -> str:
    """Cues or traits with their weights, each kept on one line."""
    shown = (f"[{name}] {weight:+.2f}".replace(" ", KEPT) for name, weight in pairs)
    return ", ".join(shown) or "nothing known"


def _lines(indent: int, text: str) -> list[str]:
    """A text in lines of at most WIDTH columns, those after the first set in; what is not printable is left out."""
    plain = "".join(c if c.isprintable() or c == KEPT else " " for c in text)
    lead = " " * indent
    lines = textwrap.wrap(
        plain, WIDTH, initial_indent=lead, subsequent_indent=lead + "    ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return [line.replace(KEPT, " ") for line in lines]
