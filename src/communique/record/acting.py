"""Actor or place: whether the one a name stands for acts in the sentence, or the name only says where or labels a
thing."""

import re
from functools import cache

from communique.lexicon import countries
from communique.lexicon.phrases import Phrases
from communique.record import fields, hanging, tables, whereabouts
from communique.record.naming import Named
from communique.record.tree import Tree

INSIDE = {
    "in", "at", "near", "inside", "outside", "around", "across", "throughout", "along", "off", "beneath", "under",
    "above", "within", "beyond",
}  # fmt: skip
THROUGH = {"through", "via"}
MODIFIES = frozenset(["amod", "compound", "poss", "nmod", "nn"])
PERSONAL = re.compile(r"(?:[a-z]{2,}(?:ists?|ians?|m[ae]n|wom[ae]n|eers?|ters?|ders?|kers?|ners?|tors?|ees))$")
BETWEEN = re.compile(
    r"(?: to |[-–])[A-Z][\w'’-]+ (?:road|railway|flight|train|line|highway|motorway|bus|route|ferry|pipeline)\b"
)
CALLED = re.compile(r" is (?:also )?(?:the )?name of\b")
COMMA = re.compile(r"(?: \([^)]*\))?, (?:(?:in|at|near|on|by) |(?:an?|the) |(?=[A-Z]))")
TITLED = re.compile(
    r"(?:film|novel|opera|song|ship|ferry|tanker|yacht|play|book|named|called|called the|hotel) [\"“'‘]?$"
)


_words = tables.acting


@cache
def _idioms() -> Phrases:
    return Phrases(name for line in tables.load("acting.toml")["idioms"].splitlines() for name in line.split(";"))


def words_of(name: str) -> frozenset[str]:
    """One of the word lists of acting.toml."""
    return tables.acting(name)


LARGER = re.compile(
    r"\b(?:Hotel|Hôtel|Café|Cafe|café|cafe|Ritz|InterContinental|Intercontinental|Hilton|Sheraton|Marriott"
    r"|Serena|Hyatt|Radisson|Four Seasons"
    r"|Kempinski|Air|Télé|Tele|TV|Banco|Banque|Banca|Crédit|Casino|Palais|Restaurant|Villa|Bar|Cinema|Camp"
    r"|Operation|Mount|Lake|Cape|Fort|Port|Radio|Miss|Little"
    r"|Calle|Avenida|Plaza|Piazza|MV|SS|MS|RMS|HMS|USS|HMAS|HMCS|INS|BRP|KRI|ROKS|Team|Club"
    r"|Duke of|Duchess of|Earl of|Prince of|Princess of|University of"
    r"|Knights? of|Order of|Lords? of|Maid of|Merchant of|Bishop of|Archbishop of|Dean of|Council of|Synod of"
    r"|Siege of"
    r"|Sack of|Fall of|Convention of|Accords? of|Pact of|Statute of|Declaration of|Isle of|Pearl of|Star of|Spirit of"
    r"|Battle of|Treaty of|Peace of|Congress of|Gulf of|Straits? of|Bay of|Sea of|Tour of|Our Lady of|Queen of) $"
)
"""What makes of the name behind it a part of a larger one."""
MADE = re.compile(r"[-–](?:bound|based|born|made|built|style|flagged|registered|educated|trained|grown|listed)\b")
WARS = re.compile(
    r" (?:Civil |Missile |Independence )?(?:Wars?|Revolution|Crisis|Spring|Renaissance|Enlightenment|Uprising"
    r"|Famine)\b"
    r"| (?:missile crisis|hostage crisis|civil war|war of independence|war years)\b"
)
FORMAL = re.compile(
    r"\b(?:Republic|Kingdom|State|Confederation|Commonwealth|Principality|Sultanate|Federation|Duchy)\b"
)
"""What is in the full name of a state, by which it is told as a party in law rather than as a place."""
WHERE = {"on", "to", "from", "towards", "toward", "past"}
FROM = {"from", "to", "off", "between", "of", "near", "along"}
"""Prepositions of where the weather was."""

SCORES = re.compile(
    r"\b\d{1,2}[-–]\d{1,2}\b(?= (?:with|against|in|at|to|after|win|draw|defeat|loss|victory))"
    r"|\b(?:won|lost|drew|win|lose|draw) \d{1,2}[-–]\d{1,2}\b"
    r"|\b(?:won|lost|ran|rowed|swam) the (?:relay|race|match|game|series|tie|test|heat|regatta|shoot-out"
    r"|toss|title|gold|silver|bronze)\b"
    r"|\b(?:by|scored|drew|with|in) (?:an?|one|two|three|four|five|six|\d+) (?:goals?|points|runs|wickets|lengths)\b"
    r"|\bon penalties\b|\b(?:beat|lost to|drew with) [A-Z]|\bby an innings\b"
    r"|\bWorld Cup\b|\bOlympics?\b"
    r"|\b(?:won|lost|reached|drew) (?:the|in the) (?:final|semi-final|match|cup)\b|\bGrand Prix\b"
)
VOTES = re.compile(r"\b(?:bill|law|votes?|voted|parliament|motion|resolution|ballot|lawmakers|deputies|amendment)\b")
"""What is voted on, by figures that look like a score."""
ABSTRACT = re.compile(r"(?:tion|sion|ment|ance|ence|ity|cy|ism|ship|ness|al|ing|ure|dom|sis)s?$")
ADDRESSES = frozenset(
    [
        "capital",
        "city",
        "town",
        "port",
        "birthplace",
        "island",
        "address",
        "landmark",
        "monument",
        "building",
        "house",
        "seat",
        "symbol",
    ]
)
"""What a house or street is, and no government."""
TRANSITIVE = frozenset(["sink", "choke", "spread", "roast", "steam", "burst", "shake", "bake", "empty"])
"""What governments do to something and towns do alone ("Jakarta is sinking", "sank the deal")."""
PORTS = frozenset(["put", "dock", "berth", "moor", "anchor", "sail", "limp", "tow", "steam", "pull"])
"""What ships do at a town."""
SPOKEN = frozenset(["speak", "learn", "teach", "translate", "understand", "study", "write", "read"])


def place(tree: Tree, named: Named) -> str | None:
    """Why this name is no actor here, in words; None where it acts."""
    if named.code is None:
        return named.why
    text = tree.text
    if any(start <= named.start < end for start, end, _ in _idioms().find(text)):
        return "a saying"
    if why := _labelled(text, named):
        return why
    if _paired(tree, named):
        return None
    head = tree.head_of(named.start, named.end)
    if head is None:
        return None
    if hanging.acts(tree, named, head):
        return None
    if why := hanging.says(tree, named, head):
        return why
    noun = head
    while tree.token(noun).dep in MODIFIES and tree.token(noun).head != noun:
        noun = tree.token(noun).head
    after = re.match(r"['’]?s? ([\w-]+)", text[named.end :])
    town = named.kind != "body" or countries.of(named.text) is not None
    larger = named.kind != "demonym" and re.match(" [A-Z]", text[named.end :])
    phrase = fields.behind(tree, named.end) if named.kind in {"demonym", "name", "region"} and not larger else None
    games = phrase is not None and phrase.split(" ")[-1].rstrip("s") in _words("sport")
    if phrase and " " in phrase and not games and not SCORES.search(text) and fields.field(phrase) is not None:
        return None
    if after and town and text[named.end] == " " and after[1].lower() in _words("things"):
        following = next((t for t in tree.tokens if t.start == named.end + 1), None)
        if following is None or following.pos not in {"VERB", "AUX"} or text[: named.start].endswith(("The ", "the ")):
            return f"it says which {after[1]}"
    if named.kind in {"name", "capital", "region"} and any(
        tree.token(c).text.lower() in {"his", "her", "a", "an", "my"} for c in tree.children[head]
    ):
        return "one of many things of this name"
    if text[: named.start].endswith(("The ", "the ")) and named.text in _words("rivers") and noun == head:
        return f"the {named.text} is a river"
    scored = SCORES.search(text) and not VOTES.search(text)
    if named.kind != "body" and (scored or _words("sport") & {t.lemma for t in tree.tokens}):
        return "the sentence tells of sport"
    if named.kind != "body" and _weathered(tree, head, noun):
        return "the weather does not act on a state"
    if (
        named.kind in {"name", "capital", "region", "demonym"}
        and (flow := hanging.counted(tree, head, noun)) is not None
    ):
        return f"a figure: {flow}"
    if noun != head:
        return _before_a_noun(tree, named, head, noun)
    return _alone(tree, named, head)


def _paired(tree: Tree, named: Named) -> bool:
    """Does one of two peoples before a noun act with the other ("India-Pakistan talks")?"""
    text = tree.text
    after = re.match(r"[-–]([A-ZÀ-Þ][\w’']+) (\w+)", text[named.end :])
    before = re.search(r"([A-ZÀ-Þ][\w’']+)[-–]$", text[: named.start])
    noun = after[2] if after else next(iter(re.findall(r"^ (\w+)", text[named.end :])), "")
    other = after[1] if after else before[1] if before else ""
    return bool(other and countries.of(other)) and noun not in _words("travel") | _words("geography") | _words("sport")


def _weathered(tree: Tree, head: int, noun: int) -> bool:
    """Is a name only told as where the weather was that the sentence tells of?"""
    if not any(t.dep in {"nsubj", "nsubjpass"} and t.lemma in _words("weather") for t in tree.tokens):
        return False
    token = tree.token(noun)
    if noun != head:
        return tree.lemma(noun) in _words("geography")
    return token.dep == "pobj" and tree.token(token.head).text.lower() in FROM


def _labelled(text: str, named: Named) -> str | None:
    """Is the name that of a town, a film, a club, or of something else the text says it is?"""
    before, after = text[: named.start], text[named.end :]
    if why := whereabouts.beside(text, named):
        return why
    if BETWEEN.match(after) or (named.start == 0 and after.startswith(":")):
        return "it says where"
    if MADE.match(after) and named.kind != "body":
        return "it says where from"
    if WARS.match(after) and named.kind != "body":
        return "the name of a time or a war"
    if CALLED.match(after):
        return "the text says what else has this name"
    if TITLED.search(before) and named.kind != "body":
        return "the name of a thing"
    if named.kind in {"name", "capital", "region"} and LARGER.search(before):
        return "a part of a larger name"
    if named.kind in {"name", "capital"} and (why := _elsewhere(text, named)):
        return why
    comma = COMMA.match(after)
    if comma is None or named.kind in {"body", "demonym", "region"}:
        return None
    rest = after[comma.end() :]
    said = re.split(r"[,;.:]", rest, maxsplit=1)[0]
    first = re.match(
        r"(?:[\w'’-]+ ){0,3}?([\w-]+)", re.split(r" (?:in|of|on|at|near|by|which|that|where|whose)\b", said)[0]
    )
    if re.match(r", (?:an?|the) ", comma[0][comma[0].index(",") :]) and first:
        last = first.string.split()[-1:] if first.string.split() else []
        if last and last[0].lower() in _words("places"):
            return f"a {last[0]} of this name"
    region = next((r for r in tables.regions() if r in said and re.search(rf"(?<!\w){re.escape(r)}(?!\w)", said)), None)
    direct = re.match(r", (?:(?:in|at|near|on|by) |(?=[A-Z]))", after)
    if direct and region and tables.regions()[region] != named.code:
        return f"a place of this name in {region}"
    other = next((c for c in countries.find(said) if c.start == 0 and c.kind == "name" and c.code != named.code), None)
    if (
        direct
        and comma[0] == ", "
        and other
        and other.end == len(said)
        and after[comma.end() + other.end :].startswith(",")
    ):
        return f"a place of this name in {other.text}"
    return None


def _elsewhere(text: str, named: Named) -> str | None:
    """Is a town told as one of another land ("the Panama City council in Florida", "Lebanon's Tripoli")?"""
    before, after = text[: named.start], text[named.end :]
    inside = re.match(r"(?: [a-z]+)?,? in (?:\w+ )?(?=[A-ZÀ-Þ])", after)
    place = after[inside.end() :] if inside else ""
    region = next((r for r in tables.regions() if place.startswith(r) and not place[len(r) :][:1].isalnum()), None)
    if region and tables.regions()[region] != named.code:
        return f"a place of this name in {region}"
    known = countries.find(text)
    owner = next((c for c in known if c.kind == "name" and before[c.end :] in {"'s ", "’s "}), None)
    if inside and inside[0].startswith(", in ") and named.kind == "capital":
        at = named.end + inside.end()
        owner = next((c for c in known if c.start == at and c.kind == "name"), owner)
    if owner and named.kind == "capital" and owner.code != named.code:
        return f"a place of this name in {owner.text}"
    return None


def _before_a_noun(tree: Tree, named: Named, head: int, noun: int) -> str | None:
    """ "Afghan traders" act, "the London price" does not."""
    lemma, token = tree.lemma(noun), tree.token(noun)
    if lemma in _words("sport") or named.kind == "body":
        return None if named.kind == "body" else "the sentence tells of sport"
    if named.kind == "demonym" and (tree.token(head).tag in {"NNS", "NNPS"} or lemma == "one"):
        return None
    if lemma in _words("statistics"):
        return f"a figure: {lemma}"
    above = tree.token(token.head)
    if lemma in _words("borders") and token.dep == "pobj" and above.text.lower() in INSIDE | WHERE:
        return f"“{above.text.lower()} the {lemma}” says where"
    known = {lemma, lemma.removesuffix("s")}
    acts = bool(known & (_words("acts") | _words("people") | tables.roles().keys() | tables.office_sectors().keys()))
    acts = acts or hanging.armed(tree.text[named.end : token.end])
    owned = tree.token(head).dep == "poss"
    if token.pos == "PROPN" and not owned:
        institution = any(
            re.search(rf"(?<!\w){p}(?!\w)", tree.text[named.start : token.end], re.I) for p in tables.institutions()
        )
        acts = (
            institution
            or lemma in tables.roles()
            or lemma in tables.office_sectors()
            or bool(known & _words("institutions"))
        )
    if named.kind == "capital" and not owned:
        acts = tables.roles().get(lemma, tables.office_sectors().get(lemma)) == "GOV" or lemma in {"source", "sources"}
        return None if acts else f"it says which {lemma}"
    if named.kind in {"demonym", "name", "region"} and _told_by_field(tree, named):
        return None
    if lemma in _words("things") and not (owned and lemma in _words("acts")):
        return f"it says which {lemma}"
    if token.head == noun and named.start == 0 and not owned:
        return None
    if acts or (PERSONAL.search(token.text) and token.pos == "NOUN"):
        return None
    if (owned or named.kind in {"demonym", "region"}) and (ABSTRACT.search(lemma) or (token.pos == "PROPN" and owned)):
        return None
    return f"it says which {lemma}"


def _told_by_field(tree: Tree, named: Named) -> bool:
    """Do the words behind a name end with those who act in a field ("the Ghanaian coast guard")? One word alone may be
    a thing's too."""
    phrase = fields.behind(tree, named.end)
    single = phrase is None or (" " not in phrase and phrase in _words("things"))
    return not single and phrase is not None and fields.field(phrase) is not None


def _alone(tree: Tree, named: Named, head: int) -> str | None:
    """By what the name hangs on: a preposition of place, a verb of towns, the weather."""
    token = tree.token(head)
    here = head
    while token.dep in {"conj", "appos"} and token.head != here:
        here = token.head
        token = tree.token(here)
    above = tree.token(token.head)
    word = above.text.lower()
    if FORMAL.search(named.text) and named.kind == "name" and word not in INSIDE | THROUGH:
        return None
    if token.dep == "pobj" and word == "over" and tree.lemma(above.head) in _words("overhead"):
        return "it says where"
    if token.dep == "pobj":
        over = above.head
        people = named.kind == "body" and named.sector not in {None, "GOV", "MED", "BUS"}
        labels = _words("things") | _words("places")
        if word in {"about", "of", "on", "to"} and not people and tree.lemma(over) in labels:
            return f"it says which {tree.lemma(over)}"
        told_on = re.match(r", (?:which|whose|who)\b", tree.text[named.end :])
        if word == "with" and tree.lemma(over) in _words("borders") and not (told_on or tree.token(over).dep == "dobj"):
            return f"“{tree.lemma(over)} with” says where"
        if word == "between" and tree.lemma(over) in _words("travel") | _words("geography") | _words("borders"):
            return f"“{tree.lemma(over)} between” says where"
        if word == "in" and named.kind in {"capital", "name"} and tree.lemma(over) in _words("seated"):
            return None
        if word in INSIDE:
            return f"after “{word}” it says where"
        if word in THROUGH and not (tree.token(over).pos == "VERB" and tree.lemma(over) in _words("handing")):
            return f"after “{word}” it says where"
        travels = word in {"from", "to", "for", "into", "towards", "toward"} and tree.lemma(over) in _words("travel")
        if travels and named.kind != "demonym":
            people = tree.token(over).pos == "NOUN" and tree.lemma(over) in _words("people")
            return None if people else f"“{tree.lemma(over)} {word}” says where"
        if word == "from" and named.kind in {"name", "capital", "region"} and _thing(tree, over):
            return f"“{tree.lemma(over)} from” says where"
        if word == "from" and tree.lemma(over) in {
            "rule",
            "govern",
            "reign",
            "broadcast",
            "report",
            "operate",
            "work",
            "play",
        }:
            return f"“{tree.lemma(over)} from” says where"
        if word == "from" and tree.token(over).pos in {"VERB", "AUX"} and named.kind in {"name", "capital"}:
            return None
        if word == "of" and tree.lemma(over) in _words("geography") and named.kind in {"name", "capital", "region"}:
            return f"“{tree.lemma(over)} of” says where"
        if word == "into" and named.kind == "demonym" and tree.lemma(over) in SPOKEN:
            return "a language"
        if word == "since":
            return "it says since when"
        if word in {"into", "in", "at"} and tree.lemma(over) in PORTS and named.kind in {"name", "capital", "region"}:
            return f"“{tree.lemma(over)} {word}” says where"
        if word in {"on", "over", "into"} and _words("weather") & {tree.lemma(i) for i in range(len(tree))}:
            return "the weather does not act on a state"
        return None
    if (
        named.kind == "demonym"
        and token.tag in {"NNP", "JJ", "NN"}
        and (token.dep in {"dobj", "nsubjpass"} and tree.lemma(token.head) in SPOKEN)
    ):
        return "a language"
    if token.dep in {"dobj", "nsubjpass"}:
        doers = [
            *tree.subjects(token.head),
            *(by for a in tree.kids(token.head, "agent", "prep") for by in tree.kids(a, "pobj")),
        ]
        subjects = {tree.lemma(i) for doer in doers for i in tree.down(doer, clauses=False)}
        if _words("weather") & subjects and named.kind in {"name", "capital", "region"}:
            return "the weather does not act on a state"
    if (
        token.dep == "dobj"
        and named.kind == "capital"
        and tree.lemma(token.head) in {"leave", "visit", "reach", "enter", "tour", "quit"}
    ):
        return f"“{tree.lemma(token.head)}” says where"
    if token.dep == "nsubj" and named.kind in {"capital", "name", "body"} and tree.lemma(token.head) == "be":
        said = {tree.lemma(i) for i in tree.kids(token.head, "acomp", "attr")}
        if said & ADDRESSES:
            return f"of a place it is said that it is {', '.join(sorted(said))}"
        if said & _words("states") and named.kind != "body":
            return f"of a town or land it is said that it is {', '.join(sorted(said))}"
    subject = token.dep in {"nsubj", "nsubjpass"} and named.kind in {"capital", "name"}
    made = tree.lemma(token.head) in TRANSITIVE and tree.kids(token.head, "dobj")
    if subject and not made and tree.lemma(token.head) in _words("towns"):
        return f"a town does “{tree.lemma(token.head)}”"
    return None


def _thing(tree: Tree, noun: int) -> bool:
    """Is this a thing, which comes from a place, and neither people nor what a state does ("a parcel from", not "a
    demand from")?"""
    token, lemma = tree.token(noun), tree.lemma(noun)
    if lemma in _words("wares"):
        return True
    if token.pos != "NOUN" or PERSONAL.search(token.text) or ABSTRACT.search(lemma):
        return False
    return not (
        {lemma, lemma.removesuffix("s")}
        & (_words("acts") | _words("people") | tables.roles().keys() | tables.folk().keys())
    )
