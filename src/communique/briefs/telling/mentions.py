"""People in a sentence of a report: in full where they are named first, by the family name afterwards, and spelled as
the brief spells them."""

import re

from communique.briefs.dossier import is_country
from communique.briefs.telling.naming import Names, plain
from communique.briefs.telling.offices import offices as forms_of
from communique.briefs.telling.wording import adjective, country, described, possessive, tidy
from communique.briefs.telling.words import standing
from communique.lexicon import countries
from communique.lexicon.names import find as names_told
from communique.model import Actor

ROLE = re.compile(
    r"\b(?:[a-z]*(?:spokes\w+|minister|president|leader|premier|chancellor|secretary|envoy|ambassador|chief|head|director|"
    r"adviser|advisor|official|king|general|commander|governor|mayor|chairman|chairwoman|chair|counterpart|colleague))\s*$"
)
TITLE = re.compile(
    r"(?:(?<=^)|(?<= ))((?:[A-Z][\w'’.-]* ){0,3}(?:Minister|President|Premier|Chancellor|King|Queen|Emir|Secretary|"
    r"Speaker|Ambassador|Commissioner|Director|General) )$"
)
HEADS = frozenset(
    re.findall(
        r"\w+",
        """Minister President Premier Chancellor King Queen Emir Secretary State Speaker Ambassador Commissioner General
        Adviser Advisor Chairman Chairwoman Governor""",
    )
)
PARTS = frozenset(
    re.findall(
        r"\w+",
        """Prime Foreign Defence Defense Interior Finance Trade Commerce Industry Economy Justice Energy Vice Deputy
        First National Security Caretaker Crown""",
    )
)
JOINTS = frozenset(["of", "for", "and"])
"""What a title before a name is made of."""
NAMED_ON = re.compile(r" [A-Z]")
BEGINS = re.compile(
    r"(?P<land>[A-Z]\w+(?: [A-Z]\w+)?) "
    r"(?P<title>President|Chancellor|(?:Prime|Foreign|Defen[cs]e|Interior|Finance) Minister) "
)
SET_BEHIND = re.compile(r", (?:the|an?|who is|who (?:heads|chairs)) [^,;“”\"]{3,90}(?:,(?= )|(?=\.$))")
SET_BEFORE = re.compile(
    r"(?:(?<=^)|(?<=[a-z] ))(?:[Tt]he|[Aa]n?|[A-Z]\w+['’]s?) (?:[\w'’-]+ ){0,4}"
    r"(?:minister|president|leader|premier|chancellor|secretary of state|secretary|ambassador|king|commander), $"
)
"""An office set behind a name or before it between commas."""


def full_names(text: str, names: Names, *, offices: bool = True) -> tuple[str, tuple[Actor, ...]]:
    """The sentence with people who are named for the first time in full, with office and country (by name alone without
    `offices`), and who they are."""
    introduced: list[Actor] = []
    for alias in names.aliases:
        text = re.sub(rf"(?<=counterpart), {re.escape(alias)}(?:, who [^,.]+)?(?=[,.])", "", text)
    for key, person in sorted(names.people.items()):
        parts = person.name.split()
        if len(parts) < 2:
            continue
        text = spelled(text, person.name)
        if parts[-1] not in text and parts[0] not in text:
            continue
        if key in names.named:
            text = _known(text, person, names)
            continue
        if (at := next(standing(person.name, text, "-"), -1)) >= 0:
            text = _placed(text, at, person.name, person, names, offices=offices)
            introduced.append(person)
            continue
        family = names.short(person)
        if family == person.name or family not in text:
            continue
        others = [found for found in names_told(text) if found.text.endswith(f" {family}")]
        alone = (at for at in standing(family, text, "-") if not any(n.start < at < n.end for n in others))
        alone = (at for at in alone if not text[:at].endswith(f"{parts[-2]} "))
        alone = (at for at in alone if not NAMED_ON.match(text, at + len(family)) and text[:at].count('"') % 2 == 0)
        if (at := next(alone, -1)) >= 0:
            text = _placed(text, at, family, person, names, offices=offices)
            introduced.append(person)
    return text, tuple(introduced)


def spelled(text: str, name: str) -> str:
    """A sentence with the letters of a name as the brief writes them, outside quotations: Orban as Orbán."""
    if name.isascii() and text.isascii():
        return text
    bare = plain(name)
    if bare == name and plain(text) == text:
        return text
    for part, letters in zip(name.split(), bare.split(), strict=True):
        for at in reversed(list(standing(letters, plain(text), "-"))):
            before, written = text[:at], text[at : at + len(letters)]
            if (
                written != part
                and len(part) > 3
                and not before.count('"') % 2
                and before.count("“") == before.count("”")
            ):
                text = f"{before}{part}{text[at + len(letters) :]}"
    return text


def apposed(text: str, names: Names) -> str | None:
    """A sentence that begins with somebody in our own form: "Mexican President X called …" as "Mexico's president, X,
    called …", which takes fewer words in a row from a report; None where it begins otherwise."""
    found = BEGINS.match(text)
    if not found:
        return None
    lands = [c for c in countries.find(found["land"]) if c.kind == "demonym" and c.text == found["land"]]
    who = next((p.name for p in names.people.values() if text.startswith(f"{p.name} ", found.end())), None)
    if not lands or who is None:
        return None
    held = f"{possessive(country(lands[0].code))} {found['title'].lower()}"
    return f"{held}, {who},{text[found.end() + len(who) :]}"


def _known(text: str, person: Actor, names: Names) -> str:
    """The sentence with the family name of somebody named before where title, office and name stood."""
    at = next(standing(person.name, text, "-"), -1)
    if at < 0 or text[:at].count('"') % 2:
        return text
    before, after = text[:at], text[at + len(person.name) :]
    if behind := SET_BEHIND.match(after):
        after = after[behind.end() :]
    elif set_before := SET_BEFORE.search(before):
        before, after = before[: set_before.start()], after.removeprefix(",")
    else:
        before = before[: _titled(before)]
    return tidy(f"{before}{names.short(person)}{after}")


def _titled(before: str) -> int:
    """Where the title at the end of a text begins, with the country before it; the text's end where there is none."""
    words = before.split(" ")[:-1]
    start, headed = len(words), False
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        headed = headed or word in HEADS
        country = any(
            found.text == word or found.text == re.sub(r"['’]s?$", "", word) for found in countries.find(word)
        )
        if word in HEADS or word in PARTS or (headed and country):
            start = at
        elif not (word in JOINTS and headed and start == at + 1 and at and words[at - 1] in HEADS | PARTS):
            break
    if not headed:
        return len(before)
    if start and words[start - 1] in ("the", "The"):
        start -= 1
    return len(" ".join(words[:start])) + bool(start)


def _placed(text: str, at: int, said: str, person: Actor, names: Names, *, offices: bool) -> str:
    """The sentence with a person in full where the name or family name (`said`) stood."""
    before, after = text[:at], text[at + len(said) :]
    if before.count('"') % 2 or before.count("“") != before.count("”"):
        return text
    code = names.land(person)
    if title := TITLE.search(before):
        wanted = code and is_country(code) and not _country_in(before[-60:] + after[:40], code)
        lead = f"{adjective(code)} " if wanted and code else ""
        return f"{text[: title.start()]}{lead}{title[1]}{person.name}{after}"
    held = next(iter(forms_of(person.office)[-1:]), "") if offices else ""
    apposed = before.rstrip().endswith(",") and ROLE.search(before.rstrip(" ,"))
    bare: object = before.rstrip(" ,").split(" ")[-1][:1].isupper() and not before.rstrip().endswith(",")
    bare = bare or after[:1] in "',’(" or apposed
    bare = bare or ROLE.search(before) or before.lower().rstrip().split(" ")[-1] in held.lower().split()
    full = person.name if bare or not held else described(person.name, held, code)
    return tidy(f"{before}{full}{after}")


def _country_in(text: str, code: str) -> bool:
    return any(found.code == code for found in countries.find(text))
