"""Who acts and who is acted on: the two sides of an act, taken together out of all pairs the sentence offers.

Those found in the sentence are gathered into parties (who is coordinated stands together). Every pair of parties, one
acting and the other acted on, or both acting together, or one alone, is weighed: by the traits of each as actor or
recipient, and by what ties the two. The heaviest pair is taken. Weights: sides.tsv, for the parties, and pairs.tsv.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from communique.record import attribution, belonging, status, tables
from communique.record.actors import Found
from communique.record.traits import Act, Option, Party, of, of_pair, of_sort, of_two, parties
from communique.record.weights import tables as weights

MOST = 3
"""Parties that are tried on each side, the likeliest; on the train side of bench/coded a fourth changes nothing."""

LACKING = {"no recipient": 2.0, "no actor": 1.0}
"""What speaks, beside the weights, against a way of an act that harms or blames which leaves a side untold: reports
tell the other side of such acts more often than the sentences of ours that the weights were fitted on."""
HARMS = status.HOSTILE | {"ACCUSE"}
SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Acts done by speaking: towards nobody by being done in a place, and told on of the meeting just told of."""
FAR = 6.0
"""How far behind the weightiest a way may be by each side alone (log-odds): what ties two made up for at most 4.7 in
3,300 texts."""
EVEN = 9
"""Decimals of a sum that count, so that of ways as heavy as each other the first is taken."""


ONE_WAY = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "AID", "MOBILIZE", "PROTEST"})
"""Types whose sides are two."""
GOOD = frozenset({"AGREE", "SUPPORT", "AID"})
"""What is done for others: who acts in the next clause seldom got it, where whoever was struck answers there."""
MUTUAL = frozenset(
    ["trade", "exchange", "swap", "share", "clash", "spar", "quarrel", "argue", "feud", "bicker", "fight", "hurl"]
)
"""Verbs by which what is done to others is done to each other."""
EACH = frozenset(["each", "other", "another", "mutual", "mutually", "reciprocal", "tit-for-tat"])
"""Words that say so."""


@dataclass(frozen=True)
class Sides:
    """The two sides of an act, whether they do it together, how sure that is against all other ways (0..1), and what
    was weighed: (answer, table, traits) for each side and for the pair."""

    actor: tuple[Found, ...] = ()
    recipient: tuple[Found, ...] = ()
    together: bool = False
    probability: float = 0.0
    weighed: tuple[tuple[str, str, Sequence[str]], ...] = ()

    @property
    def traits(self) -> tuple[tuple[str, str, float], ...]:
        """The traits that decided, as (what it speaks for, trait, weight)."""
        return tuple(
            (answer, *trait)
            for answer, table, traits in self.weighed
            for trait in weights()[table].telling(traits, "pair" if table == "pairs" else answer)
        )


def options(
    those: Sequence[Party], first: Sequence[int], second: Sequence[int], both: Sequence[int]
) -> Iterator[Option]:
    """All ways to give out sides to those parties that may take each."""
    for actor in (*first, None):
        for recipient in (*second, None):
            if actor != recipient:
                yield Option(actor, recipient, False)
    for place, actor in enumerate(both):
        if len(those[actor]) > 1:
            yield Option(actor, None, True)
        for recipient in both[place + 1 :]:
            yield Option(actor, recipient, True)


def possible(act: Act, those: Sequence[Party], option: Option) -> bool:
    """Can sides be given out so? Nobody acts on himself, nobody does anything together with a mere place, and where
    somebody goes, nobody does what was before or after that."""
    acting = {option.actor, option.recipient} if option.together else {option.actor}
    if any(those[number][0].head in act.goals for number in acting if number is not None):
        return False
    if option.actor is not None and not option.together and _anothers_agent(act, those[option.actor]):
        return False
    if option.together and option.actor is not None and option.recipient is None:
        if _side_by_side(act, those[option.actor]):
            return False
        return _several(those[option.actor]) and not all(f.place for f in those[option.actor])
    if option.recipient is not None and not option.together:
        towards = those[option.recipient]
        if any(bars(act, towards) for bars in (_where, _asked_for, _likewise, _acts_next)):
            return False
    if option.actor is None or option.recipient is None:
        return True
    first, second = those[option.actor], those[option.recipient]
    if option.together and (all(f.place for f in first) or all(f.place for f in second)):
        return False
    mine = {f.actor.key for f in first if f.actor.person}
    return not any(f.actor.person and f.actor.key in mine for f in second)


def _several(party: Party) -> bool:
    """Are these two and more, and not somebody with his own state ("Kallas of Estonia")?"""
    own = {f.code for f in party if f.actor.person}
    return len({f.actor.key for f in party if f.actor.person or f.code is None or f.code not in own}) > 1


def _side_by_side(act: Act, party: Party) -> bool:
    """Do these do something to others that nobody does together with whom it is done to ("Japan and Australia voiced
    concern")?"""
    to_others = act.lemma in tables.words("to_others") or (
        act.lemma in tables.words("utters")
        and any(act.tree.lemma(i) in tables.words("felt") for i in act.tree.kids(act.token, "dobj"))
    )
    if (act.event not in ONE_WAY and not to_others) or act.told != "verb" or party[0].head not in act.subjects:
        return False
    return act.tree.lemma(act.token) not in MUTUAL and not EACH.intersection(act.tree.words)


def _anothers_agent(act: Act, party: Party) -> bool:
    """Did these do, by a passive clause of its own, something else than what was done to the subject of an act ("the
    line was drawn by a court, but crews were arrested")?"""
    tree = act.tree
    if act.told != "passive":
        return False
    above = [act.token, *(tree.up(act.token) if tree.token(act.token).dep == "xcomp" else ())]
    own = next((i for i in above if tree.kids(i, "nsubj", "nsubjpass")), None)
    if own is None or "but" not in {tree.lemma(k) for k in tree.kids(tree.token(own).head, "cc")}:
        return False
    by = tree.token(tree.token(party[0].head).head)
    return by.dep == "agent" and by.head not in {own, act.token}


def _pair(act: Act, party: Party) -> bool:
    """Does the report tell of those named before, by a word for both ("the two countries agreed")?"""
    both = len(party) > 1 and all(f.kind == "reference" for f in party)
    return both and act.told == "verb" and party[0].head in act.subjects


def _credited(act: Act, party: Party) -> bool:
    """Has the sentence it only from these, who stand in no clause of the act ("…, the ministry said")?"""
    source = attribution.credited(act.tree)
    if not source or act.token in source:
        return False
    return all(f.head in source and f.head not in act.subjects for f in party)


def _where(act: Act, party: Party) -> bool:
    """Is this only where something is said or done ("voted in New York")?"""
    tree = act.tree
    return act.event in SPOKEN and all(
        f.place and f.kind == "region" and tree.token(tree.token(f.head).head).head == act.token for f in party
    )


def _asked_for(act: Act, party: Party) -> bool:
    """Are these whom one asks for, not whom one asks ("demanded the release of two Peruvians")?"""
    tree = act.tree
    links = [tree.token(f.head).head for f in party if tree.token(f.head).dep == "pobj"]
    nouns = [tree.token(i).head for i in links if tree.lemma(i) == "of"]
    return (
        act.event == "REQUEST"
        and len(nouns) == len(party)
        and all(tree.lemma(i) in tables.words("freed") for i in nouns)
    )


def _likewise(act: Act, party: Party) -> bool:
    """Did these do the same ("China congratulated the president, as did Comoros")?"""
    tree = act.tree
    verbs = [tree.token(f.head).head for f in party if tree.token(f.head).dep == "nsubj"]
    return len(verbs) == len(party) and all(
        tree.lemma(i) == "do" and "as" in {tree.lemma(k) for k in tree.kids(i, "mark", "advmod", "prep")} for i in verbs
    )


def _acts_next(act: Act, party: Party) -> bool:
    """Do these do something else in the next clause ("the union pledged money and France sent doctors")?"""
    tree = act.tree
    verbs = {tree.token(f.head).head for f in party if tree.token(f.head).dep == "nsubj"}
    whole = len(verbs) == 1 and all(tree.token(f.head).dep == "nsubj" for f in party)
    own = act.event in GOOD and act.told == "verb" and bool(tree.kids(act.token, "nsubj"))
    return whole and own and all(tree.token(v).dep == "conj" and tree.token(v).head == act.token for v in verbs)


def decide(act: Act) -> Sides:
    """The sides of an act; whose those found are must be settled."""
    those = parties(act.tree, act.found)
    if not those:
        return Sides()
    alone = weights()["sides"]
    told = [list(of(act, party)) for party in those]
    sums = [dict(zip(alone.answers, alone.sums(traits), strict=True)) for traits in told]
    nobody = {n for n, party in enumerate(those) if all(belonging.aside(act.tree, f) for f in party)}
    source = nobody | {n for n, party in enumerate(those) if _credited(act, party)}
    may_act = act.event in SPOKEN or any(act.tree.token(i).pos == "PRON" for i in act.subjects)
    out = {answer: nobody if answer == "actor" and may_act else source for answer in alone.answers}
    likely = {answer: _likeliest([s[answer] for s in sums], out[answer]) for answer in alone.answers}
    ways = [way for way in options(those, *(likely[answer] for answer in alone.answers)) if possible(act, those, way)]
    pair = next((n for n, party in enumerate(those) if _pair(act, party)), None)
    ways = [way for way in ways if way.actor == pair] or ways if pair is not None else ways
    if not ways:
        return Sides()
    totals = _totals(act, those, ways, sums)
    best = max(totals, key=lambda way: totals[way])
    whole = sum(exp(total - totals[best]) for total in totals.values())
    return _given(best, those, told, list(of_pair(act, those, best)), 1 / whole)


def _totals(
    act: Act, those: Sequence[Party], ways: Sequence[Option], sums: Sequence[Mapping[str, float]]
) -> dict[Option, float]:
    """What speaks for each way that is not `FAR` behind before the two are looked at together."""
    table, lacking = weights()["pairs"], LACKING if act.event in HARMS else {}
    shared: dict[tuple[str, str], float] = {}
    singly: dict[Option, float] = {}
    for way in ways:
        sort = (way.sort, way.lacks)
        if sort not in shared:
            shared[sort] = table.sums(of_sort(act, way, len(those)))[0] - lacking.get(way.lacks, 0.0)
        first, second = way.answers
        singly[way] = shared[sort]
        singly[way] += 0.0 if way.actor is None else sums[way.actor][first]
        singly[way] += 0.0 if way.recipient is None else sums[way.recipient][second]
    least = max(singly.values()) - FAR
    near = {way: total for way, total in singly.items() if total >= least}
    return {way: round(total + table.sums(of_two(act, those, way))[0], EVEN) for way, total in near.items()}


def _likeliest(sums: Sequence[float], out: set[int]) -> list[int]:
    those = (n for n in range(len(sums)) if n not in out)
    return sorted(sorted(those, key=lambda n: -sums[n])[:MOST])


def _given(
    option: Option, those: Sequence[Party], told: Sequence[Sequence[str]], ties: Sequence[str], probability: float
) -> Sides:
    actor = () if option.actor is None else those[option.actor]
    recipient = () if option.recipient is None else those[option.recipient]
    numbers = zip((option.actor, option.recipient), option.answers, strict=True)
    why = [(answer, "sides", told[number]) for number, answer in numbers if number is not None]
    why.append(("pair", "pairs", ties))
    if option.together and not recipient:
        actor, recipient = apart(actor)
    return Sides(actor, recipient, option.together, probability, tuple(why))


def apart(party: Sequence[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Two sides out of one party: the first country against the rest, or the first named against the others."""
    keys = [f.code or f.actor.name for f in party]
    first = tuple(f for f, key in zip(party, keys, strict=True) if key == keys[0])
    rest = tuple(f for f in party if f not in first)
    return (first, rest) if rest else (tuple(party[:1]), tuple(party[1:]))
