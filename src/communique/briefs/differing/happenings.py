"""Whether something happened: told as done by one report, denied, called off or still to come by another."""

import re
from collections.abc import Iterator, Sequence

from communique.briefs.differing.found import Found, Spot, apart
from communique.briefs.differing.tellings import Telling, acts, content, hours_between, same_people, share
from communique.model import Mention

ALIKE = 0.6
"""Share of the words of what is denied, or still to come, that the sentence telling of it has; train side of
bench/differing."""
TOOK, DENIED, CANCELLED, PLANNED = "it took place", "it is denied", "it was cancelled", "it is still to come"
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied) (?:that|having)|dismissed (?:reports|claims) that|rejected (?:reports|claims) that"
    r"|did not|didn['’]t|has not|have not|had not|was not|were not|never)\b"
)
CALLED_OFF = re.compile(r"\b(?:cancell?ed|called off|postponed|put off|scrapped|shelved|did not take place)\b")
PLAN = re.compile(r"\b(?:will|is to|are to|is due to|are due to|is expected to|plans? to)\b(?! not)")
SOME_DAY = re.compile(
    r"\bnext (?:week|month|year)|\b(?:later|in the coming|soon|tomorrow)\b|\b(?:on|in|by|from) [A-Z]\w+day"
)
BOUND = re.compile(r",| when | after | before | because | although | but ")


def in_event(told: Sequence[Mention], about: str) -> Iterator[Found]:
    """Statuses that the mentions of one event give."""
    values: dict[str, list[Spot]] = {}
    shown = {"done": TOOK, "denied": DENIED}
    for mention in told:
        if mention.status in shown:
            values.setdefault(shown[mention.status], []).append((mention.report, mention.sentence))
    yield from apart("happened", about, values)


def in_sentences(told: Sequence[Telling]) -> Iterator[Found]:
    """What one report tells as done and another, not before it, as denied, called off or still to come."""
    against = [(t, value, claim) for t in told for value, claim in [contrary(t)] if value]
    if not against:
        return
    done = [t for t in told if not (DENIES.search(t.bare) or CALLED_OFF.search(t.bare) or t.ahead) and t.verbs]
    for other, value, claim in against:
        words = content(claim)
        for one in done:
            if one.report.id == other.report.id or share(words, one.words) < ALIKE:
                continue
            if not same_people(one, other) or not _verbs(claim, one) or not _in_time(one, other, value):
                continue
            yield from apart("happened", "", {TOOK: [one.place], value: [other.place]})


def contrary(telling: Telling) -> tuple[str, str]:
    """Denied, called off or to come, and the words of what is; both empty for what is told as done."""
    text = telling.text
    if found := CALLED_OFF.search(text):
        return CANCELLED, text[: found.start()] + text[found.end() :]
    if found := DENIES.search(text):
        stops = BOUND.search(text, found.end())
        after = text[found.end() : stops.start() if stops else len(text)]
        named = "den" in found.group() or "that" in found.group() or "having" in found.group()
        return DENIED, after if named else text[: found.start()] + after
    if (found := PLAN.search(telling.bare)) and not telling.again:
        verb = next(iter(acts(telling.bare[found.end() :])), "")
        return (PLANNED, telling.bare) if verb and SOME_DAY.search(telling.bare) else ("", "")
    return "", ""


def _verbs(claim: str, one: Telling) -> bool:
    """Whether what is denied is the act told: a word of it tells the same act."""
    return bool(content(claim) & one.done)


def _in_time(one: Telling, other: Telling, value: str) -> bool:
    """Whether the contrary was told when the act, if it happened, lay behind: else it is only an earlier state."""
    hours = hours_between(one.report, other.report)
    if hours is None:
        return False
    days, its = {d.first for d in one.days}, {d.first for d in other.days}
    if days and other.anchor and any(d and d > other.anchor for d in days):
        return False
    if value == PLANNED:
        verb = next(iter(acts(other.bare[PLAN.search(other.bare).end() :])), "")  # type: ignore[union-attr]
        if verb not in one.done:
            return False
        return bool(days) and hours > -24 and not its & days
    if value == CANCELLED and its and days and not its & days:
        return False
    return bool(days) or hours >= 0
