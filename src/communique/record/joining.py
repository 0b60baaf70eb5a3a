"""Mentions of one story joined into events: one act, many pieces of evidence.

Mentions are taken the fullest first (a day, people on both sides), so that each act is founded on its clearest telling;
the vaguer ones are then laid to the act they fit, and found an act of their own only where they fit none. Mentions are
sorted by (published, id) of their reports before anything else, so the order in which reports are given plays no part.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from communique import times
from communique.model import Actor, Event, Holding, Mention, Place, Recorded, Report, When, identity, spot_of
from communique.record import between, fitting, founding, meetings, opposite, sittings
from communique.record.drafts import AGAINST
from communique.record.knowing import EQUAL, Knowledge, codes, keys

WAIT = 45
"""Days within which an undated plan may be carried out."""
LEAST = {"told": 0.4, "dated": 0.2}
"""Least confidence of the surest mention of an event; of one that has a day, which bears it out."""
SELDOM = {"CONCEDE", "COOPERATE", "AID", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "THREATEN", "REJECT"}
"""Types that one state seldom does to another: a weak telling of one is mostly of something else, whatever its day."""
AGAIN = 0.1
"""What is taken off where it is told more than once."""
HISTORY = 730
"""Days before its report from which an act is background, and no event of the story."""
SEATED = {"CONSULT", "SUPPORT", "AGREE", "COOPERATE"}
"""Types in which a state told by an office is the person who holds it; a counterpart is in all of them."""


T = TypeVar("T", bound=Hashable)


@dataclass(eq=False)
class Act:
    """An act while its mentions are gathered; `lent` are mentions that tell of several acts at once."""

    seed: Mention
    mentions: list[Mention] = field(default_factory=list)
    lent: list[Mention] = field(default_factory=list)

    @property
    def everyone(self) -> list[Mention]:
        """All mentions that tell of it."""
        return [*self.mentions, *self.lent]


def join(
    story: str,
    reports: Sequence[Report],
    recorded: Sequence[Recorded],
    known: Sequence[Holding],
    before: Sequence[Event],
) -> tuple[Event, ...]:
    """The events of a story. `recorded` are what was taken from `reports`, `known` the offices on record from other
    reports, `before` the events this story had; an event that shares evidence with one of those keeps its id."""
    order = {r.id: n for n, r in enumerate(sorted(reports, key=lambda r: times.order_of(r.published, r.id)))}
    published = {r.id: r.published for r in reports}
    taken = sorted((r for r in recorded if r.report in order), key=lambda r: order[r.report])
    dealing = between.pair(reports, taken)
    knowledge = Knowledge(taken, known, dealing, [r.title or "" for r in reports])
    mentions = [
        _completed(m, knowledge, told)
        for r in taken
        for told in (times.day_of(published[r.report]),)
        for m in r.mentions
        if not _is_history(m, told)
    ]
    every = [between.completed(m, dealing) for m in _towards(mentions)]
    mentions = [m for m in every if founding.counts(m)]
    rank = {m.id: n for n, m in enumerate(mentions)}
    acts: list[Act] = []
    for mention in sorted(mentions, key=lambda m: (-_fullness(m), rank[m.id])):
        _lay(mention, acts, times.day_of(published[mention.report]))
    _fold_plans(acts)
    for act in acts:
        act.mentions.sort(key=lambda m: rank[m.id])
        act.lent.sort(key=lambda m: rank[m.id])
    acts.sort(key=lambda a: min(rank[m.id] for m in a.everyone))
    sat = [
        sittings.Sitting(m, day, _place(act), n)
        for n, act in enumerate(acts)
        if _is_sitting(act) and (day := _date(act)) is not None
        for m in act.everyone
    ]
    told = [(act, _day_and_place(n, act, sat)) for n, act in enumerate(acts)]
    told = [(act, (day, place)) for act, (day, place) in told if _is_sure(act, day)]
    ids = _ids(story, [act for act, _ in told], before)
    events = [_event(story, id_, act, order, when) for id_, (act, when) in zip(ids, told, strict=True)]
    return tuple(sorted(_fulfilled(events, published), key=lambda e: (e.date.start if e.date else "9", e.id)))


def _is_history(mention: Mention, told: date | None) -> bool:
    """Is this an act of years ago, which a report tells of as background ("the war of 1950-53")?"""
    if mention.date is None or told is None:
        return False
    return (told - fitting.day(mention.date.end)).days > HISTORY


def _towards(mentions: Sequence[Mention]) -> list[Mention]:
    """With whom it was towards, where a report tells only who acted, once countries are known from all reports."""
    before: dict[str, list[Mention]] = defaultdict(list)
    told: list[Mention] = []
    for m in sorted(mentions, key=lambda m: m.sentence):
        own = (
            not keys(m.recipient)
            and codes(m.recipient) <= codes(m.actor)
            and not (m.event in AGAINST and founding.at_home(m))
        )
        if (
            own
            and m.actor
            and m.event in opposite.TOWARDS
            and m.status == "done"
            and not opposite.VOTED.search(m.evidence)
        ):
            recipient = opposite.side(before[m.report], m.sentence, m.actor)
            m = replace(
                m, recipient=recipient, confidence=round(m.confidence * (opposite.TRUST if recipient else 1), 3)
            )
        before[m.report].append(m)
        told.append(m)
    order = {m.id: n for n, m in enumerate(mentions)}
    return sorted(told, key=lambda m: order[m.id])


def _completed(mention: Mention, knowledge: Knowledge, told: date | None) -> Mention:
    """With full names, and with offices as they were held on the day of the act, else on that of the report."""
    day = fitting.day(mention.date.start) if mention.date else told
    first, second = ([knowledge.complete(a, day) for a in side] for side in (mention.actor, mention.recipient))
    if mention.event in SEATED or any(EQUAL.search(a.text) for a in (*first, *second)):
        pairs = ((first, second), (second, first))
        first, second = ([knowledge.seated(a, others, day, mention.evidence) for a in side] for side, others in pairs)
    actor = _once(first)
    return replace(mention, actor=actor, recipient=tuple(a for a in _once(second) if a not in actor))


def _once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each person and body once; a state is left out beside its own people."""
    chosen: dict[tuple[str, str | None], Actor] = {}
    listed = list(actors)
    people = {a.code for a in listed if a.person and a.code}
    for a in listed:
        if a.person or a.code not in people:
            chosen.setdefault((a.key, None if a.person else a.sector), a)
    return tuple(chosen.values())


def _fullness(mention: Mention) -> int:
    sides = sum(bool(keys(side)) for side in (mention.actor, mention.recipient))
    alone = sides == 2 and len(keys(mention.actor)) == len(keys(mention.recipient)) == 1
    dated = mention.date is not None and mention.date.precision == "day" and mention.date.start == mention.date.end
    return 4 * dated + 3 * sides + 2 * alone + (mention.status not in fitting.OPEN) + (mention.place is not None)


def _lay(mention: Mention, acts: list[Act], told: date | None) -> None:
    """Lay a mention to the act it fits best, to each of several acts it tells of at once, or found a new act. What
    fits several equally well and gives no day says nothing of any of them and is left out. `told`: the report's day."""
    fits = [
        (score, act)
        for act in acts
        if (score := fitting.fit(mention, act.seed, told)) is not None
        and not fitting.others(mention, [a for m in act.mentions for a in (*m.actor, *m.recipient)])
        and not fitting.elsewhen(mention, [m for m in act.mentions if m is not act.seed])
    ]
    if not fits:
        acts.append(Act(mention, [mention]))
        return
    several = [act for _, act in fits if _covers(mention, act)]
    if len(several) > 1 and len(keys(mention.actor)) + len(keys(mention.recipient)) > 2:
        for act in several:
            act.lent.append(mention)
        return
    best = max(score for score, _ in fits)
    chosen = [act for score, act in fits if score == best]
    if len(chosen) == 1:
        chosen[0].mentions.append(mention)
    elif mention.date is not None:
        for act in chosen:
            act.lent.append(mention)


def _covers(mention: Mention, act: Act) -> bool:
    mine = keys(mention.actor) | keys(mention.recipient)
    return bool(mine) and (keys(act.seed.actor) | keys(act.seed.recipient)) <= mine


def _fold_plans(acts: list[Act]) -> None:
    """A plan whose day is the day of the done act is more evidence of that act."""
    for plan in [a for a in acts if a.seed.status in fitting.OPEN and not fitting.AGAIN.search(a.seed.evidence)]:
        for done in (a for a in acts if a.seed.status not in fitting.OPEN):
            if plan.seed.date is None or done.seed.date is None or not _same_act(plan.seed, done.seed):
                continue
            if done.seed.date.precision == "day" and fitting.days_fit(plan.seed.date, done.seed.date, 0) is not None:
                done.mentions.extend(plan.mentions)
                acts.remove(plan)
                break


def _same_act(plan: Mention | Event, done: Mention | Event) -> bool:
    if plan.event != done.event:
        return False
    a, b = codes((*plan.actor, *plan.recipient)), codes((*done.actor, *done.recipient))
    if len(a & b) < 2 or fitting.places_fit(plan.place, done.place) is None:
        return False
    left, right = keys((*plan.actor, *plan.recipient)), keys((*done.actor, *done.recipient))
    return not left or not right or bool(left & right)


def _fulfilled(events: Sequence[Event], published: dict[str, str | None]) -> list[Event]:
    """Done events linked to the plans they carried out."""
    plans = [e for e in events if e.status == "planned"]
    linked: list[Event] = []
    for event in events:
        plan = next((p for p in plans if event.status == "done" and _carries_out(p, event, published)), None)
        linked.append(replace(event, fulfils=plan.id) if plan else event)
    return linked


def _carries_out(plan: Event, done: Event, published: dict[str, str | None]) -> bool:
    if not _same_act(plan, done) or done.date is None:
        return False
    told = min((day for r in plan.reports if (day := times.day_of(published.get(r)))), default=None)
    happened = fitting.day(done.date.start)
    if plan.date is not None:
        return fitting.days_fit(plan.date, done.date, 7) is not None
    return told is not None and -1 <= (happened - told).days <= WAIT


def _ids(story: str, acts: Sequence[Act], before: Sequence[Event]) -> list[str]:
    """An id for each act: that of the earlier event it shares most mentions with, else of one told in the same
    sentences, which was coded as something else, else of one with the same people, type and day, else a new one."""
    ids: dict[int, str] = {}
    free = {e.id: e for e in before}
    claims: list[tuple[int, int, str]] = []
    for n, act in enumerate(acts):
        own, lent = {m.id for m in act.mentions}, {m.id for m in act.lent}
        for event in before:
            evidence = set(event.evidence)
            shared = 10 * len(own & evidence) + len(lent & evidence)
            if shared and event.event == act.seed.event:
                claims.append((-shared - 1000, n, event.id))
            elif told := len({spot_of(m) for m in own | lent} & {spot_of(m) for m in evidence}):
                claims.append((-told - 100, n, event.id))
            elif event.event == act.seed.event and _alike(act.seed, event):
                claims.append((-1, n, event.id))
    for _, n, event_id in sorted(claims):
        if n not in ids and event_id in free:
            ids[n] = event_id
            del free[event_id]
    used = set(ids.values()) | {e.id for e in before}
    for n, act in enumerate(acts):
        if n not in ids:
            first = (act.mentions or act.lent)[0].id
            made = identity("e", story, first)
            while made in used:
                made = identity("e", story, first, made)
            ids[n] = made
            used.add(made)
    return [ids[n] for n in range(len(acts))]


def _alike(seed: Mention, event: Event) -> bool:
    mine, theirs = (*seed.actor, *seed.recipient), (*event.actor, *event.recipient)
    return (
        keys(mine) == keys(theirs)
        and codes(mine) == codes(theirs)
        and (seed.date and seed.date.start) == (event.date and event.date.start)
    )


def _is_sure(act: Act, day: When | None) -> bool:
    least = LEAST["told"] if day is None or act.seed.event in SELDOM else LEAST["dated"]
    return max(m.confidence for m in act.everyone) >= least - (AGAIN if len(act.everyone) > 1 else 0)


def _is_sitting(act: Act) -> bool:
    """Is this a meeting, or a signing together?"""
    signed = act.seed.event == "SUPPORT" and act.seed.reciprocal
    return (act.seed.event == "CONSULT" or signed) and act.seed.status not in fitting.OPEN


def _day_and_place(number: int, act: Act, sat: Sequence[sittings.Sitting]) -> tuple[When | None, Place | None]:
    """As the mentions of an act give them; where none gives a day, those of the meeting it was done at."""
    day, place = _date(act), _place(act)
    if day is not None:
        return sittings.moved(day, act.mentions, sat) or day, place
    day, where = sittings.told_at(act.mentions, sat, number)
    return day, place or where


def _event(
    story: str, event_id: str, act: Act, order: dict[str, int], when_where: tuple[When | None, Place | None]
) -> Event:
    day, place = when_where
    actor, recipient = _sides(act)
    everyone = act.everyone
    reports = sorted({m.report for m in everyone}, key=lambda r: order[r])
    done = [m for m in act.mentions if m.status not in fitting.OPEN] or act.mentions or act.lent
    surest = max(m.confidence for m in everyone)
    event = Event(
        id=event_id, story=story, event=act.seed.event, status=_most([m.status for m in done]) or act.seed.status,
        mode=_mode(act, place, actor, recipient), context=_contexts(everyone),
        reciprocal=any(m.reciprocal for m in everyone), actor=actor, recipient=recipient, date=day, place=place,
        confidence=round(min(0.99, surest + 0.03 * (len(reports) - 1)), 3), evidence=tuple(m.id for m in everyone),
        reports=tuple(reports),
    )  # fmt: skip
    return meetings.agreed(event, everyone)


def _most(values: Sequence[T]) -> T | None:
    """The first among the most frequent."""
    counts = Counter(values)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _date(act: Act) -> When | None:
    told = [m.date for m in act.mentions if m.date is not None and m.status == act.seed.status] or [
        m.date for m in act.mentions if m.date is not None
    ]
    days = [w for w in told if w.precision == "day"] or told
    if not days:
        return None
    start = _most([f"{w.start}/{w.end}" for w in days])
    return next(w for w in days if f"{w.start}/{w.end}" == start)


def _place(act: Act) -> Place | None:
    told = [m.place for m in act.mentions if m.place is not None]
    if not told:
        return None
    towns = [p for p in told if p.country] or told
    name = _most([p.name for p in sorted(towns, key=lambda p: p.venue is None and p.name == p.country)])
    chosen = next(p for p in towns if p.name == name)
    venue = _most([p.venue for p in told if p.venue])
    return Place(name=chosen.name, country=chosen.country, venue=venue)


def _mode(act: Act, place: Place | None, actor: Sequence[Actor], recipient: Sequence[Actor]) -> str | None:
    """The mode most mentions give; of a meeting without one, who came to whom."""
    told = _most([m.mode for m in act.mentions if m.mode])
    if act.seed.event != "CONSULT" or told in {"phone", "multilateral"} or place is None or place.country is None:
        return told
    return "visit" if place.country in codes((*actor, *recipient)) else "third-party"


def _contexts(mentions: Sequence[Mention]) -> tuple[str, ...]:
    counts = Counter(c for m in mentions for c in m.context)
    return tuple(sorted(counts, key=lambda c: (-counts[c], c))[:2])


def _sides(act: Act) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who took part: those of the fullest telling, and people whom two or more others add to a side, or one that has
    everybody else too."""
    sides = (list(act.seed.actor), list(act.seed.recipient))
    present = {a.key for side in sides for a in side}
    extra: Counter[Actor] = Counter()
    whole = keys(act.seed.actor) | keys(act.seed.recipient)
    for mention in act.mentions:
        everybody = whole and whole < keys((*mention.actor, *mention.recipient))
        for a in {*mention.actor, *mention.recipient}:
            if a.person and a.key not in present:
                extra[replace(a, text=a.name)] += 2 if everybody else 1
    vague = [not keys(side) for side in sides]
    for a in sorted(extra, key=lambda a: (-extra[a], a.key)):
        for number, side in enumerate(sides):
            fills = vague[number] and a.code is not None and a.code in codes(side)
            if a.code in codes(side) and (extra[a] > 1 or fills):
                side.append(a)
                break
    actor, recipient = (_once(side) for side in sides)
    return actor, recipient
