"""Names: runs of capitalised words with the particles, initials, hyphens and apostrophes that belong to them."""

import re
from functools import lru_cache

from communique.lexicon import SENTENCES_KEPT, words
from communique.lexicon.calendar import MONTHS, WEEKDAYS
from communique.model import Noun


class FoundName(Noun, frozen=True):
    """A proper name as printed, without the office before it ("President") and the possessive after it."""

    start: int
    end: int
    text: str


UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŘŚŞŠȘŤȚŪŮŰŲŹŻŽ"
WORD = (
    rf"[{UPPER}]\.(?:-?[{UPPER}]\.)*(?= [{UPPER}])|"
    rf"(?:(?:al|an|ar|as|ash|at|ad|el|bin|ben|d|l|o)[-’'])?[{UPPER}](?:[\w]|[-’'](?=\w{{2,}}|[{UPPER}]))*"
)
PARTICLE = r"(?:al|el|bin|bint|ibn|von|van|der|den|de|la|le|del|della|da|do|dos|das|di|du|ter|ten|zu|abu|ould|y|e)"
RUN = re.compile(rf"(?<![\w’'])(?:{WORD})(?:(?:(?<=s)[’'])?[ \u00a0](?:{PARTICLE}[ \u00a0]){{0,2}}(?:{WORD}))*")
OFFICES = "|".join(sorted(words.known("offices_before_a_name")))
TITLE = re.compile(rf"^(?:.*[ \u00a0])?(?:{OFFICES})\.?[ \u00a0](?=\S)")
SENTENCE_START = re.compile(r"(?:^|[.!?…:;]|[\r\n])[\s\"“‘'«(\[–—-]*$|[\"“«]$")
COMMON = words.known("common_at_sentence_start")
DAYS = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) > 4) | {"may", "june", "july"}
OFFICE = re.compile(rf"(?:(?:Prime|Foreign|Vice|Deputy|Defen[cs]e|First|Chief|State)[ \u00a0])*(?:{OFFICES})")
NEVER = frozenset(
    ["the", "i", "a", "an", "mr", "mrs", "ms", "dr", "gen", "sen", "col", "lt", "rep", "prof", "gov", "adm"]
)
STATE = re.compile(r"U\.S\.|U\.K\.|U\.N\.|E\.U\.|US|UK|UN|EU|H\.E\.|H\.R\.H\.|H\.M\.|H\.H\.")
POSSESSIVE = re.compile(r"[’']s?$")
LOWER_WORD = re.compile(r"(?<![\w’'])[a-zà-ÿ]+(?![\w’'-])")


def without_title(run: str) -> int:
    """How many characters of a run are an office before the name."""
    found = TITLE.match(run) if " " in run or "\u00a0" in run else None
    return found.end() if found else 0


def common_start(run: list[str], lower: frozenset[str]) -> bool:
    """Whether the first word of a sentence is capitalised only for standing there."""
    first = run[0].lower().replace("’", "'").removesuffix("'s")
    return first in COMMON or first in lower or (len(run) == 1 and first.endswith(("ing", "ly")))


def stripped(run: str, opening: bool, lower: frozenset[str]) -> tuple[int, str]:
    """A run without what is no name before and after it, and how far in its name begins."""
    skipped = 0
    while run:
        first, _, rest = run.partition(" ")
        word = first.lower()
        common = opening and common_start(run.split(" "), lower)
        if not (word in DAYS or common or word in NEVER or (rest and STATE.fullmatch(first))):
            break
        skipped, run, opening = skipped + len(run) - len(rest), rest, False
    skip = without_title(run)
    run = run[skip:]
    while (tail := run.rpartition(" "))[1] and tail[2].lower() in DAYS:
        run = tail[0]
    return skipped + skip, POSSESSIVE.sub("", run)


@lru_cache(maxsize=SENTENCES_KEPT)
def find(text: str) -> tuple[FoundName, ...]:
    """All names in order."""
    lower = frozenset(map(str.lower, LOWER_WORD.findall(text)))
    found = []
    for run in RUN.finditer(text):
        start = run.start()
        if text.endswith("Secretary of ", 0, start) and run.group().startswith("State "):
            found.append(FoundName(start=start + 6, end=run.end(), text=run.group()[6:]))
            continue
        inside = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum()
        opening = start == 0 or (not inside and SENTENCE_START.search(text, max(0, start - 8), start) is not None)
        skipped, name = stripped(run.group(), opening, lower)
        if len(name) > 1 and not OFFICE.fullmatch(name):
            start += skipped
            found.append(FoundName(start=start, end=start + len(name), text=name))
    return tuple(found)
