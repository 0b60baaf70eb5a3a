"""Acts and actors of a sentence put together: who did what to whom.

Every trigger is read for its status, then given its two sides out of all that stand in the sentence (see `sides`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_actor

from communique.lexicon import ranks
from communique.model import Status
from communique.record import (
    actions,
    acts,
    announcing,
    belonging,
    conveying,
    domestic,
    frames,
    idioms,
    pledges,
    sides,
    status,
    tables,
)
from communique.record.actions import Trigger
from communique.record.actors import Found
from communique.record.belonging import Ties
from communique.record.drafts import AGAINST, AT_HOME, SELF, Draft, separate
from communique.record.scene import Scene
from communique.record.sides import SPOKEN, Sides
from communique.record.status import Stand
from communique.record.traits import Act
from communique.record.tree import Tree

VISITS = {
    "visit", "arrive", "travel", "fly", "tour", "trip", "stop", "stopover", "go", "come", "depart", "leave", "pay",
    "return", "make", "attend", "lead", "begin", "start", "end", "wrap", "conclude",
}  # fmt: skip
CITES = {"quote", "cite"}
"""How an agency says from whom it has what it tells."""
WORDS = {"ACCUSE", "SUPPORT", "AID", "AGREE"}
"""What is not done by a word for what others did wrong."""
FLOOR = 0.12
"""Below this confidence a reading is noise."""
BESIDE = 0.2
"""The same for what is told beside something surer; chosen on the train side, out of fold."""
BLAME = 0.5
"""The same of blame that is told by what was said."""
LESS = 0.001
"""By how much what something is done for is less sure than that."""
INVITED, VISIT = 0.42, 0.85
"""How sure an invitation is that a visit is told with, and that visit at least; by eye on the packaged sample."""
CALL = 0.8
"""How sure a call is that is told by what was said in it."""
DENIED, BORNE = "denied acts are not told", "asked to bear with it, which asks for nothing"
NOBODY, AGAIN = "nobody of a state, and nobody named, takes a side", "a meeting spoken of again without both sides"
NOISE, SAME = (
    "act and sides together are too unsure",
    "the sentence tells the same act of the same sides by a surer word",
)
TELLS = "who says so is not told to travel"
"""Why an act is left out."""


Left = dict[int, str]
"""Why the act of a word, by its token, was read and left out."""


def code(tree: Tree, found: Sequence[Found], ties: Ties | None = None, left: Left | None = None) -> list[Draft]:
    """The acts a sentence tells of, the surest first. `found` are all who may take a side, left as they are: whom they
    belong to is settled act by act; what ties any two of them is kept in `ties`, why an act is left out in `left`."""
    drafts: list[Draft] = []
    ties, left = {} if ties is None else ties, {} if left is None else left
    for act in acts.read(Scene(tree, found)):
        trigger = act.trigger
        bears = act.event == "REQUEST" and any(tree.lemma(x) in status.BEARS for x in tree.kids(trigger.token, "xcomp"))
        if act.status == "denied" or bears:
            left[trigger.token] = DENIED if act.status == "denied" else BORNE
            drafts.extend(_sent(tree, trigger, act.status, found) if bears and act.status != "denied" else ())
            continue
        drafts.extend(_draft(tree, trigger, Stand(act.event, act.status, act.ought), found, ties, left))
    drafts = _blamed(tree, found, drafts)
    drafts += [*_calls(tree, found, drafts), *_demands(tree, found, drafts), *_pledges(tree, found, drafts)]
    drafts = _invited(tree, found, drafts)
    drafts = [aimed for d in drafts if (aimed := _aimed(tree, d, drafts)) is not None]
    drafts.sort(key=lambda d: (-d.confidence, d.token))
    return _distinct(drafts, left)


def _calls(tree: Tree, found: Sequence[Found], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The calls told by what was said or agreed in them."""
    for call in frames.calls(tree, found):
        yield Draft("CONSULT", call.token, "done", True, CALL, call.actor, call.recipient, "phone")
    for d in drafts:
        if d.event == "AGREE" and d.reciprocal and d.status == "done" and frames.over_a_line(tree, d.token):
            yield Draft("CONSULT", d.token, "done", True, CALL * d.confidence, d.actor, d.recipient, "phone")


def _blamed(tree: Tree, found: Sequence[Found], drafts: list[Draft]) -> list[Draft]:
    """With the blame told by what was said, where no word of its own tells any, and without what others are said to
    have done wrong, which it tells."""
    blames = list(frames.blames(tree, found))
    told = {i for blame in blames if blame.recipient for i in tree.joined(blame.token)}
    kept = [d for d in drafts if d.event not in WORDS or d.token not in told]
    if not any(d.event == "ACCUSE" for d in kept):
        kept += [Draft("ACCUSE", b.token, "done", False, BLAME, b.actor, b.recipient, said=b.verb) for b in blames]
    return kept


def _invited(tree: Tree, found: Sequence[Found], drafts: list[Draft]) -> list[Draft]:
    """With the invitation at which somebody goes somewhere ("will visit Peru at the invitation of its president")."""
    inviters = frames.inviters(tree, found)
    people = [f for f in inviters if f.actor.person] or inviters
    for d in drafts if people else ():
        guests = [f for f in d.actor if f.code and f.code not in {p.code for p in people}]
        if d.visit and guests:
            d.confidence = max(d.confidence, VISIT)
            return [*drafts, Draft("REQUEST", d.token, "done", False, INVITED, people, guests, promised=True)]
    return drafts


def _demands(tree: Tree, found: Sequence[Found], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What one says that another must do, where no word of its own tells a demand."""
    if not any(d.event == "REQUEST" for d in drafts):
        for asked in frames.demands(tree, found):
            yield Draft("REQUEST", asked.token, "done", False, BLAME, asked.actor, asked.recipient, said=asked.verb)


def _pledges(tree: Tree, found: Sequence[Found], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What somebody in office says will be done for others, where no word of its own tells an act there."""
    told = {d.token for d in drafts}
    if not any(d.event == "AGREE" for d in drafts):
        for made in (m for m in pledges.made(tree, found) if m.token not in told):
            yield Draft(
                "AGREE", made.token, "done", False, BLAME, made.actor, made.recipient, promised=True, said=made.verb
            )


def _sent(tree: Tree, trigger: Trigger, how: Status, found: Sequence[Found]) -> Iterator[Draft]:
    """The message that somebody is asked to take, as the act of who sends it."""
    sender, addressee = conveying.asked(tree, trigger.token, found)
    if sender:
        yield Draft("SUPPORT", trigger.token, how, False, trigger.trust, sender, addressee)


def _between(tree: Tree, noun: int, found: Sequence[Found]) -> bool:
    """Does a meeting say whose it was ("the talks between Togo and Benin")?"""
    below = {i for p in tree.kids(noun, "prep") for i in tree.down(p, clauses=False)}
    return any(f.head in below and f.code for f in found)


def _draft(tree: Tree, trigger: Trigger, stand: Stand, found: Sequence[Found], ties: Ties, left: Left) -> list[Draft]:
    those = [replace(f) for f in found if not _only_reports(tree, f, trigger.token)]
    act = Act(tree, trigger.token, stand.event, trigger.rule.reciprocal, those)
    owners = belonging.settle(tree, those, act, ties)
    after = idioms.after(tree, trigger.token) if stand.event == "CONSULT" else None
    carried = conveying.sides(tree, trigger, those) or conveying.handed(tree, trigger.token, those)
    given = carried or frames.sides(act, sides.decide(act))
    if after is not None and idioms.told_again(tree, trigger.token) and not _between(tree, trigger.token, those):
        subjects = {j for i in tree.subjects(after) for j in tree.joined(i)}
        speakers = [f for f in those if f.actor.person and f.head in subjects]
        given = Sides(tuple(speakers), probability=1.0) if len(speakers) == 1 else given
    if stand.event == "CONSULT":
        _doubt(found, those, given)
    towards = [f for f in given.recipient if not _quotes(tree, f, trigger.token)]
    if stand.event not in SELF | {"CONSULT"}:
        towards = [f for f in towards if f.actor.person or not _taken_for_own(tree, found, given.actor, f)]
    actor, recipient = _placed(tree, list(given.actor), towards, stand.event)
    beside = _beside_subject(tree, trigger.token, those)
    if beside and not (actor and recipient) and not {*beside} & {*actor, *recipient}:
        actor, recipient = beside, [*actor, *recipient]
    if not actor and not recipient:
        left[trigger.token] = NOBODY
        return []
    if after is None and _told_before(tree, trigger.token) and stand.event == "CONSULT" and not (actor and recipient):
        left[trigger.token] = AGAIN
        return []
    said, actor = _spoken(tree, trigger, stand, actor, those)
    if after is not None and said is None and stand.status == "done":
        said = announcing.saying(tree, trigger.token) or (after if announcing.says(tree, after) else None)
    visit = trigger.event == "CONSULT" and tree.lemma(trigger.token) in VISITS
    if visit and _only_tells(tree, trigger.token, actor):
        if not recipient:
            left[trigger.token] = TELLS
            return []
        actor = []
    if _calls_on(tree, trigger, recipient):
        stand.event = "CONSULT"
    if (both := _agreed(tree, trigger, stand, actor, recipient)) is not None:
        stand.event, stand.status, said = "AGREE", "done", announcing.saying(tree, trigger.token)
        given, (actor, recipient) = replace(given, together=True), both
    meets = stand.event == "CONSULT" and (trigger.rule.reciprocal or trigger.event != stand.event)
    draft = Draft(
        stand.event, trigger.token, stand.status, bool(recipient) and (given.together or meets),
        trigger.trust * (0.3 + 0.7 * given.probability), actor, recipient,
        actions.mode(tree, trigger), visit, promised=trigger.event != stand.event, said=said, why=given, owners=owners,
    )  # fmt: skip
    if draft.confidence < FLOOR:
        left[trigger.token] = f"{NOISE}: {draft.confidence:.2f}, at least {FLOOR}"
        return []
    return separate(tree, draft, those)


def _taken_for_own(tree: Tree, found: Sequence[Found], actor: Sequence[Found], one: Found) -> bool:
    """Is somebody at whom no state is told only taken for the own of the state, or body of states, that acts? It
    protests at what was done to "the fishermen", not at them."""
    told = {f.start for f in found if f.code}
    states = all(f.start in told and _acts_as_state(tree, f) for f in actor)
    return states and one.start not in told and one.code in {f.code for f in actor} and not _whose(tree, one)


def _acts_as_state(tree: Tree, one: Found) -> bool:
    """Is this a state or a body of states told by its name, and not by people of it?"""
    people = (
        one.loose or one.actor.person or tree.lemma(one.head) in tables.roles() or one.actor.sector not in {None, "GOV"}
    )
    return not people and (one.kind != "body" or one.code == "IGO")


def _whose(tree: Tree, one: Found) -> bool:
    """Are these said to be his own who acts ("its citizens")?"""
    return one.code != "IGO" and any(tree.lemma(k) in {"its", "their"} for k in tree.kids(one.head, "poss"))


def _beside_subject(tree: Tree, verb: int, found: Sequence[Found]) -> list[Found]:
    """Who is named beside a subject that takes no side itself ("the junta's leader, General Tiani, met …")."""
    subjects = [] if tree.passive(verb) else tree.subjects(verb)
    named = {i for subject in subjects for i in tree.kids(subject, "appos")}
    return [
        f for f in found if f.head in named and f.actor.person and not any(g.head in subjects for g in found if g.code)
    ]


def _agreed(
    tree: Tree, trigger: Trigger, stand: Stand, actor: list[Found], recipient: list[Found]
) -> tuple[list[Found], list[Found]] | None:
    """The two sides of what both say that they will do together, which they have agreed on then."""
    good = stand.event in status.KIND | {"AGREE"} and stand.status in {"planned", "done"}
    if not good or not announcing.jointly(tree, trigger.token):
        return None
    subjects = {j for i in tree.subjects(trigger.token) for j in tree.joined(i)}
    those = [f for f in (*actor, *recipient) if f.head in subjects and f.code]
    codes = list(dict.fromkeys(f.code for f in those))
    if len(codes) != 2:
        return None
    return [f for f in those if f.code == codes[0]], [f for f in those if f.code == codes[1]]


def _aimed(tree: Tree, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """What a protest, or the like, is held for ("blocked the road to demand …") is told by it, no surer than itself,
    and not at all where it is yet to be held ("will block the road to demand …")."""
    token = tree.token(draft.token)
    aim = token.dep in {"advcl", "xcomp"} and "to" in {tree.lemma(k) for k in tree.kids(draft.token, "aux")}
    means = next((d for d in drafts if d.token == token.head and d.event in status.HOSTILE), None)
    if not aim or means is None or draft.event not in AGAINST:
        return draft
    if means.event == "THREATEN" or means.status in {"planned", "conditional"}:
        return None
    return replace(draft, confidence=min(draft.confidence, means.confidence - LESS))


def _spoken(
    tree: Tree, trigger: Trigger, stand: Stand, actor: list[Found], found: Sequence[Found]
) -> tuple[int | None, list[Found]]:
    """The verb of speech that an act of speech is done by, where one of those who act is told to say so ("Sunak said on
    Friday that Britain would give …"), and who acts: what is promised, threatened, refused or demanded for a state, he
    does who says it."""
    verb = announcing.saying(tree, trigger.token)
    if verb is None or stand.status != "done":
        return None, actor
    cuts = stand.event == "SANCTION" and announcing.announced(tree, verb, trigger.token)
    if stand.event not in SPOKEN and not cuts:
        return None, actor
    # where the parser misses the subject of "…, Peru said", it is the word before
    subjects = {i for s in tree.subjects(verb) or range(verb)[-1:] for i in tree.joined(s)}
    subjects |= {k for i in subjects for k in tree.kids(i, "appos")}
    speakers = [f for f in found if f.head in subjects and f.actor.sector != "MED"]
    codes = {f.code for f in actor}
    if not speakers or len(codes) != 1 or not all(f.code in codes or _in_office(f) for f in speakers):
        return None, actor
    for_state = not cuts and not any(f.actor.person for f in actor) and not announcing.has_done(tree, trigger.token)
    if not for_state or not all(f.actor.person for f in speakers):
        return verb, actor
    for f in speakers:
        f.actor = replace_actor(f.actor, code=actor[0].code)
    return verb, speakers


def _in_office(found: Found) -> bool:
    """Is this somebody of no country told, who speaks by his office for one?"""
    return found.code is None and found.actor.person and ranks.rank(found.actor.office or "") >= ranks.SENIOR


def _only_tells(tree: Tree, token: int, actor: Sequence[Found]) -> bool:
    """Do those who are to have gone on "the visit" only tell of it ("The visit is to …, the spokesman said")?"""
    verb = announcing.saying(tree, token) if tree.token(token).pos == "NOUN" else None
    if verb is None or not actor or any(tree.token(k).dep == "poss" for k in tree.children[token]):
        return False
    return {f.head for f in actor} <= {i for s in tree.subjects(verb) for i in tree.joined(s)}


def _doubt(found: Sequence[Found], those: Sequence[Found], given: Sides) -> None:
    """Takes back the country of somebody named who was only taken to be of it, where it is that of the other side too,
    or another than that of those he is named in a row with: a meeting told in a report is one with others."""
    told = {f.start for f in found if f.code}
    for mine, theirs in ((given.actor, given.recipient), (given.recipient, given.actor)):
        codes = {f.code for f in theirs if f.code and f.start in told}
        for f in mine:
            row = {g.code for g in mine if g.code and g.start in told}
            if f.actor.person and f.start not in told and (f.code in codes or (row and f.code not in row)):
                f.actor = replace_actor(f.actor, code=None)


def _told_before(tree: Tree, token: int) -> bool:
    """Is this "the meeting", "the talks", which the report speaks of again without saying whose?"""
    kids = {tree.token(k).text.lower() for k in tree.children[token]}
    return tree.token(token).pos == "NOUN" and bool(kids & {"the", "this", "that", "these", "those"})


def _calls_on(tree: Tree, trigger: Trigger, recipient: Sequence[Found]) -> bool:
    """ "Called on the general" is a visit, "called on the general to resign" is none."""
    if (
        trigger.event != "REQUEST"
        or trigger.rule.head != "call"
        or {"on"} not in [set(g) & {"on"} for g in trigger.rule.near]
    ):
        return False
    asks = tree.kids(trigger.token, "xcomp", "ccomp", "advcl")
    return not asks and bool(recipient) and all(f.actor.person for f in recipient)


def _quotes(tree: Tree, found: Found, token: int) -> bool:
    """Does an agency only have it from somebody ("KCNA quoted Cai as voicing confidence")?"""
    above = [i for i in tree.up(token) if found.head in tree.kids(i, "nsubj")]
    return found.actor.sector == "MED" and any(tree.lemma(i) in CITES for i in above)


def _only_reports(tree: Tree, found: Found, token: int) -> bool:
    """Is this an agency or paper that the sentence only has it from ("…, KCNA said")?"""
    head = tree.token(found.head).head if tree.token(found.head).dep == "appos" else found.head
    verb = tree.token(head).head
    reports = (tables.operators()["report"] | {"tell"}) - CITES
    told = tree.token(head).dep == "nsubj" and tree.lemma(verb) in reports
    return found.actor.sector == "MED" and told and verb != token


def _placed(tree: Tree, actor: list[Found], recipient: list[Found], event: str) -> tuple[list[Found], list[Found]]:
    """Between states, those without one ("leaders", "ambassadors") are no side of their own."""
    if event in AT_HOME or not any(_identified(f) for f in (*actor, *recipient)):
        return actor, recipient
    if event in SPOKEN and any(_identified(f) for f in recipient) and all(_unsaid(tree, f) for f in actor):
        return actor, [f for f in recipient if _identified(f)]
    told = [f for f in recipient if _identified(f)]
    if event in AGAINST and not told:
        told = [f for f in recipient if domestic.is_organ(tree, f)]
    return [f for f in actor if _identified(f)], told


def _unsaid(tree: Tree, found: Found) -> bool:
    """Is this a ministry or government whose state a report at home need not name?"""
    return not _identified(found) and tree.lemma(found.head) in {"ministry", "government"}


def _identified(found: Found) -> bool:
    return found.code is not None or found.actor.person


def _distinct(drafts: Sequence[Draft], left: Left) -> list[Draft]:
    """One act told by verb and noun ("held talks", "the talks") is told once; so are acts with the same sides."""
    kept: list[Draft] = []
    for draft in drafts:
        mine = _signature(draft)
        if any(
            k.event == draft.event and (_signature(k) == mine or mine < _signature(k)) and k.status == draft.status
            for k in kept
        ):
            left[draft.token] = SAME
            continue
        if kept and draft.confidence < BESIDE:
            left[draft.token] = f"{NOISE}: {draft.confidence:.2f}, at least {BESIDE} beside a surer act"
            continue
        kept.append(draft)
    return kept


def _signature(draft: Draft) -> set[tuple[str, str | None]]:
    return {(f.actor.name, f.code) for f in [*draft.actor, *draft.recipient]}
