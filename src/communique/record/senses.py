"""What a verb or noun means in a frame that settles it, whatever its cues are like: who calls a thing something asks
for nothing, a record that is reached is no agreement, an instrument of accession handed over is a paper signed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from communique.lexicon import dates
from communique.record import frames, idioms, opposite, status, tables
from communique.record.frames import dealt_with
from communique.record.scene import Scene
from communique.record.tree import Tree

SURE = 0.7
"""How sure a type is that a frame gives; by eye on the packaged sample."""
NAMES = frozenset({"REQUEST", "SANCTION", "CONSULT", "MOBILIZE", "COERCE"})
"""What "called the step a mistake" is not."""
THERE = ("dobj", "oprd", "advmod", "prt", "npadvmod")
PRAISE = {
    "historic", "success", "victory", "triumph", "breakthrough", "milestone", "friend", "partner", "ally", "good",
    "constructive", "candid", "frank", "fruitful", "productive", "important", "welcome", "new", "beginning",
    "positive", "great", "courageous", "brave", "hero", "excellent", "useful", "chance", "opportunity", "sign",
    "hope", "forward", "right", "significant", "substantive", "successful", "model", "example", "pillar", "honour",
    "honor", "gift", "best", "necessary", "key", "vital", "priority", "day", "moment", "brother", "wise", "timely",
    "encouraging", "neighbour",
}  # fmt: skip
"""Words of what is called good."""
KEPT_UP = {"buy", "sell", "import", "export", "purchase", "receive", "supply", "ship"}
"""Verbs of trade, which tell a standing fact in the simple present beside a share ("buys most of its gas")."""
MEASURES = {"ton", "tonne", "barrel", "worth", "cent", "percent", "%", "share", "bushel", "gallon", "metre", "meter"}
YEARLY = re.compile(
    r"\b(?:last year|a year|per year|annually|each year|every year|so far this year|in (?:19|20)\d\d)\b"
)
"""In what trade is counted, and over which time."""
SHARES = {"more", "most", "half", "third", "quarter", "percent", "%", "part", "share", "bulk", "cent", "much"}
SHOOTS = frames.FIRES - {"send"}
RESTRAINTS = {"curb", "sanction", "restriction", "embargo", "ban", "tariff", "barrier", "duty", "limit", "control"}
LAYS = {"put", "place", "slap", "lay"}
EASES = {"ease", "lift", "remove", "relax", "waive", "end", "drop", "lower", "scrap", "abolish", "loosen", "soften"}
PAPERS = {
    "agreement", "accord", "pact", "deal", "treaty", "memorandum", "contract", "protocol", "declaration", "document",
}  # fmt: skip
UNDERSTANDINGS = PAPERS | {
    "understanding", "consensus", "compromise", "truce", "ceasefire", "settlement", "term", "arrangement", "bargain",
}  # fmt: skip
"""What is reached or struck when something is agreed."""
SIGNS = {"sign", "initial", "ink", "ratify", "conclude"}
VOTES = {"vote", "approve", "adopt", "pass", "endorse"}
ENTERS = {"accession", "ratification", "acceptance", "approval", "adhesion", "membership"}
INSTRUMENTS = {"instrument", "document", "paper", "article", "letter"}
HANDS = {"deposit", "hand", "present", "give", "submit", "deliver", "lodge"}
"""Papers of who enters a treaty, and how they are given to whoever keeps it."""
OFFERED = {"SUPPORT", "AID"}
"""Types that are promised where they "will" be done on no day; others are planned."""
TRADES = {"exchange", "trade", "swap"}
SHOTS = {"strike", "fire", "blow", "shot", "missile", "rocket", "shelling", "shell", "airstrike", "bombardment"}
OPEN_SPACE = {"sea", "water", "ocean", "air", "sky", "space", "orbit", "strait", "gulf", "zone", "range", "desert"}
SENDS = {"send", "pour", "march", "move", "order", "drive", "roll"}
ISSUES = {"issue", "release", "publish", "adopt"}
STATEMENTS = {"statement", "declaration", "communique", "communiqué"}
FREES = {"release", "freedom", "swap", "hostage"}
DECISIONS = {"decision", "refusal", "veto", "move", "step", "vote", "failure", "withdrawal", "ruling"}
"""What somebody regrets who blames another."""
QUARRELS = {"dispute", "difference", "quarrel", "row", "feud", "claim", "disagreement", "argument"}
GOES = {"travel", "fly", "visit"}
DRAFTED = {
    "text", "resolution", "plan", "statement", "bill", "law", "letter", "proposal", "clause", "reply", "response",
    "constitution", "list", "strategy", "it",
}  # fmt: skip
"""What is drafted on paper; others are drafted into an army."""
GOALS = {"to", "for", "into", "from", "via", "around", "through", "across"}
"""Prepositions before where somebody goes."""
LANDS = {"land", "arrive", "alight"}
CEASES = {"let", "cease", "waver", "falter", "relent", "tire", "give", "rest"}
HARM = {
    "war", "plan", "consequence", "retaliation", "revenge", "action", "response", "sanction", "force", "punishment",
    "intervention", "annexation", "reprisal", "invasion",
}  # fmt: skip
"""What is threatened by speaking of it."""
BAD = {"terrorist", "aggressor", "disgrace", "act", "threat", "genocide", "murder", "farce", "sham", "lie"}
FRAMED = (
    HANDS | ISSUES | TRADES | LAYS | EASES | SENDS | GOES | LANDS | frames.LEAVES | frames.RECEIVES | SHOOTS
    | {"approve", "ratify", "take", "reach", "strike", "settle", "negotiate", "express", "join", "become", "invite"}
)  # fmt: skip
"""Verbs whose frame may say what they mean."""
UNTIL = {"until", "till", "before", "if", "once"}


def barred(scene: Scene, index: int) -> frozenset[str]:
    """The types that a word does not tell here."""
    tree, lemma = scene.tree, scene.tree.lemma(index)
    token = tree.token(index)
    if token.dep == "acomp" and tree.lemma(token.head) in {"get", "make"}:  # who gets ready offers nothing
        return frozenset({"AGREE"})
    if token.pos not in {"VERB", "AUX"}:
        if lemma == "charge" and MEASURES & _words(tree, tree.down(index, clauses=False)):  # "a 15 per cent charge"
            return frozenset({"ACCUSE"})
        return frozenset({"AGREE"}) if lemma in PAPERS and _signed(tree, index) else frozenset()
    if lemma == "call" and tree.kids(index, "oprd") and not _words(tree, tree.kids(index, *THERE)) & {"home", "back"}:
        return NAMES if scolds(tree, index) else NAMES | {"ACCUSE"}
    if lemma == "expect" or (lemma == "ask" and _questions(tree, index)):
        return frozenset({"REQUEST"})
    if _disbelieves(tree, index):
        return frozenset(tables.TYPES)
    if lemma == "describe" and _in_passing(tree, index) and not _led_to(tree, index, "as") & (frames.BLAMING | BAD):
        return frozenset({"ACCUSE", "MOBILIZE"})
    if lemma == "speak" and not _led_to(tree, index, "of") & HARM:
        return frozenset({"THREATEN"})
    if lemma == "draft" and _words(tree, dealt_with(tree, index)) & (PAPERS | DRAFTED):
        return frozenset({"MOBILIZE"})
    if lemma in GOES - {"visit"} and _led_to(tree, index, "with") and not _goes_anywhere(tree, index):
        return frozenset({"CONSULT"})
    if lemma == "go" and "back" in _beside(tree, index) and not _acts(scene, index):
        return frozenset({"CONSULT"})
    if lemma in CEASES and _goes_on(tree, index):
        return frozenset(tables.TYPES)
    if lemma == "reach" and not _words(tree, (*dealt_with(tree, index), tree.token(index).head)) & UNDERSTANDINGS:
        return frozenset({"AGREE"})
    if lemma in KEPT_UP and (_counted(tree, index) or (token.tag in {"VBZ", "VBP"} and _share(tree, index))):
        return frozenset({"COOPERATE", "AID"})
    if lemma == "threaten" and tree.subjects(index) and not (_acts(scene, index) or _of_somebody(scene, index)):
        return frozenset({"THREATEN"})
    return frozenset()


def _disbelieves(tree: Tree, verb: int) -> bool:
    """Is a claim of what was done denied ("rubbished a report that …"), and nothing turned down?"""
    claims = [o for o in tree.kids(verb, "dobj") if tree.lemma(o) in tables.words("claims")]
    return tree.lemma(verb) in tables.words("disbelieving") and any(
        status.disbelieved(tree, kid) for o in claims for kid in tree.kids(o, "acl", "relcl", "ccomp")
    )


def _questions(tree: Tree, verb: int) -> bool:
    """Is it a question that is asked ("asked who would pay"), and nothing asked for?"""
    asks = [tree.down(c)[:2] for c in tree.kids(verb, "ccomp") if c > verb]
    return any(tree.token(i).tag in {"WP", "WRB", "WDT"} for words in asks for i in words)


def scolds(tree: Tree, verb: int) -> bool:
    """Is something called by no word of praise ("called the step colonial")? It is blamed, then, if anything."""
    words = {tree.lemma(i) for o in tree.kids(verb, "oprd") for i in tree.down(o)}
    return tree.lemma(verb) == "call" and bool(words) and not words & PRAISE


def deed_told_again(scene: Scene, verb: int) -> bool:
    """Is it a deed of others that somebody calls so ("called the raid cruel")?"""
    what = _words(scene.tree, scene.tree.kids(verb, "dobj"))
    return _acts(scene, verb) and bool(what & (opposite.DEEDS | opposite.NEWS))


def meant(scene: Scene, index: int) -> str | None:
    """The type that a verb tells here, where its frame leaves no doubt."""
    tree, lemma = scene.tree, scene.tree.lemma(index)
    if (idiom := idioms.meant(scene, index)) is not None:
        return idiom
    if lemma not in FRAMED or tree.token(index).pos != "VERB":
        return None
    what = _words(tree, dealt_with(tree, index))
    if lemma in HANDS and any(_instrument(tree, o) for o in dealt_with(tree, index)):
        return "SUPPORT"
    if lemma in {"approve", "ratify"} and what & (ENTERS | {"bid"}):
        return "SUPPORT"
    if lemma in ISSUES and what & STATEMENTS and any("joint" in _beside(tree, o) for o in dealt_with(tree, index)):
        return "SUPPORT"
    if (lemma in TRADES and what & SHOTS) or _fired_into(scene, index) or _invaded(scene, index):
        return "ASSAULT"
    if lemma in LAYS and what & RESTRAINTS and (_led_to(tree, index, "on") or _led_to(tree, index, "against")):
        return "SANCTION"
    if lemma in EASES and _acts(scene, index) and any(_restraint(tree, o) for o in dealt_with(tree, index)):
        return "CONCEDE"
    if lemma == "take" and "countermeasure" in what:
        return "THREATEN"
    if (lemma in {"reach", "strike"} and _reached(tree, index)) or (lemma == "settle" and _settled(tree, index)):
        return "AGREE"
    if lemma == "negotiate" and not what & FREES and tree.token(index).dep != "acl":
        return "CONSULT"
    if lemma in frames.RECEIVES and _received(scene, index):
        return "CONSULT"
    if lemma == "invite" and any(i in scene.actor_at and scene.actor_at[i].actor.person for i in _named(scene, index)):
        return "REQUEST"
    if lemma in GOES | LANDS | frames.LEAVES and _goes_to(scene, index):
        return "CONSULT"
    if lemma == "express" and _regrets(tree, index):
        return "ACCUSE"
    return "COOPERATE" if _joins(scene, index) else None


def shuns(scene: Scene, index: int) -> bool:
    """Does somebody say that he no longer recognises a state? It is broken with (SANCTION)."""
    tree = scene.tree
    known = any(i in scene.actor_at for i in tree.kids(index, "dobj"))
    return tree.lemma(index) in {"recognise", "recognize"} and "longer" in _beside(tree, index) and known


def due(scene: Scene, index: int, deed: str) -> bool:
    """Must a paper still be signed or voted on by who acts, as the law has it ("must still sign the law")?"""
    tree = scene.tree
    if deed != "SUPPORT" or tree.lemma(index) not in SIGNS | VOTES | {"put", "ratify"}:
        return False
    helpers = {tree.lemma(k) for k in tree.kids(index, "aux")}
    above = tree.token(index).head
    obliged = tree.token(index).dep == "xcomp" and tree.lemma(above) in {"have", "need"}
    spoken = tree.token(index).dep == "ccomp" or (obliged and tree.token(above).dep == "ccomp")
    who = [scene.actor_at[i].actor for i in tree.subjects(index) if i in scene.actor_at]
    waits = bool({"still", "yet"} & _beside(tree, index)) or any(a.sector == "LEG" or a.person for a in who)
    return ("must" in helpers or obliged) and waits and not spoken and _acts(scene, index)


def promises(scene: Scene, index: int, deed: str) -> bool:
    """Do those who act promise this ("will support"), and not plan a paper, a vote or anything on a day?"""
    tree = scene.tree
    formal = tree.lemma(index) in SIGNS | HANDS | VOTES
    verb = tree.token(index).pos == "VERB" and not tree.passive(index)
    free = not formal and not scene.supposed and not any(dates.known(tree.text))
    return deed in OFFERED and verb and free and _acts(scene, index)


def agreed(scene: Scene, deed: int, verb: int) -> bool:
    """Is this what is agreed or promised by another verb ("agreed to supply")?"""
    token = scene.tree.token(deed)
    return token.head == verb and token.dep in {"xcomp", "ccomp"}


def _words(tree: Tree, tokens: Sequence[int]) -> set[str]:
    return {tree.lemma(i) for i in tokens}


def _beside(tree: Tree, index: int) -> set[str]:
    """The words that hang on a word, as printed."""
    return {tree.token(k).text.lower() for k in tree.children[index]}


def _led_to(tree: Tree, verb: int, word: str) -> set[str]:
    """The words that a preposition leads to."""
    return {tree.lemma(i) for p in tree.kids(verb, "prep") if tree.lemma(p) == word for i in tree.down(p)}


def _acts(scene: Scene, verb: int) -> bool:
    """Does somebody who may act do this?"""
    subjects = scene.tree.subjects(verb)
    named = [k for i in subjects for k in scene.tree.kids(i, "appos")]
    return any(i in scene.actor_at or scene.tree.token(i).pos == "PRON" for i in (*subjects, *named))


def _of_somebody(scene: Scene, verb: int) -> bool:
    """Is what does this somebody's ("bin Laden's network", "the Chadian radio")?"""
    kids = [k for i in scene.tree.subjects(verb) for k in scene.tree.kids(i, "poss", "compound", "amod", "nmod")]
    return any(k in scene.actor_at for k in kids)


def _named(scene: Scene, verb: int) -> list[int]:
    """The objects of a verb, and who is named beside them."""
    tree = scene.tree
    return [j for o in dealt_with(tree, verb) for j in (o, *tree.kids(o, "appos"))]


def _signed(tree: Tree, noun: int) -> bool:
    """Is this paper one that is signed, so that the signing tells of it?"""
    token = tree.token(noun)
    if token.dep == "pobj" and tree.lemma(token.head) == "to":
        return tree.lemma(tree.token(token.head).head) in {"name", "signature", "put"}
    return tree.lemma(token.head) in SIGNS and token.dep in {"dobj", "nsubjpass"}


def _goes_anywhere(tree: Tree, verb: int) -> bool:
    """Is it told where somebody goes?"""
    there = {"there", "home", "back", "here"} & _beside(tree, verb)
    return bool(there or _goals(tree, verb, (), GOALS) or dealt_with(tree, verb))


def _in_passing(tree: Tree, verb: int) -> bool:
    """Is something described so only on the way ("as described by", "what it described as a depot")?"""
    return tree.token(verb).tag == "VBN" or "what" in _words(tree, tree.kids(verb, "dobj"))


def _counted(tree: Tree, verb: int) -> bool:
    """Is the trade of a year told by its amount ("shipped 40,000 tons of pork last year", "one in eight hams")?"""
    words = [tree.lemma(i) for o in tree.kids(verb, "dobj") for i in tree.down(o)]
    share = any(pair == ("one", "in") for pair in pairwise(words))
    return share or (bool(MEASURES.intersection(words)) and YEARLY.search(tree.text) is not None)


def _share(tree: Tree, verb: int) -> bool:
    """Is it told how much is bought or got ("buys most of its gas")?"""
    return any(tree.lemma(i) in SHARES for o in tree.kids(verb, "dobj") for i in tree.down(o, clauses=False))


def _goes_on(tree: Tree, verb: int) -> bool:
    """Is it said that somebody will not cease ("would not let up")?"""
    will = bool(_words(tree, tree.kids(verb, "aux")) & {"will", "would"})
    up = tree.lemma(verb) not in {"let", "give"} or "up" in _words(tree, tree.kids(verb, "prt"))
    return will and up and bool(tree.kids(verb, "neg"))


def _instrument(tree: Tree, noun: int) -> bool:
    return tree.lemma(noun) in INSTRUMENTS and bool(_words(tree, tree.down(noun, clauses=False)) & ENTERS)


def _restraint(tree: Tree, noun: int) -> bool:
    """Is this a restraint, or most of them?"""
    parts = _led_to(tree, noun, "of") if tree.lemma(noun) in SHARES | {"all", "many", "some"} else set()
    return bool(({tree.lemma(noun)} | parts) & RESTRAINTS)


def _goals(tree: Tree, verb: int, things: Sequence[int], words: set[str]) -> list[int]:
    """What prepositions at a verb or its objects lead to."""
    preps = [p for at in (verb, *things) for p in tree.kids(at, "prep") if tree.lemma(p) in words]
    return [o for p in preps for o in tree.kids(p, "pobj")]


def _fired_into(scene: Scene, verb: int) -> bool:
    """Is something fired at or into a place that is not the open sea?"""
    tree = scene.tree
    shot = [o for o in dealt_with(tree, verb) if tree.lemma(o) in frames.ARMS]
    if tree.lemma(verb) not in SHOOTS or not shot:
        return False
    goals = _goals(tree, verb, shot, {"at", "into", "on", "against"})
    hit = [i for o in goals if tree.lemma(o) not in OPEN_SPACE for i in tree.down(o, clauses=False)]
    own = {scene.actor_at[s].code for s in tree.subjects(verb) if s in scene.actor_at}
    return any(scene.actor_at[i].code not in own | {None} for i in hit if i in scene.actor_at)


def _invaded(scene: Scene, verb: int) -> bool:
    """Are soldiers sent into another state?"""
    tree = scene.tree
    sent = [o for o in dealt_with(tree, verb) if tree.lemma(o) in frames.FORCES]
    if tree.lemma(verb) not in SENDS or not sent:
        return False
    own = {scene.actor_at[s].code for s in tree.subjects(verb) if s in scene.actor_at}
    into = [scene.actor_at[o].code for o in _goals(tree, verb, sent, {"into"}) if o in scene.actor_at]
    return bool(own) and any(code and code not in own for code in into)


def _reached(tree: Tree, verb: int) -> bool:
    """Is this said of an agreement, by whom it was reached ("the deal struck by Chile and Peru")?"""
    token = tree.token(verb)
    ways = [*tree.kids(verb, "agent"), *(p for p in tree.kids(verb, "prep") if tree.lemma(p) == "between")]
    return token.dep == "acl" and bool(ways) and tree.lemma(token.head) in UNDERSTANDINGS


def _settled(tree: Tree, verb: int) -> bool:
    """Are quarrels settled ("settled what had stood between them")?"""
    asks = any("what" in _beside(tree, c) for c in tree.kids(verb, "ccomp"))
    return asks or bool(_words(tree, tree.kids(verb, "dobj")) & QUARRELS)


def _received(scene: Scene, verb: int) -> bool:
    """Is somebody received by another, both by name ("was welcomed there by Rosa Lima")?"""
    tree = scene.tree
    agents = [o for by in tree.kids(verb, "agent") for o in tree.kids(by, "pobj")]
    those = [[scene.actor_at[i] for i in side if i in scene.actor_at] for side in (tree.subjects(verb), agents)]
    return all(any(f.actor.person for f in side) for side in those)


def _goes_to(scene: Scene, verb: int) -> bool:
    """Does somebody told by name or as "he" go to a state?"""
    tree = scene.tree
    lemma = tree.lemma(verb)
    ways = {"in", "at"} if lemma in LANDS else {"for"} if lemma in frames.LEAVES else {"to"}
    goals = _goals(tree, verb, (), ways) if tree.lemma(verb) != "visit" else tree.kids(verb, "dobj")
    there = any(i in scene.actor_at and scene.actor_at[i].code and not scene.actor_at[i].actor.person for i in goals)
    goer = any(i in scene.actor_at and scene.actor_at[i].actor.person for i in tree.subjects(verb))
    return there and goer


def _regrets(tree: Tree, verb: int) -> bool:
    """Is regret expressed over what others have decided or done?"""
    regret = [o for o in tree.kids(verb, "dobj") if tree.lemma(o) == "regret"]
    if not regret or _goals(tree, verb, regret, {"to"}) or tree.kids(verb, "dative"):
        return False
    over = _goals(tree, verb, regret, {"over", "at", "about"})
    return any(tree.lemma(o) in DECISIONS and tree.kids(o, "poss") for o in over)


def _joins(scene: Scene, verb: int) -> bool:
    """Does a state join a body of states, or become a member of one?"""
    tree = scene.tree
    into = tree.kids(verb, "dobj") if tree.lemma(verb) == "join" else []
    if tree.lemma(verb) == "become":
        into = _goals(tree, verb, [a for a in tree.kids(verb, "attr") if tree.lemma(a) == "member"], {"of"})
    if _words(tree, tree.kids(verb, "mark", "advmod")) & UNTIL:
        return False
    bodies = any(o in scene.actor_at and scene.actor_at[o].code == "IGO" for o in into)
    return bodies and any(s in scene.actor_at for s in tree.subjects(verb))
