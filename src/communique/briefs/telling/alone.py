"""Can a sentence be read without the ones around it, and what may be cut from it without harm."""

import re
from collections.abc import Set
from functools import lru_cache

from communique.lexicon import countries

HANGING = re.compile(
    r"""^(?:he|she|it|they|we|i|you|his|her|their|its|this|these|those|that|there|here|but|and|or|so|then|yet|such|both|
    neither|either|another|others|some|many|thus|hence|instead|still|nor|as(?!\sof\b)|one|much|until|what|asked|among|on\sthat|
    ours|theirs|our|my|no|now|before\sthat|after\sthat|one\sof\sthem|all\sthat|because|in\sexchange|in\sreturn|
    at\sthe\s(?:meeting|talks|same)|the\s(?:\d+|\w+(?:th|ieth)\b(?!\s(?:and|[a-z]+\s(?:of|in|on|session|round|summit|meeting|anniversary|package)))|latter|former|same|pair|prime\sminister|foreign\sminister|premier|chancellor|two|three|four|other|others|official|officials|ministry|
    agency|statement|report|reports|move|step|words|decision|document|spokes\w+|measure|source|paper|group|change|gesture|
    idea|post|text|bill|law|party|message|news|ship|men|women|visitors?|guests?|minister|president|delegation|newspaper|
    answer|reason|result|figure|vote|sum|amount|term|deal|effect|rest|plan|rule|role)|
    the\s(?:first|second|third|last|others?)\s(?:of\s(?:them|these|those)|made|was|had|has|is|will|would|got|provided|came|
    took|went|asked|called|allowed|required))\b""",
    re.I | re.X,
)
"""How a sentence begins that hangs on the one before it."""
POINTING = re.compile(
    r"""\b(?:we|us|I|my|you|your|[Oo]urs?|aforementioned|here|below|above\sall|respectively|
    the\s(?:latter|former)(?=[.,;]|['’]s\b|\s(?:is|was|are|were|had|has|have|said|would|will|could|and|to|of)\b)|
    what\sfollows|(?:with|to|of|from|for|by|on)\sboth(?=[.,;]|\s(?:about|on|over|in|at|to|for|from|by|as|and)\b)|
    [Tt]h(?:is|ese)\b(?!\s(?:century|decade))|the\s(?:official|source|spokes\w+|envoy|man|woman|minister|diplomat|
    colonel|janitor)s?\s(?:said|says|told|added))\b|,\s(?:it|he|she|they)\s(?:said|says|added|noted|told|wrote)\b""",
    re.X,
)
"""Words that point out of a sentence wherever it stands."""
LOOSE = re.compile(
    rf"""{POINTING.pattern}|\b(?:[Ee]arlier|[Ll]ater|previously|the\ssame|that\sday|those|
    (?:said|says|told)\s(?:that\s)?(?:its|their)\b|(?:it|he|she|they)\s(?:said|says|added|noted|told|wrote|called|was|is|has|had|had\sbeen)|likewise|
    (?:of|in|to|for|on|with|from|against|about|by|under|after|before|at|made)\sthat\s(?!(?:the|an?|he|she|it|they|there|its|his|her|their|no|all)\b)[a-z]+(?=[\s,.;])|
    called\s(?:that|this)\s(?:an?|the)|(?<!but\s)also\b(?!\s(?:said|told|met|spoke|visited))|said\sthat\s(?:would|was|is|had|will)\b|them|that\sone\s(?:had|has|was|is)|in\sturn|replied|retorted|(?:that|this)\seffect|again|too|another|such|[Bb]y\sthen|since\sthen|at\sthe\stime|until\sthen|else|as\swell)\b""",
    re.X,
)
"""Words that point out of a sentence, or may: a report's first sentence has nothing before it to point to."""
OF_ONESELF = re.compile(
    r"^((?:[A-Z][\w.'’-]+ ){1,7}(?:said|says|announced|told (?:[A-Za-z][\w'’-]* ){1,3}|stressed|added|insisted|warned)"
    r"(?: that)?) (?:he|she)(?= (?:had|has|would|will|was|is)\b)"
)
"""A pronoun that stands for the speaker whom the sentence begins with."""
OF_ITSELF = re.compile(
    r"(\w[^.]{40,} (?:that|and|but|as|after)) th(?:is|ese)(?= (?:is|was|were|are|had|has|would|will|could|must)\b)"
)
"""What a report's first sentence says of what it has told."""
AHEAD = re.compile(
    r"^(?:In|On|At|After|Before|During|By|From|With|For|As|When|While|Under|Since|According)\b[^.]{1,70}?,? "
    r"(?:he|she|it|they|his|her|their) "
)
"""A pronoun in the first phrase, before anyone is named."""
OBJECT = re.compile(r"^(?:[A-Z][\w.'’-]*,? )+(?:has |had |have )?[a-z]+ (?:it|them)\b")
"""A pronoun for what is done to it, with nothing before it but who does it."""
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|met|said|says|told|made|took|"
    r"went|held|came|gave|put|cut|set|won|led|began|rose|fell|grew|left|got|kept|saw|ran|makes|takes|wants|lies|keeps|holds|"
    r"remains|needs|calls|marks|shows|sees|follows|includes|gives|leaves|brings|means|stands|begins|ends|runs|plans|trade|work|want|need|"
    r"hold|keep|make|take|say|see|remain|mark|show|follow|include|give|bring|mean|stand|call|share|seek|hope|plan|expect|"
    r"agree|fear|use|run|live|depend|belong|differ|face|claim|support|oppose|meet|go|come|struck|shot|sent|broke|swore|"
    r"lost|sold|bought|spoke|sank|withdrew|hit|quit|became|flew|shook|heard|found|drew|drove|felt|fought|fled|knew|laid|paid|"
    r"rode|sat|sought|stood|stole|swept|taught|thought|threw|wore|wrote|chose|caught|brought|built|bore|beat|spent|rang|"
    r"describes|declares|warns|welcomes|denies|rejects|accuses|demands|offers|promises|\w{2,}ed)\b"
)
DEFINITE = re.compile(r"^The ((?:[a-z][\w-]* ){0,2}?)([a-z][\w-]+)(?= " + FINITE.pattern + r")(?! to\b)")
"""A thing at the head of a sentence that nothing after it tells apart: it must have been named before."""
KNOWN = frozenset(
    [
        "world",
        "pope",
        "king",
        "queen",
        "internet",
        "sun",
        "sea",
        "kremlin",
        "pentagon",
        "pacific",
        "country",
        "government",
        "opposition",
        "army",
        "military",
        "police",
        "euro",
        "dollar",
        "economy",
        "united",
        "white",
        "european",
        "african",
        "security",
    ]
)
"""Things that need no introduction."""
PARENTHESIS = re.compile(
    r" \([^()]{1,80}\)(?! \([A-Z]| Regulations| Act\b| Treaty| Convention| Order\b)| [–—] [^–—]{1,120} [–—](?= )"
)
RELATIVE = re.compile(
    r", (?:(?:to|from|with|of|in|for|by|under) (?=which|whom))?(?:which|who|whose|where|whom) "
    r"[^,;“”\"]{4,120}(?:,(?= )|(?=\.$))"
)
VERB_NEXT = re.compile(r" (?:(?:also|then|now|later|has|have|had|will|would|is|are|was|were) |" + FINITE.pattern + r")")
TAIL = re.compile(
    r", (?:in a (?:fresh |new |further )?sign|as the|amid|underscoring|underlining|a sign|part of|the latest)"
    r" [^“”\"]{4,160}(?=\.$)"
)
SAID_LAST = re.compile(
    r", (?:[A-Z][\w.'’ -]{1,70}|(?:the|a|an|his|her|its|their) [\w.'’ -]{3,70}|[a-z][\w'’ -]{3,50})"
    r" (?:said|says|announced|told [\w' -]{3,40}|declared|confirmed|added)"
    r"(?: (?:on|in|at|by) [^,]{3,60}(?:, \d[^,]{3,20})?| [A-Z]\w+day)?\.$"
    r"|\baccording to [^,]{3,80}\.$"
)
"""An attribution of the report's own, at the end of the sentence."""


PERSON = re.compile(
    r"(?<!^)\b[A-Z][\w'’-]+|^[A-Z][\w'’-]+ (?:[A-Z]|said|told|says|\w+ed\b)"
    r"|\b\w{3,}(?:er|or|ist|ent|man|ant|ian|king|chief|head|envoy)\b"
)
"""Whom a pronoun may mean."""
LOOSE_END = re.compile(
    r", (?:as|which|who|while|where|with|[a-z]+ing|(?:[a-z]+ )?(?:hour|day|week|month|year)s? (?:after|before)"
    r"|the (?:[a-z]+est|first|last|latest|only)) [^“”\"]+(?=\.$)"
)
"""What hangs loosely behind a main clause."""


KNOWN_THING = re.compile(
    r"\b(?:announced|defended|welcomed|condemned|critici[sz]ed|rejected|called|praised|explained|made|took|"
    r"den(?:y|ied)|disput(?:e|ed)|repeated|start(?:ed)?|begin|began|launch(?:ed)?|open(?:ed)?|continue|resume"
    r"|join(?:ed)?) the "
    r"(decision|move|step|trip|visit|plan|proposal|report|statement|attack|raid|vote|ruling|deal|agreement|announcement|"
    r"dialogue|negotiations|process|programme|project|appointment|offer|request|invitation|accusation|account|claim|allegation|charge|version|criticism|suggestion|demand|idea)s?\b"
    r"(?! (?:to|of|on|by|that|in favour|for|with|between|against|which)\b)"
)
"""A thing spoken of as known."""
PAPER = re.compile(
    r"\b(?:to|of|under|in|with|on|by|for|from|sign(?:ed|ing)?|after|before) the (text|deal|pact|accord|agreement"
    r"|document"
    r"|declaration|treaty|memorandum|resolution|list|proposal|ruling|strike|incident|measures?)\b"
    r"(?! (?:to|of|on|by|that|in|for|with|between|against|which|where|under|signed|reached|[A-Z0-9“\"]))"
)
"""A paper or happening spoken of as known."""
PART_OF = re.compile(
    r"\bof the (aircraft|planes|jets|ships|missiles|tanks|weapons|sum|money|total|victims|dead)\b"
    r"(?! (?:that|which|of|in)\b)"
)
TALKS = re.compile(r"^After the(?:ir)? (?:talks|meeting)\b|\bthe two (?:foreign )?(?:ministers|presidents|leaders)\b")
"""A meeting spoken of as known."""
THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|can|could|must|may|might|be)\b)")
PLACED = re.compile(
    r"\b(?:in|at|to|from|near|of|into|visit\w*) (?:the )?(?!January|February|March|April|May|June|July|August|September"
    r"|October|November|December)[A-Z]"
)
"""A place spoken of as known, and one that was named."""


LED_BY = re.compile(
    r"^(?:Under|Introducing|Presenting|Opening|Closing|After|Before|Following|With|Ahead of|During|Despite|In|At"
    r"|On|Of|By)"
    r" (?:the|both|each|all) (?:[a-z][\w-]+ ){0,2}?(?P<thing>[a-z][\w-]+)(?=,| [A-Zà-þ\d]| the [A-Z])"
)
"""A thing spoken of as known in the first phrase ("Under the accord, …")."""
TIMES = frozenset(
    [
        "evening",
        "morning",
        "afternoon",
        "night",
        "day",
        "week",
        "month",
        "year",
        "weekend",
        "end",
        "beginning",
        "start",
        "past",
        "capital",
        "north",
        "south",
        "east",
        "west",
        "centre",
        "coast",
        "border",
        "world",
        "country",
        "region",
        "field",
        "case",
        "name",
        "course",
        "wake",
        "light",
        "face",
        "absence",
        "hands",
        "first",
        "second",
        "talks",
        "meeting",
        "meetings",
    ]
)
HOUR = re.compile(
    r"\bin the (?:early |late )?(?:morning|afternoon|evening)\b|\bat (?:about "
    r"|around )?\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b"
    r"|\b(?:at|before) (?:dawn|dusk|noon|midnight)\b"
)
TIME_OF = re.compile(
    r"^(?:(?:In|During|By|Late in|Early in) the (?:early |late )?(?:evening|morning|afternoon|night)|At (?:noon"
    r"|midnight|dawn|dusk)"
    r"|(?:Hours|Minutes|Days|Weeks|Months) (?:later|earlier|before|after(?!\b [A-Z]))|Overnight)\b"
)
"""A time of a day that nobody has named."""
DATED = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b[A-Z]\w+day\b"
)
NO_NEWS = re.compile(
    r"\b(?:(?:did|does|had|has|have) not (?:immediately |yet )?(?:answer(?:ed)? (?:calls?|questions?|requests?)"
    r"|repl(?:y|ied) to"
    r"|respond(?:ed)? to (?:a |several |our )?(?:request|question|call|e-?mail)s?|comment(?:ed)?\b)"
    r"|(?:declined|refused) to (?:comment|say|answer|give)|could not (?:immediately )?be reached|no immediate comment"
    r"|made the (?:remarks?|comments?|statement)\b)"
    r"|^(?:[A-Z][\w.'’-]+ ){1,6}(?:spoke|was speaking|were speaking) (?:after|before|ahead of|following"
    r"|on the sidelines)\b"
)
"""What a report has asked for and not got, or on what occasion somebody spoke."""
ELLIPSIS = re.compile(
    r"\bnone\b(?! of)|(?<!\d )\b(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*(?= (?:from|by|were|was|had|have|would|will"
    r"|in (?:all|the whole))\b)"
    r"|\b(?:accepted|rejected|refused|declined)(?=\W*(?:[.,;]| so\b| (?:within|at once|immediately|only|before"
    r"|after)\b))"
    r"|\b(?!to|at|by|from|than|of|with|age|aged|number|and|or|about|in|on|for|article|chapter|resolution)[a-z]{3,}"
    r" (?:only |just |about |some )?(?!(?:19|20)\d\d)\d[\d,]*(?=\.?$|, (?:[A-Z]|according|the \w+ said))"
    r"|\b(?:on|to|for|about|against|with|by|in) it(?=[.,;]|$)|\bon board\b(?! (?:of )?(?:the|an?|[A-Z]))"
    r"|^(?:All|Some|Many|Most|Few|Several|Half|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) (?:of (?:them|these"
    r"|those)\b"
    r"|(?:were|was|had|have|could|can|will|would|are|is|died|came|went|left|said|remained)\b)"
)
"""A number or "all" of what stands in the sentence before."""
NAME_RUN = r"(?:\b[A-Z][\w'’-]+ ?)+"
OF_A_STATE = re.compile(r"^The (?:[A-Z]?[a-z]+ ){1,4}of (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
HOLDER = re.compile(r"^The [A-Z]?[a-z][^,.;]{3,70}, (?:[A-Z][\w.'’-]*\.? ){1,4}[A-Z][\w'’-]+,")
WHOSE = re.compile(r"^[\"“][^\"”]*[\"”],? (?:its|his|her|their)\b")
"""Words of somebody of somewhere that nobody has named."""
ITS_STATE = re.compile(
    r"\b(?:its|their) (?:own )?(?:government|parliament|prime minister|airspace|territory|soil|sovereignty|armed forces"
    r"|army|military|people|citizens|nationals|embassy|ambassador)\b"
)
OF_A_PLACE = re.compile(r"(?:\b|^)(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|to|[Oo]n|off) (?:the )?(?:\w+ )?$")
ARTICLE = re.compile(r"^(?:The|An?) ")
CUT_SHORT = re.compile(r"(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bfor)(?<!\bby)(?<!\bat) the (?:day|night|week|month|year)\W*$")
"""A time that what followed would have told ("signed it the day before …")."""


def clipped(text: str, least: int = 10) -> list[str]:
    """A sentence without what hangs loosely at its end, the longest first; none where the rest would say too little."""
    if re.search(r"[“\"]", text):
        return []
    cuts = [m.start() for m in re.finditer(r", ", text) if LOOSE_END.match(text, m.start())]
    return [f"{text[:at]}." for at in reversed(cuts) if len(text[:at].split()) >= least]


def stands_alone(text: str, told: Set[str] | None = None, *, first: bool = False) -> bool:
    """Whether a sentence can be read without the ones around it; the `first` of a report hangs on none. `told` are the
    words (lower case) that have been printed before it: what they name may be called "the panel"."""
    if (
        not _complete(text, first)
        or (not first and unnamed(text, told))
        or (HANGING.match(text) and not _holder(text) and not _introduced(text, told))
    ):
        return False
    return first or not _thing(text, told)


def _holder(text: str) -> bool:
    """Whether a sentence begins with an office whose holder or state it names: "The Prime Minister, Ana Silva, …"."""
    found = OF_A_STATE.match(text)
    return HOLDER.match(text) is not None or bool(found and countries.find(found[0]))


@lru_cache(maxsize=8192)
def _complete(text: str, first: bool) -> bool:
    """Whether nothing in a sentence points out of it, whatever was told before."""
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", " so ", text) if '"' in text or "“" in text else text
    outside = OF_ONESELF.sub(r"\1 so", outside) if "he " in outside else outside
    if first and (" this " in outside or " these " in outside):
        outside = OF_ITSELF.sub(r"\1 so", outside)
    loose = POINTING if first else LOOSE
    if not re.search(r"[.”\"]$", text.strip()) or loose.search(outside):
        return False
    if not first and NO_NEWS.search(outside):
        return False
    if re.search(r"\b(?:is|are|was|were|do|does|did|will|has|have)(?: not)?\W*$", outside):
        return False
    if CUT_SHORT.search(outside[-60:]) or WHOSE.match(text) or (not first and ELLIPSIS.search(outside)):
        return False
    if (TIME_OF.match(outside) or (not first and HOUR.search(outside))) and not DATED.search(outside):
        return False
    if AHEAD.match(outside) or OBJECT.match(outside) or not FINITE.search(outside) or re.search(r"\bU\.S\.?$", text):
        return False
    if (state := ITS_STATE.search(outside)) and not _owner(outside[: state.start()]):
        return False
    if (him := re.search(r"\bhim\b|\bher(?= to\b|[.,])", outside)) and len(names_in(outside[: him.start()])) < 2:
        return False
    if (she := re.search(r"\b(?:[Hh]e|[Ss]he)\b", outside)) and not PERSON.search(outside[: she.start()]):
        return False
    if re.search(r" it\.$", text) and not names_in(text[1:]):
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”") or text.rstrip().endswith(("?", ":", "...")):
        return False
    return text[:1].isupper() or text[:1] in '“"0123456789'


def _owner(before: str) -> bool:
    """Whether a state, or something else with a name that is no place or day, stands before what is called its own."""
    named = re.finditer(NAME_RUN, ARTICLE.sub("", before))
    return bool(countries.find(before)) or any(not OF_A_PLACE.search(f.string[: f.start()]) for f in named)


def unnamed(text: str, told: Set[str] | None) -> bool:
    """Whether a sentence speaks of a thing or place as known that neither it nor what was printed has named: "announced
    the decision", "would go there"."""
    if told is not None and TALKS.search(text) and told.isdisjoint(("met", "talks", "meeting")):
        return True
    found = KNOWN_THING.search(text) or PART_OF.search(text)
    if found and told is not None and found[1].lower() not in told and found[1].lower() not in text[: found.start()]:
        return True
    paper = PAPER.search(text)
    if paper and told is not None and paper[1] not in told and paper[1] not in text[: paper.start()]:
        return True
    led = LED_BY.match(text)
    if led and told is not None and led["thing"] not in told and led["thing"] not in TIMES:
        return True
    there = THERE.search(text)
    return there is not None and not PLACED.search(text[: there.start()])


def _introduced(text: str, told: Set[str] | None) -> bool:
    """Whether the thing a sentence hangs on ("The vote …") has been named in what was printed."""
    found = re.match(r"The ([a-z]+) (?!said|says|of)", text)
    return bool(found and told and found[1] in told and found[1] not in {"two", "same", "latter", "former", "other"})


def _thing(text: str, told: Set[str] | None) -> bool:
    """Whether a sentence begins with a thing nobody has named."""
    found = DEFINITE.match(text)
    if not found or told is None:
        return False
    return found[2] not in told and found[2] not in KNOWN and not (set(found[1].split()) & KNOWN)


def names_in(text: str) -> list[str]:
    """Runs of capitalised words."""
    return re.findall(NAME_RUN, text)


def without_relatives(text: str) -> str:
    """A sentence without its relative clauses between commas, where what follows is plainly the rest of the clause."""

    def cut(found: re.Match[str]) -> str:
        after = text[found.end() :]
        return "" if after.startswith(".") or VERB_NEXT.match(after) else found[0]

    return RELATIVE.sub(cut, text)


def shortened(text: str, least: int = 7) -> str:
    """A sentence without its asides: parentheses, relative clauses between commas, a loose tail."""
    if re.search(r"[“\"]", text):
        return PARENTHESIS.sub("", text)
    short = TAIL.sub("", without_relatives(PARENTHESIS.sub("", text)))
    return short if len(short.split()) >= least else text
